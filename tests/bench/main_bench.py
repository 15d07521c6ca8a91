"""What tools/bench runs once everything is built: the comparison and what of it is met.

    main_bench.py --build FOLDER [--json] [--smoke] [--sizes 1,100,1000] [--without-php]
    main_bench.py --build FOLDER [--json] --scale|--trouble|--start [--picture SVG]
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))
import php_peer
import show
from compare import Plan, compare
from scale import scale
from start_stop import start_and_stop
from subjects import Parts
from targets import Ratio, ratios
from tls_cost import tls_cost
from trouble import trouble

TLS = {1: 4_000, 100: 400}
SMOKE_TLS = {1: 200}

SMOKE = Plan(rounds=1, seconds={1: 1, 100: 1}, messages={1: 200, 100: 20}, connections=(1, 16))


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def with_php(wanted: bool) -> bool:
    lacks = php_peer.missing()
    if wanted and lacks:
        say(f"without the PHP peer, since {', '.join(lacks)} is not installed: tools/bench --with-php installs it")
    return wanted and not lacks


def compared(given, parts: Parts) -> list[Ratio]:
    plan = SMOKE if given.smoke else Plan()
    sizes = [int(size) for size in given.sizes.split(",") if int(size) in plan.seconds]
    figures = compare(parts, given.folder, plan, with_php(not given.without_php), sizes, say)
    say("mutual TLS")
    tls = tls_cost(parts, given.folder, SMOKE_TLS if given.smoke else TLS, plan.rounds)
    found = ratios(figures, tls)
    (show.print_json if given.json else show.print_table)(figures, found)
    return found


def print_row(row: dict) -> None:
    print(json.dumps(row), flush=True)


def told(found: list[Ratio], as_json: bool) -> list[Ratio]:
    if as_json:
        for ratio in found:
            print(json.dumps(ratio.as_dict()))
    else:
        show.print_ratios(found)
    return found


def measure(given, parts: Parts) -> list[Ratio]:
    if given.scale:
        return told(scale(parts, given.folder, given.picture, print_row), given.json)
    if given.trouble:
        return told(trouble(parts, given.folder), given.json)
    if given.start:
        return told(start_and_stop(parts, given.folder), given.json)
    return compared(given, parts)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", type=Path, required=True)
    arguments.add_argument("--picture", type=Path)
    arguments.add_argument("--sizes", default="1,100,1000")
    for option in ("json", "smoke", "without-php", "scale", "trouble", "start"):
        arguments.add_argument(f"--{option}", action="store_true")
    given = arguments.parse_args()
    build = given.build.resolve()
    # Below the build folder, so that it is the disk that is measured and not a /tmp in memory.
    with tempfile.TemporaryDirectory(prefix="bench-", dir=build) as folder:
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        given.folder = Path(folder)
        found = measure(given, Parts(build))
    sys.exit(0 if given.smoke or all(ratio.met(ratio.must) for ratio in found) else 1)


if __name__ == "__main__":
    main()
