"""Row 10, slowness: half requests, drips, readers that do not read, resets. All at the same time, each on its own
connection; what counts is how each one ends, and that others are served meanwhile."""

import selectors
import socket
import ssl
import struct
import time
from dataclasses import dataclass, field

from case import envelope, post
from wire import HANG_SECONDS, Transport, _receive, answers_in

HEAD = b"POST /ws/pekerja HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\n"
GET = b"GET /ws/pekerja?wsdl HTTP/1.1\r\nHost: h\r\n\r\n"
NO_HEADER, NO_REQUEST = b"no whole header in time", b"no whole request in time"


@dataclass
class Slow:
    """Sends `first`, then `drip` again and again. `status` and `words` of the one answer that ends it; 0: closed
    without a further one. `before`: answers that it is owed."""
    name: str
    first: bytes
    status: int
    words: bytes = b""
    drip: bytes = b""
    every: float = 0.5
    before: int = 0
    received: bytearray = field(default_factory=bytearray)
    ended: float | None = None
    next_drip: float = 0.0


def all_slow() -> list[Slow]:
    body = HEAD + b"Content-Length: 1000\r\n\r\n"
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    return [
        Slow("nothing at all", b"", 0), Slow("an empty line and no more", b"\r\n", 0),
        Slow("one byte of a header", b"P", 408, NO_HEADER), Slow("half a line", b"POST /ws/pek", 408, NO_HEADER),
        Slow("half a header", HEAD, 408, NO_HEADER), Slow("a header without its empty line", HEAD + b"Content-Length: 5\r\n", 408, NO_HEADER),
        Slow("a header that drips", b"GET / HTTP/1.1\r\n", 408, NO_HEADER, b"X: y\r\n"),
        Slow("a header that drips byte by byte", b"GET / HTTP/1.1\r\nX: ", 408, NO_HEADER, b"y"),
        Slow("a line that drips", b"GET /", 408, NO_HEADER, b"a"), Slow("empty lines that drip", b"\r\n", 0, drip=b"\r\n"),
        Slow("a header without a body", body, 408, NO_REQUEST), Slow("half a body", body + b"<e", 408, NO_REQUEST),
        Slow("a body that drips", body, 408, NO_REQUEST, b"<"), Slow("all of a body but a byte", body + b" " * 999, 408, NO_REQUEST),
        Slow("no chunk", chunked, 408, NO_REQUEST), Slow("half a chunk's size", chunked + b"1", 408, NO_REQUEST),
        Slow("half a chunk", chunked + b"64\r\n<e", 408, NO_REQUEST), Slow("no last chunk", chunked + b"2\r\n<e\r\n", 408, NO_REQUEST),
        Slow("chunks that drip", chunked, 408, NO_REQUEST, b"1\r\n \r\n"), Slow("an extension that drips", chunked + b"1;", 408, NO_REQUEST, b"a"),
        Slow("a trailer that drips", chunked + b"0\r\nX:", 408, NO_REQUEST, b"a"), Slow("half an end", chunked + b"0\r\n", 408, NO_REQUEST),
        Slow("Expect: 100-continue and no body", HEAD + b"Content-Length: 9\r\nExpect: 100-continue\r\n\r\n", 408, NO_REQUEST),
        Slow("idle after an answer", GET, 0, before=1), Slow("half a request after an answer", GET + b"GET", 408, NO_HEADER, before=1),
        Slow("half a body after an answer", GET + body, 408, NO_REQUEST, before=1),
        Slow("a large body that drips", HEAD + b"Content-Length: 8000000\r\n\r\n" + b" " * 4_000_000, 408, NO_REQUEST, b" " * 1000),
    ]


def judge(one: Slow) -> None:
    """An AssertionError where it did not end as it must."""
    if one.ended is None:
        raise AssertionError(f"still open after {HANG_SECONDS} s")
    answers = answers_in(bytes(one.received))
    wanted = [200] * one.before + ([one.status] if one.status else [])
    seen = [answer.status for answer in answers]
    if seen != wanted or (one.words and one.words not in answers[-1].body):
        raise AssertionError(f"expected {wanted} {one.words!r}, seen {seen} {bytes(one.received)[-120:]!r}")


def run(transport: Transport, slow: list[Slow], meanwhile) -> None:
    """Fills in how each ended; `meanwhile()` is called about once a second."""
    selector = selectors.DefaultSelector()
    began = time.monotonic()
    for one in slow:
        connection = transport.connect()
        connection.setblocking(True)
        if one.first:
            connection.sendall(one.first)
        connection.setblocking(False)
        one.next_drip = time.monotonic() + one.every
        selector.register(connection, selectors.EVENT_READ, one)
    next_call = time.monotonic()
    while selector.get_map() and time.monotonic() < began + HANG_SECONDS:
        for key, _ in selector.select(0.05):
            _read(selector, key.fileobj, key.data, began)
        for key in list(selector.get_map().values()):
            _drip(key.fileobj, key.data)
        if time.monotonic() >= next_call:
            meanwhile()
            next_call = time.monotonic() + 1
    for key in list(selector.get_map().values()):
        key.fileobj.close()
    selector.close()


def _read(selector, connection: socket.socket, one: Slow, began: float) -> None:
    while (piece := _receive(connection)) is not None:
        if piece == b"":
            one.ended = time.monotonic() - began
            selector.unregister(connection)
            connection.close()
            return
        one.received += piece


def _drip(connection: socket.socket, one: Slow) -> None:
    if not one.drip or time.monotonic() < one.next_drip:
        return
    one.next_drip = time.monotonic() + one.every
    try:
        connection.send(one.drip)
    except OSError:
        pass  # it is closed or will be; what it answered is read


def reader_who_does_not_read(transport: Transport) -> str:
    """Asks for documents without end and reads none: how it ended. The gateway gives the connection up."""
    with transport.connect() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.setblocking(False)
        deadline = time.monotonic() + 2 * HANG_SECONDS
        while time.monotonic() < deadline:
            try:
                connection.send(GET * 50)
            except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
                time.sleep(0.1)
            except OSError:
                return "closed"
    return "still open"


def resets(transport: Transport, how_many: int) -> None:
    """Connections that are reset at every point of a request."""
    whole = post(envelope())
    for number in range(how_many):
        connection = transport.connect()
        connection.sendall(whole[:len(whole) * (number % 20) // 19])
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()


def halves(transport: Transport, how_many: int) -> None:
    """Connections that are closed properly in the middle of a request."""
    whole = post(envelope())
    for number in range(how_many):
        with transport.connect() as connection:
            connection.sendall(whole[:len(whole) * (number % 20) // 20])
