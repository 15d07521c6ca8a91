"""Row 7, everything that two programs could read differently in HTTP; row 8, paths; and Content-Encoding of row 6."""

import gzip
import zlib

from case import (CANARY_TEXT, Case, absent, accepted, any_of, envelope, fault, http, post, statuses)

HIDDEN = b"GET /ws/pekerja?wsdl HTTP/1.1\r\nHost: h\r\n\r\n"
INVALID = "PESAN_TIDAK_SAH"


def head_only(line: str, fields: str = "Host: h\r\n", then: bytes = b"") -> bytes:
    return f"{line}\r\n{fields}\r\n".encode("latin-1") + then


def posted(fields: str, body: bytes = b"", target: str = "/ws/pekerja") -> bytes:
    return head_only(f"POST {target} HTTP/1.1", f"Host: h\r\nContent-Type: text/xml\r\n{fields}", body)


def refused(name: str, sent: bytes, *status: int, outcome: str = INVALID, **more) -> Case:
    return Case(name, (sent,), http(*status), recorded=outcome, **more)


def lengths() -> list[Case]:
    size = len(HIDDEN)
    both = {"a length and chunks": f"Content-Length: {size}\r\nTransfer-Encoding: chunked",
            "chunks and a length": f"Transfer-Encoding: chunked\r\nContent-Length: {size}",
            "a length of 0 and chunks": "Content-Length: 0\r\nTransfer-Encoding: chunked",
            "two lengths": f"Content-Length: {size}\r\nContent-Length: 0",
            "the same length twice": "Content-Length: 5\r\nContent-Length: 5",
            "lengths in two spellings": "Content-Length: 5\r\ncontent-length: 6"}
    cases = [refused(name, posted(fields + "\r\n", b"0\r\n\r\n" + HIDDEN), 400) for name, fields in both.items()]
    for text in ("-1", "+5", "0x5", "05", "5, 5", "5,6", "5 5", "5;", "", " ", "5.0", "1e3", "five", "\u00b2", "0005", "5_0",
                 "18446744073709551621", "99999999999999999999999999", "-0", "'5'", '"5"', "5\t6"):
        cases.append(refused(f"the Content-Length {text!r}", posted(f"Content-Length: {text}\r\n", HIDDEN), 400))
    cases.append(refused("a Content-Length of exabytes", posted("Content-Length: 999999999999999999\r\n", b"x"), 413,
                         outcome="BATAS_TERLAMPAUI"))
    cases.append(refused("no length", posted("", HIDDEN), 411))
    for text in ("identity", "gzip, chunked", "chunked, chunked", "chunked, identity", "xchunked", '"chunked"', "chunked;a=b", "",
                 "chunked\x0b", "deflate", "chun\tked", "chunked,"):
        status = (400,) if "\x0b" in text else (501,)
        cases.append(refused(f"the Transfer-Encoding {text!r}", posted(f"Transfer-Encoding: {text}\r\n", b"0\r\n\r\n" + HIDDEN), *status))
    te = "Transfer-Encoding: chunked\r\n"
    odd = {"two Transfer-Encodings": te + te, "Transfer-Encoding identity, then chunked": "Transfer-Encoding: identity\r\n" + te,
           "a blank before the colon": "Transfer-Encoding : chunked\r\n", "a tab before the colon": "Transfer-Encoding\t: chunked\r\n",
           "a blank before the name": "X: a\r\n Transfer-Encoding: chunked\r\n", "a length with a blank before the colon":
           f"Content-Length : {size}\r\n", "a folded length": f"Content-Length:\r\n {size}\r\n", "a NUL in the name":
           "Transfer-Encoding\0: chunked\r\n", "a length hidden behind a bare CR": f"X: a\rContent-Length: {size}\r\n",
           "a length hidden behind a bare LF": f"X: a\nContent-Length: {size}\r\n"}
    cases += [refused(name, posted(fields, b"0\r\n\r\n" + HIDDEN), 400) for name, fields in odd.items()]
    cases += [refused("chunks in HTTP/1.0", head_only("POST /ws/pekerja HTTP/1.0", te, b"0\r\n\r\n"), 400),
              refused("a GET with a length", head_only("GET /ws/pekerja?wsdl HTTP/1.1", f"Host: h\r\nContent-Length: {size}\r\n", HIDDEN), 400),
              refused("a GET with chunks", head_only("GET /ws/pekerja?wsdl HTTP/1.1", "Host: h\r\n" + te, b"0\r\n\r\n" + HIDDEN), 400),
              refused("a HEAD with a length", head_only("HEAD /ws/pekerja?wsdl HTTP/1.1", "Host: h\r\nContent-Length: 5\r\n", b"xxxxx"),
                      400, to_head=True)]
    here = envelope()
    short = posted(f"Content-Length: {len(here) - 9}\r\n", here + b"\r\n\r\n")
    cases.append(Case("a length that is too small", (short,), _two_refusals, requests=2))
    return cases


