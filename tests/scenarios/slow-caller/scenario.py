import socket

import checks

WORLD = "hurried"
HALVES = (b"POST /ws/pekerja HTTP/1.1\r\nHost: a\r\n",
          b"POST /ws/pekerja HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<e")


def run(world):
    for half in HALVES:
        with socket.create_connection(world.address(), timeout=10) as caller:
            caller.sendall(half)
            checks.still_works(world)
            checks.equal(b"HTTP/1.1 408", caller.recv(65536)[:12], "answer to half a request")
