"""Scale in size: a full synchronisation through `jembatan send`, gateway and sandbox, at growing numbers of
workers; and one message of 4 MiB. Draws the cost of a record over their number."""

import http.client
import re
import time
from pathlib import Path

from chart import draw
from harness import World
from play import Messages
from stream_bench import most_memory, run, write_workers
from subjects import PATH, Parts
from targets import Ratio

WORKERS = (10_000, 100_000, 1_000_000)
LEAST_A_SECOND = 15_000
MOST_GROWTH = 1.25
MIB = 1024 * 1024


def _synchronise(parts: Parts, folder: Path, workers: int) -> dict[str, float]:
    file = folder / "workers.csv"
    write_workers(file, workers)
    with World(folder=folder / f"scale-{workers}") as world:
        host, port = world.address("kesatu")
        seconds, memory = run([str(parts.jembatan), "send", "--from", "kesatu", "--url", f"http://{host}:{port}", str(file)])
        journal = sum(part.stat().st_size for part in world.folder.glob("journal.db*"))
        return {"workers": workers, "a_second": workers / seconds, "us_a_record": seconds / workers * 1e6,
                "send_mib": memory * 1e6 / MIB, "gateway_mib": most_memory(world.gateway.process.pid) * 1e6 / MIB,
                "journal_bytes_a_record": journal / workers}


def _large_message(parts: Parts, folder: Path) -> float:
    """Seconds that a message of 1,000 workers takes that white space makes 4 MiB large."""
    message = Messages.make(parts, folder, 1000, 1).first("four-mebibytes")
    between = b"\n" + b" " * ((4 * MIB - len(message)) // 1000)
    message = message.replace(b"</p:pekerja>", b"</p:pekerja>" + between)
    with World(folder=folder / "large") as world:
        connection = http.client.HTTPConnection(*world.address("kesatu"), timeout=60)
        before = time.monotonic()
        connection.request("POST", PATH, message, {"Content-Type": "text/xml; charset=utf-8"})
        answer = connection.getresponse().read()
        seconds = time.monotonic() - before
        connection.close()
    if len(re.findall(rb">DITERIMA<", answer)) != 1000:
        raise RuntimeError(f"the large message was not accepted: {answer[:500]!r}")
    return seconds


def scale(parts: Parts, folder: Path, picture: Path | None, tell) -> list[Ratio]:
    (folder / "large").mkdir()
    found = []
    for workers in WORKERS:
        (folder / f"scale-{workers}").mkdir()
        found.append(_synchronise(parts, folder, workers))
        tell(found[-1])
    if picture:
        draw(picture, [(row["workers"], row["us_a_record"]) for row in found])
    first, last = found[0], found[-1]
    return [
        Ratio(f"records a second, {last['workers']:,} workers", last["a_second"], LEAST_A_SECOND, LEAST_A_SECOND, True),
        Ratio("cost of a record, most workers / fewest", last["us_a_record"] / first["us_a_record"], MOST_GROWTH, 1.1),
        Ratio("memory of the gateway, most workers / a tenth", last["gateway_mib"] / found[-2]["gateway_mib"], 1.25, 1.1),
        Ratio("memory of send, most workers / a tenth", last["send_mib"] / found[-2]["send_mib"], 1.25, 1.1),
        Ratio("a message of 4 MiB", _large_message(parts, folder), 2, 1, unit="s"),
    ]
