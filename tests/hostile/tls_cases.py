"""Row 11, TLS: who is turned away in the handshake, or right after it, before a byte of HTTP is read. Each case
gives what came back after the handshake, and under which words the journal must have it."""

import ssl
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from tls import AUTHORITY
from wire import Transport, client_context, converse

REQUEST = b"GET /ws/pekerja?wsdl HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
SUITES = ["AES128-SHA", "AES256-SHA256", "AES256-GCM-SHA384", "DHE-RSA-AES256-GCM-SHA384", "DHE-RSA-AES128-SHA",
          "ECDHE-RSA-AES128-SHA", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-CCM8",
          "ECDHE-ECDSA-CAMELLIA128-SHA256", "ECDHE-ECDSA-ARIA128-GCM-SHA256", "aNULL", "eNULL", "ECDHE-ECDSA-NULL-SHA", "AECDH-AES128-SHA",
          "PSK-AES128-CBC-SHA", "CAMELLIA256-SHA"]
STRANGERS = {"self-signed": "self-signed", "other-ca": "issuer", "expired": "has expired", "not-yet-valid": "not yet valid",
             "wrong-use": "purpose", "revoked": "revoked", "unlisted": "not on the list"}


@dataclass
class TlsCase:
    name: str
    attempt: Callable[[], bytes]  # what came back of HTTP
    reason: str = ""              # in the journal; "": need not be there


