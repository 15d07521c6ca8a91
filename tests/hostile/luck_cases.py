"""The rows that are bad luck as much as malice: too much at once, the other party, the journal, the disk, descriptors,
the clock. What each must come to is proven in depth elsewhere (tests/app, tests/exchange, tests/journal, the
sandbox's faults); here all of it hits a gateway that is under attack already."""

import contextlib
import resource
import shutil
import socket
import sqlite3
import subprocess
import threading
import time

import checks
import records
import soap
from attack import Attack
from case import envelope, post
from harness import await_true
from wire import answers_in

UNLIMITED = resource.RLIM_INFINITY


def _equal(wanted, seen, what: str = "") -> None:
    if wanted != seen:
        raise AssertionError(f"{what} expected {wanted!r}, seen {seen!r}")


def _send(attack: Attack, body: bytes) -> soap.Answer:
    (answer,) = answers_in(attack.transport.converse(post(body)))
    return soap.Answer(answer.status, answer.headers, answer.body)


def overload(attack: Attack, row: str) -> None:
    """More at once than may be in flight, by the other party's slowness: 503 at once, and served again afterwards."""
    attack.ledger.check(f"{row}: 300 messages at once", lambda: _overloaded(attack))
    attack.ledger.check(f"{row}: served again", lambda: await_true("a good message", lambda: attack.still_works() is None))


