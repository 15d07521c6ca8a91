import checks
import soap


def run(world):
    since = checks.newest(world)
    head = (f"POST /ws/pekerja HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
            f"Content-Length: {64 * 1024 * 1024}\r\n\r\n{checks.MARK}").encode()
    received = soap.exchange_bytes(world.address(), head)
    status = int(received.split(b" ", 2)[1])
    checks.refused_before_soap(world, since, soap.Answer(status, {}, received), 413, "BATAS_TERLAMPAUI")
