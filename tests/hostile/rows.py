"""The rows that are more than bytes and an answer: values that are kept, callers who are slow, TLS, overload."""

import time
from concurrent.futures import ThreadPoolExecutor

import slow_cases
import tls_cases
import value_cases
from attack import Attack
from case import CANARY_TEXT, statuses
from harness import await_true
from tls import AUTHORITY, TlsWorld
from wire import answers_in


def values(attack: Attack, row: str) -> None:
    began, log = time.monotonic(), len(attack.world.log("gateway"))
    stored = value_cases.all_values()
    for one in stored:
        attack.ledger.check(one.name, lambda: value_cases.store(attack.transport, one))
    known = [one for one in stored if one.nomor]
    for one in known[::3]:  # a process each
        attack.ledger.check(f"{one.name}, shown", lambda: value_cases.shown(attack.world, one))
    problems = value_cases.refused_csv(attack.world, _send_options(attack), stored)
    attack.ledger.judge(f"{row}: in a CSV of refused rows", [f"{name}: {what}" for name, what in problems.items()])
    attack.ledger.check(f"{row}: the archive verifies", lambda: _archive(attack, stored))
    for name, value in value_cases.header_values().items():
        attack.ledger.check(f"the field {name}", lambda: _field(attack, name, value))
    attack.ledger.check(f"{row}: none of them is in the log", lambda: _unlogged(attack, stored, log))
    attack.afterwards(row, log)
    print(f"{attack.transport.name}: {len(stored):4d} values in {time.monotonic() - began:5.1f} s  {row}", flush=True)


def _send_options(attack: Attack) -> list[str]:
    host, port = attack.transport.address
    if not isinstance(attack.world, TlsWorld):
        return ["--url", f"http://{host}:{port}"]
    file = attack.world.file
    return ["--url", f"https://{host}:{port}", "--ca", file(f"{AUTHORITY['kesatu']}-ca.pem"), "--certificate", file("kesatu-client.pem"),
            "--key", file("kesatu-client.key")]


def _archive(attack: Attack, stored: list) -> None:
    """An export holds nothing in clear, and the journal with all of it is whole."""
    archive = attack.world.folder / "arsip.db"
    attack.world.command("journal", "export", "--to", str(archive))
    content = archive.read_bytes()
    for one in stored:
        if len(one.value) > 5 and one.value.encode() in content:
            raise AssertionError(f"the archive has {one.value!r} in clear")
    attack.world.command("journal", "verify")


def _field(attack: Attack, name: str, value: str) -> None:
    sent = f"GET /ws/pekerja?wsdl HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{name}: {value}\r\n\r\n".encode()
    received = attack.transport.converse(sent)
    statuses(200)(answers_in(received))
    if CANARY_TEXT.encode() in received:
        raise AssertionError("the answer echoes it")


def _unlogged(attack: Attack, stored: list, before: int) -> None:
    said = attack.world.log("gateway")[before:]
    found = [one.value for one in stored if len(one.value) > 5 and one.value in said]
    if found:
        raise AssertionError(f"the log has {found}")


def slowness(attack: Attack, row: str) -> None:
    began, log = time.monotonic(), len(attack.world.log("gateway"))
    slow = slow_cases.all_slow()
    slow_cases.run(attack.transport, slow, attack.still_works)
    for one in slow:
        attack.ledger.check(f"{one.name}, ended after {one.ended or 0:.1f} s", lambda: slow_cases.judge(one))
    attack.ledger.check("a reader who does not read", lambda: _equal("closed", slow_cases.reader_who_does_not_read(attack.transport)))
    attack.ledger.check("300 resets", lambda: slow_cases.resets(attack.transport, 300))
    attack.ledger.check("300 halves", lambda: slow_cases.halves(attack.transport, 300))
    attack.afterwards(row, log)
    print(f"{attack.transport.name}: {len(slow) + 3:4d} cases in {time.monotonic() - began:5.1f} s  {row}", flush=True)


def _equal(wanted, seen) -> None:
    if wanted != seen:
        raise AssertionError(f"expected {wanted!r}, seen {seen!r}")


def handshakes(attack: Attack, row: str) -> None:
    if not isinstance(attack.world, TlsWorld):
        return
    for name, cases in tls_cases.TlsCases(attack.transport, attack.world.certificates).groups().items():
        began, log = time.monotonic(), len(attack.world.log("gateway"))
        for one in cases:
            if not name.endswith("stalled handshakes"):
                attack.ledger.check(f"{name}: {one.name}", lambda: _turned_away(attack, one))
        if name.endswith("stalled handshakes"):
            _all_stalled(attack, name, cases)
        attack.afterwards(f"{row}: {name}", log)
        print(f"tls: {len(cases):4d} cases in {time.monotonic() - began:5.1f} s  {name}", flush=True)


def _turned_away(attack: Attack, one: tls_cases.TlsCase) -> None:
    known = len(_strangers(attack))
    received = one.attempt()
    if received:
        raise AssertionError(f"HTTP was spoken: {received[:60]!r}")
    if one.reason:
        await_true(f"the journal has it, with {one.reason!r}; it has {_strangers(attack)[:1]}",
                   lambda: len(now := _strangers(attack)) > known and one.reason in str(now[0]), 10)
    attack.still_works()


def _all_stalled(attack: Attack, name: str, cases: list[tls_cases.TlsCase]) -> None:
    """At the same time, since each takes as long as it may."""
    known = len(_strangers(attack))
    with ThreadPoolExecutor(len(cases)) as pool:
        under_way = [pool.submit(one.attempt) for one in cases]
        attack.ledger.check(f"{name}: meanwhile", attack.still_works)
    for one, future in zip(cases, under_way):
        attack.ledger.check(f"{name}: {one.name}", lambda: _equal(b"", future.result()))

    def recorded() -> bool:
        fresh = _strangers(attack)[:-known or None]
        return len([one for one in fresh if "no whole handshake in time" in str(one)]) >= len(cases)

    attack.ledger.check(f"{name}: in the journal", lambda: await_true("a record of each", recorded, 10))


def _strangers(attack: Attack) -> list[dict]:
    return attack.world.journal("--outcome", "PIHAK_TIDAK_DIKENAL", "--limit", "100000")


ROWS = {"values: SQL, HTML, formulas, format strings, shell, line ends, terminals, bidi marks": values,
        "slow header, body, chunk or reader; idle; half requests; reset floods": slowness,
        "TLS": handshakes}
