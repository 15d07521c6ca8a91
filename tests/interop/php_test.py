"""Starts a world and lets PHP's SoapClient loose on it: php_test.py PHP."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "harness"))
import harness  # noqa: E402


def run(php: str) -> int:
    with harness.World(addendum=harness.ADDENDUM) as world:
        bases = ["http://{}:{}".format(*world.address(party)) for party in harness.PARTIES]
        status = subprocess.run([php, str(HERE / "php_client.php"), *bases], timeout=240).returncode
        if status != 0:
            world.print_logs()
    return status


if __name__ == "__main__":
    sys.exit(run(sys.argv[1] if len(sys.argv) > 1 else "php"))