def _two_refusals(answers) -> None:
    """The message is cut, and what is left over is no request: each gets its own refusal at most."""
    fault(INVALID)(answers[:1])
    if answers[1:]:
        http(400)(answers[1:])


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return posted("Transfer-Encoding: chunked\r\nConnection: close\r\n", b"".join(chunks) + end)


def chunk(content: bytes, extension: bytes = b"") -> bytes:
    return b"%x%s\r\n%s\r\n" % (len(content), extension, content)


def chunks() -> list[Case]:
    here = envelope()
    good = chunk(here)
    broken = {
        "a negative size": b"-1\r\nx\r\n", "a size with 0x": b"0x5\r\nabcde\r\n", "no size": b"\r\nabc\r\n", "a size of letters": b"xyz\r\n",
        "a size with a sign": b"+5\r\nabcde\r\n", "a size over 64 bits": b"10000000000000005\r\nabcde\r\n",
        "a size of many digits": b"f" * 40 + b"\r\n", "a blank before the size": b" 5\r\nabcde\r\n", "a chunk without CRLF": b"5\r\nabcdefgh\r\n",
        "a chunk that ends in LF": b"5\r\nabcde\n", "a size that ends in LF": b"5\nabcde\r\n", "a size that ends in CR": b"5\rabcde\r\n",
        "an LF in an extension": b"5;a\nb\r\nabcde\r\n", "a CR in an extension": b"5;a\rb\r\nabcde\r\n", "a NUL in an extension": b"5;a=\0\r\nabcde\r\n",
        "a blank in the size": b"5 5\r\nabcde\r\n", "an extension without a name": b"5;;\r\nabcde\r\n", "an underscore in the size": b"1_0\r\n",
    }
    cases = [refused(f"chunks: {name}", chunked(piece, end=b"0\r\n\r\n" + HIDDEN), 400) for name, piece in broken.items()]
    cases += [refused(f"chunks: the last one {name}", chunked(good, end=end), 400) for name, end in {
        "ends in LF": b"0\n\n" + HIDDEN, "has a trailer": b"0\r\nX: KENARI-0000\r\n\r\n", "has a length as trailer": b"0\r\nContent-Length: 5\r\n\r\n",
        "has a trailer of no name": b"0\r\n: x\r\n\r\n", "has a folded trailer": b"0\r\nX: a\r\n b\r\n\r\n",
        "has a flood of trailers": b"0\r\n" + b"X: y\r\n" * 5000 + b"\r\n", "has a trailer that goes on": b"0\r\nX: " + b"y" * 200_000}.items()]
    tiny = b"".join(chunk(bytes([one])) for one in envelope())
    zeros, extended = envelope(), envelope()
    cases += [Case("chunks of one byte", (chunked(tiny),), any_of(accepted("DITERIMA"), http(400))),
              Case("chunks with extensions", (chunked(chunk(extended, b';name="value";x=y')),), any_of(accepted("DITERIMA"), http(400))),
              Case("chunks with zeros before the size", (chunked(b"0000000000%x\r\n%s\r\n" % (len(zeros), zeros)),),
                   any_of(accepted("DITERIMA"), http(400))),
              Case("a megabyte of chunks of one byte", (chunked(b"1\r\n \r\n" * 1_000_000),),
                   any_of(fault(INVALID), http(400))),
              Case("chunks whose extensions are all there is", (chunked(b"1;" + b"a" * 15_000 + b"\r\n \r\n", end=b""),) +
                   (b"1;" + b"a" * 15_000 + b"\r\n \r\n",) * 4000, http(400, 413), recorded=""),
              Case("an extension that never ends", (chunked(b"1;", end=b""),) + (b"a" * 65_536,) * 200, http(400), recorded=INVALID),
              Case("chunks beyond the largest body", (chunked(chunk(b" " * 65_536) * 140),), http(413), recorded="BATAS_TERLAMPAUI"),
              Case("a chunk that announces the largest number", (chunked(b"7fffffffffffffff\r\nx"),), http(400, 413))]
    return cases


