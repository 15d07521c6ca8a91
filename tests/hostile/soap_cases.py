"""Rows 4 to 6: envelopes that say two things, addresses to answer to, and what is no plain envelope at all."""

import gzip
import zlib

import records
import soap
from case import CANARY_TEXT, Case, accepted, envelope, fault, kirim, post, record_xml, with_name, xml_case

INVALID, UNKNOWN = "PESAN_TIDAK_SAH", "OPERASI_TIDAK_DIKENAL"


def bad(name: str, body: bytes, *kode: str, **more) -> Case:
    return xml_case(name, body, fault(*(kode or (INVALID,))), kode[0] if len(kode) == 1 else "" if kode else INVALID, **more)


def envelopes() -> list[Case]:
    one, two = kirim(), kirim()
    here = envelope()
    ends = "</e:Body></e:Envelope>"
    head = "<e:Header><u:x/></e:Header>"
    unsoap = here.replace(b"http://schemas.xmlsoap.org/soap/envelope/", b"urn:x")
    return [
        bad("two Bodies", envelope(f"{one}</e:Body><e:Body>{two}")),
        bad("two operations", envelope(one + two)),
        bad("the same operation twice", envelope(one + one)),
        bad("a header behind the Body", envelope(f"{one}</e:Body>{head}<e:Body>")),
        bad("a header behind the only Body", here.replace(ends.encode(), f"</e:Body>{head}</e:Envelope>".encode())),
        bad("two headers", envelope(one, header=head + head)),
        bad("an element behind the Body", here.replace(ends.encode(), b"</e:Body><u:x/></e:Envelope>")),
        bad("an element before the Body", envelope(one, header="<u:x/>")),
        bad("an empty Body", envelope("")),
        bad("a Body of white space", envelope(" \n ")),
        bad("a Body of text", envelope(CANARY_TEXT)),
        bad("no Body", here.replace(b"e:Body>", b"e:Header>")),
        bad("an operation in the header, none in the Body", envelope("", header=f"<e:Header>{one}</e:Header>")),
        xml_case("an operation in the header, another in the Body", envelope(one, header=f"<e:Header>{two}</e:Header>"),
                 accepted("DITERIMA")),
        bad("a Body in the operation", envelope(kirim(f"<e:Body>{record_xml()}</e:Body>"))),
        bad("an Envelope in the Body", envelope(here.partition(b"\n")[2].decode()), UNKNOWN),
        bad("an operation without an envelope", f'<s:KirimPekerja xmlns:s="urn:jembatan:pekerja:1">{CANARY_TEXT}'
                                               "</s:KirimPekerja>".encode()),
        bad("an envelope of no namespace", here.replace(b"e:Envelope", b"Envelope")),
        bad("an envelope of another namespace", unsoap),
        bad("an envelope in SOAP 1.3", here.replace(b"schemas.xmlsoap.org/soap/envelope/", b"www.w3.org/2099/soap-envelope")),
        bad("a Body of another version", here.replace(b"<e:Body>", b'<f:Body xmlns:f="http://www.w3.org/2003/05/soap-envelope">')
            .replace(b"</e:Body>", b"</f:Body>")),
        xml_case("SOAP 1.2 announced as 1.1", envelope(one, "1.2"), fault(INVALID, status=400), INVALID),
        xml_case("SOAP 1.1 announced as 1.2", here, fault(INVALID), INVALID, content_type=soap.MEDIA["1.2"]),
        bad("text in the Envelope", here.replace(b"<e:Body>", b"KENARI-0000<e:Body>")),
        bad("text in the Body", here.replace(b"<e:Body>", b"<e:Body>KENARI-0000")),
        bad("text in the header", envelope(one, header=f"<e:Header>{CANARY_TEXT}</e:Header>")),
        bad("an encodingStyle", here.replace(b"<s:KirimPekerja>", b'<s:KirimPekerja e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">')),
        bad("an encodingStyle on the Envelope", here.replace(b"<e:Envelope ", b'<e:Envelope e:encodingStyle="" ')),
    ]