def _overloaded(attack: Attack) -> None:
    seen: list[tuple[int, bool]] = []
    lock = threading.Lock()

    def one() -> None:
        (answer,) = answers_in(attack.transport.converse(post(envelope())))
        with lock:
            seen.append((answer.status, "retry-after" in answer.headers))

    callers = [threading.Thread(target=one) for _ in range(300)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    _equal(300, len(seen), "answers")
    odd = [one for one in seen if one[0] not in (200, 503) or (one[0] == 503 and not one[1])]
    _equal([], odd, "answers that are neither 200 nor 503 with Retry-After:")


@contextlib.contextmanager
def _lawan_does(attack: Attack, fault: str):
    world = attack.world
    world.kill_sandbox("kedua")
    world.start_sandbox("kedua", fault)
    try:
        yield
    finally:
        world.kill_sandbox("kedua")
        world.start_sandbox("kedua")


# One half with each transport of the caller, which makes no difference to them; all of them: tests/scenarios.
FAULTS = {"http": ("refuse", "reset", "half", "html", "wrong-count", "status=503"),
          "tls": ("empty", "malformed", "other-answer", "status=302")}


def other_party(attack: Attack, row: str) -> None:
    for fault in FAULTS[attack.transport.name]:
        attack.ledger.check(f"{row}: {fault}", lambda: _other_party(attack, fault))


def _other_party(attack: Attack, fault: str) -> None:
    id_pesan = records.new_id()
    body = soap.envelope("pekerja", checks.message(checks.fresh_worker(), id_pesan=id_pesan))
    with _lawan_does(attack, fault):
        told = _send(attack, body)
    if told.status == 200:
        _equal("TERTUNDA", told.value("status"), "outcome:")
        return await_true("delivered", lambda: _send(attack, body).value("status") == "SELESAI", 60)
    _equal((500, "PIHAK_LAWAN_MENOLAK"), (told.status, told.kode), "outcome:")
    await_true("taken later", lambda: _send(attack, body).value("status") == "SELESAI", 60)


TAMPERING = {
    "a message edited": "UPDATE {payload} SET {blob} = zeroblob(length({blob})) WHERE rowid = (SELECT max(rowid) FROM {payload})",
    "a message given another one's bytes": "UPDATE {payload} SET {blob} = (SELECT {blob} FROM {payload} LIMIT 1) "
                                           "WHERE rowid = (SELECT max(rowid) FROM {payload})",
    "the end cut off": "DELETE FROM {payload} WHERE rowid > (SELECT max(rowid) / 2 FROM {payload})",
    "the beginning cut off": "DELETE FROM {payload} WHERE rowid < (SELECT max(rowid) / 2 FROM {payload})",
    # Not the newest: what came after the last signed head can only be missed where heads are kept outside too.
    "a message deleted": "DELETE FROM {payload} WHERE rowid = (SELECT max(rowid) / 2 FROM {payload})",
}


def journal(attack: Attack, row: str) -> None:
    """A copy of the journal is changed behind its back: `verify` finds it."""
    copy = attack.world.folder / "salinan.db"
    attack.world.command("journal", "backup", "--to", str(copy))
    with sqlite3.connect(copy) as opened:
        tables = opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    payload, blob = _sealed_column(copy, tables)
    for name, statement in TAMPERING.items():
        attack.ledger.check(f"{row}: {name}", lambda: _tampered(attack, copy, statement.format(payload=payload, blob=blob)))
    attack.ledger.check(f"{row}: untouched it verifies", lambda: _equal(0, _verify(attack, copy)))


def _sealed_column(copy, tables) -> tuple[str, str]:
    """Where the sealed messages lie: the largest blobs."""
    best = ("", "", 0)
    with sqlite3.connect(copy) as opened:
        for table, _ in tables:
            for column in opened.execute(f"PRAGMA table_info({table})").fetchall():
                if column[2].upper() != "BLOB":
                    continue
                size = opened.execute(f"SELECT coalesce(sum(length({column[1]})), 0) FROM {table}").fetchone()[0]
                best = max(best, (table, column[1], size), key=lambda one: one[2])
    return best[0], best[1]


def _verify(attack: Attack, journal_file) -> int:
    config = attack.world.folder / "salinan.toml"
    config.write_text(attack.world.config.read_text().replace('"journal.db"', f'"{journal_file.name}"'))
    done = subprocess.run([attack.world._jembatan, "journal", "verify", "--config", str(config)], capture_output=True, timeout=60)
    return done.returncode


def _tampered(attack: Attack, copy, statement: str) -> None:
    changed = copy.with_name("diubah.db")
    shutil.copy(copy, changed)
    with sqlite3.connect(changed) as opened:
        opened.execute("PRAGMA foreign_keys = OFF")
        for (trigger,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            opened.execute(f"DROP TRIGGER {trigger}")
        opened.execute(statement)
    _equal(1, _verify(attack, changed), "exit status of verify:")


def disk(attack: Attack, row: str) -> None:
    attack.ledger.check(f"{row}: a fault while it is full", lambda: _disk_full(attack))
    attack.ledger.check(f"{row}: heals by itself", lambda: await_true("a good message", lambda: _works(attack)))


def _disk_full(attack: Attack) -> None:
    pid = attack.world.gateway.process.pid
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, UNLIMITED))
    try:
        told = _send(attack, envelope())
        _equal((500, "KESALAHAN_INTERNAL"), (told.status, told.kode))
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))


def _works(attack: Attack) -> bool:
    try:
        attack.still_works()
        return True
    except (OSError, AssertionError, ValueError):
        return False


def descriptors(attack: Attack, row: str) -> None:
    attack.ledger.check(f"{row}: no spinning while there are none", lambda: _no_descriptors(attack))
    attack.ledger.check(f"{row}: accepts again", lambda: await_true("a good message", lambda: _works(attack)))


def _no_descriptors(attack: Attack) -> None:
    pid, before = attack.world.gateway.process.pid, attack.vitals.cpu_seconds()
    limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (attack.vitals.descriptors() + 5, limits[1]))
    idle = [socket.create_connection(attack.transport.address, timeout=10) for _ in range(100)]
    time.sleep(1)
    spent = attack.vitals.cpu_seconds() - before
    for one in idle:
        one.close()
    resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)
    if spent > 0.5:
        raise AssertionError(f"{spent:.2f} s of CPU in a second")


ROWS = {"more than it can take": overload,
        "the other party: refuses, resets, half an answer, HTML, redirect": other_party,
        "journal edited, deleted, reordered, cut": journal,
        "disk full": disk,
        "out of file descriptors": descriptors}
