#!/usr/bin/env python3
"""Kills gateway and sandboxes with SIGKILL at random moments while clients send through them, starts them
again, and counts in the end what was lost and what happened twice.

Clients of both parties send workers of several companies, repeat what was not answered, and count a message
as acknowledged once it is answered SELESAI, TERTUNDA or DITOLAK. Some gateways are killed while they start;
some sandboxes start with a fault. In the end every acknowledged record must be in the other party's sandbox
once, with the values that were acknowledged last; every answer that a client got must be in the journal,
under a number of its own; the journal must verify; nothing may be under way any more.

Exit status: 0 nothing lost, nothing twice; 1 something was, or a program died or did not start; 2 wrong
usage; 3 a part it needs is missing.
"""

import argparse
import collections
import random
import shutil
import socket
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))
import harness  # noqa: E402
from clients import Client  # noqa: E402
from ledger import Ledger  # noqa: E402
from plan import Fate, messages_of, patience_of  # noqa: E402
from processes import NotReady  # noqa: E402
from reckoning import Reckoning, break_on_purpose, reckon  # noqa: E402

OPEN_STATES = ("received", "sending", "pending", "in_doubt")
SETTLING_SECONDS = 120
PAGE = 50_000  # exchanges of a look at the journal
SHOWN = 10  # findings of a kind
# Short waits, since a sandbox is away for a moment only; nothing is set aside for being refused by chance.
CHANGES = {
    "upstream.kesatu": {"total_timeout_ms": 1000},
    "upstream.kedua": {"total_timeout_ms": 1000},
    "delivery": {"refusals": 1000, "first_retry_ms": 20, "longest_retry_ms": 500},
}


class Failure(Exception):
    """What ends the run before its time."""


def fixed_addresses() -> dict[str, tuple[str, int]]:
    """Below the range from which the system takes the ports of outgoing calls: a client that knocks while the
    gateway is away would sooner or later be given the gateway's own port."""
    found: dict[str, tuple[str, int]] = {}
    for name in ("sandbox.kesatu", "sandbox.kedua", "listener.kesatu", "listener.kedua", "admin"):
        while name not in found:
            address = ("127.0.0.1", random.randint(15_000, 30_000))
            with socket.socket() as probe:
                if address not in found.values() and probe.connect_ex(address) != 0:
                    found[name] = address
    return found


@dataclass
class Tally:
    kills: collections.Counter = field(default_factory=collections.Counter)
    messages: int = 0
    repeats: int = 0
    outcomes: collections.Counter = field(default_factory=collections.Counter)