def operations() -> list[Case]:
    here = envelope()

    def renamed(name: str) -> bytes:
        return here.replace(b"KirimPekerja>", name.encode() + b">")

    instance = b' xmlns:x="http://www.w3.org/2001/XMLSchema-instance" '
    cases = [bad(f"the operation {name}", renamed(name), UNKNOWN, INVALID)
             for name in ("HapusPekerja", "kirimPekerja", "KirimPekerja_", "KirimPekerjaResponse", "KirimBadanUsaha", "Envelope")]
    cases += [
        bad("an operation of another namespace", here.replace(b"urn:jembatan:pekerja:1", b"urn:jembatan:pekerja:2"), UNKNOWN),
        bad("an operation without a namespace", envelope("<KirimPekerja/>"), UNKNOWN),
        bad("a record as an operation", envelope(record_xml()), UNKNOWN),
        bad("a Fault as a request", envelope("<e:Fault><faultcode>e:Client</faultcode><faultstring>x</faultstring></e:Fault>"), UNKNOWN),
        bad("our own Kesalahan as a request", envelope("<u:Kesalahan><u:kode>KESALAHAN_INTERNAL</u:kode></u:Kesalahan>"), UNKNOWN),
        bad("an operation at another section's address", here, UNKNOWN, section="pimpinan"),
        bad("an operation at no section's address", here, UNKNOWN, section="lain"),
        bad("an unknown element", envelope(kirim(f"<s:pekerja><s:gaji>{CANARY_TEXT}</s:gaji></s:pekerja>"))),
        bad("an element of another namespace", here.replace(b"s:nama>", b"u:nama>")),
        bad("an element in a text element", with_name(f"<s:a>{CANARY_TEXT}</s:a>")),
        bad("an element behind the text of a text element", with_name(f"{CANARY_TEXT}<s:a/>")),
        bad("a wrong order", envelope(kirim("<s:pekerja><s:nama>a</s:nama><s:nik>1</s:nik></s:pekerja>"))),
        bad("no idPesan", envelope(f"<s:KirimPekerja>{soap.key('s:badanUsaha', records.company_key())}{record_xml()}</s:KirimPekerja>")),
        bad("an idPesan that is empty", envelope(soap.operation("KirimPekerja", "", record_xml()))),
        bad("an idPesan with markup", envelope(soap.operation("KirimPekerja", "<b>&\"'", record_xml()))),
        bad("an idPesan that climbs", envelope(soap.operation("KirimPekerja", "../../etc/passwd", record_xml()))),
        bad("no record", envelope(kirim(""))),
        bad("an unknown attribute", here.replace(b"<s:nama>", b'<s:nama x="KENARI-0000">')),
        bad("xsi:nil", here.replace(b"<s:nama>", b"<s:nama" + instance + b'x:nil="true">')),
        bad("xsi:type of another type", here.replace(b"<s:pekerja>", b"<s:pekerja" + instance + b'x:type="u:FieldLain">')),
        bad("xsi:type of an unknown type", here.replace(b"<s:pekerja>", b"<s:pekerja" + instance + b'x:type="u:KENARI-0000">')),
        bad("xsi:type without a declared prefix", here.replace(b"<s:pekerja>", b"<s:pekerja" + instance + b'x:type="zz:a">')),
        bad("a jumlahData that differs", envelope(kirim(before="<s:jumlahData>7</s:jumlahData>")), "JUMLAH_TIDAK_COCOK"),
        bad("a negative jumlahData", envelope(kirim(before="<s:jumlahData>-1</s:jumlahData>"))),
        bad("a jumlahData over 64 bits", envelope(kirim(before="<s:jumlahData>18446744073709551617</s:jumlahData>")), INVALID,
            "JUMLAH_TIDAK_COCOK"),
    ]
    return cases


def headers() -> list[Case]:
    def block(attributes: str, version: str = "1.1") -> bytes:
        return envelope(kirim(), version, f'<e:Header><w:x xmlns:w="urn:w" {attributes}>{CANARY_TEXT}</w:x></e:Header>')

    def understood(name: str, attributes: str, version: str = "1.1") -> Case:
        expect = fault(INVALID, status=500)  # MustUnderstand: 500 in both versions (SOAP 1.2 part 2, table 20)
        return xml_case(name, block(attributes, version), expect, INVALID, content_type=soap.MEDIA[version])

    following = {"1.1": "http://schemas.xmlsoap.org/soap/actor/next", "1.2": "http://www.w3.org/2003/05/soap-envelope/role/next"}
    cases = [understood("mustUnderstand 1", 'e:mustUnderstand="1"'),
             understood("mustUnderstand true", 'e:mustUnderstand="true"', "1.2"),
             understood("mustUnderstand 1 with blanks", 'e:mustUnderstand=" 1 "'),
             understood("mustUnderstand for the next one", f'e:mustUnderstand="1" e:actor="{following["1.1"]}"'),
             understood("mustUnderstand for the next role", f'e:mustUnderstand="1" e:role="{following["1.2"]}"', "1.2"),
             xml_case("mustUnderstand for somebody else", block('e:mustUnderstand="1" e:actor="urn:other"'), accepted("DITERIMA")),
             xml_case("mustUnderstand 0", block('e:mustUnderstand="0"'), accepted("DITERIMA")),
             bad("mustUnderstand perhaps", block('e:mustUnderstand="perhaps"')),
             bad("mustUnderstand 2", block('e:mustUnderstand="2"')),
             bad("a header block without a namespace", envelope(header=f"<e:Header><x>{CANARY_TEXT}</x></e:Header>"))]
    here = envelope()
    actions = ["urn:jembatan:pekerja:1/SelaraskanPekerja", "urn:jembatan:pekerja:1/AmbilPekerja", CANARY_TEXT, "KirimPekerja",
               "urn:jembatan:pekerja:1/KirimPekerja/..", "urn:jembatan:pekerja:1/KirimPekerja\" x=\"", "' OR 1=1 --"]
    for action in actions:
        sent = post(here, extra=f'SOAPAction: "{action}"\r\n')
        cases.append(Case(f"the SOAPAction {action}", (sent,), fault(INVALID), recorded=INVALID))
    soap12 = f'{soap.MEDIA["1.2"]}; action="urn:jembatan:pekerja:1/SelaraskanPekerja"'
    cases.append(xml_case("an action of the Content-Type that differs", envelope(kirim(), "1.2"), fault(INVALID, status=400), INVALID,
                          content_type=soap12))
    return cases


