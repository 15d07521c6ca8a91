"""Looks for personal values and keys in whatever a program left behind: as they are, in upper and lower case, in
hexadecimal and in base64 (each of its three alignments)."""

import base64
from pathlib import Path


def forms(value: str | bytes) -> set[bytes]:
    raw = value.encode() if isinstance(value, str) else value
    found = {raw, raw.hex().encode(), raw.hex().upper().encode()}
    if isinstance(value, str):
        found |= {value.upper().encode(), value.lower().encode()}
    for shift in range(3):
        # Without the characters that its neighbours have a part in.
        coded = base64.b64encode(b"\0" * shift + raw)
        found.add(coded[(0, 2, 3)[shift]:len(coded) - (0, 4, 3)[(shift + len(raw)) % 3]])
    return {form for form in found if len(form) >= 8}


def leaks(secrets: dict[str, str | bytes], places: dict[str, bytes]) -> list[str]:
    """What is found where: "nik in gateway.log". Never the value itself."""
    wanted = {name: forms(value) for name, value in secrets.items()}
    return sorted(f"{name} in {place}" for place, content in places.items()
                  for name, shapes in wanted.items() if any(shape in content for shape in shapes))


def personal_values(worker: dict[str, str], company: dict[str, str]) -> dict[str, str]:
    kept = {f"worker's {name}": worker[name] for name in ("nik", "nama", "alamat", "nomorKepesertaanJkn", "nomorHp")}
    kept |= {f"company's {name}": company[name] for name in ("npwp", "nib", "nama", "alamat", "nomorTelepon", "email")}
    kept["company's npwp in digits"] = "".join(c for c in company["npwp"] if c.isdigit())
    return kept


def journal_keys(file: Path) -> dict[str, bytes]:
    """{"seal key 1": its bytes, ...}"""
    lines = [line.split() for line in file.read_text().splitlines() if line and not line.startswith("#")]
    return {f"{kind} key {number}": bytes.fromhex(digits) for kind, number, digits in lines}


def pem_keys(folder: Path) -> dict[str, bytes]:
    """The first line of every private key's content, and the bytes that it stands for but the common beginning."""
    found = {}
    for file in sorted(folder.glob("*.key")):
        lines = file.read_text().splitlines()
        found[f"{file.name} as text"] = lines[1].encode()
        found[f"{file.name} as bytes"] = base64.b64decode("".join(lines[1:-1]))[36:68]  # inside P-256's 32 bytes
    return found
