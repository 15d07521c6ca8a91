#!/usr/bin/env python3
"""What the program keeps to its owner: the modes of its files, the log that logrotate moves away, the keys in the
memory of a running gateway."""

import datetime
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import records  # noqa: E402
import soap  # noqa: E402
from harness import SOURCE, World, await_true  # noqa: E402
from leaks import journal_keys, pem_keys  # noqa: E402
from tls import TlsWorld  # noqa: E402


def body(number: int = 1) -> bytes:
    worker = f"<s:pekerja>{soap.fields(records.worker(number))}</s:pekerja>"
    rest = soap.key("s:badanUsaha", records.company_key()) + worker
    return soap.envelope("pekerja", soap.operation("KirimPekerja", records.new_id(), rest))


class Case(unittest.TestCase):
    def start(self, world: World) -> None:
        self.world = world
        world.__enter__()
        self.addCleanup(world.__exit__, None, None, None)

    def here(self, *arguments: str) -> str:
        return self.world.command(*arguments)


class Files(Case):
    """Started by somebody whose umask allows everything to everybody."""

    def setUp(self):
        self.addCleanup(os.umask, os.umask(0))
        self.out = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.out)
        self.start(World({"log": {"file": "events.log"}, "journal": {"heads": "heads.jsonl"}}))

    def assert_private(self, *names: str) -> None:
        """These and all else that is in the world's folder but what the tests wrote there themselves."""
        ours = re.compile(r"gateway\.log|jembatan\.toml|sandbox\.")
        made = {file.name: file for file in self.world.folder.iterdir() if not ours.match(file.name)}
        made |= {file.name: file for file in self.out.rglob("*") if file.name != "kirim.csv"}
        self.assertLessEqual(set(names), set(made))
        for name, file in made.items():
            with self.subTest(file=name):
                self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o700 if file.is_dir() else 0o600)

    def test_of_a_serving_gateway_are_its_owners_only(self):
        self.assertEqual(soap.post(self.world.address(), "pekerja", body()).status, 200)
        self.world.gateway.stop()
        self.assert_private("journal.db", "journal.db.lock", "journal.keys", "events.log", "heads.jsonl")

    def test_of_commands_are_their_owners_only(self):
        number = str(soap.post(self.world.address(), "pekerja", body()).nomor)
        self.here("journal", "backup", "--to", str(self.out / "backup.db"))
        self.here("journal", "export", "--to", str(self.out / "archive.db"))
        self.here("replay", "--to", "judge", "--report", str(self.out / "replay.json"), number)
        self.here("report", "--year", str(datetime.date.today().year), "--output", str(self.out))
        self.here("journal", "prune", "--payloads-older-than", "0", "--archive", str(self.out / "pruned.db"))
        self.assert_private("backup.db", "archive.db", "pruned.db", "replay.json")

    def test_of_refused_rows_are_their_owners_only(self):
        file = self.out / "kirim.csv"
        file.write_text("badanUsaha.npwp,nik,nama\n01.999.001.9-999.000,1,Siti Contoh\n")
        host, port = self.world.address()
        done = subprocess.run([os.environ["JEMBATAN_BIN"], "send", "--from", "kesatu", "--url", f"http://{host}:{port}",
                               str(file)], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assert_private("kirim.ditolak.csv")


class Rotation(Case):
    def setUp(self):
        self.start(World({"log": {"file": "events.log"}}))
        self.log = self.world.folder / "events.log"

    def hang_up(self) -> None:
        self.world.gateway.signal(signal.SIGHUP)

    def test_the_log_goes_on_in_a_new_file_and_no_line_is_lost(self):
        for turn in range(1, 4):
            old = self.world.folder / f"events.log.{turn}"
            self.log.rename(old)
            before = old.read_text()
            self.hang_up()
            await_true("the log is opened anew", lambda: self.log.exists() and "reread" in self.log.read_text())
            self.assertEqual(old.read_text(), before)
            self.assertEqual(stat.S_IMODE(self.log.stat().st_mode), 0o600)
        lines = [line for file in self.world.folder.glob("events.log*") for line in file.read_text().splitlines()]
        self.assertEqual(sum("reread" in line for line in lines), 3)
        self.assertEqual(sum(" serving" in line for line in lines), 1)

    def test_a_log_that_cannot_be_made_anew_stays_in_its_old_file(self):
        old = self.world.folder / "events.log.1"
        self.log.rename(old)
        self.log.mkdir()
        self.hang_up()
        await_true("it is said there", lambda: "stays in its old file" in old.read_text())
        self.assertEqual(soap.post(self.world.address(), "pekerja", body()).status, 200)

    def test_logrotate_understands_the_example(self):
        text = (SOURCE / "tools" / "deploy" / "jembatan.logrotate").read_text()
        self.assertEqual(text.count("{"), text.count("}"))
        if shutil.which("logrotate"):
            file = self.world.folder / "logrotate"
            pid = self.world.gateway.process.pid
            file.write_text(text.replace("/var/log/jembatan/jembatan.log", str(self.log))
                            .replace("systemctl kill --kill-whom=main --signal=HUP jembatan.service", f"kill -HUP {pid}"))
            file.chmod(0o600)
            done = subprocess.run(["logrotate", "--force", "--state", str(self.world.folder / "state"), str(file)],
                                  capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 0, done.stderr)
            await_true("it is rotated", lambda: self.log.exists() and "reread" in self.log.read_text())


class Memory(Case):
    """Of a gateway that has worked, over TLS too. Only root gets at it at all."""

    def setUp(self):
        self.start(TlsWorld())
        for number in range(1, 9):
            self.assertEqual(self.world.curl("kesatu", "/ws/pekerja", "kesatu-client", body(number)).status, 200)
        self.folder = Path(f"/proc/{self.world.gateway.process.pid}")

    def places(self, wanted: dict[str, bytes]) -> dict[str, set[str]]:
        """For each where it was found: in "locked" pages or in "open" ones."""
        found = {name: set() for name in wanted}
        region = None
        with (self.folder / "mem").open("rb", buffering=0) as memory:
            for line in (self.folder / "smaps").read_text().splitlines():
                if head := re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line):
                    region = int(head[1], 16), int(head[2], 16), head[3]
                elif line.startswith("VmFlags:") and region[2].startswith("rw"):
                    memory.seek(region[0])
                    try:
                        content = memory.read(region[1] - region[0])
                    except OSError:
                        continue  # the kernel's own
                    kind = "locked" if " lo" in line else "open"
                    for name, value in wanted.items():
                        if value in content:
                            found[name].add(kind)
        return found

    def test_private_keys_of_tls_are_on_locked_pages(self):
        if os.geteuid() != 0:
            return  # the other test shows that they cannot be read
        keys = {name: key[::-1] for name, key in pem_keys(self.world.certificates).items()  # as OpenSSL keeps a number
                if name in ("kesatu-server.key as bytes", "jembatan-kedua.key as bytes")}
        self.assertEqual(self.places(keys), {name: {"locked"} for name in keys})

    def test_keys_are_on_locked_pages_and_nobody_else_reads_them(self):
        if os.geteuid() != 0:
            with self.assertRaises(PermissionError):
                (self.folder / "mem").open("rb")
            return
        keys = journal_keys(self.world.folder / "journal.keys")
        found = self.places({**keys, **{f"{name} as digits": key.hex().encode() for name, key in keys.items()}})
        expected = {**{name: {"locked"} for name in keys}, **{f"{name} as digits": set() for name in keys}}
        # Where OpenSSL's cipher contexts hold the key's schedule: see the README's limits.
        found["seal key 1"].discard("open")
        self.assertEqual(found, expected)


if __name__ == "__main__":
    unittest.main()
