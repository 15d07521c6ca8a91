"""How soon a gateway with a million exchanges in its journal is ready, and how soon it stops under load; what it
has answered must be in the journal."""

import signal
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

from play import Messages, wrk_through
from subjects import Gateway, Parts, Upstream
from targets import Ratio

EXCHANGES = 1_000_000
KEYS = "".join(f"{kind} 1 {digit * 64}\n" for kind, digit in (("seal", "1"), ("index", "2"), ("sign", "3")))
CONNECTIONS = 64


def _fill(parts: Parts, folder: Path) -> None:
    """The journal that search_bench makes, with the keys of tests/journal_keys.h."""
    subprocess.run([parts.program("search"), str(folder), str(EXCHANGES), "fill"], check=True, timeout=600)
    (folder / "search.db").rename(folder / "journal.db")
    keys = folder / "journal.keys"
    keys.touch(mode=0o600)
    keys.write_text(KEYS)


def _answered(folder: Path) -> int:
    journal = sqlite3.connect(f"file:{folder / 'journal.db'}?mode=ro", uri=True)
    try:
        return journal.execute("SELECT count(*) FROM exchange WHERE outcome = 'SELESAI'").fetchone()[0]
    finally:
        journal.close()


def start_and_stop(parts: Parts, folder: Path) -> list[Ratio]:
    home = folder / "start-stop"
    home.mkdir()
    _fill(parts, home)
    upstream = Upstream(parts, folder, "start-stop-upstream")
    messages = Messages.make(parts, folder, 1, 5_000)
    gateway = None
    try:
        before = time.monotonic()
        gateway = Gateway(home, {"kesatu": upstream, "kedua": upstream})
        started = time.monotonic() - before
        recorded = _answered(home)
        told: dict = {}
        load = threading.Thread(target=lambda: told.update(wrk_through(gateway.address, messages, CONNECTIONS, 3)))
        load.start()
        time.sleep(1.5)
        gateway.world.gateway.signal(signal.SIGTERM)
        before = time.monotonic()
        gateway.world.gateway.process.wait(60)
        stopped = time.monotonic() - before
        load.join()
        accepted = told["completed"] - told["statuses"]  # the others were told that it stops
        lost = max(0, accepted - (_answered(home) - recorded))
        return [Ratio(f"ready with {EXCHANGES:,} exchanges in the journal", started, 1, 1, unit="s"),
                Ratio("stopped under load", stopped, 5, 5, unit="s"),
                Ratio(f"answered and not in the journal, of {accepted:,}", lost, 0, 0)]
    finally:
        if gateway:
            gateway.stop()
        upstream.stop()
