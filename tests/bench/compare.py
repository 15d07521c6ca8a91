"""The gateway beside the bare gSOAP server and the PHP peer: in turn, round after round, message size after
message size. Gives plain figures; targets.py holds them against what is wanted."""

import json
import statistics
import subprocess
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import exposition
import php_peer
import usage
from play import Cell, Messages, play, wrk
from subjects import Bare, Gateway, Parts, Upstream

STAGES = ("read", "guard", "decode", "judge", "record", "send", "answer", "encode")


@dataclass
class Plan:
    """How much is measured."""
    rounds: int = 3
    seconds: dict[int, int] = field(default_factory=lambda: {1: 2, 100: 2, 1000: 4})
    messages: dict[int, int] = field(default_factory=lambda: {1: 20_000, 100: 1_200, 1000: 60})
    connections: tuple[int, ...] = (1, 16, 64)


@dataclass
class Figures:
    """Of one message size."""
    message_bytes: float = 0
    cells: dict[tuple[str, int], list[Cell]] = field(default_factory=lambda: defaultdict(list))
    upstream_p50_us: list[float] = field(default_factory=list)
    commit_us: list[float] = field(default_factory=list)
    seal_us: list[float] = field(default_factory=list)
    memory: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # most, after each round of 16
    memory_at_end: dict[str, int] = field(default_factory=dict)
    journal_ratio: float = 0  # bytes in the journal for a byte of the messages that it keeps
    stages_us: dict[str, float] = field(default_factory=dict)  # of one exchange on one connection

    def median(self, subject: str, connections: int, figure: str) -> float:
        return statistics.median(getattr(cell, figure) for cell in self.cells[subject, connections])


class Size:
    """Everybody, started afresh for one message size."""

    def __init__(self, parts: Parts, folder: Path, workers: int, plan: Plan, with_php: bool):
        folder.mkdir()
        self._parts, self._folder, self._plan, self._workers = parts, folder, plan, workers
        self._messages = Messages.make(parts, folder, workers, plan.messages[workers])
        self.figures = Figures(self._messages.file.stat().st_size / self._messages.count)
        self._running = ExitStack()
        with ExitStack() as starting:
            self._upstream = Upstream(parts, folder)
            starting.callback(self._upstream.stop)
            self._other_upstream = Upstream(parts, folder, "other_upstream")  # so that the first knows the gateway only
            starting.callback(self._other_upstream.stop)
            self._bare = Bare(parts, folder, self._messages.first("count"))
            starting.callback(self._bare.stop)
            self._gateway = Gateway(folder / "gateway", {"kesatu": self._upstream, "kedua": self._upstream})
            starting.callback(self._gateway.stop)
            self._subjects = [self._bare, self._gateway]
            if with_php:
                self._subjects.append(php_peer.PhpPeer(folder / "php", self._other_upstream, self._messages.first("first")))
                starting.callback(self._subjects[-1].stop)
            self._running = starting.pop_all()

    def stop(self) -> None:
        self._running.close()

    def measure(self) -> Figures:
        few = tuple(connections for connections in self._plan.connections if connections <= 16)
        empty = self._gateway.journal_bytes()
        for subject in self._subjects:  # warm
            wrk(subject.address, self._messages, few[-1], 1)
        for number in range(self._plan.rounds):
            self._measure_pieces()
            for connections in few:
                self._round(connections)
            if number == 0:
                self._measure_journal(empty)
            for subject in self._subjects:
                self.figures.memory[subject.name].append(usage.status_bytes(subject.pids(), "VmHWM"))
        for connections in self._plan.connections[len(few):]:
            for _ in range(self._plan.rounds):
                self._round(connections)
        for subject in self._subjects:
            self.figures.memory_at_end[subject.name] = usage.status_bytes(subject.pids(), "VmHWM")
        return self.figures

    def _round(self, connections: int) -> None:
        seconds = self._plan.seconds[self._workers]
        for subject in self._subjects:
            stages = self._stage_sums() if subject is self._gateway and connections == 1 else None
            cell = play(subject, self._messages, connections, seconds)
            self.figures.cells[subject.name, connections].append(cell)
            if stages:
                self._note_stages(stages, self._stage_sums())

    def _measure_pieces(self) -> None:
        argv = [self._parts.program("pieces"), str(self._folder), str(self._workers)]
        told = json.loads(subprocess.run(argv, capture_output=True, text=True, check=True, timeout=60).stdout)
        self.figures.commit_us.append(told["commit_us"])
        self.figures.seal_us.append(told["seal_us"])
        again = Messages(self._messages.file, self._workers, self._messages.count)
        direct = wrk(self._other_upstream.address, again, 1, 1)
        self.figures.upstream_p50_us.append(direct["p50_us"])

    def _measure_journal(self, empty: int) -> None:
        """While no message has been played twice to the gateway. It keeps four messages of each exchange: what
        came, what was sent on, the other party's answer and ours."""
        found = self._gateway.metrics()
        exchanges = exposition.value(found, "jembatan_stage_duration_seconds_count", stage="total")
        answered, heard, said = self._upstream.figures()
        kept = exchanges * (self.figures.message_bytes + 11 + heard / answered + 2 * said / answered)
        self.figures.journal_ratio = (self._gateway.journal_bytes() - empty) / kept

    def _stage_sums(self) -> dict[str, float]:
        """Microseconds since the start; "count" is of exchanges."""
        found = self._gateway.metrics()
        name = "jembatan_stage_duration_seconds"
        sums = {stage: exposition.value(found, f"{name}_sum", stage=stage) * 1e6 for stage in (*STAGES, "total")}
        sums["count"] = exposition.value(found, f"{name}_count", stage="total")
        return sums

    def _note_stages(self, before: dict[str, float], after: dict[str, float]) -> None:
        """Of the round measured last."""
        count = after["count"] - before["count"]
        mean = {stage: (after[stage] - before[stage]) / count for stage in before if stage != "count"}
        mean["rest"] = mean["total"] - sum(mean[stage] for stage in STAGES if stage != "read")
        self.figures.stages_us = mean


def compare(parts: Parts, folder: Path, plan: Plan, with_php: bool, sizes: list[int], told) -> dict[int, Figures]:
    """By message size; `told` hears how far it is."""
    all_figures = {}
    for workers in sizes:
        told(f"{workers:,} workers a message")
        size = Size(parts, folder / str(workers), workers, plan, with_php)
        try:
            all_figures[workers] = size.measure()
        finally:
            size.stop()
    return all_figures
