"""Runs every wire condition: each folder here holds story.txt (what happens; what must be) and scenario.py
with `run(world)`, which raises where the story does not come true.

WORLD in a scenario.py names the set-up it needs (WORLDS below, "plain" unless it says); scenarios of one
set-up share a world. After each one a good request must work as if nothing had happened; a scenario of a
world in which nothing is accepted says so with AFTERWARDS = False.

Usage: run_scenarios.py [NAME...]
"""

import datetime
import importlib.util
import sys
import time
import traceback
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "harness")]
import checks  # noqa: E402
import harness  # noqa: E402

IMPATIENT = {"total_timeout_ms": 1500}
WORLDS = {
    "plain": {"upstream.kedua": IMPATIENT},
    "not-idempotent": {"upstream.kedua": {**IMPATIENT, "idempotent": False}},
    "few-operations": {"listener.kesatu": {"operations": ["KirimPekerja", "StatusPesan"]}},
    "hurried": {"limits": {"header_timeout_ms": 400, "request_timeout_ms": 800}},
    "narrow": {"limits": {"in_flight": 1, "workers": 1}},
    "agreement-over": {"agreement": {"valid_until": datetime.date(2023, 11, 2)}},
}


def load(folder: Path):
    specification = importlib.util.spec_from_file_location(folder.name, folder / "scenario.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def story(folder: Path) -> str:
    lines = (folder / "story.txt").read_text().splitlines()
    if len(lines) != 2:
        raise AssertionError(f"{folder.name}/story.txt has {len(lines)} lines, not two")
    return lines[0]


def tell(folder: Path, scenario, world) -> bool:
    began = time.monotonic()
    try:
        first_line = story(folder)
        scenario.run(world)
        if getattr(scenario, "AFTERWARDS", True):
            checks.still_works(world)
    except Exception:
        print(f"FAILED  {folder.name}\n{traceback.format_exc()}", file=sys.stderr, flush=True)
        return False
    print(f"ok {time.monotonic() - began:5.1f} s  {folder.name}: {first_line}", file=sys.stderr, flush=True)
    return True


def main(names: list[str]) -> int:
    folders = sorted(one.parent for one in HERE.glob("*/scenario.py"))
    chosen = {folder: load(folder) for folder in folders if not names or folder.name in names}
    passed = failed = 0
    for world_name, changes in WORLDS.items():
        group = {folder: scenario for folder, scenario in chosen.items()
                 if getattr(scenario, "WORLD", "plain") == world_name}
        if not group:
            continue
        with harness.World(changes) as world:
            told = [tell(folder, scenario, world) for folder, scenario in group.items()]
            if not all(told):
                world.print_logs()
        passed += sum(told)
        failed += len(told) - sum(told)
    if passed + failed != len(chosen):
        print(f"a scenario names a world that is not one of {', '.join(WORLDS)}", file=sys.stderr)
        failed += len(chosen) - passed - failed
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
