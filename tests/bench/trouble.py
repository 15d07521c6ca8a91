"""Latency under trouble: what one slow party does to the other's callers, and what upkeep of the journal does to
everybody. Each is p99 with the trouble / p99 without it, in turn, the median of the rounds."""

import statistics
import subprocess
import threading
from pathlib import Path

from harness import await_true
from play import Messages, wrk
from subjects import Gateway, Parts, Upstream
from targets import Ratio

ROUNDS = 3
SECONDS = 2
CONNECTIONS = 16
SLOW_MS = 2_000
SLOW_CALLERS = 16


class _Load:
    """The party kesatu's callers."""

    def __init__(self, gateway: Gateway, messages: Messages):
        self._gateway, self._messages = gateway, messages

    def p99(self) -> float:
        return wrk(self._gateway.address, self._messages, CONNECTIONS, SECONDS)["p99_us"]

    def ratio(self, trouble) -> float:
        """`trouble()` starts it and gives back what ends it."""
        ratios = []
        for _ in range(ROUNDS):
            quiet = self.p99()
            end = trouble()
            try:
                ratios.append(self.p99() / quiet)
            finally:
                end()
        return statistics.median(ratios)


def _again_and_again(gateway: Gateway, *command: str):
    """Runs a command on the journal until it is told to end."""
    over, failures = threading.Event(), []

    def run() -> None:
        while not over.is_set():
            done = subprocess.run([*command, "--config", str(gateway.world.config)], capture_output=True, text=True,
                                  timeout=120)
            if done.returncode not in (0, 1):
                failures.append(done.stderr)
                return

    thread = threading.Thread(target=run)
    thread.start()

    def end() -> None:
        over.set()
        thread.join()
        if failures:
            raise RuntimeError(f"{' '.join(command[1:3])}: {failures[0]}")
    return end


def slow_party(parts: Parts, folder: Path) -> Ratio:
    """Pihak Kesatu's system takes 2 s, so Pihak Kedua's calls hang; Pihak Kesatu's calls must not."""
    slow, quick = Upstream(parts, folder, "slow", SLOW_MS), Upstream(parts, folder, "quick")
    gateway = Gateway(folder / "slow-party", {"kesatu": slow, "kedua": quick})
    messages = Messages.make(parts, folder, 1, 20_000)
    other = Messages(messages.file, 1, messages.count, 10_000)
    address = gateway.world.address("kedua")

    def trouble():
        thread = threading.Thread(target=wrk, args=(address, other, SLOW_CALLERS, SECONDS + 1))
        thread.start()

        def end() -> None:
            thread.join()
            await_true("the slow calls are over", lambda: gateway.in_flight() == 0, 60)
        return end

    try:
        return Ratio("p99 of one party, the other's system takes 2 s / quick", _Load(gateway, messages).ratio(trouble),
                     1.5, 1.2)
    finally:
        gateway.stop()
        slow.stop()
        quick.stop()


def upkeep(parts: Parts, folder: Path) -> list[Ratio]:
    upstream = Upstream(parts, folder, "upkeep-upstream")
    gateway = Gateway(folder / "upkeep", {"kesatu": upstream, "kedua": upstream})
    messages = Messages.make(parts, folder, 1, 20_000)
    load = _Load(gateway, messages)
    jembatan = str(parts.jembatan)
    backups = iter(range(10_000))
    try:
        load.p99()  # something to work on

        def backup():
            return _again_and_again(gateway, jembatan, "journal", "backup", "--to", str(folder / f"copy{next(backups)}.db"))

        commands = {"backup": backup,
                    "verify": lambda: _again_and_again(gateway, jembatan, "journal", "verify"),
                    "NIK search": lambda: _again_and_again(gateway, jembatan, "journal", "search", "--nik",
                                                           "3204056104909901"),
                    "prune": lambda: _again_and_again(gateway, jembatan, "journal", "prune", "--payloads-older-than", "0")}
        return [Ratio(f"p99 while {name} runs / without", load.ratio(trouble), 2, 1.5)
                for name, trouble in commands.items()]
    finally:
        gateway.stop()
        upstream.stop()


def trouble(parts: Parts, folder: Path) -> list[Ratio]:
    return [slow_party(parts, folder), *upkeep(parts, folder)]
