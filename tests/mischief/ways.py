"""Every way in which the other party misbehaves, and what must come of it.

A write ends SELESAI (a sound answer after all), TERTUNDA (surely not taken), RAGU (perhaps taken) or DITOLAK
(refused for good); a read is answered, or gets a Fault with one of two codes. `kept`: whether the other
party has handled the message the first time; None where either may be.
"""

from dataclasses import dataclass

SELESAI, TERTUNDA, RAGU, DITOLAK = "SELESAI", "TERTUNDA", "RAGU", "DITOLAK"
AWAY, REFUSES = "PIHAK_LAWAN_TIDAK_TERSEDIA", "PIHAK_LAWAN_MENOLAK"
STOPPED = "PERTUKARAN_DIHENTIKAN"
ANSWERED = ""


@dataclass
class Way:
    fault: str
    write: tuple[str, ...]
    read: str | None
    kept: bool | None


def _ways(write: str, read: str, kept: bool | None, *faults: str) -> list[Way]:
    return [Way(fault, (write,), read, kept) for fault in faults]


WAYS = [
    # Nothing of it was looked at, and the other party says so.
    *_ways(TERTUNDA, AWAY, False, "refuse", "status=429", "status=503", "status=401", "status=403", "answer-at-once",
           "fault=PIHAK_TIDAK_DIKENAL", "fault=PERJANJIAN_TIDAK_BERLAKU"),
    *_ways(TERTUNDA, STOPPED, False, "fault=PERTUKARAN_DIHENTIKAN"),
    # It may have been taken.
    *_ways(RAGU, AWAY, False, "status=500", "status=502", "status=504", "fault=KESALAHAN_INTERNAL",
           "hostile-fault", "unknown-fault", "html", "json", "reset", "hang", "hang-at-once",
           "not-http", "odd-status", "interim-only", "interim-flood", "endless-head", "large-head",
           "endless-body", "no-content=204", "no-content=205"),
    *_ways(RAGU, AWAY, True, "wrong-type", "empty", "html-as-xml", "malformed", "not-utf8", "nul", "doctype",
           "instruction", "latin1", "utf16", "gzip", "wrong-envelope", "two-bodies", "unknown-element", "deep",
           "many-attributes", "other-answer", "half", "half-line", "half-head", "head-only", "crash-after",
           "reset-within", "hang-in-head", "hang-in-body", "drip", "short-length", "long-length", "negative-length",
           "odd-length", "two-lengths", "length-and-chunks", "cut-chunk", "bad-chunk", "huge-chunk",
           "over-limit"),
    *[Way(fault, (RAGU,), None, True) for fault in ("wrong-count", "one-more", "doubled", "disordered")],
    # Whether a byte had left when the connection broke is the system's to decide.
    *[Way(fault, (RAGU, TERTUNDA), AWAY, False) for fault in ("reset-at-once", "reset-in-request")],
    # A sound answer, whatever happens around it.
    *_ways(SELESAI, ANSWERED, True, "delay=50", "huge-length", "other-number", "reset-after", "second-answer",
           "late-second-answer", "close-after"),
    Way("delay=5000", (RAGU,), AWAY, None),
    # Refused for good.
    *_ways(DITOLAK, REFUSES, False, "status=400", "status=404", "status=405",
           "status=408", "status=413", "redirect=301", "redirect=302", "redirect=303", "redirect=307",
           "redirect=308", "no-content=304", "bare-fault", "stack-fault", "fault=PESAN_TIDAK_SAH",
           "fault=OPERASI_TIDAK_DIKENAL", "fault=OPERASI_TIDAK_DIIZINKAN",
           "fault=ID_PESAN_DIPAKAI_ULANG", "fault=JUMLAH_TIDAK_COCOK", "fault=BATAS_TERLAMPAUI",
           "fault=PIHAK_LAWAN_MENOLAK"),
]

# Reads that are answered with what was not asked for: (fault, operation).
WRONG_RECORDS = [("foreign-record", "AmbilPekerja"), ("foreign-record", "AmbilPimpinan"),
                 ("foreign-record", "AmbilBadanUsaha"), ("too-many-records", "DaftarPekerja"),
                 ("too-many-records", "DaftarBadanUsaha")]
