#!/usr/bin/env python3
"""10,000 idle connections and 300 slow callers at once, while normal calls are answered; afterwards the gateway holds
no more descriptors, threads and memory than before.

Usage: crowd_test.py (JEMBATAN_BIN and JEMBATAN_SANDBOX_BIN name the programs)
"""

import resource
import socket
import statistics
import sys
import threading
import time
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "harness"), str(HERE.parent / "scenarios")]

import checks  # noqa: E402
from harness import World, await_true  # noqa: E402
from vitals import Vitals  # noqa: E402

IDLE, SLOW, CALLS = 10_000, 300, 40
ALLOWED_SECONDS, HANG_SECONDS = 2.0, 10.0
MIB = 1 << 20
# They stay as long as it takes to make them all on a slow machine and to call; what is measured is the crowd.
CHANGES = {"limits": {"idle_timeout_ms": 60_000, "header_timeout_ms": 50_000, "request_timeout_ms": 55_000}}
HALVES = (b"POST /ws/pekerja HTTP/1.1\r\nHost: h\r\nX: ",
          b"POST /ws/pekerja HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\nContent-Length: 9999\r\n\r\n<",
          b"POST /ws/pekerja HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n1;")


def reachable_crowd() -> int:
    """As many idle ones as this process and its children may have descriptors for."""
    wanted = IDLE + SLOW + 500
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        hard = max(hard, wanted) if hard != resource.RLIM_INFINITY else hard
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    return min(IDLE, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SLOW - 500)


def connect(address: tuple[str, int], number: int) -> socket.socket:
    """From one of several addresses of this machine, since each has only so many ports."""
    return socket.create_connection(address, timeout=HANG_SECONDS, source_address=(f"127.0.0.{2 + number % 4}", 0))


class Drips:
    """300 callers who send a byte now and then."""

    def __init__(self, address: tuple[str, int]):
        self.connections = [connect(address, number) for number in range(SLOW)]
        for number, one in enumerate(self.connections):
            one.sendall(HALVES[number % len(HALVES)])
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._drip)
        self._thread.start()

    def _drip(self) -> None:
        while not self._over.wait(0.2):
            for one in self.connections:
                one.send(b"x")

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        for one in self.connections:
            one.close()


def call(world: World) -> float:
    began = time.monotonic()
    checks.still_works(world)
    return time.monotonic() - began


def crowd(world: World, vitals: Vitals, idle_wanted: int) -> list[float]:
    address = world.address()
    before = vitals.descriptors()
    idle, drips = [], None
    try:
        idle = [connect(address, number) for number in range(idle_wanted)]
        drips = Drips(address)
        await_true("the gateway holds them all", lambda: vitals.descriptors() >= before + idle_wanted + SLOW, HANG_SECONDS)
        times = [call(world) for _ in range(CALLS)]
        held = vitals.descriptors() - before
        print(f"{idle_wanted} idle and {SLOW} slow connections; the gateway holds {held} more descriptors, "
              f"{vitals.threads()} threads, {vitals.resident() / MIB:.0f} MiB", flush=True)
        if held < idle_wanted + SLOW:
            raise AssertionError("the gateway closed some of them while it was called")
        return times
    finally:
        if drips:
            drips.close()
        for one in idle:
            one.close()


def judge(times: list[float]) -> None:
    print(f"{len(times)} calls meanwhile: median {statistics.median(times) * 1000:.0f} ms, slowest {max(times) * 1000:.0f} ms", flush=True)
    if max(times) > HANG_SECONDS:
        raise AssertionError(f"a call took {max(times):.1f} s")
    late = [one for one in times if one > ALLOWED_SECONDS]
    if len(late) > len(times) / 2:
        raise AssertionError(f"{len(late)} of {len(times)} calls took more than {ALLOWED_SECONDS} s")


def main() -> int:
    idle_wanted = reachable_crowd()
    if idle_wanted < IDLE:
        print(f"the limit of descriptors allows {idle_wanted} idle connections only, not {IDLE}")
    with World(CHANGES) as world:
        vitals = Vitals(world.gateway.process.pid)
        for _ in range(30):
            call(world)
        threads, descriptors, memory = vitals.threads(), vitals.descriptors(), [vitals.resident()]
        for _ in range(2):  # what the first one leaves behind serves the second
            judge(crowd(world, vitals, idle_wanted))
            await_true("descriptors and threads are as before", lambda: vitals.descriptors() <= descriptors + 2 and
                       vitals.threads() <= threads, 30)
            call(world)
            memory.append(vitals.resident())
        print(f"before: {descriptors} descriptors, {threads} threads; afterwards: {vitals.descriptors()}, {vitals.threads()}; "
              f"MiB before, after one crowd, after two: {', '.join(f'{one / MIB:.0f}' for one in memory)}", flush=True)
        if memory[1] > memory[0] + 64 * MIB or memory[2] > memory[1] + 8 * MIB:
            raise AssertionError("memory stays with the gateway")
    print("1 passed, 0 failed", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
