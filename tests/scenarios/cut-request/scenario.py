import checks
import soap


def run(world):
    since = checks.newest(world)
    worker = checks.fresh_worker()
    body = soap.envelope("pekerja", checks.message(worker))
    head = (f"POST /ws/pekerja HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode()
    received = soap.exchange_bytes(world.address(), head + body[:-20])
    status = int(received.split(b" ", 2)[1])
    checks.refused_before_soap(world, since, soap.Answer(status, {}, received), 400, "PESAN_TIDAK_SAH")
    checks.equal(False, checks.known_to_lawan(world, worker), "sent on")
