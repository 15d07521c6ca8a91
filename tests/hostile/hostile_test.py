#!/usr/bin/env python3
"""Hostile inputs, row by row of the threats: each must get the right refusal, or be kept as data, in bounds of memory
and CPU, without an echo, and leave the gateway as it was.

Usage: hostile_test.py http|tls [WORD...]   only rows that have one of the words in their name
(JEMBATAN_BIN and JEMBATAN_SANDBOX_BIN name the programs)
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "harness"), str(HERE.parent / "scenarios")]

import flood_cases  # noqa: E402
import http_cases  # noqa: E402
import luck_cases  # noqa: E402
import rows  # noqa: E402
import soap_cases  # noqa: E402
import xml_cases  # noqa: E402
from attack import Attack  # noqa: E402
from harness import World  # noqa: E402
from ledger import Ledger  # noqa: E402
from tls import TlsWorld  # noqa: E402
from trap import Trap  # noqa: E402
from wire import Transport, client_context  # noqa: E402

# A slow reader is given up, and what could not be delivered tried again, sooner; the rest is what it is unless configured.
CHANGES = {"limits": {"write_timeout_ms": 4000}, "delivery": {"first_retry_ms": 100, "longest_retry_ms": 500}}


def transport_of(world: World) -> Transport:
    if isinstance(world, TlsWorld):
        return Transport(world.address(), client_context(world.certificates, "kesatu-client", "kemnaker"))
    return Transport(world.address())


def run(attack: Attack, trap: Trap, wanted) -> None:
    groups = {**xml_cases.cases(trap.url, trap.file), **soap_cases.cases(trap.url), **http_cases.cases(), **flood_cases.cases()}
    for row, cases in groups.items():
        if wanted(row):
            attack.run_group(row, cases)
    for row, work in rows.ROWS.items():
        if wanted(row):
            work(attack, row)
    for row, work in luck_cases.ROWS.items():
        if wanted(row):
            work(attack, row)


def main(kind: str, words: list[str]) -> int:
    ledger, trap = Ledger(), Trap()
    with (TlsWorld if kind == "tls" else World)(CHANGES) as world:
        attack = Attack(world, transport_of(world), trap, ledger)
        run(attack, trap, lambda row: not words or any(word in row for word in words))
        if ledger.failures:
            world.print_logs()
    trap.close()
    return ledger.tell(kind)


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("http", "tls"):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
