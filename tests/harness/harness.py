"""A world to test in: both parties' sandboxes and the gateway between them, in a temporary folder.

    with World() as world:
        soap.post(world.address("kesatu"), "/ws/pekerja", ...)

Ports are chosen by the system at the first start and kept over restarts. Everything that was started is
ended when the block is left; where it is left by a failure, the logs are printed first.
"""

import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import swept
from processes import Program

PARTIES = ("kesatu", "kedua")
SOURCE = Path(__file__).resolve().parents[2]
ADDENDUM = SOURCE / "src" / "lampiran" / "contoh" / "addendum-tka.toml"


def program_path(variable: str) -> str:
    path = os.environ.get(variable, "")
    if not os.access(path, os.X_OK):
        sys.exit(f"{variable} must name the program to test (ctest sets it); it is '{path}'")
    return path


def other_party(party: str) -> str:
    return "kedua" if party == "kesatu" else "kesatu"


def await_true(what: str, condition, seconds: float = 30.0):
    """The first true value of `condition()`; an AssertionError when there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


def _toml_value(value) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return json.dumps(value)


def _toml(tables: dict[str, dict]) -> str:
    lines = []
    for name, table in tables.items():
        lines.append(f"[{name}]")
        lines += [f"{key} = {_toml_value(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


class World:
    """`changes` are added to the configuration: {"listener.kesatu": {"operations": [...]}, ...}. A `folder`
    that is given stays. `addresses` are those to listen on, by the names under which they are announced;
    the system chooses the others."""

    def __init__(self, changes: dict[str, dict] | None = None, addendum: Path | None = None,
                 folder: Path | None = None, addresses: dict[str, tuple[str, int]] | None = None):
        self._jembatan = program_path("JEMBATAN_BIN")
        self._sandbox = program_path("JEMBATAN_SANDBOX_BIN")
        self.folder = folder or Path(tempfile.mkdtemp(prefix="jembatan-test-"))
        self._folder_stays = folder is not None
        self.config = self.folder / "jembatan.toml"
        self.gateway: Program | None = None
        self.sandboxes: dict[str, Program] = {}
        self._changes = changes or {}
        self._addendum = addendum
        self._kept = dict(addresses or {})  # addresses by the name under which they are announced

    def __enter__(self) -> "World":
        try:
            for party in PARTIES:
                self.start_sandbox(party)
            self.start_gateway()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind, error, trace) -> None:
        if kind is not None:
            self.print_logs()
        self._end()

    def _end(self) -> None:
        for program in [self.gateway, *self.sandboxes.values()]:
            if program is not None:
                program.kill()
        swept.keep_world(self.folder)
        if not self._folder_stays:
            shutil.rmtree(self.folder)

    def print_logs(self) -> None:
        for log in sorted(self.folder.glob("*.log")):
            print(f"--- {log.name} (its end)\n{log.read_text(errors='replace')[-6000:]}", file=sys.stderr)

    # --- programs

    def _address_text(self, name: str) -> str:
        host, port = self._kept.get(name, ("127.0.0.1", 0))
        return f"{host}:{port}"

    def start_sandbox(self, party: str, *faults: str) -> None:
        """Starts the party's sandbox on its data of before; `faults` as its --fault takes them."""
        name = f"sandbox.{party}"
        argv = [self._sandbox, "--party", party, "--listen", self._address_text(name),
                "--data", str(self.folder / f"{name}.db"), *self._sandbox_options(party)]
        if self._addendum:
            argv += ["--addendum", str(self._addendum)]
        for fault in faults:
            argv += ["--fault", fault]
        self.sandboxes[party] = Program(name, argv, self.folder / f"{name}.log")
        self._kept.update(self.sandboxes[party].addresses)

    def _sandbox_options(self, party: str) -> list[str]:
        """More of them, for worlds of another kind."""
        return []

    def kill_sandbox(self, party: str) -> None:
        self.sandboxes[party].kill()

    def start_gateway(self, wait: bool = True) -> None:
        """Without `wait` it may still be on its way when this returns."""
        self._make_keys()
        self.write_configuration()
        argv = [self._jembatan, "serve", "--config", str(self.config)]
        self.gateway = Program("gateway", argv, self.folder / "gateway.log", wait)
        self._kept.update(self.gateway.addresses)

    def write_configuration(self) -> None:
        self.config.write_text(_toml(self._configuration()))

    def _make_keys(self) -> None:
        keys = self.folder / "journal.keys"
        if not keys.exists():
            subprocess.run([self._jembatan, "journal", "keys", "--new", str(keys)], check=True, timeout=60,
                           stdout=subprocess.DEVNULL)

    def _configuration(self) -> dict[str, dict]:
        tables = {
            "agreement": {"valid_from": datetime.date(2020, 11, 3),
                          "valid_until": datetime.date.today() + datetime.timedelta(days=365)},
            "journal": {"path": "journal.db", "keys": "journal.keys"},
            "listener.kesatu": {"address": self._address_text("listener.kesatu")},
            "listener.kedua": {"address": self._address_text("listener.kedua")},
            "upstream.kesatu": {"url": f"http://{self._address_text('sandbox.kesatu')}"},
            "upstream.kedua": {"url": f"http://{self._address_text('sandbox.kedua')}"},
            "admin": {"address": self._address_text("admin")},
        }
        if self._addendum:
            tables["agreement"]["addenda"] = [str(self._addendum)]
        for name, table in self._changes.items():
            tables.setdefault(name, {}).update(table)
        return tables

    # --- what a test asks for

    def log(self, name: str) -> str:
        """What a program has said so far: "gateway" or "sandbox.kedua"."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def address(self, party: str = "kesatu") -> tuple[str, int]:
        """Where the gateway listens for the party's calls."""
        return self._kept[f"listener.{party}"]

    def admin(self) -> tuple[str, int]:
        """Where health is asked for."""
        return self._kept["admin"]

    def url(self, party: str, section: str) -> str:
        host, port = self.address(party)
        return f"http://{host}:{port}/ws/{section}"

    def command(self, *arguments: str) -> str:
        """Runs a command on the gateway's configuration; an AssertionError where it does not end with 0."""
        done = subprocess.run([self._jembatan, *arguments, "--config", str(self.config)], capture_output=True,
                              text=True, timeout=60)
        if done.returncode != 0:
            raise AssertionError(
                f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}{done.stdout}")
        return done.stdout

    def journal(self, *arguments: str) -> list[dict]:
        """What `jembatan journal list --json` prints."""
        argv = [self._jembatan, "journal", "list", "--config", str(self.config), "--json", *arguments]
        done = subprocess.run(argv, capture_output=True, text=True, timeout=60)
        if done.returncode not in (0, 1):
            raise AssertionError(f"journal list ended with {done.returncode}: {done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines() if line]

    def entry(self, number: int) -> dict:
        """One exchange as the journal has it."""
        found = [entry for entry in self.journal("--before", str(number + 1), "--limit", "1")
                 if entry["nomor"] == number]
        if not found:
            raise AssertionError(f"exchange {number} is not in the journal")
        return found[0]
