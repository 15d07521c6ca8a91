"""The comparison as a table for people, or as one JSON object a line."""

import json
import statistics

from compare import STAGES, Figures
from targets import MIB, Ratio


def rows(all_figures: dict[int, Figures]) -> list[dict]:
    """One for each subject, message size and number of connections; medians over the rounds."""
    found = []
    for workers, figures in all_figures.items():
        for (subject, connections), cells in figures.cells.items():
            at_end = connections > 16
            memory = figures.memory_at_end[subject] if at_end else figures.memory[subject][-1]
            found.append({"workers": workers, "connections": connections, "subject": subject, "memory_bytes": memory,
                          **{name: figures.median(subject, connections, name)
                             for name in ("per_second", "p50_us", "p99_us", "cpu_us")}})
    return sorted(found, key=lambda row: (row["workers"], row["connections"]))


def print_json(all_figures: dict[int, Figures], found: list[Ratio]) -> None:
    for row in rows(all_figures):
        print(json.dumps(row))
    for workers, figures in all_figures.items():
        print(json.dumps({"workers": workers, "message_bytes": figures.message_bytes, "stages_us": figures.stages_us,
                          "commit_us": statistics.median(figures.commit_us),
                          "upstream_p50_us": statistics.median(figures.upstream_p50_us),
                          "seal_us": statistics.median(figures.seal_us), "journal_ratio": figures.journal_ratio,
                          "memory_rounds": figures.memory["gateway"]}))
    for ratio in found:
        print(json.dumps(ratio.as_dict()))


def print_table(all_figures: dict[int, Figures], found: list[Ratio]) -> None:
    print(f"{'n':>5} {'conn.':>5} {'who':8} {'requests/s':>10} {'p50 ms':>8} {'p99 ms':>8} {'CPU us':>9} {'memory MiB':>10}")
    for row in rows(all_figures):
        print(f"{row['workers']:5} {row['connections']:5} {row['subject']:8} {row['per_second']:10,.0f}"
              f" {row['p50_us'] / 1e3:8.2f} {row['p99_us'] / 1e3:8.2f} {row['cpu_us']:9,.0f}"
              f" {row['memory_bytes'] / MIB:10.0f}")
    print_stages(all_figures)
    print_ratios(found)


def print_stages(all_figures: dict[int, Figures]) -> None:
    """`record` is both of an exchange together; `total` ends where the answer goes to the connection."""
    print("\nwhere the time of one exchange goes, one connection, microseconds")
    names = (*STAGES, "rest", "total")
    print(f"{'n':>5} " + " ".join(f"{name:>8}" for name in names) + f" {'commit':>8} {'upstream':>8} {'sealing':>8}")
    for workers, figures in all_figures.items():
        pieces = (figures.commit_us, figures.upstream_p50_us, figures.seal_us)
        print(f"{workers:5} " + " ".join(f"{figures.stages_us.get(name, 0):8,.0f}" for name in names) + " "
              + " ".join(f"{statistics.median(piece):8,.0f}" for piece in pieces))


def print_ratios(found: list[Ratio]) -> None:
    print(f"\n{'ratio':52} {'measured':>9} {'must':>7} {'aim':>7}")
    for ratio in found:
        print(f"{ratio.what:52} {ratio.value:9.2f} {ratio.must:7g} {ratio.aim:7g} {ratio.verdict()}")
