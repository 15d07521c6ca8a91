#!/usr/bin/env python3
"""After the tests: no personal value and no key in anything that swept.py has kept. --clear before them."""

import os
import re
import shutil
import sys
from pathlib import Path

import records
from leaks import forms

PATTERNS = {
    "a NIK": rb"320405\d{6}99\d\d",
    "an NPWP": rb"01\.?999\.?\d{3}\.?\d-?999\.?000",
    "an NIB": rb"(?<![\d.])9999\d{9}(?!\d)",
    "a JKN number": rb"(?<!\d)0009999\d{6}(?!\d)",
    "a telephone number": rb"(?<!\d)0839\d{6,9}(?!\d)|\(022\) ?0000",
    "a person's name": rb"(?i)siti contoh|rahmat contoh|ratna fiktif|nur'aini|putri>",
    "a company's name": rb"(?i)contoh nusantara",
    "an address": rb"(?i)\b(kp|jl)\. (contoh|rekaan)",
    "an e-mail address": rb"(?i)@contoh-tekstil\.example",
}
HEX = re.compile(rb"(?i)(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def samples() -> dict[str, str]:
    """Values as the tests send them: each must be found, or the patterns have missed a change."""
    worker = records.member(7, nomorHp="083900000077")
    company = records.company(3)
    officers = records.officers()
    return {"nik": worker["nik"], "name": worker["nama"], "address": worker["alamat"],
            "jkn": worker["nomorKepesertaanJkn"], "telephone": worker["nomorHp"], "npwp": company["npwp"],
            "npwp in digits": "".join(c for c in company["npwp"] if c.isdigit()), "nib": company["nib"],
            "company": company["nama"], "its address": company["alamat"], "its telephone": company["nomorTelepon"],
            "e-mail": company["email"], "officer": officers["namaPengurus"], "owner": officers["namaPemilik"],
            "officer's address": officers["alamatPengurus"], "owner's address": officers["alamatPemilik"],
            "any script": records.NON_ASCII_NAME}


CODED = [(f"worker {number}'s NIK, encoded", form) for number in range(1, 10)
         for form in forms(records.worker(number)["nik"]) - {records.worker(number)["nik"].encode()}]


def findings(content: bytes, keys: set[bytes]) -> list[str]:
    """What is found and in which line; never the value."""
    found = [(match.start(), what) for what, pattern in PATTERNS.items() for match in re.finditer(pattern, content)]
    found += [(content.find(form), what) for what, form in CODED if form in content]
    found += [(match.start(), "a key") for match in HEX.finditer(content) if match.group().lower() in keys]
    return [f"{what} in line {content.count(b'%c' % 10, 0, at) + 1}" for at, what in sorted(found)]


def check_itself() -> None:
    """A sweep that can find nothing proves nothing."""
    key = b"0123456789abcdef" * 4
    planted = [value.encode() for value in samples().values()] + [key, key.upper()]
    planted.append(next(form for what, form in CODED))
    for value in planted:
        if not findings(b"12:00 warning exchange=7 " + value + b" is wrong\n", {key}):
            sys.exit("the sweep misses a planted value: mend PATTERNS")
    if findings(b"12:00 warning exchange=7 party=kesatu rules 12ab34cd in force\n", {key}):
        sys.exit("the sweep finds values where none are")


def main() -> int:
    folder = Path(os.environ["JEMBATAN_LEAK_DIR"])
    if sys.argv[1:] == ["--clear"]:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return 0
    check_itself()
    files = sorted(folder.iterdir())
    keys = {word for file in files if file.suffix == ".keys" for word in HEX.findall(file.read_bytes())}
    swept = [file for file in files if file.suffix != ".keys"]
    failed = 0
    for file in swept:
        found = findings(file.read_bytes(), keys)
        failed += bool(found)
        for line in found[:20]:
            print(f"{file}: {line}")
    print(f"{len(swept)} files and {len(keys)} keys: {len(swept) - failed} passed, {failed} failed")
    if not swept:
        print("nothing was kept: did any test of the programs run?")
    return 1 if failed or not swept else 0


if __name__ == "__main__":
    sys.exit(main())