def heads() -> list[Case]:
    lines = {"GET /ws/pekerja?wsdl HTTP/2.0": 505, "GET /ws/pekerja?wsdl HTTP/0.9": 505, "GET /ws/pekerja?wsdl HTTP/1.2": 505,
             "GET /ws/pekerja?wsdl HTTP/3": 400, "GET /ws/pekerja?wsdl HTTP/1.10": 400, "GET /ws/pekerja?wsdl http/1.1": 400,
             "GET /ws/pekerja?wsdl HTTP/1.1 ": 400, "GET /ws/pekerja?wsdl HTTP/ 1.1": 400, "GET /ws/pekerja?wsdl HTTP/-1.1": 400,
             "GET /ws/pekerja?wsdl": 400, "GET": 400, "GET  /ws/pekerja?wsdl HTTP/1.1": 400, "GET\t/ws/pekerja?wsdl HTTP/1.1": 400,
             " GET /ws/pekerja?wsdl HTTP/1.1": 400, "GET /ws/pekerja?wsdl  HTTP/1.1": 400, "GET /a b HTTP/1.1": 400,
             "GET /ws/pekerja?wsdl HTTP/1.1 HTTP/1.1": 400, "GET /\u00e9 HTTP/1.1": 400, "GET /\x00 HTTP/1.1": 400, "GET /#KENARI-0000 HTTP/1.1": 400,
             "GET http://h/ws/pekerja?wsdl HTTP/1.1": 400, "GET //h/ws/pekerja?wsdl HTTP/1.1": 404, "GET ws/pekerja?wsdl HTTP/1.1": 400,
             "GET * HTTP/1.1": 400, "OPTIONS * HTTP/1.1": 405, "TRACE /ws/pekerja HTTP/1.1": 405, "CONNECT h:443 HTTP/1.1": 405,
             "CONNECT / HTTP/1.1": 405, "PUT /ws/pekerja HTTP/1.1": 405, "DELETE /ws/pekerja HTTP/1.1": 405, "PATCH /ws/pekerja HTTP/1.1": 405,
             "PROPFIND /ws/pekerja HTTP/1.1": 501, "KENARI-0000 /ws/pekerja HTTP/1.1": 501, "get /ws/pekerja?wsdl HTTP/1.1": 501,
             "GE\u00d6 / HTTP/1.1": 400, "G(T / HTTP/1.1": 400, "POSTx /ws/pekerja HTTP/1.1": 501, "DEBUG / HTTP/1.1": 501,
             "PRI * HTTP/2.0": 505, "GET /ws/pekerja?wsdl HTTP/1.1\x00": 400, "\x16\x03\x01 / HTTP/1.1": 400}
    cases = []
    for line, status in lines.items():
        expect = absent if status == 404 else http(status)
        cases.append(Case(f"the line {line!r}", (head_only(line, "Host: h\r\nConnection: close\r\n"),), expect,
                          recorded="" if status == 404 else INVALID))
    cases += [refused("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\x12\4\0\0\0\0\0", 505),
              Case("an upgrade to h2c", (head_only("GET /ws/pekerja?wsdl HTTP/1.1", "Host: h\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                   "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"),), statuses(200)),
              Case("an upgrade to a WebSocket", (head_only("GET /ws/pekerja?wsdl HTTP/1.1", "Host: h\r\nConnection: Upgrade, close\r\n"
                   "Upgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n"),), statuses(200))]
    return cases


def fields() -> list[Case]:
    line = "GET /ws/pekerja?wsdl HTTP/1.1"
    odd = {"no Host": "X: y\r\n", "two Hosts": "Host: h\r\nHost: i\r\n", "the same Host twice": "Host: h\r\nhost: h\r\n", "an empty Host": "Host:\r\n",
           "a Host of blanks": "Host:  \r\n", "a Host with a path": "Host: h/KENARI-0000\r\n", "a Host with a user": "Host: a@h\r\n",
           "a Host with markup": 'Host: h"><script>\r\n', "a Host with a quote": "Host: h'\r\n", "a Host with two names": "Host: h, i\r\n",
           "a Host beyond ASCII": "Host: \u00e9\r\n", "a Host with a blank": "Host: h i\r\n", "a folded Host": "Host: h\r\n i\r\n",
           "a fold first": " Host: h\r\nHost: h\r\n", "a fold": "Host: h\r\nX: a\r\n b\r\n", "a fold by a tab": "Host: h\r\nX: a\r\n\tb\r\n",
           "a fold of nothing": "Host: h\r\nX: a\r\n \r\n", "no colon": "Host: h\r\nKENARI-0000\r\n", "no name": "Host: h\r\n: KENARI-0000\r\n",
           "a name with a blank": "Host: h\r\nX Y: z\r\n", "a name with a bracket": "Host: h\r\nX(: z\r\n", "a name beyond ASCII": "Host: h\r\nX\u00e9: z\r\n",
           "a name with a NUL": "Host: h\r\nX\0: z\r\n", "a name with a slash": "Host: h\r\nX/Y: z\r\n", "a name in quotes": 'Host: h\r\n"X": z\r\n',
           "two Content-Types": "Host: h\r\nContent-Type: a\r\nContent-Type: b\r\n", "two SOAPActions": "Host: h\r\nSOAPAction: a\r\nSOAPAction: b\r\n",
           "two Expects": "Host: h\r\nExpect: 100-continue\r\nExpect: 100-continue\r\n"}
    odd |= {f"the control character {code:#04x} in a field": f"Host: h\r\nX: a{chr(code)}KENARI-0000\r\n" for code in (0, 1, 7, 8, 11, 12, 27, 31, 127)}
    cases = [refused(f"a head with {name}", head_only(line, text), 400) for name, text in odd.items()]
    raw = {"bare LF": line.encode() + b"\nHost: h\n\n", "LF after the line": line.encode() + b"\nHost: h\r\n\r\n",
           "LF at the end": line.encode() + b"\r\nHost: h\r\n\n", "CR after the line": line.encode() + b"\rHost: h\r\n\r\n",
           "two CR": line.encode() + b"\r\r\nHost: h\r\n\r\n", "a CR in a value": line.encode() + b"\r\nHost: h\r\nX: a\rY: b\r\n\r\n",
           "LF CR": line.encode() + b"\n\rHost: h\n\r\n\r", "empty lines first": b"\r\n" * 20 + line.encode() + b"\r\nHost: h\r\n\r\n",
           "a NUL first": b"\0" + line.encode() + b"\r\nHost: h\r\n\r\n", "random bytes": bytes(range(255, 0, -1)) * 4,
           "a TLS ClientHello": bytes.fromhex("16030100310100002d0303") + b"K" * 32 + b"\0\0\2\x13\1\1\0", "an SSH greeting": b"SSH-2.0-KENARI-0000\r\n\r\n",
           "zeros": b"\0" * 1000, "an SMTP greeting": b"EHLO KENARI-0000\r\n\r\n"}
    cases += [refused(f"a head with {name}", sent, 400) for name, sent in raw.items()]
    over = "BATAS_TERLAMPAUI"
    cases += [refused("a line of 100,000 bytes", head_only(f"GET /{'a' * 100_000} HTTP/1.1"), 414),
              refused("a field of 100,000 bytes", head_only(line, f"Host: h\r\nX: {'a' * 100_000}\r\n"), 431, outcome=over),
              refused("a name of 100,000 bytes", head_only(line, f"Host: h\r\n{'a' * 100_000}: b\r\n"), 431, outcome=over),
              refused("100,000 fields", head_only(line, "Host: h\r\n" + "X: y\r\n" * 100_000), 431, outcome=over),
              refused("100,000 empty fields", head_only(line, "Host: h\r\n" + "X:\r\n" * 100_000), 431, outcome=over),
              refused("a head of megabytes", head_only(line, f"Host: h\r\nX: {'a' * 8_000_000}\r\n"), 431, outcome=over),
              Case("3,000 short fields", (head_only(line, "Host: h\r\nConnection: close\r\n" + "a:\r\n" * 3000),), statuses(200)),
              Case("3,000 options of the connection", (head_only(line, f"Host: h\r\nConnection: {'x,' * 3000} close\r\n"),), statuses(200)),
              refused("an unknown expectation", posted("Content-Length: 5\r\nExpect: KENARI-0000\r\n", b"hello"), 417),
              *[refused(f"the Host {text!r}", head_only(line, f"Host: {text}\r\n"), 400)
                for text in ("h:KENARI-0000", "h:", "h:80:80", "h:99999999", ":80", "[::1", "::1", "[]", "[KENARI-0000]", "h]", "[::1]x")]]
    return cases


def encodings() -> list[Case]:
    here = envelope()
    bodies = {"gzip": gzip.compress(here), "deflate": zlib.compress(here), "br": here, "identity": here, "x-gzip": gzip.compress(here),
              "gzip, gzip": gzip.compress(gzip.compress(here)), "compress": here, "zstd": here, "": here}
    cases = [refused(f"the Content-Encoding {name!r}", posted(f"Content-Length: {len(body)}\r\nContent-Encoding: {name}\r\n", body), 415)
             for name, body in bodies.items()]
    bomb = gzip.compress(b" " * 100_000_000)
    return cases + [refused("a bomb of gzip", posted(f"Content-Length: {len(bomb)}\r\nContent-Encoding: gzip\r\n", bomb), 415)]


def pipelines() -> list[Case]:
    get = b"GET /ws/pekerja?wsdl HTTP/1.1\r\nHost: h\r\n\r\n"
    last = b"GET /ws/pekerja?wsdl HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
    one = posted(f"Content-Length: {len(envelope())}\r\n", envelope())
    return [Case("20 requests at once", (get * 19 + last,), statuses(*[200] * 20), requests=20),
            Case("a refusal among 20", (get * 3 + b"BREW / HTTP/1.1\r\nHost: h\r\n\r\n" + get * 16,), statuses(200, 200, 200, 501), requests=4),
            Case("requests behind one that closes", (last + get * 10,), statuses(200), requests=1),
            Case("requests behind one of HTTP/1.0", (b"GET /ws/pekerja?wsdl HTTP/1.0\r\nHost: h\r\n\r\n" + get * 10,), statuses(200), requests=1),
            Case("messages and documents mixed", (one + get + one + last,), statuses(200, 200, 200, 200), requests=4),
            Case("a HEAD, then a GET", (b"HEAD /ws/pekerja?wsdl HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n" + get,), statuses(200),
                 to_head=True),
            Case("Expect: 100-continue with a body at hand", (post(envelope(), extra="Expect: 100-continue\r\n"),), accepted("DITERIMA")),
            Case("Expect: 100-continue without a body", (posted("Content-Length: 0\r\nConnection: close\r\nExpect: 100-continue\r\n"),),
                 fault(INVALID), recorded=INVALID),
            Case("an empty message", (posted("Content-Length: 0\r\nConnection: close\r\n"),), fault(INVALID), recorded=INVALID),
            Case("an empty chunked message", (chunked(),), fault(INVALID), recorded=INVALID),
            refused("a request within a request's head", b"GET / HTTP/1.1\r\nHost: h\r\n" + last, 400),
            Case("nothing but empty lines", (b"\r\n" * 3,), http(400), recorded=INVALID)]


def paths() -> list[Case]:
    climbing = ["/../../etc/passwd", "/ws/../../../etc/passwd", "/schemas/../wsdl/pekerja.wsdl", "/schemas/..%2f..%2fetc%2fpasswd",
                "/schemas/%2e%2e/%2e%2e/etc/passwd", "/schemas/..%252f..%252fetc%252fpasswd", "/schemas/..%c0%af..%c0%afetc/passwd",
                "/schemas/..\\..\\etc\\passwd", "/schemas/..%5c..%5cetc%5cpasswd", "/schemas/....//....//etc/passwd", "/schemas//etc/passwd",
                "//etc/passwd", "/schemas/umum.xsd%00", "/schemas/umum.xsd%00.txt", "/schemas/umum.xsd/", "/schemas/./umum.xsd", "/schemas/UMUM.XSD",
                "/schemas/umum", "/schemas/", "/schemas", "/schemas/umum.xsd;x", "/schemas/umum.xsd?wsdl", "/schemas/%75mum.xsd", "/schemas/pekerja.wsdl",
                "/ws/pekerja", "/ws/pekerja/", "/ws/pekerja/?wsdl", "/ws//pekerja?wsdl", "/ws/pekerja/../pekerja?wsdl", "/ws/pekerja;x?wsdl",
                "/ws/pekerja%3fwsdl", "/ws/PEKERJA?wsdl", "/ws/lain?wsdl", "/ws/?wsdl", "/?wsdl", "/", "/ws/pekerja?wsdl=../../etc/passwd",
                "/ws/pekerja?wsdl&x", "/ws/pekerja?WSDL=1", "/ws/pekerja?xsd", "/ws/pekerja?xsd=umum.xsd", "/ws/pekerja?xsd=../../../etc/passwd",
                "/ws/pekerja?wsdl%00", "/ws/pekerja??wsdl", "/ws/pekerja?singleWsdl", "/metrics", "/healthz", "/admin", "/.git/config", "/favicon.ico",
                f"/ws/{CANARY_TEXT}", f"/ws/{CANARY_TEXT}?wsdl", "/ws/pekerja?" + "a" * 10_000, "/" + "../" * 3000, "/%", "/%zz", "/%00", "/<script>",
                "/ws/pekerja?wsdl'--", "/ws/file:///etc/passwd", "/proc/self/environ"]
    close = "Host: h\r\nConnection: close\r\n"
    cases = [Case(f"GET {path[:60]}", (head_only(f"GET {path} HTTP/1.1", close),), absent) for path in climbing]
    present = ["/ws/badan-usaha?wsdl", "/ws/pekerja?WSDL", "/schemas/umum.xsd", "/schemas/pekerja.xsd"]
    cases += [Case(f"GET {path}", (head_only(f"GET {path} HTTP/1.1", close),), statuses(200)) for path in present]
    for path in ("/", "/ws/", "/ws/../ws/pekerja", "/ws/pekerja/", "/ws/%70ekerja", "/ws/PEKERJA", f"/ws/{CANARY_TEXT}"):
        body = envelope()
        sent = posted(f"Content-Length: {len(body)}\r\nConnection: close\r\n", body, path)
        cases.append(Case(f"POST {path}", (sent,), fault("OPERASI_TIDAK_DIKENAL"), recorded="OPERASI_TIDAK_DIKENAL"))
    return cases


def cases() -> dict[str, list[Case]]:
    return {"CL with TE, odd lengths and encodings, obs-fold, bare CR or LF, Host, versions, methods, h2c":
            lengths() + chunks() + heads() + fields() + encodings() + pipelines(),
            "path traversal in path, ?wsdl, ?xsd": paths()}
