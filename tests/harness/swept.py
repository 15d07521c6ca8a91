"""Keeps what the programs under test said (logs, faults, pages, commands), where ctest wants it swept afterwards for
personal values and keys: folder $JEMBATAN_LEAK_DIR, one file a test program and kind; sweep.py looks through it. What
a command prints that opens messages (--full) is the person's who asked, and is not kept; nor are the fictitious examples
of --template."""

import os
import subprocess
import sys
from pathlib import Path

FOLDER = os.environ.get("JEMBATAN_LEAK_DIR", "")
OPENING = {"--full", "--template"}


def keep(kind: str, content: bytes | str | None) -> None:
    if not FOLDER or not content:
        return
    folder = Path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    raw = content.encode() if isinstance(content, str) else content
    with (folder / f"{Path(sys.argv[0]).stem}.{os.getpid()}.{kind}").open("ab") as file:
        file.write(raw + b"\n")


def keep_world(folder: Path) -> None:
    """The logs of a world that ends, and the keys that must not be found anywhere."""
    if FOLDER:
        for log in folder.glob("*.log*"):
            if log.is_file():
                keep(log.name, log.read_bytes())
        for keys in folder.glob("*.keys"):
            keep("keys", keys.read_bytes())


def keep_answer(path: str, status: int, body: bytes) -> None:
    if status >= 400 or path in ("/metrics", "/healthz", "/readyz"):
        keep("answers", body)


_run = subprocess.run


def run_and_keep(argv, *positional, **options):
    done = _run(argv, *positional, **options)
    words = [str(word) for word in argv] if isinstance(argv, (list, tuple)) else []
    if words and words[0] == os.environ.get("JEMBATAN_BIN") and OPENING.isdisjoint(words):
        keep("commands", done.stdout)
        keep("commands", done.stderr)
    return done


if FOLDER:
    # In one place, so that no test can forget it.
    subprocess.run = run_and_keep
