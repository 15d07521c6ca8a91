"""Plays messages against a subject with wrk and says what that cost: the figures of one cell of the table."""

import itertools
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import usage
from subjects import PATH, Parts, await_idle

SCRIPT = Path(__file__).with_name("play.lua")
SEED = 20261124
_runs = itertools.count(1)


@dataclass
class Messages:
    """A file of messages of so many workers; `next` is the one that nobody has played yet."""
    file: Path
    workers: int
    count: int
    next: int = 0

    @classmethod
    def make(cls, parts: Parts, folder: Path, workers: int, count: int) -> "Messages":
        file = folder / f"messages.{workers}"
        subprocess.run([parts.program("messages"), str(SEED + workers), str(workers), str(count), str(file)],
                       check=True, timeout=120)
        return cls(file, workers, count)

    def first(self, id_pesan: str) -> bytes:
        with self.file.open("rb") as lines:
            return lines.readline().rstrip(b"\n").replace(b"@ID@", id_pesan.encode())


@dataclass
class Cell:
    per_second: float
    p50_us: float
    p99_us: float
    cpu_us: float = 0.0  # of the subject's processes, for one exchange
    exchanges: int = 0


def wrk(address: tuple[str, int], messages: Messages, connections: int, seconds: int) -> dict:
    """wrk's own figures; a RuntimeError where any call failed or was answered by a Fault."""
    told = wrk_through(address, messages, connections, seconds)
    if told["failed"] or told["statuses"] or not told["completed"]:
        raise RuntimeError(f"wrk with {connections} connections and {messages.workers} workers: {told}")
    return told


def wrk_through(address: tuple[str, int], messages: Messages, connections: int, seconds: int) -> dict:
    """wrk's own figures, whatever happens to the calls."""
    host, port = address
    run = f"b{next(_runs):04d}"
    argv = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", str(SCRIPT),
            f"http://{host}:{port}{PATH}", "--", str(messages.file), run, str(messages.next % messages.count)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=seconds + 120, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    messages.next += told["completed"] + connections
    return told


def play(subject, messages: Messages, connections: int, seconds: int) -> Cell:
    """What wrk leaves under way at its end is finished and counted: the count is the subject's own."""
    count, cpu = subject.count(), usage.cpu_times(subject.pids())
    told = wrk(subject.address, messages, connections, seconds)
    await_idle(subject)
    exchanges = subject.count() - count
    if exchanges < told["completed"]:
        raise RuntimeError(f"{subject.name} answered {told['completed']} messages, but did its work for {exchanges} only")
    used = usage.cpu_between(cpu, usage.cpu_times(subject.pids()))
    return Cell(told["completed"] / told["seconds"], told["p50_us"], told["p99_us"], used / exchanges * 1e6, exchanges)
