"""Counts what passed and what failed, and what the dearest request cost."""

import sys
from dataclasses import dataclass, field

from vitals import Cost

MOST_MEMORY = 64 * 1024 * 1024
MOST_CPU_SECONDS = 2.0


@dataclass
class Ledger:
    passed: int = 0
    failures: list[str] = field(default_factory=list)
    costs: dict[str, Cost] = field(default_factory=dict)

    def judge(self, name: str, complaints: list[str]) -> None:
        if not complaints:
            self.passed += 1
            return
        self.failures.append(name)
        print(f"FAILED  {name}: {' | '.join(complaints)}", file=sys.stderr, flush=True)

    def check(self, name: str, work) -> None:
        """Of one thing that raises where it is not so."""
        try:
            work()
        except Exception as error:
            return self.judge(name, [f"{type(error).__name__}: {error}"])
        self.judge(name, [])

    def spent(self, name: str, cost: Cost) -> list[str]:
        self.costs[name] = cost
        complaints = []
        if cost.cpu_seconds >= MOST_CPU_SECONDS:
            complaints.append(f"{cost.cpu_seconds:.2f} s of CPU, {MOST_CPU_SECONDS} are allowed")
        if cost.memory_bytes >= MOST_MEMORY:
            complaints.append(f"{cost.memory_bytes >> 20} MiB more memory, {MOST_MEMORY >> 20} are allowed")
        return complaints

    def tell(self, transport: str) -> int:
        """Prints the sums; the exit status."""
        if self.costs:
            cpu = max(self.costs, key=lambda name: self.costs[name].cpu_seconds)
            memory = max(self.costs, key=lambda name: self.costs[name].memory_bytes)
            print(f"{transport}: most CPU for one request {self.costs[cpu].cpu_seconds:.2f} s ({cpu}); "
                  f"most memory {self.costs[memory].memory_bytes / (1 << 20):.1f} MiB ({memory})")
        print(f"{transport}: {self.passed} passed, {len(self.failures)} failed", flush=True)
        return 1 if self.failures or not self.passed else 0
