"""A file of many workers through `validate`, and some of it through `send`, a gateway and a sandbox:
records a second, and the most memory that each program ever held. One JSON object a line on stdout.

    stream_bench.py --rows N --jembatan PROGRAM --sandbox PROGRAM

The file and the journal are written below TMPDIR. Rates are the medians of several runs, memory the most of all.
"""

import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))
from harness import World
from records import npwp

ROUNDS = 3
MOST_MEGABYTES = 200
ROWS_SENT = 100_000
ROWS_OF_COMPANY = 1_000
DAYS = 8_000  # births from 1970 on; then the next district
HEADER = ("badanUsaha.npwp,nik,nomorKepesertaanJkn,nama,tanggalLahir,alamat,nomorHp,jabatan,"
          "tmtKepesertaanJkn,statusPegawai,jumlahAnggotaKeluarga,statusKepesertaan\n")


def write_workers(path: Path, rows: int) -> None:
    """Fully filled workers without a finding, every NIK once."""
    companies = [npwp(number) for number in range(1_000)]
    with path.open("w") as file:
        file.write(HEADER)
        for first in range(0, rows, 100):
            birth = datetime.date(1970, 1, 1) + datetime.timedelta(days=first // 100 % DAYS)
            nik = f"3204{1 + first // 100 // DAYS:02d}{birth.day + 40:02d}{birth:%m%y}99"
            company = companies[first // ROWS_OF_COMPANY % len(companies)]
            file.writelines(
                f"{company},{nik}{number % 100:02d},0009999{number % 1_000_000:06d},Siti Contoh Rahmawati,{birth},"
                f"\"Kp. Contoh RT 001/RW 002, Cileunyi, Kab. Bandung\",083900{number % 1_000_000:06d},"
                "Operator Tenun,2019-03-01,PKWTT,2,AKTIF\n"
                for number in range(first, min(first + 100, rows)))


def run(argv: list[str]) -> tuple[float, float]:
    """Seconds, and the most memory of the program in megabytes; it must end with 0."""
    with tempfile.TemporaryFile() as output:
        started = time.monotonic()
        program = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(program.pid, 0)
        seconds = time.monotonic() - started
        program.returncode = os.waitstatus_to_exitcode(status)
        if program.returncode != 0:
            output.seek(0)
            sys.exit(f"{' '.join(argv[:2])} ended with {program.returncode}: {output.read(2000).decode()}")
    return seconds, usage.ru_maxrss * 1024 / 1e6


def most_memory(pid: int) -> float:
    """Of a program that runs, in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise AssertionError("the kernel does not tell VmHWM")


def print_row(what: str, value: float, unit: str, **target: float) -> None:
    print(json.dumps({"what": what, "value": value, "unit": unit, **target}), flush=True)


def measure(name: str, rows: int, argv: list[str]) -> None:
    runs = [run(argv) for _ in range(ROUNDS)]
    print_row(f"{name}: records a second", rows / statistics.median(seconds for seconds, _ in runs), "/s")
    print_row(f"{name}: most memory", max(memory for _, memory in runs), "MB", below=MOST_MEGABYTES)


def validate(jembatan: str, file: Path, rows: int) -> None:
    for name, options in {"validate": [], "validate --json": ["--json"]}.items():
        measure(f"{name}, {rows:,} records", rows,
                [jembatan, "validate", *options, "--from", "kesatu", str(file)])


def send(jembatan: str, file: Path, rows: int) -> None:
    with World() as world:
        host, port = world.address("kesatu")
        measure(f"send, {rows:,} records", rows,
                [jembatan, "send", "--from", "kesatu", "--url", f"http://{host}:{port}", str(file)])
        print_row("send: most memory of the gateway", most_memory(world.gateway.process.pid), "MB",
                  below=MOST_MEGABYTES)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, required=True)
    arguments.add_argument("--jembatan", required=True)
    arguments.add_argument("--sandbox", required=True)
    given = arguments.parse_args()
    os.environ.update(JEMBATAN_BIN=given.jembatan, JEMBATAN_SANDBOX_BIN=given.sandbox)
    with tempfile.TemporaryDirectory(prefix="jembatan-stream-") as folder:
        file = Path(folder) / "workers.csv"
        write_workers(file, given.rows)
        validate(given.jembatan, file, given.rows)
        sent = min(given.rows, ROWS_SENT)
        write_workers(file, sent)
        send(given.jembatan, file, sent)


if __name__ == "__main__":
    main()
