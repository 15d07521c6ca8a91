import socket

import checks
import soap


def run(world):
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.settimeout(1.0)
        port = elsewhere.getsockname()[1]
        header = ('<e:Header xmlns:w="http://www.w3.org/2005/08/addressing">'
                  f"<w:ReplyTo><w:Address>http://127.0.0.1:{port}/</w:Address></w:ReplyTo>"
                  f"<w:FaultTo><w:Address>http://127.0.0.1:{port}/</w:Address></w:FaultTo></e:Header>")
        body = soap.envelope("pekerja", checks.message(checks.fresh_worker()), header=header)
        checks.equal(200, soap.post(world.address(), "pekerja", body).status, "HTTP status")
        try:
            elsewhere.accept()
        except TimeoutError:
            return
    raise AssertionError("the gateway called the address of ReplyTo")
