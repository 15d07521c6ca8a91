import checks
import soap

SMUGGLED = "GET /ws/pekerja?wsdl HTTP/1.1\r\nHost: a\r\n\r\n"


def run(world):
    for lengths in ("Content-Length: 5\r\nContent-Length: 6", f"Content-Length: {len(SMUGGLED)}, 0",
                    "Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: -1",
                    "Content-Length: +5"):
        request = (f"POST /ws/pekerja HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\n{lengths}"
                   f"\r\n\r\n{SMUGGLED}")
        received = soap.exchange_bytes(world.address(), request.encode())
        checks.equal(b"HTTP/1.1 400", received[:12], lengths)
        checks.equal(1, received.count(b"HTTP/1.1 "), f"answers to {lengths}")
