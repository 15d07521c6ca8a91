"""What a process uses, read from /proc: to see that one request costs no more than it may."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
KIB = 1024


@dataclass
class Cost:
    cpu_seconds: float = 0.0
    memory_bytes: int = 0  # how far the resident memory rose above what it was before


class Vitals:
    def __init__(self, pid: int):
        self._folder = Path(f"/proc/{pid}")

    def alive(self) -> bool:
        try:
            return "\nState:\tZ" not in self._status()
        except FileNotFoundError:
            return False

    def cpu_seconds(self) -> float:
        fields = (self._folder / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident(self) -> int:
        return self._figure("VmRSS") * KIB

    def peak(self) -> int:
        return self._figure("VmHWM") * KIB

    def threads(self) -> int:
        return self._figure("Threads")

    def descriptors(self) -> int:
        return len(os.listdir(self._folder / "fd"))

    def forget_peak(self) -> bool:
        """Lets the peak begin again at what is resident now; False where that is not permitted."""
        try:
            (self._folder / "clear_refs").write_text("5")
            return True
        except OSError:
            return False

    def _status(self) -> str:
        return (self._folder / "status").read_text()

    def _figure(self, name: str) -> int:
        for line in self._status().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1])
        raise KeyError(name)


class Measured:
    """What the process spent within the block, in `cost`. Its rest, when nothing is asked of it, is `base`:
    memory is counted from there, so that what an allocator keeps of earlier requests is no excuse."""

    def __init__(self, vitals: Vitals):
        self.vitals = vitals
        self.cost = Cost()

    def __enter__(self) -> "Measured":
        self._resettable = self.vitals.forget_peak()
        self._resident = self.vitals.resident()
        self._peak = self.vitals.peak()
        self._cpu = self.vitals.cpu_seconds()
        return self

    def __exit__(self, *_) -> None:
        if not self.vitals.alive():
            return
        before = self._resident if self._resettable else self._peak
        self.cost = Cost(self.vitals.cpu_seconds() - self._cpu, max(0, self.vitals.peak() - before))
