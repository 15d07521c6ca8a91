"""What is wanted, as ratios inside one run: each with its floor ("must") and its goal ("aim")."""

import statistics
from dataclasses import dataclass

from compare import Figures

MIB = 1024 * 1024
GROWTH = 1.1  # what the allocator may vary by


@dataclass
class Ratio:
    what: str
    value: float
    must: float
    aim: float
    at_least: bool = False
    unit: str = ""

    def met(self, bound: float) -> bool:
        return self.value >= bound if self.at_least else self.value <= bound

    def verdict(self) -> str:
        if not self.met(self.must):
            return "NOT MET"
        return "met, and the aim" if self.met(self.aim) else "met"

    def as_dict(self) -> dict:
        return {"ratio": self.what, "value": self.value, "unit": self.unit, "must": self.must, "aim": self.aim,
                "at_least": self.at_least, "met": self.met(self.must), "aim_met": self.met(self.aim)}


def _cpu_over_bare(figures: Figures) -> float:
    """The median of the rounds' own ratios: what drifts, drifts for both."""
    pairs = zip(figures.cells["gateway", 16], figures.cells["bare", 16])
    return statistics.median(gateway.cpu_us / bare.cpu_us for gateway, bare in pairs)


def _php_over_gateway(figures: Figures) -> float:
    pairs = zip(figures.cells["php", 16], figures.cells["gateway", 16])
    return statistics.median(php.cpu_us / gateway.cpu_us for php, gateway in pairs)


def _waiting(figures: Figures) -> float:
    rounds = zip(figures.cells["gateway", 1], figures.commit_us, figures.upstream_p50_us)
    return statistics.median(cell.p50_us / (2 * commit + direct) for cell, commit, direct in rounds)


def _tail(figures: Figures) -> float:
    return statistics.median(cell.p99_us / cell.p50_us for cell in figures.cells["gateway", 16])


def _sealing(figures: Figures) -> float:
    return 100 * statistics.median(figures.seal_us) / figures.median("gateway", 16, "cpu_us")


def _with_php(all_figures: dict[int, Figures]) -> list[Ratio]:
    wanted = {1: (8, 9.5), 100: (3.5, 5), 1000: (3, 4)}
    return [Ratio(f"CPU per exchange, PHP / gateway, n={n}", _php_over_gateway(figures), *wanted[n], at_least=True)
            for n, figures in all_figures.items() if figures.cells.get(("php", 16))]


def ratios(all_figures: dict[int, Figures], tls_cost: dict[int, float]) -> list[Ratio]:
    """Those that what was measured allows; `tls_cost` is CPU over mutual TLS / without, by message size."""
    found = []
    if one := all_figures.get(1):
        found.append(Ratio("CPU per exchange, gateway / bare, n=1", _cpu_over_bare(one), 3.5, 2.8))
    if hundred := all_figures.get(100):
        found.append(Ratio("CPU per exchange, gateway / bare, n=100", _cpu_over_bare(hundred), 2.5, 1.8))
    found += _with_php(all_figures)
    if one:
        found.append(Ratio("p50 at 1 connection / (2 commits + upstream), n=1", _waiting(one), 1.5, 1.2))
        found.append(Ratio("p99 / p50, n=1, 16 connections", _tail(one), 6, 4))
    if hundred:
        memory = hundred.memory["gateway"]
        found.append(Ratio("peak memory, n=100, 16 connections", memory[-1] / MIB, 40, 24, unit="MiB"))
        found.append(Ratio("the same, last round / first", memory[-1] / memory[0], GROWTH, 1))
    for n, bounds in {1: (0.45, 0.3), 100: (0.13, 0.1)}.items():
        if n in all_figures:
            found.append(Ratio(f"journal bytes / message bytes, n={n}", all_figures[n].journal_ratio, *bounds))
    for n in (1, 100):
        if n in all_figures:
            found.append(Ratio(f"compress, hash, encrypt: share of CPU, n={n}", _sealing(all_figures[n]), 10, 5, unit="%"))
    found += [Ratio(f"CPU over mutual TLS / without, n={n}", cost, 1.15, 1.15) for n, cost in tls_cost.items()]
    return found
