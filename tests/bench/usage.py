"""What processes use, as the kernel tells it in /proc: CPU time from the scheduler, memory at its most."""

from pathlib import Path

PROC = Path("/proc")


def children(pid: int) -> list[int]:
    found = []
    for task in (PROC / str(pid) / "task").glob("*/children"):
        found += [int(word) for word in task.read_text().split()]
    return found


def tree(pid: int) -> list[int]:
    """The process and all that it started."""
    return [pid] + [below for child in children(pid) for below in tree(child)]


def cpu_times(pids: list[int]) -> dict[tuple[int, str], int]:
    """Nanoseconds on a core of every thread."""
    times = {}
    for pid in pids:
        for schedstat in (PROC / str(pid) / "task").glob("*/schedstat"):
            try:
                times[pid, schedstat.parent.name] = int(schedstat.read_text().split()[0])
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended meanwhile
    return times


def cpu_between(before: dict, after: dict) -> float:
    """Seconds; a thread that came in between counts from its start."""
    return sum(time - before.get(thread, 0) for thread, time in after.items()) / 1e9


def status_bytes(pids: list[int], field: str) -> int:
    """The sum of VmHWM (most memory ever) or VmRSS (now)."""
    total = 0
    for pid in pids:
        for line in (PROC / str(pid) / "status").read_text().splitlines():
            if line.startswith(field + ":"):
                total += int(line.split()[1]) * 1024
    return total
