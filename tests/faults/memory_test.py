"""Memory runs out at the 1st, 2nd, 3rd ... allocation of a start, a request and a replay: no program dies
without a message, nothing is acknowledged that is not kept, nothing is delivered twice, and what was not
acknowledged can be sent again.

Every allocation of the first hundred of each, then in growing steps up to its end, so that it ends soon; --all
for each one. Prints 'N passed, N failed'; exit status 1 where one failed.
"""

import collections
import http.client
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "harness"))
import harness  # noqa: E402
import records  # noqa: E402
import soap  # noqa: E402
from memory import LIBRARY, Memory  # noqa: E402
from processes import NotReady, Program  # noqa: E402

STATUSES = (1, 2, 3)  # of a program that says why
EACH, GROWTH = 100, 1.1
MESSAGE = re.compile(r"^jembatan: .|^ +failed: .", re.MULTILINE)  # a library may not say that it was memory
# Three allocations of its secure heap, which is made once, at the start: OpenSSL itself says so and aborts.
ENDED_BY_OPENSSL = re.compile(r"mem_sec\.c:\d+: OpenSSL internal error: assertion failed: sh\.")


def says_why(status: int, said: str) -> bool:
    if status in STATUSES:
        return MESSAGE.search(said) is not None
    if status == -signal.SIGSEGV:
        return "jembatan: a library crashed" in said
    return status == -signal.SIGABRT and ENDED_BY_OPENSSL.search(said) is not None


def steps(every: bool):
    """Without end: the caller sees when no allocation has that number any more."""
    number = 1
    while True:
        yield number
        number = number + 1 if every or number < EACH else int(number * GROWTH)


class Tally:
    def __init__(self):
        self.passed = self.failed = 0
        self._since = time.monotonic()

    def expect(self, holds: bool, what: str) -> None:
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"FAILED  {what}", file=sys.stderr, flush=True)

    def phase(self, name: str, last: int) -> None:
        print(f"{name}: up to allocation {last}, {time.monotonic() - self._since:.0f} s; {self.passed} passed, "
              f"{self.failed} failed", file=sys.stderr, flush=True)


class World(harness.World):
    """Its gateway's memory runs out when it is told."""

    def __init__(self):
        super().__init__({"upstream.kesatu": {"total_timeout_ms": 1000},
                          "upstream.kedua": {"total_timeout_ms": 1000},
                          "delivery": {"first_retry_ms": 100, "longest_retry_ms": 400, "refusals": 1000}})
        self.memory = Memory(self.folder / "memory")

    def start_gateway(self, wait: bool = True) -> None:
        self._make_keys()
        self.write_configuration()
        argv = ["env", *self.memory.settings(), self._jembatan, "serve", "--config", str(self.config)]
        self.gateway = Program("gateway", argv, self.folder / "gateway.log", wait)
        self._kept.update(self.gateway.addresses)

    @staticmethod
    def gateway_status(problem: str) -> int:
        found = re.search(r"ended with (-?\d+):", problem)
        return int(found[1]) if found else 0

    def is_healthy(self) -> bool:
        try:
            return soap.request(self.admin(), "GET", "/healthz", seconds=10).status == 200
        except (OSError, http.client.HTTPException):
            return False


class Senders:
    """Messages of one worker each, and what became of them."""

    def __init__(self, world: World):
        self._world = world
        self.sent: dict[str, dict] = {}
        self.acknowledged: set[str] = set()

    def send_new(self) -> soap.Answer | None:
        id_pesan = records.new_id("memori")
        self.sent[id_pesan] = records.worker(3000 + len(self.sent))
        return self.send(id_pesan)

    def send(self, id_pesan: str) -> soap.Answer | None:
        """Nothing where the connection was closed without an answer, which acknowledges nothing."""
        try:
            answer = soap.call(self._world.address(), "pekerja", "KirimPekerja", id_pesan,
                               soap.key("s:badanUsaha", records.company_key(1)) +
                               f"<s:pekerja>{soap.fields(self.sent[id_pesan])}</s:pekerja>")
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException):
            return None
        if answer.status == 200:
            self.acknowledged.add(id_pesan)
        return answer


