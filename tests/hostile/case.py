"""A hostile input and what it must get. The bytes carry a canary where the caller chose them; the runner numbers it,
so that an echo anywhere tells which case it came from."""

import itertools
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Callable

import records
import soap
from wire import Answer

CANARY = b"KENARI-0000"  # of the same length when it is numbered
CANARY_TEXT = CANARY.decode()
KODE = {"PESAN_TIDAK_SAH", "OPERASI_TIDAK_DIKENAL", "PIHAK_TIDAK_DIKENAL", "OPERASI_TIDAK_DIIZINKAN",
        "ID_PESAN_DIPAKAI_ULANG", "JUMLAH_TIDAK_COCOK", "BATAS_TERLAMPAUI", "PERJANJIAN_TIDAK_BERLAKU",
        "PERTUKARAN_DIHENTIKAN", "PIHAK_LAWAN_TIDAK_TERSEDIA", "PIHAK_LAWAN_MENOLAK", "KESALAHAN_INTERNAL"}
MOST_ANSWER_BYTES = 4 * 1024 * 1024

_workers = itertools.count(1)


@dataclass(frozen=True)
class Case:
    name: str
    pieces: tuple[bytes, ...]
    expect: Callable[[list[Answer]], None]  # an AssertionError where it is not what must come
    requests: int = 1                       # never more answers than these
    to_head: bool = False
    until_closed: bool = True               # False: neither side need close
    recorded: str = ""                      # the outcome under which the journal must have it; "": it need not


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise AssertionError(what)


def _seen(answers: list[Answer]) -> str:
    return "; ".join(f"{one.status} {one.body[:200]!r}" for one in answers) or "nothing"


# --- what may be expected


def message_in(answer: Answer) -> soap.Answer:
    """A SOAP answer, well-formed: its envelope with exactly one Body."""
    tree = ET.fromstring(answer.body)
    _require(tree.tag.rpartition("}")[2] == "Envelope", f"no envelope but {tree.tag}")
    _require(len([one for one in tree if one.tag.rpartition("}")[2] == "Body"]) == 1, "not one Body")
    media = "text/xml" if soap.ENVELOPE["1.1"] in tree.tag else "application/soap+xml"
    _require(answer.headers["content-type"].startswith(media), "Content-Type and envelope differ")
    return soap.Answer(answer.status, answer.headers, answer.body)


def fault(*kode: str, status: int = 500):
    def check(answers: list[Answer]) -> None:
        wanted = f"one fault {' or '.join(kode)} with HTTP {status}, seen: {_seen(answers)}"
        _require(len(answers) == 1, wanted)
        told = message_in(answers[0])
        _require(told.kode in KODE, f"a code that is not declared: {told.kode}")
        _require(told.kode in kode and told.status == status, wanted)

    return check


def http(*status: int, also_nothing: bool = False):
    """Refused by HTTP itself, in plain text, and closed."""

    def check(answers: list[Answer]) -> None:
        if also_nothing and not answers:
            return
        wanted = f"one HTTP {status} that closes, seen: {_seen(answers)}"
        _require(len(answers) == 1 and answers[0].status in status, wanted)
        _require(answers[0].headers["connection"] == "close" and len(answers[0].body) < 200, wanted)
        _require(answers[0].status != 503 or "retry-after" in answers[0].headers, "503 without Retry-After")

    return check


def accepted(*verdict: str):
    """A whole answer; `verdict`: the status of its records, one of these."""

    def check(answers: list[Answer]) -> None:
        wanted = f"one answer {verdict or ''} with HTTP 200, seen: {_seen(answers)}"
        _require(len(answers) == 1 and answers[0].status == 200, wanted)
        told = message_in(answers[0])
        _require(told.kode is None, wanted)
        statuses = {one[1] for one in told.hasil()}
        _require(not verdict or (statuses and statuses <= set(verdict)), f"{wanted}; verdicts {statuses}")

    return check


def nothing(answers: list[Answer]) -> None:
    _require(not answers, f"no answer, seen: {_seen(answers)}")


def absent(answers: list[Answer]) -> None:
    _require(len(answers) == 1 and answers[0].status == 404, f"one HTTP 404, seen: {_seen(answers)}")
    _require(len(answers[0].body) < 200 and b"root:" not in answers[0].body, "more than that it is not there")


def statuses(*wanted: int):
    """Exactly these answers, in this order."""

    def check(answers: list[Answer]) -> None:
        _require(tuple(one.status for one in answers) == wanted, f"HTTP {wanted}, seen: {_seen(answers)}")

    return check


def any_of(*checks):
    """Whichever of these comes true."""

    def check(answers: list[Answer]) -> None:
        complaints = []
        for one in checks:
            try:
                return one(answers)
            except AssertionError as error:
                complaints.append(str(error))
        raise AssertionError(" / ".join(complaints))

    return check


# --- bytes to send


def post(body: bytes, content_type: str = soap.MEDIA["1.1"], section: str = "pekerja", extra: str = "") -> bytes:
    head = (f"POST /ws/{section} HTTP/1.1\r\nHost: h\r\nContent-Type: {content_type}\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n{extra}\r\n")
    return head.encode("latin-1") + body


def worker(**changes) -> dict[str, str]:
    """One whom no other case knows, named by the canary."""
    return records.worker(next(_workers), **{"nama": CANARY_TEXT, **changes})


def record_xml(record: dict[str, str] | None = None) -> str:
    return f"<s:pekerja>{soap.fields(record or worker())}</s:pekerja>"


def kirim(inside: str | None = None, before: str = "") -> str:
    """A KirimPekerja: `inside` in place of its one good record, `before` in front of it."""
    key = soap.key("s:badanUsaha", records.company_key())
    return soap.operation("KirimPekerja", records.new_id(), key + before + (record_xml() if inside is None else inside))


def envelope(body: str | None = None, version: str = "1.1", header: str = "") -> bytes:
    return soap.envelope("pekerja", kirim() if body is None else body, version, header)


def with_name(content: str) -> bytes:
    """A good message whose worker's name is `content`, as it stands."""
    return envelope().replace(CANARY, content.encode())


def xml_case(name: str, body: bytes, expect, recorded: str = "", **more) -> Case:
    return Case(name, (post(body, **more),), expect, recorded=recorded)
