"""One gateway under attack: sends cases, sees how each was answered and what it cost, and asks after each group
whether the gateway is as it was before."""

import time
from concurrent.futures import ThreadPoolExecutor

import checks
import harness
import soap
from case import CANARY, Case
from ledger import Ledger
from trap import Trap
from vitals import Measured, Vitals
from wire import NotHttp, Transport, answers_in, converse

SETTLE_SECONDS = 20
AT_ONCE = 16
GOOD_EVERY = 8  # after so many cases, after each that failed, and at the end of each group, a good message


class Attack:
    """`transport`: how the caller kesatu reaches the gateway."""

    def __init__(self, world: harness.World, transport: Transport, trap: Trap, ledger: Ledger):
        self.world = world
        self.transport = transport
        self.ledger = ledger
        self.vitals = Vitals(world.gateway.process.pid)
        self._trap = trap
        self._number = 0
        self._warm_up()
        self._threads, self._descriptors = self.vitals.threads(), self.vitals.descriptors()

    def _warm_up(self) -> None:
        """At once, so that what is opened when it is needed and kept from then on is open: every worker's memory
        and connection to the other party, every reader of the journal."""
        with ThreadPoolExecutor(AT_ONCE) as callers:
            list(callers.map(lambda _: self.still_works(), range(10 * AT_ONCE)))
        for _ in range(10):
            before = self.vitals.descriptors()
            time.sleep(1)
            if self.vitals.descriptors() == before:
                return

    # --- what a good caller gets

    def still_works(self) -> None:
        worker = checks.fresh_worker()
        body = soap.envelope("pekerja", checks.message(worker))
        head = (f"POST /ws/pekerja HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\nConnection: close\r\n"
                f"Content-Length: {len(body)}\r\n\r\n").encode()
        answers = answers_in(self.transport.converse(head + body))
        if len(answers) != 1 or b"DITERIMA" not in answers[0].body:
            raise AssertionError(f"a good message gets {answers}")

    # --- one case

    def try_case(self, case: Case) -> None:
        self._number += 1
        canary = b"KENARI-%04d" % self._number
        pieces = [piece.replace(CANARY, canary) for piece in case.pieces]
        complaints = []
        with Measured(self.vitals) as measured:
            try:
                with self.transport.connect() as connection:
                    received = converse(connection, pieces, case.until_closed)
                complaints += self._judge(case, received)
            except (OSError, AssertionError, NotHttp) as error:
                complaints.append(f"{type(error).__name__}: {error}")
        complaints += self.ledger.spent(case.name, measured.cost)
        if not self.vitals.alive():
            complaints.append("the gateway has died")
        elif self._number % GOOD_EVERY == 0 or complaints:
            complaints += self._afterwards()
        self.ledger.judge(f"{case.name} [{canary.decode()}]", complaints)

    def _judge(self, case: Case, received: bytes) -> list[str]:
        complaints = []
        if b"KENARI-" in received:
            complaints.append("the answer echoes the canary")
        answers = answers_in(received, case.to_head)
        if len(answers) > case.requests:
            complaints.append(f"{len(answers)} answers to {case.requests} requests")
        try:
            case.expect(answers)
        except (AssertionError, SyntaxError, LookupError) as error:  # a ParseError is a SyntaxError
            complaints.append(f"expected {error}")
        return complaints

    def _afterwards(self) -> list[str]:
        try:
            self.still_works()
        except Exception as error:
            return [f"afterwards {error}"]
        return []

    # --- a group of them

    def run_group(self, row: str, cases: list[Case]) -> None:
        since, began, log = self._newest(), time.monotonic(), len(self.world.log("gateway"))
        for case in cases:
            self.try_case(case)
        self.ledger.check(f"{row}: every refusal is in the journal", lambda: self._recorded(since, cases))
        self.afterwards(row, log)
        print(f"{self.transport.name}: {len(cases):4d} cases in {time.monotonic() - began:5.1f} s  {row}", flush=True)

    def afterwards(self, row: str, log_before: int) -> None:
        """Nothing was said, reached or kept."""
        self.ledger.check(f"{row}: nothing of it is in the log", lambda: self._silent(log_before))
        self.ledger.check(f"{row}: nothing outside was opened", self._untouched)
        self.ledger.check(f"{row}: descriptors and threads are as before", self._settled)
        self.ledger.check(f"{row}: a good message is answered", self.still_works)

    def _newest(self) -> int:
        return checks.newest(self.world)

    def _recorded(self, since: int, cases: list[Case]) -> None:
        wanted: dict[str, int] = {}
        for case in cases:
            if case.recorded:
                wanted[case.recorded] = wanted.get(case.recorded, 0) + 1

        def missing() -> list[str]:
            entries = self.world.journal("--state", "refused", "--from", str(since + 1), "--limit", "100000")
            seen = [one["hasil"] for one in entries]
            return [f"{outcome}: {seen.count(outcome)} of {count}" for outcome, count in wanted.items() if seen.count(outcome) < count]

        last: list[str] = []

        def complete() -> bool:
            last[:] = missing()
            return not last

        try:
            harness.await_true("the refusals", complete, 10)
        except AssertionError:
            raise AssertionError(", ".join(last)) from None

    def _silent(self, before: int) -> None:
        said = self.world.log("gateway")[before:]
        at = said.find("KENARI-")
        if at >= 0:
            raise AssertionError(f"the log has {said[max(0, at - 80):at + 20]!r}")
        odd = [line for line in said.split("\n") if any(ord(mark) < 0x20 or 0x7F <= ord(mark) < 0xA0 for mark in line)]
        if odd:
            raise AssertionError(f"control characters in the log: {odd[0]!r}")

    def _untouched(self) -> None:
        if self._trap.visits or self._trap.opened():
            raise AssertionError("the gateway was made to fetch something")

    def _settled(self) -> None:
        def now() -> tuple[int, int]:
            return self.vitals.threads(), self.vitals.descriptors()

        try:
            harness.await_true("", lambda: now()[0] <= self._threads and now()[1] <= self._descriptors + 2, SETTLE_SECONDS)
        except AssertionError:
            raise AssertionError(f"threads, descriptors: {self._threads, self._descriptors} before, {now()} now") from None
