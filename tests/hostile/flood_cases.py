"""Row 2: whatever is deep, many or long. Each as large as a body may be, so that work which grows with the square of
it shows in the process's time, and a copy too many in its memory."""

import itertools

import records
import soap
from case import Case, accepted, any_of, envelope, fault, http, kirim, post, record_xml, worker, xml_case

MOST = 8 * 1024 * 1024  # [limits] body_bytes
INVALID, OVER = "PESAN_TIDAK_SAH", "BATAS_TERLAMPAUI"
REFUSED = fault(INVALID, OVER)


def filled(before: str, piece: str, after: str, size: int = MOST, envelope_of=None) -> bytes:
    """`piece` as often as it takes to fill `size` bytes of message."""
    make = envelope_of or (lambda text: envelope(kirim(text)))
    room = size - len(make(before + after)) - 200
    return make(before + piece * (room // len(piece.encode())) + after)


def _header(text: str) -> bytes:
    return envelope(header=f"<e:Header>{text}</e:Header>")


def over(name: str, body: bytes) -> Case:
    return xml_case(name, body, fault(OVER), OVER)


def depth() -> list[Case]:
    def nested(levels: int) -> str:
        return "<s:a>" * levels + "</s:a>" * levels

    return [over(f"{levels} levels in the operation", envelope(kirim(nested(levels)))) for levels in (30, 300, 30_000)] + [
        over("levels that fill the body", envelope(kirim(nested(MOST // 11 - 200)))),
        over("levels that never end", envelope(kirim("<s:a>" * (MOST // 6)))),
        over("100,000 levels in a header block", _header("<u:a>" * 100_000 + "</u:a>" * 100_000)),
        over("100,000 levels in a Fault", envelope(f"<e:Fault><detail>{nested(100_000)}</detail></e:Fault>")),
        over("100,000 levels around the root", b"<a>" * 100_000 + envelope()[39:] + b"</a>" * 100_000)]


def attributes() -> list[Case]:
    def named(count: int, value: str = "1") -> str:
        return " ".join(f'a{number}="{value}"' for number in range(count))

    ids = "".join(f'<u:x id="i{number}"/>' for number in range(200_000))
    same_hash = " ".join(f'{"".join(letters)}="1"' for letters in itertools.product(("Aa", "BB"), repeat=12))
    long = "x" * (MOST - 3000)
    return [over(f"{count} attributes", envelope(kirim(f"<s:pekerja {named(count)}/>"))) for count in (65, 20_000, 500_000)] + [
        over("20,000 attributes in a header block", _header(f"<u:x {named(20_000)}/>")),
        over("100,000 id attributes on one tag", envelope(kirim(f"<s:pekerja {named(100_000).replace('a', 'id')}/>"))),
        over("attributes whose names share a hash", envelope(kirim(f"<s:pekerja {same_hash}/>"))),
        xml_case("200,000 elements with ids", _header(ids), any_of(accepted("DITERIMA"), REFUSED)),
        xml_case("64 attributes on each of many tags", filled("", f"<u:x {named(60)}/>", "", envelope_of=_header),
                 any_of(accepted("DITERIMA"), REFUSED)),
        xml_case("an attribute of megabytes", _header(f'<u:x a="{long}"/>'), any_of(accepted("DITERIMA"), REFUSED)),
        xml_case("an attribute of references", filled('<u:x a="', "&#65;", '"/>', envelope_of=_header),
                 any_of(accepted("DITERIMA"), REFUSED)),
        xml_case("an unexpected attribute of megabytes", envelope(kirim(f'<s:pekerja a="{long}"/>')), REFUSED, INVALID),
        xml_case("64 unexpected attributes on each of many records",
                 filled("", f"<s:pekerja {named(60)}/>", ""), REFUSED)]


def namespaces() -> list[Case]:
    def declared(count: int) -> str:
        return " ".join(f'xmlns:n{number}="urn:n{number}"' for number in range(count))

    deep = "".join(f'<u:x xmlns:a{level}="urn:a" xmlns:b{level}="urn:b" xmlns:c{level}="urn:c">' for level in range(28))
    return [over(f"{count} namespaces on one tag", envelope(kirim(f"<s:pekerja {declared(count)}/>")))
            for count in (65, 20_000, 200_000)] + [
        over("three namespaces on each of 28 levels", _header(deep + "</u:x>" * 28)),
        xml_case("one namespace on each of many elements", filled("", '<u:x xmlns:a="urn:a"/>', "", envelope_of=_header),
                 any_of(accepted("DITERIMA"), REFUSED)),
        xml_case("another namespace on each of many elements",
                 _header("".join(f'<a:x xmlns:a="urn:{number}"/>' for number in range(200_000))), REFUSED, OVER),
        xml_case("a namespace of megabytes", _header(f'<a:x xmlns:a="urn:{"x" * (MOST - 3000)}"/>'),
                 any_of(accepted("DITERIMA"), REFUSED)),
        xml_case("a namespace of megabytes for the operation",
                 envelope(f'<a:KirimPekerja xmlns:a="urn:{"x" * (MOST - 3000)}"/>'),
                 fault("OPERASI_TIDAK_DIKENAL", INVALID, OVER))]


def names() -> list[Case]:
    def many(count: int) -> str:
        return "".join(f"<s:a{number}/>" for number in range(count))

    same_hash = "".join(f"<s:{''.join(letters)}/>" for letters in itertools.product(("Aa", "BB"), repeat=15))
    return [over(f"a name of {size} bytes", envelope(kirim(f"<s:{'n' * size}/>"))) for size in (300, 100_000, MOST - 3000)] + [
        over("an attribute's name of 100,000 bytes", envelope(kirim(f'<s:pekerja {"n" * 100_000}="1"/>'))),
        over("a prefix of 100,000 bytes", envelope(kirim(f"<{'n' * 100_000}:a/>"))),
        over("an operation's name of 100,000 bytes", envelope(f"<s:{'n' * 100_000}/>")),
        over("a declared prefix of 100,000 bytes", _header(f'<u:x xmlns:{"n" * 100_000}="urn:n"/>')),
        over("an end tag of megabytes", envelope(kirim(f"<s:a></s:{'n' * (MOST - 3000)}>"))),
        xml_case("600,000 different names in the operation", envelope(kirim(many(600_000))), REFUSED),
        xml_case("600,000 different names in a header block", _header(f"<u:x>{many(600_000)}</u:x>"), REFUSED, OVER),
        xml_case("32,768 names that share a hash", envelope(kirim(same_hash)), REFUSED),
        xml_case("32,768 names that share a hash in a header block", _header(f"<u:x>{same_hash}</u:x>"), REFUSED)]


def elements() -> list[Case]:
    lain = '<s:fieldLain nama="a">b</s:fieldLain>'
    return [over("1,001 records", envelope(kirim(record_xml() * 1001))),
            over("records that fill the body", filled("", "<s:pekerja/>", "")),
            xml_case("1,000 empty records", envelope(kirim("<s:pekerja/>" * 1000)), accepted("DITOLAK")),
            xml_case("unknown elements that fill the body", filled("", "<s:a/>", ""), REFUSED),
            xml_case("unknown elements in a record", filled("<s:pekerja>", "<s:a/>", "</s:pekerja>"), REFUSED),
            xml_case("the same field again and again", filled("<s:pekerja>", "<s:nik/>", "</s:pekerja>"), REFUSED),
            xml_case("additional fields that fill the body", filled("<s:pekerja>", lain, "</s:pekerja>"), REFUSED),
            xml_case("64 additional fields on each of 1,000 records",
                     envelope(kirim(f"<s:pekerja>{lain * 64}</s:pekerja>" * 1000)), accepted("DITOLAK")),
            xml_case("header blocks that fill the body", filled("", "<u:x/>", "", envelope_of=_header), accepted("DITERIMA")),
            xml_case("Bodies that fill the body", filled("", "</e:Body><e:Body>", ""), REFUSED, INVALID),
            xml_case("operations that fill the body", filled("</s:KirimPekerja>", "<s:KirimPekerja/>", "<s:KirimPekerja>"),
                     REFUSED, INVALID),
            xml_case("elements in a Fault", filled("<e:Fault><detail>", "<a/>", "</detail></e:Fault>", envelope_of=envelope),
                     fault("OPERASI_TIDAK_DIKENAL", INVALID, OVER))]


def texts() -> list[Case]:
    def in_name(piece: str) -> bytes:
        return filled("<s:pekerja><s:nama>", piece, "</s:nama></s:pekerja>")

    pieces = {"letters": "x" * 1000, "references": "&#65;", "ampersands": "&amp;", "long references": f"&#x{'0' * 30}41;",
              "letters of four bytes": "\U0001F600" * 100, "comments": "a<!---->", "CDATA": "<![CDATA[a]]>",
              "line ends": "\r\n", "CDATA that is empty": "<![CDATA[]]>", "hyphens in comments": f"<!--{' -' * 500} -->",
              "brackets in CDATA": f"<![CDATA[{']' * 1000}]]>", "greater-than signs": ">", "combining marks": "e\u0301\u0323\u0327",
              "right-to-left marks": "\u202e" * 100}
    cases = [xml_case(f"a name of megabytes of {name}", in_name(piece), any_of(accepted("DITOLAK"), REFUSED))
             for name, piece in pieces.items()]
    every = {name: "x" * 900 for name in records.worker()}
    worst = "".join(f"<s:pekerja>{soap.fields({**every, 'nik': str(number)})}</s:pekerja>" for number in range(1000))
    fields = "".join(f'<s:fieldLain nama="{"n" * 100}{number}">{"v" * 20}</s:fieldLain>' for number in range(50))
    cases += [
        xml_case("comments that fill the body", filled("", "<!---->", "", envelope_of=lambda text: envelope(text + kirim())),
                 accepted("DITERIMA")),
        xml_case("one comment of megabytes", filled("<!--", "x" * 1000, "-->", envelope_of=lambda text: envelope(text + kirim())),
                 accepted("DITERIMA")),
        xml_case("white space of megabytes", filled("", "\n \t", "", envelope_of=lambda text: envelope(text + kirim())),
                 accepted("DITERIMA")),
        xml_case("white space between records", filled("", " " * 1000, record_xml()), accepted("DITERIMA")),
        xml_case("white space behind the root", envelope() + b" " * (MOST - 4000), accepted("DITERIMA")),
        xml_case("text between records", filled("", "x<s:pekerja/>", ""), REFUSED),
        xml_case("text of megabytes in the operation", filled("", "x" * 1000, ""), REFUSED, INVALID),
        xml_case("an idPesan of megabytes", envelope(soap.operation("KirimPekerja", "x" * (MOST - 3000), record_xml())),
                 REFUSED, INVALID),
        xml_case("a jumlahData of megabytes", envelope(kirim(f"<s:jumlahData>{'9' * (MOST - 3000)}</s:jumlahData>{record_xml()}")),
                 REFUSED, INVALID),
        xml_case("a date of megabytes", filled("<s:pekerja><s:tanggalLahir>", "9", "</s:tanggalLahir></s:pekerja>"),
                 any_of(accepted("DITOLAK"), REFUSED)),
        xml_case("a count of megabytes", filled("<s:pekerja><s:jumlahAnggotaKeluarga>", "1", "</s:jumlahAnggotaKeluarga></s:pekerja>"),
                 any_of(accepted("DITOLAK"), REFUSED)),
        xml_case("1,000 records whose every value is wrong", envelope(kirim(worst)), any_of(accepted("DITOLAK"), REFUSED)),
        xml_case("1,000 records with 50 unknown fields each", envelope(kirim(
            "".join(f"<s:pekerja>{soap.fields(worker())}{fields}</s:pekerja>" for _ in range(1000)))),
            any_of(accepted("DITERIMA"), REFUSED)),
        xml_case("1,000 records that are good", envelope(kirim("".join(record_xml() for _ in range(1000)))), accepted("DITERIMA")),
        xml_case("1,000 records of one NIK", envelope(kirim(record_xml() * 1000)), accepted("DITERIMA", "DITOLAK")),
        xml_case("a good message with a body of the largest size", _padded(MOST), accepted("DITERIMA")),
        Case("a body one byte over the largest size", (post(_padded(MOST + 1)),), http(413), recorded=OVER),
        Case("a body of twice the largest size", (post(_padded(2 * MOST)),), http(413), recorded=OVER)]
    return cases


def _padded(size: int) -> bytes:
    here = envelope()
    return here.replace(b"<e:Body>", b"<e:Body>" + b" " * (size - len(here)))


def cases() -> dict[str, list[Case]]:
    return {"deep nesting; floods of attributes, namespaces, elements, comments, text; hash collisions; long names":
            depth() + attributes() + namespaces() + names() + elements() + texts()}