class Torture:
    def __init__(self, world: harness.World, options: argparse.Namespace):
        self.ledger = Ledger()
        self.tally = Tally()
        self._world, self._options = world, options
        self._fate = Fate(options.seed)
        self.clients = [self._client(number) for number in range(options.clients)]

    def _client(self, number: int) -> Client:
        party = "kedua" if number % 4 == 3 else "kesatu"
        messages = messages_of(number, self._options.clients, party, self._options.seed)
        return Client(f"client {number}", self._world.address(party), messages, self.ledger,
                      patience_of(number, self._options.seed))

    # --- killing

    def kill_and_start(self) -> None:
        look_every = max(10, self._options.kills // 20)
        looked = 0
        while (done := self.tally.kills.total()) < self._options.kills:
            time.sleep(self._fate.pause(0.4))
            victims = self._fate.victims()
            self._kill(victims)
            if "gateway" in victims and done - looked >= look_every:
                looked = done
                self._look(done)
            self._start(victims)

    def _kill(self, victims: list[str]) -> None:
        for victim in victims:
            program = self._world.gateway if victim == "gateway" else self._world.sandboxes[victim]
            status = program.process.poll()
            if status is not None:
                raise Failure(f"{program.name} ended by itself with {status}")
            program.kill()
        sandboxes = len(victims) - ("gateway" in victims)
        kind = "both" if 0 < sandboxes < len(victims) else "sandbox" if sandboxes else "gateway"
        self.tally.kills[kind] += 1

    def _start(self, victims: list[str]) -> None:
        for victim in victims:
            time.sleep(self._fate.pause(0.15))
            if victim != "gateway":
                self._world.start_sandbox(victim, *self._fate.faults())
                continue
            while self.tally.kills.total() < self._options.kills and self._fate.dies_on_its_way():
                self._world.start_gateway(wait=False)
                time.sleep(self._fate.pause(0.1))
                self._kill(["gateway"])
            self._world.start_gateway()

    def _look(self, done: int) -> None:
        """At the journal as the killed gateway has left it."""
        self._verify()
        if lies := self.ledger.lies(self._journal()):
            raise Failure(f"after {done} kills: {len(lies)} answers are not in the journal, such as {lies[0]}")
        messages = sum(len(client.sent) for client in self.clients)
        print(f"{done} kills, {messages} messages", file=sys.stderr, flush=True)

    # --- the end

    def finish(self) -> Reckoning:
        """Lets everything come to its end, stops the programs and reckons."""
        self.stop_clients(SETTLING_SECONDS)
        result = Reckoning()
        try:
            harness.await_true("nothing is under way any more", lambda: not self._under_way(),
                               SETTLING_SECONDS)
        except AssertionError as error:
            result.other.append(f"{error}: {self._under_way()}")
        for program in (self._world.gateway, *self._world.sandboxes.values()):
            if (status := program.stop()) != 0:
                result.other.append(f"{program.name} was stopped and ended with {status}")
        messages = [one for client in self.clients for one in client.sent]
        if self._options.break_:
            break_on_purpose(self._world, self._options.break_, messages, self.ledger)
        try:
            self._verify()
        except Failure as failure:
            result.other.append(str(failure))
        found = reckon(self._world, messages, self.ledger, self._journal())
        found.other += result.other
        if found.records < self._options.kills:
            found.other.append("there were fewer acknowledged records than kills: that proves nothing")
        self._count(messages)
        return found

    def stop_clients(self, seconds: float) -> None:
        for client in self.clients:
            client.end(seconds)
        for client in self.clients:
            client.join(seconds + 30)
        for client in self.clients:
            if client.error is not None:
                raise Failure(f"{client.name} could not go on: {client.error!r}")

    def _count(self, messages: list) -> None:
        self.tally.messages = len(messages)
        self.tally.repeats = sum(client.repeats for client in self.clients)
        self.tally.outcomes.update(one.outcome for one in self.ledger.all())

    def _under_way(self) -> dict[str, int]:
        found = {state: len(self._world.journal("--state", state, "--limit", "1000"))
                 for state in OPEN_STATES}
        return {state: count for state, count in found.items() if count}

    def _journal(self) -> list[dict]:
        """All of it, newest first."""
        found: list[dict] = []
        while True:
            before = ["--before", str(found[-1]["nomor"])] if found else []
            page = self._world.journal("--limit", str(PAGE), *before)
            found += page
            if len(page) < PAGE:
                return found

    def _verify(self) -> None:
        try:
            self._world.command("journal", "verify")
        except AssertionError as error:
            raise Failure(str(error)) from error


def show(torture: Torture, found: Reckoning, seconds: float) -> None:
    tally = torture.tally
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(tally.kills.items()))
    rows = {
        "kills": f"{tally.kills.total():,} ({kinds}) in {seconds:,.0f} s",
        "messages": f"{tally.messages:,} of {len(torture.clients)} clients, {tally.repeats:,} repeated calls",
        "answers": ", ".join(f"{outcome} {count:,}" for outcome, count in tally.outcomes.most_common()),
        "acknowledged records": f"{found.records:,}",
        "losses": f"{len(found.losses):,}",
        "duplicates": f"{len(found.duplicates):,}",
        "other failures": f"{len(found.other):,}",
    }
    for what, value in rows.items():
        print(f"{what:22}{value}")
    for kind in ("losses", "duplicates", "other"):
        for finding in getattr(found, kind)[:SHOWN]:
            print(f"{kind}: {finding}")


def run(options: argparse.Namespace, folder: Path) -> bool:
    started = time.monotonic()
    with harness.World(CHANGES, folder=folder, addresses=fixed_addresses()) as world:
        torture = Torture(world, options)
        for client in torture.clients:
            client.start()
        try:
            torture.kill_and_start()
            found = torture.finish()
        except BaseException:
            torture.stop_clients(0)
            raise
    show(torture, found, time.monotonic() - started)
    return found.passed()


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="torture", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**8),
                        help="makes the same choices as an earlier run; the moments still differ a little")
    parser.add_argument("--clients", type=int, default=12,
                        help="how many send at the same time (12); every fourth is Pihak Kedua's")
    parser.add_argument("--dir", type=Path,
                        help="an empty or new folder for journal, data and logs, kept on failure (a temporary "
                             "one)")
    parser.add_argument("--memory", action="store_true",
                        help="instead: memory runs out at each allocation of a start, a request and a replay in turn; "
                             "hours")
    parser.add_argument("--check-options", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--break", dest="break_", choices=("record", "double", "exchange"),
                        help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.kills < 1 or options.clients < 1:
        parser.error("--kills and --clients are numbers from 1")
    if options.dir and options.dir.exists() and (not options.dir.is_dir() or any(options.dir.iterdir())):
        parser.error(f"{options.dir} is not an empty folder")
    return options


def main() -> int:
    options = parse()
    if options.check_options:
        return 0
    folder = (options.dir or Path(tempfile.mkdtemp(prefix="jembatan-torture-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{'seed':22}{options.seed}", flush=True)
    passed = False
    try:
        passed = run(options, folder)
    except (Failure, NotReady, AssertionError) as failure:
        print(f"torture: {failure}", file=sys.stderr)
    except KeyboardInterrupt:
        print("torture: interrupted", file=sys.stderr)
    if passed:
        shutil.rmtree(folder)
    else:
        print(f"torture: FAILED; repeat with --seed {options.seed}; journal, data and logs are in {folder}",
              file=sys.stderr)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