def addressing(trap: str) -> list[Case]:
    def addressed(names: list[str], namespace: str, version: str) -> bytes:
        blocks = "".join(f"<w:{name}><w:Address>{trap}/{name}</w:Address></w:{name}>" for name in names)
        return envelope(kirim(), version, f'<e:Header xmlns:w="{namespace}">{blocks}</e:Header>')

    cases = []
    for year, namespace in (("2005", "http://www.w3.org/2005/08/addressing"),
                            ("2004", "http://schemas.xmlsoap.org/ws/2004/08/addressing")):
        for names in (["ReplyTo"], ["FaultTo"], ["ReplyTo", "FaultTo", "From", "To"]):
            for version in ("1.1", "1.2"):
                name = f"WS-Addressing {year} {' '.join(names)} in SOAP {version}"
                sent = addressed(names, namespace, version)
                cases.append(xml_case(name, sent, accepted("DITERIMA"), content_type=soap.MEDIA[version]))
                if names == ["FaultTo"]:
                    broken = sent.replace(b"s:nama>", b"s:lain>")
                    expect = fault(INVALID, status=500 if version == "1.1" else 400)
                    cases.append(xml_case(f"{name}, with a fault", broken, expect, INVALID, content_type=soap.MEDIA[version]))
    return cases


def other_forms() -> list[Case]:
    here = envelope()
    related = 'multipart/related; type="text/xml"; start="<a>"; boundary="x"'
    parts = b'--x\r\nContent-Type: text/xml\r\nContent-ID: <a>\r\n\r\n' + here + b"\r\n--x--\r\n"
    dime = b"\x0c\x10\x00\x00\x00\x00\x00\x08" + len(here).to_bytes(4, "big") + b"text/xml" + here
    encoding = 'xmlns:n="http://schemas.xmlsoap.org/soap/encoding/"'
    include = '<x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:a"/>'
    cases = [
        bad("a SOAP-ENC array", envelope(kirim(f'<n:Array {encoding} n:arrayType="s:Pekerja[999999999]"/>'))),
        bad("an arrayType on a record", here.replace(b"<s:pekerja>", f'<s:pekerja {encoding} n:arrayType="s:a[2147483647]">'.encode())),
        bad("an href in a record", here.replace(b"<s:nama>", b'<s:nama href="#a">')),
        bad("an id in a record", here.replace(b"<s:nama>", b'<s:nama id="a">')),
        bad("an href of SOAP 1.2", here.replace(b"<s:nama>", b'<s:nama xmlns:n="http://www.w3.org/2003/05/soap-encoding" n:ref="a">')),
        bad("independent elements with ids", envelope(kirim('<s:pekerja href="#a"/>') + '<s:pekerja id="a"/>')),
        bad("an xop:Include in a text", with_name(include)),
        bad("MIME parts as text/xml", parts),
        bad("DIME as text/xml", dime),
        bad("gzip as text/xml", gzip.compress(here)),
        bad("deflate as text/xml", zlib.compress(here)),
        bad("a bomb of gzip as text/xml", gzip.compress(b" " * 50_000_000)),
    ]
    types = ["text/plain", "application/xml", "application/json", "text/html", "application/octet-stream", "application/dime",
             "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/xmlx", "text/", "xml", "*/*",
             "text/xml, text/xml", "text/xml application/soap+xml", "application/xop+xml", "application/gzip", CANARY_TEXT]
    for name in types:
        cases.append(xml_case(f"the Content-Type {name}", here, fault(INVALID, status=415), INVALID, content_type=name))
    cases.append(xml_case("MTOM", parts, fault(INVALID, status=415), INVALID, content_type=related.replace("text/xml", "application/xop+xml")))
    cases.append(xml_case("MIME parts", parts, fault(INVALID, status=415), INVALID, content_type=related))
    cases.append(Case("no Content-Type", (post(here).replace(b"Content-Type: text/xml; charset=utf-8\r\n", b""),),
                      fault(INVALID, status=415), recorded=INVALID))
    return cases


def cases(trap: str) -> dict[str, list[Case]]:
    return {"two bodies, two operations, header after body, unknown elements, mustUnderstand, SOAPAction":
            envelopes() + operations() + headers(),
            "WS-Addressing ReplyTo or FaultTo": addressing(trap),
            "SOAP-ENC arrays, href/id, MTOM, MIME, DIME, gzip": other_forms()}
