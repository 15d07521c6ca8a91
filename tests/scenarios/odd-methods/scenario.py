import checks
import soap


def run(world):
    for method in ("PUT", "DELETE", "TRACE", "OPTIONS", "HAPUS"):
        request = f"{method} /ws/pekerja HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
        received = soap.exchange_bytes(world.address(), request)
        checks.equal(True, int(received.split(b" ", 2)[1]) in (405, 501), f"{method}: {received[:40]!r}")
