"""The contract's messages as bytes over plain HTTP, for tests that need to see and to break every one of
them. `s:` is the section's namespace, `u:` the common one."""

import http.client
import socket
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from xml.sax.saxutils import escape

import swept

ENVELOPE = {"1.1": "http://schemas.xmlsoap.org/soap/envelope/",
            "1.2": "http://www.w3.org/2003/05/soap-envelope"}
MEDIA = {"1.1": "text/xml; charset=utf-8", "1.2": "application/soap+xml; charset=utf-8"}


def text(tag: str, value: str) -> str:
    return f"<{tag}>{escape(value)}</{tag}>"


def fields(record: dict[str, str], prefix: str = "s") -> str:
    return "".join(text(f"{prefix}:{name}", value) for name, value in record.items())


def key(tag: str, identifiers: dict[str, str]) -> str:
    return f"<{tag}>{fields(identifiers, 'u')}</{tag}>"


def envelope(section: str, body: str, version: str = "1.1", header: str = "") -> bytes:
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<e:Envelope xmlns:e="{ENVELOPE[version]}" xmlns:s="urn:jembatan:{section}:1" '
            f'xmlns:u="urn:jembatan:umum:1">{header}<e:Body>{body}</e:Body></e:Envelope>').encode()


def operation(name: str, id_pesan: str, rest: str) -> str:
    return f"<s:{name}>{text('s:idPesan', id_pesan)}{rest}</s:{name}>"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes

    def tree(self) -> ET.Element:
        return ET.fromstring(self.body)

    def all(self, name: str) -> list[ET.Element]:
        return [one for one in self.tree().iter() if one.tag.rpartition("}")[2] == name]

    def value(self, name: str) -> str | None:
        found = self.all(name)
        return found[0].text if found else None

    @property
    def nomor(self) -> int:
        return int(self.value("nomorPertukaran"))

    @property
    def kode(self) -> str | None:
        """The fault's code, or nothing where it is no fault."""
        kesalahan = self.all("Kesalahan")
        return kesalahan[0].findtext("{urn:jembatan:umum:1}kode") if kesalahan else None

    def hasil(self) -> list[tuple[int, str, list[str]]]:
        """(urutan, status, codes of the findings), one for each record."""
        umum = "{urn:jembatan:umum:1}"
        return [(int(one.findtext(umum + "urutan")), one.findtext(umum + "status"),
                 [temuan.findtext(umum + "kode") for temuan in one.findall(umum + "temuan")])
                for one in self.all("hasil")]

    def temuan(self) -> list[str]:
        return [one.findtext("{urn:jembatan:umum:1}kode") for one in self.all("temuan")]


def request(address: tuple[str, int], method: str, path: str, body: bytes | None = None,
            headers: dict[str, str] | None = None, seconds: float = 20) -> Answer:
    connection = http.client.HTTPConnection(*address, timeout=seconds)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()},
                        response.read())
        swept.keep_answer(path, answer.status, answer.body)
        return answer
    finally:
        connection.close()


def post(address: tuple[str, int], section: str, body: bytes, version: str = "1.1",
         headers: dict[str, str] | None = None, seconds: float = 20) -> Answer:
    return request(address, "POST", f"/ws/{section}", body,
                   {"Content-Type": MEDIA[version], **(headers or {})}, seconds)


def call(address: tuple[str, int], section: str, name: str, id_pesan: str, rest: str,
         version: str = "1.1") -> Answer:
    """One operation, rightly put."""
    return post(address, section, envelope(section, operation(name, id_pesan, rest), version), version)


def exchange_bytes(address: tuple[str, int], sent: bytes, seconds: float = 20) -> bytes:
    """Everything that comes back for bytes that need be no HTTP at all, until the other side closes."""
    with socket.create_connection(address, timeout=seconds) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    return received