class TlsCases:
    def __init__(self, transport: Transport, certificates: Path, party: str = "kesatu"):
        self._transport = transport
        self._certificates = certificates
        self._party = party

    def _context(self, name: str | None) -> ssl.SSLContext:
        return client_context(self._certificates, name, AUTHORITY[self._party])

    def _asked(self, context: ssl.SSLContext) -> bytes:
        try:
            with Transport(self._transport.address, context).connect() as connection:
                return converse(connection, [REQUEST])
        except (ssl.SSLError, ConnectionError):
            return b""

    def _raw(self, *pieces: bytes, source: str | None = None) -> bytes:
        """Bytes that are no TLS, or not all of it: what comes back of HTTP. Of TLS an alert may come."""
        received = Transport(self._transport.address).converse(*pieces, source=source)
        return received if b"HTTP/" in received else b""

    def certificates(self) -> list[TlsCase]:
        cases = [TlsCase("no client certificate", lambda: self._asked(self._context(None)), "no client certificate was shown")]
        for name, reason in STRANGERS.items():
            for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
                cases.append(TlsCase(f"a certificate that is {name} in {version.name}", lambda n=name, v=version:
                                     self._asked(self._only(self._context(f"refused/{n}"), v)), reason))
        for name in ("kedua-client", "kesatu-server", "jembatan-kesatu", "jembatan-kedua"):
            cases.append(TlsCase(f"the certificate of {name}", lambda n=name: self._asked(self._context(n)), "client certificate refused"))
        return cases

    @staticmethod
    def _only(context: ssl.SSLContext, version: ssl.TLSVersion) -> ssl.SSLContext:
        context.minimum_version = context.maximum_version = version
        return context

    def versions(self) -> list[TlsCase]:
        def old(version: ssl.TLSVersion) -> bytes:
            context = self._context("kesatu-client")
            context.set_ciphers("ALL:@SECLEVEL=0")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = context.maximum_version = version
            return self._asked(context)

        sslv2 = bytes.fromhex("802e0100020015000000100100800200800300800400800500800600400700c0") + b"K" * 16
        cases = [TlsCase(version.name, lambda v=version: old(v), "before 1.2") for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1)]
        return cases + [TlsCase("SSL 2", lambda: self._raw(sslv2), "TLS"),
                        TlsCase("SSL 3", lambda: self._raw(self.hello(b"\x03\x00")), "TLS"),
                        TlsCase("a version of the future alone", lambda: self._raw(self.hello(b"\x7f\x7f")), ""),
                        TlsCase("DTLS", lambda: self._raw(b"\x16\xfe\xfd" + b"\0" * 60), "TLS")]

    @staticmethod
    def hello(version: bytes, suites: bytes = b"\xc0\x2b", more: bytes = b"") -> bytes:
        """A ClientHello of that version, without extensions but `more`."""
        body = version + b"K" * 32 + b"\0" + len(suites).to_bytes(2, "big") + suites + b"\1\0" + more
        message = b"\1" + len(body).to_bytes(3, "big") + body
        return b"\x16\x03\x01" + len(message).to_bytes(2, "big") + message

    def suites(self) -> list[TlsCase]:
        def offering(suite: str) -> bytes:
            context = self._only(self._context("kesatu-client"), ssl.TLSVersion.TLSv1_2)
            try:
                context.set_ciphers(f"{suite}:@SECLEVEL=0")
            except ssl.SSLError:  # this OpenSSL cannot even offer it: the number on the wire will do
                return self._raw(self.hello(b"\x03\x03", b"\x00\x05"))
            return self._asked(context)

        cases = [TlsCase(f"the suite {suite}", lambda s=suite: offering(s), "TLS" if "PSK" in suite else "no cipher suite")
                 for suite in SUITES]
        # From another address: of one caller's refusals only the first twenty in a minute are entries of their own.
        elsewhere = "127.0.0.9"
        for name, number in {"RC4-MD5": b"\x00\x04", "3DES": b"\x00\x0a", "export RC4": b"\x00\x03", "NULL": b"\x00\x01", "unknown ones": b"\xfa\xfa"}.items():
            cases.append(TlsCase(f"{name} by number", lambda n=number: self._raw(self.hello(b"\x03\x03", n), source=elsewhere),
                                 "no cipher suite"))
        return cases

    def garbage(self) -> list[TlsCase]:
        hello = self.hello(b"\x03\x03")
        heartbeat = b"\x18\x03\x02\x00\x03\x01\x40\x00"
        renamed = {
            "plain HTTP": (REQUEST, "plain HTTP"), "a plain message": (b"POST /ws/pekerja HTTP/1.1\r\nHost: h\r\n\r\n", "plain HTTP"),
            "a proxy's CONNECT": (b"CONNECT h:443 HTTP/1.1\r\n\r\n", "plain HTTP"), "HTTP/2 in clear text": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "TLS"),
            "zeros": (b"\0" * 600, "TLS"), "random bytes": (bytes((n * 73 + 41) % 256 for n in range(2000)), "TLS"),
            "an SSH greeting": (b"SSH-2.0-KENARI-0000\r\n", "TLS"), "a record too long": (b"\x16\x03\x01\xff\xff" + b"K" * 65_535, "TLS"),
            "an empty record": (b"\x16\x03\x01\x00\x00" * 2, "TLS"), "a flood of empty records": (b"\x16\x03\x01\x00\x00" * 40_000, "TLS"),
            "application data first": (b"\x17\x03\x03\x00\x05hello", "TLS"), "a ChangeCipherSpec first": (b"\x14\x03\x03\x00\x01\x01", "TLS"),
            "an alert first": (b"\x15\x03\x03\x00\x02\x02\x28", "TLS"), "a flood of warnings": (b"\x15\x03\x03\x00\x02\x01\x00" * 10_000, "TLS"),
            "a heartbeat": (heartbeat, "TLS"), "a heartbeat after a ClientHello": (hello + heartbeat, ""),
            "a ClientHello that lies about its length": (b"\x16\x03\x01\x00\x04\x01\xff\xff\xff" + b"K" * 100, "TLS"),
            "a ClientHello of no suites": (self.hello(b"\x03\x03", b""), "TLS"), "a ClientHello of an odd number of bytes": (self.hello(b"\x03\x03", b"\1"), "TLS"),
            "a ClientHello with bytes behind it": (self.hello(b"\x03\x03", more=b"\0"), "TLS"),
            "a ClientHello of 30,000 suites": (self.hello(b"\x03\x03", b"\xfa\xfa" * 7000), "TLS"),
            "a ClientHello with a broken extension": (self.hello(b"\x03\x03", more=b"\0\x05\0\x0a\xff\xff\1"), "TLS"),
            "a ServerHello": (hello[:5] + b"\2" + hello[6:], "TLS"), "a Finished": (b"\x16\x03\x03\x00\x04\x14\0\0\0", "TLS"),
        }
        return [TlsCase(name, lambda b=sent: self._raw(b), reason) for name, (sent, reason) in renamed.items()]

    def stalled(self) -> list[TlsCase]:
        """What never goes on: closed by the clock."""
        hello = self._first_flight()
        silent = {"no byte": b"", "one byte": hello[:1], "half a ClientHello": hello[:len(hello) // 2], "all but a byte of it": hello[:-1],
                  "a ClientHello and no more": hello, "a record's head": b"\x16\x03\x01\x40\x00"}
        return [TlsCase(f"stalls after {name}", lambda b=sent: self._raw(b), "no whole handshake in time") for name, sent in silent.items()]

    def _first_flight(self) -> bytes:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        session = self._context("kesatu-client").wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
        try:
            session.do_handshake()
        except ssl.SSLWantReadError:
            pass
        return outgoing.read()

    def within(self) -> list[TlsCase]:
        """What a caller who was let in may not do to the connection either."""
        return [TlsCase("renegotiation", lambda: self._openssl("-tls1_2", said=b"R\n" + REQUEST), ""),
                TlsCase("a record that was tampered with", self._tampered, ""),
                TlsCase("plain bytes after the handshake", self._plain_within, "")]

    def _openssl(self, *options: str, said: bytes) -> bytes:
        host, port = self._transport.address
        name = self._certificates / "kesatu-client"
        done = subprocess.run(["openssl", "s_client", "-connect", f"{host}:{port}", "-quiet", "-no_ign_eof", *options, "-cert", f"{name}.pem",
                               "-key", f"{name}.key", "-CAfile", str(self._certificates / f"{AUTHORITY[self._party]}-ca.pem")],
                              input=said, capture_output=True, timeout=40)
        return done.stdout

    def _after_handshake(self, change: Callable[[bytes], bytes]) -> bytes:
        """A good handshake by hand, then a request whose records `change` has been at."""
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        session = self._context("kesatu-client").wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
        with Transport(self._transport.address).connect() as plain:
            while True:
                try:
                    session.do_handshake()
                    break
                except ssl.SSLWantReadError:
                    plain.sendall(outgoing.read())
                    incoming.write(plain.recv(65_536))
            plain.sendall(outgoing.read())
            session.write(REQUEST)
            incoming.write(converse(plain, [change(outgoing.read())]))
        try:
            return session.read(65_536)
        except ssl.SSLError:
            return b""

    def _tampered(self) -> bytes:
        return self._after_handshake(lambda record: record[:-1] + bytes([record[-1] ^ 1]))

    def _plain_within(self) -> bytes:
        return self._after_handshake(lambda _: REQUEST)

    def groups(self) -> dict[str, list[TlsCase]]:
        return {"TLS: certificates": self.certificates(), "TLS: versions and suites": self.versions() + self.suites(),
                "TLS: what is no handshake": self.garbage() + self.within(), "TLS: stalled handshakes": self.stalled()}