def start(world: World, tally: Tally, every: bool) -> None:
    """What starts although it was short of memory works; what does not says why."""
    world.gateway.stop()
    for number in steps(every):
        world.memory.fail(number)
        ended = None
        try:
            world.start_gateway()
        except NotReady as problem:
            ended = str(problem)
        counted = world.memory.rest()
        if ended is None:
            tally.expect(world.is_healthy(), f"start, allocation {number}: started, and not healthy")
            world.gateway.kill()
        else:
            status = world.gateway_status(ended)
            tally.expect(says_why(status, ended), f"start, allocation {number}: {ended[-300:]!r}")
        if counted < number:
            tally.expect(ended is None, "a start with memory enough")
            break
    tally.phase("start", number)
    world.start_gateway()


def one_request(world: World, tally: Tally, every: bool, senders: Senders) -> None:
    for number in steps(every):
        what = f"request, allocation {number}"
        world.memory.fail(number)
        try:
            answer = senders.send_new()
            tally.expect(answer is None or answer.status in (200, 500, 503), f"{what}: {answer and answer.status}")
        except TimeoutError:
            tally.expect(False, f"{what}: neither an answer nor an end")
        counted = world.memory.rest()
        alive = world.gateway.process.poll() is None
        tally.expect(alive, f"{what}: the gateway ended: {world.log('gateway')[-300:]!r}")
        if not alive:
            world.start_gateway()
        if counted < number:
            break
    tally.phase("request", number)


def one_replay(world: World, tally: Tally, every: bool) -> None:
    argv = [harness.program_path("JEMBATAN_BIN"), "replay", "--to", "judge", "--config",
            str(world.config), str(world.journal("--limit", "1")[0]["nomor"])]
    memory = Memory(world.folder / "memory.replay")  # the gateway's does not run out
    for number in steps(every):
        memory.fail(number)
        done = subprocess.run(["env", *memory.settings(), *argv], capture_output=True, text=True, timeout=60)
        counted = memory.rest()
        said = f"{done.returncode}, {done.stderr[-300:]!r}, {done.stdout[-300:]!r}"
        if counted < number:
            tally.expect(done.returncode == 0, f"a replay with memory enough: {said}")
            break
        tally.expect(done.returncode == 0 or says_why(done.returncode, done.stderr + done.stdout),
                     f"replay, allocation {number}: {said}")
    tally.phase("replay", number)


def nothing_lost_and_nothing_twice(world: World, tally: Tally, senders: Senders) -> None:
    """After a restart with memory enough, when what was not acknowledged has been sent again."""
    world.gateway.stop()
    world.start_gateway()
    lost_before = senders.sent.keys() - senders.acknowledged
    for id_pesan in lost_before:
        answer = senders.send(id_pesan)
        tally.expect(answer and answer.status == 200, f"{id_pesan}: was not acknowledged and is not taken again")
    harness.await_true("nothing waits any more", lambda: not any(
        world.journal("--state", state) for state in ("received", "sending", "pending", "in_doubt")))
    world.command("journal", "verify")
    made = collections.Counter(kept_in(world, "SELECT id_pesan FROM pesan WHERE mengikat = 1"))
    there = collections.Counter(re.findall(r'"nik":"(\d{16})"',
                                           "\n".join(kept_in(world, "SELECT isi FROM pekerja"))))
    for id_pesan, worker in senders.sent.items():
        counts = made[id_pesan], there[worker["nik"]]
        tally.expect(counts == (1, 1), f"{id_pesan}: taken {counts[0]} times, there {counts[1]} times")
    print(f"{len(senders.sent)} messages, {len(lost_before)} of them sent again", file=sys.stderr)


def kept_in(world: World, query: str) -> list[str]:
    data = sqlite3.connect(f"file:{world.folder / 'sandbox.kedua.db'}?mode=ro", uri=True, timeout=10)
    try:
        return [row[0] for row in data.execute(query)]
    finally:
        data.close()


def main(every: bool) -> int:
    if not LIBRARY:
        sys.exit("FAILING_MEMORY_LIBRARY must name the library to preload (ctest sets it)")
    tally = Tally()
    with World() as world:
        senders = Senders(world)
        senders.send_new()
        one_request(world, tally, every, senders)
        one_replay(world, tally, every)
        start(world, tally, every)
        nothing_lost_and_nothing_twice(world, tally, senders)
    print(f"{tally.passed} passed, {tally.failed} failed", flush=True)
    return 0 if tally.passed and not tally.failed else 1


if __name__ == "__main__":
    sys.exit(main("--all" in sys.argv[1:]))
