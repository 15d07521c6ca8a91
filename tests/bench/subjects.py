"""Who is measured: the bare gSOAP server, the gateway, and the peer made of nginx and PHP. Each is started in a
folder of its own, announces where it listens and is ended by its process id."""

import http.client
import itertools
import math
import os
import re
import sqlite3
import time
from pathlib import Path

import exposition
import usage
from harness import World
from processes import Program

PATH = "/ws/pekerja"


class Parts:
    """Where the programs are."""

    def __init__(self, build: Path):
        self.build = build
        self.jembatan = build / "src" / "app" / "jembatan"
        os.environ["JEMBATAN_BIN"] = str(build / "src" / "app" / "jembatan")
        os.environ["JEMBATAN_SANDBOX_BIN"] = str(build / "tools" / "sandbox" / "jembatan-sandbox")

    def program(self, name: str) -> str:
        return str(self.build / "tests" / "bench" / f"bench_{name}")


def get(address: tuple[str, int], path: str) -> str:
    connection = http.client.HTTPConnection(*address, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def post(address: tuple[str, int], body: bytes) -> str:
    connection = http.client.HTTPConnection(*address, timeout=60)
    try:
        connection.request("POST", PATH, body, {"Content-Type": "text/xml; charset=utf-8",
                                                "SOAPAction": '"urn:jembatan:pekerja:1/KirimPekerja"'})
        return connection.getresponse().read().decode()
    finally:
        connection.close()


class Upstream:
    """The other party: see echo_upstream.cpp."""

    def __init__(self, parts: Parts, folder: Path, name: str = "upstream", delay_ms: int = 0):
        self._program = Program(name, [parts.program("echo_upstream"), str(delay_ms)], folder / f"{name}.log")
        self.address = self._program.addresses["upstream"]

    def figures(self) -> list[int]:
        """Messages answered, bytes of their bodies, bytes of the answers' bodies."""
        return [int(word) for word in get(self.address, "/").split()]

    def count(self) -> int:
        return self.figures()[0]

    def stop(self) -> None:
        self._program.kill()


class Bare:
    name = "bare"

    def __init__(self, parts: Parts, folder: Path, a_message: bytes):
        self._program = Program("bare", [parts.program("bare_server")], folder / "bare.log")
        self.address = self._program.addresses["bare"]
        self._message, self._asked = a_message, 0

    def count(self) -> int:
        """Messages answered, but for those that ask for it."""
        answer = post(self.address, self._message)
        self._asked += 1
        return int(re.search(r"nomorPertukaran>(\d+)<", answer)[1]) - self._asked

    def pids(self) -> list[int]:
        return usage.tree(self._program.process.pid)

    def stop(self) -> None:
        self._program.kill()


class Gateway:
    name = "gateway"

    def __init__(self, folder: Path, upstreams: dict[str, Upstream], changes: dict[str, dict] | None = None):
        folder.mkdir(parents=True, exist_ok=True)
        tables = dict(changes or {})
        for party, upstream in upstreams.items():
            host, port = upstream.address
            tables[f"upstream.{party}"] = {"url": f"http://{host}:{port}", **tables.get(f"upstream.{party}", {})}
        self.world = World(tables, folder=folder)
        self.world.start_gateway()
        self.address = self.world.address("kesatu")
        self._upstream = upstreams["kedua"]

    def count(self) -> int:
        return self._upstream.count()

    def pids(self) -> list[int]:
        return usage.tree(self.world.gateway.process.pid)

    def metrics(self) -> dict[str, exposition.Family]:
        return exposition.families(get(self.world.admin(), "/metrics"))

    def journal_bytes(self) -> int:
        """All its pages, those that still lie in the -wal too."""
        journal = sqlite3.connect(f"file:{self.world.folder / 'journal.db'}?mode=ro", uri=True)
        try:
            return math.prod(journal.execute(f"PRAGMA page_{what}").fetchone()[0] for what in ("count", "size"))
        finally:
            journal.close()

    def in_flight(self) -> float:
        """Requests that wait for a worker or have one, but for the one that asks."""
        family = self.metrics()["jembatan_http_requests_in_flight"]
        return sum(value for (_, labels), value in family.samples.items() if ("listener", "admin") not in labels)

    def stop(self) -> None:
        self.world.gateway.kill()


def await_idle(subject, seconds: float = 20) -> None:
    """Until what was under way is finished: hardly any CPU time is used any more."""
    deadline = time.monotonic() + seconds
    before = usage.cpu_times(subject.pids())
    for _ in itertools.count():
        time.sleep(0.1)
        after = usage.cpu_times(subject.pids())
        if usage.cpu_between(before, after) < 0.005 or time.monotonic() > deadline:
            return
        before = after
