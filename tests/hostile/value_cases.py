"""Row 9: values that somebody hopes will be run. They are data: stored, sent on and given back as they came, and
escaped wherever they are shown: as XML, as the journal's text and JSON, as CSV, in the log."""

import csv
import io
import itertools
import json
import os
import subprocess
import unicodedata
from dataclasses import dataclass

import records
import soap
from case import CANARY_TEXT
from wire import Transport, answers_in

VALUES = {
    "SQL": ["Robert'); DROP TABLE pekerja;--", "' OR '1'='1", "1; ATTACH DATABASE '/tmp/x' AS x", "\" UNION SELECT 1,2--", "%' ESCAPE '!'",
            "'||(SELECT name FROM sqlite_master)||'"],
    "HTML": ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</s:nama><s:nik>1</s:nik>", "]]>", "<!-- x", "<![CDATA[x]]>",
             "&lt;b&gt;", "&amp;amp;", "javascript:alert(1)", "<?xml version='1.0'?>", "<!DOCTYPE x>", "\"><svg/onload=x>"],
    "formulas": ["=CMD|' /C calc'!A0", "+1+1", "-1-1", "@SUM(1)", "=HYPERLINK(\"http://x.example\")", "\t=1+1", "=1\";\"=2", "'=1+1"],
    "format strings": ["%s%n%x%p", "%999999999d", "{} {0} {:>99999}", "${jndi:ldap://x.example/a}", "{{7*7}}", "#{1+1}", "$1 \\1 %1$s"],
    "shell": ["$(id)", "`id`", "; rm -rf /", "| cat /etc/passwd", "&& id", "'; id; '", "\\\"; id", "$HOME ~root", "--help", "-o/tmp/x", "*"],
    "line ends": ["a\nlevel=error forged", "a\rb", "a\r\nSet-Cookie: x", "a\u2028b", "a\u2029b", "a\u0085b", "a\tb"],
    "terminals": ["\u009b31mred", "\u009d0;title\u009c", "\u0090x\u009c", "\u008dup", "\u009b2J\u009bH", "a\u007fb"],
    "bidi marks": ["a\u202ebc", "\u2066a\u2069b", "\u200fa", "\u061ca", "a\u202a\u202b\u202c\u202d", "\ufeffa", "a\u200bb"],
    "letters": ["\u00d1o\u00f1o \u0160imi\u0107 \u674e", "\U0001F600\U0010FFFD", "e\u0301\u0323", "\ue000", "\u0130\u0131\u1e9e", "\ufdd0"],
    "paths": ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\Windows", "\\\\x.example\\a", "CON", "a\\u0000b", "%00", "\\x00"],
}
ITEMS = [(kind, value) for kind, values in VALUES.items() for value in values]
_numbers = itertools.count(300_000)


@dataclass
class Stored:
    name: str
    value: str
    record: dict[str, str]
    nomor: int = 0


def all_values() -> list[Stored]:
    return [Stored(f"{kind}: {value!r}", value, records.worker(next(_numbers), nama=f"A {value}", jabatan=f"{value}x"))
            for kind, value in ITEMS]


