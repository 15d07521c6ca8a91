"""Bytes to the gateway and back, over plain TCP or mutual TLS: a client that sends anything, in any pieces, and
reads strictly. It sends and reads at the same time, since the gateway may answer before it has read everything."""

import select
import socket
import ssl
import time
from dataclasses import dataclass

HANG_SECONDS = 40  # nobody waits longer than that: the gateway's own longest time is 15 s


@dataclass
class Answer:
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes


class NotHttp(Exception):
    """What came back is no sequence of whole answers."""


def answers_in(received: bytes, to_head: bool = False) -> list[Answer]:
    """Every answer, read as strictly as RFC 9112 allows; interim ones (100) are left out."""
    answers = []
    while received:
        head, ended, rest = received.partition(b"\r\n\r\n")
        if not ended or not head.startswith(b"HTTP/1.1 "):
            raise NotHttp(f"no head of an answer: {received[:80]!r}")
        lines = head.decode("ascii").split("\r\n")
        status = int(lines[0].split(" ")[1])
        fields = [line.split(": ", 1) for line in lines[1:]]
        headers = {name.lower(): value for name, value in fields}
        if len(headers) != len(fields):
            raise NotHttp(f"a field comes twice: {head!r}")
        if status == 100:
            received = rest
            continue
        size = 0 if to_head else int(headers["content-length"])
        if len(rest) < size:
            raise NotHttp(f"{size} bytes are announced, {len(rest)} came")
        answers.append(Answer(status, headers, rest[:size]))
        received = rest[size:]
    return answers


class Transport:
    """How one party's listener is reached: plain, or with `context` over TLS."""

    def __init__(self, address: tuple[str, int], context: ssl.SSLContext | None = None):
        self.address = address
        self.context = context

    @property
    def name(self) -> str:
        return "http" if self.context is None else "tls"

    def connect(self, source: str | None = None) -> socket.socket:
        bound = (source, 0) if source else None
        plain = socket.create_connection(self.address, timeout=HANG_SECONDS, source_address=bound)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # the end of a handshake and a request do not wait
        if self.context is None:
            return plain
        return self.context.wrap_socket(plain, server_hostname=self.address[0])

    def converse(self, *pieces: bytes, until_closed: bool = True, source: str | None = None) -> bytes:
        """Everything that comes back until the other side closes, or, unless `until_closed`, for a moment after
        the last piece. A reset ends it like a close."""
        with self.connect(source) as connection:
            return converse(connection, pieces, until_closed)


def client_context(certificates, name: str | None, authority: str) -> ssl.SSLContext:
    """Of a party's own program; `name` is a certificate's, None for no certificate."""
    context = ssl.create_default_context(cafile=str(certificates / f"{authority}-ca.pem"))
    if name:
        context.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
    return context


def _receive(connection: socket.socket) -> bytes | None:
    """b"" where the other side has ended, None where nothing has come yet."""
    try:
        return connection.recv(262144)
    except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
        return None
    except OSError:  # a reset, or TLS that broke off
        return b""


def _send(connection: socket.socket, piece: memoryview) -> int:
    try:
        return connection.send(piece[:262144])
    except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
        return 0
    except OSError:  # it takes no more; what it has answered is still to be read
        return len(piece)


def _has_pending(connection: socket.socket) -> bool:
    return isinstance(connection, ssl.SSLSocket) and connection.pending() > 0


def converse(connection: socket.socket, pieces, until_closed: bool = True) -> bytes:
    connection.setblocking(False)
    received, waiting = [], [memoryview(piece) for piece in pieces if piece]
    deadline = time.monotonic() + HANG_SECONDS
    while time.monotonic() < deadline:
        patience = 0 if _has_pending(connection) else 0.3 if not (until_closed or waiting) else 1
        readable, writable, _ = select.select([connection], [connection] if waiting else [], [], patience)
        if waiting and writable:
            sent = _send(connection, waiting[0])
            waiting[0] = waiting[0][sent:]
            if not waiting[0]:
                waiting.pop(0)
        piece = _receive(connection)
        if piece == b"":
            return b"".join(received)
        if piece:
            received.append(piece)
        elif not (until_closed or waiting or readable):
            return b"".join(received)
    raise TimeoutError(f"the connection is neither answered nor closed within {HANG_SECONDS} s")
