"""What mutual TLS on kept connections adds: CPU time of the gateway for one exchange over it, called and calling
on, beside the same over plain HTTP, in turn. bench_tls_caller calls, since wrk shows no certificates."""

import statistics
import subprocess
from pathlib import Path

import usage
from harness import World
from play import Messages
from subjects import Parts
from tls import TlsWorld

CONNECTIONS = 16


def _call(parts: Parts, world: World, messages: Messages, run: str, exchanges: int) -> float:
    """CPU microseconds of the gateway for one exchange."""
    host, port = world.address("kesatu")
    if isinstance(world, TlsWorld):
        where = [f"https://localhost:{port}", world.file("kemnaker-ca.pem"), world.file("kesatu-client.pem"),
                 world.file("kesatu-client.key")]
    else:
        where = [f"http://{host}:{port}"]
    pids = usage.tree(world.gateway.process.pid)
    before = usage.cpu_times(pids)
    subprocess.run([parts.program("caller"), str(messages.file), run, str(CONNECTIONS), str(exchanges), *where],
                   check=True, timeout=120)
    return usage.cpu_between(before, usage.cpu_times(pids)) / exchanges * 1e6


def tls_cost(parts: Parts, folder: Path, sizes: dict[int, int], rounds: int) -> dict[int, float]:
    """CPU over mutual TLS / over plain HTTP, the median of the rounds, by message size; `sizes` says how many
    exchanges of each make a round."""
    found = {}
    with World() as plain, TlsWorld() as secure:
        for workers, exchanges in sizes.items():
            messages = Messages.make(parts, folder, workers, min(exchanges, 2000))
            for world in (plain, secure):  # handshakes, and whatever else happens once
                _call(parts, world, messages, "warm", CONNECTIONS * 4)
            ratios = []
            for number in range(rounds):
                over_plain = _call(parts, plain, messages, f"p{number}", exchanges)
                ratios.append(_call(parts, secure, messages, f"s{number}", exchanges) / over_plain)
            found[workers] = statistics.median(ratios)
    return found