def _call(transport: Transport, operation: str, rest: str) -> soap.Answer:
    body = soap.envelope("pekerja", soap.operation(operation, records.new_id(), rest)).replace(b"\r", b"&#13;")
    head = (f"POST /ws/pekerja HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\nConnection: close\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode()
    (answer,) = answers_in(transport.converse(head + body))
    return soap.Answer(answer.status, answer.headers, answer.body)


def store(transport: Transport, one: Stored) -> None:
    """Sent on, kept by the other party, and given back by it: the same value."""
    key = soap.key("s:badanUsaha", records.company_key())
    told = _call(transport, "KirimPekerja", f"{key}<s:pekerja>{soap.fields(one.record)}</s:pekerja>")
    controls = any(unicodedata.category(mark) == "Cc" and mark not in "\t\r\n" for mark in one.value)
    wanted = "DITOLAK" if controls else "DITERIMA"  # the annex has no text with control characters
    if told.status != 200 or told.hasil()[0][1] != wanted:
        raise AssertionError(f"expected {wanted}, seen {told.status} {told.body[:300]!r}")
    one.nomor = told.nomor
    if controls:
        return
    back = _call(transport, "AmbilPekerja", soap.text("s:nik", one.record["nik"]))
    for field in ("nama", "jabatan"):
        # A party's system may trim a text and normalise its letters, nothing more.
        if _plain(back.value(field) or "") != _plain(one.record[field]):
            raise AssertionError(f"{field}: sent {one.record[field]!r}, came back as {back.value(field)!r}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _unsafe(text: str) -> str:
    """What a terminal or a reader of lines would obey: C0 but the line end, DEL, C1, line separators, bidi marks."""
    return "".join(sorted({mark for mark in text if (ord(mark) < 0x20 and mark != "\n") or 0x7F <= ord(mark) < 0xA0 or
                           mark in "\u2028\u2029\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}))


def shown(world, one: Stored) -> None:
    """`journal show --full` of it, for people and for programs."""
    page = world.command("journal", "show", str(one.nomor), "--full", "--reason", "uji")
    if _unsafe(page):
        raise AssertionError(f"journal show prints {_unsafe(page)!r}")
    line = world.command("journal", "show", str(one.nomor), "--full", "--json", "--reason", "uji")
    if line.count("\n") != 1 or _unsafe(line):
        raise AssertionError(f"journal show --json prints {_unsafe(line)!r} or is not one line")
    json.loads(line)
    masked = world.command("journal", "show", str(one.nomor))
    if len(one.value) > 4 and one.value in masked:
        raise AssertionError("journal show prints it unmasked")


def refused_csv(world, transport_options: list[str], stored: list[Stored]) -> dict[str, str]:
    """Rows that the annex refuses go to a file that a spreadsheet opens: what is wrong with each value there."""
    columns = ["badanUsaha.npwp", "nik", "nama", "tanggalLahir", "alamat", "jabatan", "statusPegawai"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    values = [one for one in stored if not one.value.startswith(("\t", " ")) and "\r" not in one.value]
    for one in values:
        guarded = f"'{one.value}" if one.value[0] in "=+-@" else one.value
        writer.writerow([records.npwp(1), "123", guarded, "1990-04-21", "Jl. Contoh", "Operator", "PKWTT"])
    file = world.folder / "nilai.csv"
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    done = subprocess.run([os.environ["JEMBATAN_BIN"], "send", "--from", "kesatu", *transport_options, str(file)], capture_output=True,
                          text=True, timeout=120)
    problems = {}
    if done.returncode != 1 or _unsafe(done.stdout + done.stderr.replace("\r", "")):
        problems["send"] = f"exit status {done.returncode}, printed {_unsafe(done.stdout + done.stderr)!r}: {done.stderr[-300:]}"
    refused = (world.folder / "nilai.ditolak.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(refused)))[1:]
    if len(rows) != len(values):
        problems["file"] = f"{len(values)} rows refused, {len(rows)} in the file"
    for one, row in zip(values, rows):
        formulas = [cell for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and cell]
        if formulas:
            problems[one.name] = f"a cell that a spreadsheet runs: {formulas}"
    return problems


def header_values() -> dict[str, str]:
    """Hostile text where the gateway reads words of its own: what comes of it is refused and named in the journal."""
    return {"User-Agent": f"() {{ :; }}; echo {CANARY_TEXT}", "Referer": f"http://{CANARY_TEXT}.example/<script>",
            "X-Forwarded-For": f"{CANARY_TEXT}', (SELECT 1))--", "Cookie": f"a={CANARY_TEXT}", "Forwarded": f"for={CANARY_TEXT}",
            "X-HTTP-Method-Override": "DELETE", "X-Original-URL": "/admin", "Range": "bytes=0-0,-1"}
