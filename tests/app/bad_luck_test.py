"""What a machine does to a gateway that serves: a full disk, no file descriptors left, a second gateway, wrong
keys. Nothing acknowledged is lost, the reason is told, and nobody has to mend anything by hand.

Usage: bad_luck_test.py (JEMBATAN_BIN and JEMBATAN_SANDBOX_BIN name the programs)
"""

import os
import resource
import socket
import subprocess
import sys
import unittest
import urllib.error
import urllib.request
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "harness"), str(HERE.parent / "scenarios")]
import checks  # noqa: E402
import exposition  # noqa: E402
import records  # noqa: E402
import soap  # noqa: E402
from harness import World, await_true  # noqa: E402

UNLIMITED = resource.RLIM_INFINITY


class BadLuck(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.world.__enter__()
        self.addCleanup(lambda: self.world.__exit__(None, None, None))

    def ready(self) -> tuple[int, str]:
        host, port = self.world.admin()
        try:
            with urllib.request.urlopen(f"http://{host}:{port}/readyz", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def limit(self, what: int, most: int) -> None:
        """Of the gateway, while it runs."""
        resource.prlimit(self.world.gateway.process.pid, what, (most, UNLIMITED))

    def send(self):
        return checks.send(self.world, checks.message(checks.fresh_worker()))

    def test_a_full_disk_is_a_fault_and_a_red_light_until_there_is_space_again(self):
        taken = self.send()
        self.limit(resource.RLIMIT_FSIZE, 4096)
        refused = self.send()
        self.assertEqual((refused.status, refused.kode), (500, "KESALAHAN_INTERNAL"))
        status, text = self.ready()
        self.assertEqual(status, 503)
        self.assertIn("journal", text)

        self.limit(resource.RLIMIT_FSIZE, UNLIMITED)
        self.assertEqual(self.ready()[0], 200)
        checks.still_works(self.world)
        checks.recorded(self.world, taken.nomor, "answered", "SELESAI")
        self.world.command("journal", "verify")

    def test_without_descriptors_the_journal_goes_on_and_callers_come_again(self):
        host, port = self.world.address()
        page = exposition.families(soap.request(self.world.admin(), "GET", "/metrics").body.decode())
        used = int(exposition.value(page, "process_open_fds"))
        resource.prlimit(self.world.gateway.process.pid, resource.RLIMIT_NOFILE, (used + 20, used + 20))
        idle = []
        for _ in range(60):
            one = socket.socket()
            one.settimeout(5)
            try:
                one.connect((host, port))
            except OSError:
                one.close()
                break
            idle.append(one)
        for one in idle:
            one.close()
        await_true("a call is answered again", lambda: self.works())
        self.world.command("journal", "verify")

    def works(self) -> bool:
        try:
            return self.send().status == 200
        except OSError:
            return False

    def test_a_second_gateway_on_the_journal_is_refused_and_changes_nothing(self):
        before = len(self.world.journal())
        second = self.serve(self.world.config)
        self.assertEqual(second.returncode, 3)
        self.assertIn("another gateway", second.stderr)
        self.assertEqual(len(self.world.journal()), before)
        checks.still_works(self.world)

    def test_a_journal_is_not_opened_with_other_keys(self):
        self.send()
        self.world.gateway.stop()
        keys = self.world.folder / "other.keys"
        subprocess.run([os.environ["JEMBATAN_BIN"], "journal", "keys", "--new", str(keys)], check=True, timeout=60,
                       stdout=subprocess.DEVNULL)
        config = self.world.folder / "other.toml"
        config.write_text(self.world.config.read_text().replace("journal.keys", "other.keys"))
        refused = self.serve(config)
        self.assertEqual(refused.returncode, 3)
        self.assertIn("key", refused.stderr)
        self.world.start_gateway()
        checks.still_works(self.world)

    def test_a_key_file_that_others_may_read_is_refused(self):
        self.world.gateway.stop()
        keys = self.world.folder / "journal.keys"
        keys.chmod(0o644)
        refused = self.serve(self.world.config)
        self.assertEqual(refused.returncode, 3)
        self.assertIn("chmod 600", refused.stderr)

    def serve(self, config: Path) -> subprocess.CompletedProcess:
        return subprocess.run([os.environ["JEMBATAN_BIN"], "serve", "--config", str(config)], capture_output=True,
                              text=True, timeout=60)

    def test_an_opened_message_leaves_a_note_with_who_and_why(self):
        worker = checks.fresh_worker()
        answer = checks.send(self.world, checks.message(worker, id_pesan=records.new_id()))
        self.world.command("journal", "show", str(answer.nomor), "--full", "--reason", "uji")
        page = self.world.command("journal", "show", str(answer.nomor))
        self.assertIn('"reason":"uji"', page)

    def test_a_message_is_found_by_the_workers_nik_although_the_journal_does_not_hold_it(self):
        worker = checks.fresh_worker()
        answer = checks.send(self.world, checks.message(worker))
        found = self.world.journal("--nik", worker["nik"])
        self.assertEqual([one["nomor"] for one in found], [answer.nomor])
        files = b"".join(path.read_bytes() for path in self.world.folder.glob("journal.db*"))
        self.assertNotIn(worker["nik"].encode(), files)


class Witnesses(unittest.TestCase):
    def test_an_empty_file_of_heads_is_no_proof(self):
        with World() as world:
            nothing = world.folder / "nothing.jsonl"
            nothing.write_text("")
            done = subprocess.run([os.environ["JEMBATAN_BIN"], "journal", "verify", "--config", str(world.config),
                                   "--heads", str(nothing)], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 2)
            self.assertIn("holds no signed head", done.stderr)

    def test_the_heads_that_agree_are_counted(self):
        with World() as world:
            checks.still_works(world)
            kept = world.folder / "kept.jsonl"
            kept.write_text(world.command("journal", "head", "--json"))
            self.assertIn("1 heads kept outside agree", world.command("journal", "verify", "--heads", str(kept)))


class Doubt(unittest.TestCase):
    def test_rows_of_a_message_in_doubt_go_to_no_file_of_refused_rows(self):
        with World({"upstream.kedua": {"idempotent": False}}) as world:
            rows = world.folder / "kirim.csv"
            rows.write_text("badanUsaha.npwp,nik,nama,tanggalLahir,alamat,jabatan,statusPegawai\n"
                            f"{records.npwp(1)},3204056104909901,Siti Contoh,1990-04-21,Kp. Contoh,Operator,PKWTT\n")
            host, port = world.address()
            with checks.lawan_with(world, "reset@KirimPekerja"):
                done = subprocess.run([os.environ["JEMBATAN_BIN"], "send", "--from", "kesatu", "--url",
                                       f"http://{host}:{port}", str(rows)], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1)
            self.assertIn("1 in doubt", done.stdout)
            self.assertIn("journal ask", done.stderr)
            self.assertFalse((world.folder / "kirim.ditolak.csv").exists())


if __name__ == "__main__":
    unittest.main()
