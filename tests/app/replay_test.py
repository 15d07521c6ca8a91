#!/usr/bin/env python3
"""`jembatan replay` from outside: what it sends, leaves out, says, and how it goes on after a stop."""

import collections
import http.client
import http.server
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import report  # noqa: E402
from harness import World, await_true  # noqa: E402

HEAD = "badanUsaha.npwp,nik,nama,tanggalLahir,alamat,jabatan,statusPegawai\n"
ROW = "01.999.001.9-999.000,32040561049099{:02d},Siti Contoh,1990-04-21,Kp. Contoh RT 001,Operator,PKWTT\n"


def jembatan(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([os.environ["JEMBATAN_BIN"], *arguments], capture_output=True, text=True, timeout=60)


class Counting:
    """The other party behind a door that counts what comes in by idPesan, and takes its time."""

    def __init__(self, behind: tuple[str, int], seconds: float):
        self.counts: collections.Counter[str] = collections.Counter()
        counts = self.counts
        waiting = threading.Event()  # never set: a sleep that needs no import of its own

        class Door(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                counts[re.search(rb"idPesan>([^<]+)<", body).group(1).decode()] += 1
                waiting.wait(seconds)
                inner = http.client.HTTPConnection(*behind, timeout=20)
                kept = {name: self.headers[name] for name in ("Content-Type", "SOAPAction") if name in self.headers}
                inner.request("POST", self.path, body, kept)
                answer = inner.getresponse()
                content = answer.read()
                inner.close()
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                self.send_header("Content-Length", str(len(content)))
                try:
                    self.end_headers()
                    self.wfile.write(content)
                except ConnectionError:
                    pass  # the test has ended who asked

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Case(unittest.TestCase):
    world: World

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def send(self, text: str) -> None:
        path = self.folder / "kirim.csv"
        path.write_text(text, encoding="utf-8")
        (self.folder / "kirim.ditolak.csv").unlink(missing_ok=True)
        host, port = self.world.address("kesatu")
        jembatan("send", "--from", "kesatu", "--url", f"http://{host}:{port}", str(path))

    def original(self, serial: int = 31) -> int:
        self.send(HEAD + ROW.format(serial))
        return self.world.journal("--operation", "KirimPekerja", "--limit", "1")[0]["nomor"]

    def originals(self, count: int) -> list[int]:
        return [self.original(serial) for serial in range(count)]

    def rejected(self) -> int:
        self.send("badanUsaha.npwp,nik,nama\n01.999.001.9-999.000,1,Siti Contoh\n")
        return self.world.journal("--outcome", "DITOLAK", "--limit", "1")[0]["nomor"]

    def replay(self, *arguments, config: Path | None = None) -> subprocess.CompletedProcess:
        return jembatan("replay", "--config", str(config or self.world.config), *map(str, arguments))

    def one(self, number: int, *arguments: str) -> dict:
        done = self.replay("--json", *arguments, number)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def configured(self, more: str = "", old: str = "", new: str = "") -> Path:
        """The world's configuration with something else in it, or more."""
        text = self.world.config.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path = self.world.folder / f"{self.id().rpartition('.')[2]}.toml"
        path.write_text(text.replace(old, new) + more, encoding="utf-8")
        return path

    def kedua(self) -> tuple[str, int]:
        return self.world.sandboxes["kedua"].addresses["sandbox.kedua"]

    def kedua_at(self, port: int) -> Path:
        """A configuration that looks for kedua somewhere else."""
        host, real = self.kedua()
        return self.configured(old=f"http://{host}:{real}", new=f"http://127.0.0.1:{port}")

    def behind(self, seconds: float = 0.0) -> tuple[Path, collections.Counter]:
        """A configuration whose kedua is reached through a counting door, and the counts."""
        door = Counting(self.kedua(), seconds)
        self.addCleanup(door.close)
        return self.kedua_at(door.server.server_address[1]), door.counts

    def ids(self, numbers: list[int]) -> list[str]:
        return [self.world.entry(number)["idPesan"] for number in numbers]


class Modes(Case):
    def test_to_the_upstream_gives_the_recorded_answer_again(self):
        attempt = self.one(self.original(), "--to", "upstream")
        self.assertEqual((attempt["sama"], attempt["gagal"]), (True, False))

    def test_to_the_gateway_runs_the_message_by_todays_rules(self):
        attempt = self.one(self.original(), "--to", "gateway")
        self.assertEqual((attempt["sama"], attempt["hasil"]), (True, "SELESAI"))

    def test_an_attempt_is_a_new_exchange_linked_to_its_original(self):
        number = self.original()
        attempt = self.one(number, "--to", "gateway")
        self.assertEqual(self.world.entry(attempt["nomorBaru"])["replayDari"], number)

    def test_the_original_is_not_changed(self):
        number = self.original()
        before = self.world.entry(number)
        self.one(number, "--to", "upstream")
        self.assertEqual(self.world.entry(number), before)

    def test_judging_and_comparing_make_no_exchange(self):
        number = self.original()
        newest = self.world.journal("--limit", "1")[0]["nomor"]
        self.assertEqual(self.one(number, "--to", "judge")["hasil"], "DITERIMA")
        self.assertEqual(self.one(number, "--to", "compare")["sebab"], "never replayed")
        self.assertEqual(self.world.journal("--limit", "1")[0]["nomor"], newest)

    def test_judging_shows_what_other_rules_would_decide_and_can_fail_on_it(self):
        self.send(HEAD.replace("\n", ",jumlahAnggotaKeluarga\n") + ROW.format(41).replace("\n", ",6\n"))
        number = self.world.journal("--limit", "1")[0]["nomor"]
        config = self.configured('[rules]\nC10_BANYAK = "KESALAHAN"\n')
        done = self.replay("--to", "judge", number, config=config)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("record 1: DITERIMA -> DITOLAK; gone PERINGATAN C10_BANYAK", done.stdout)
        self.assertEqual(self.replay("--to", "judge", "--fail-on-difference", number, config=config).returncode, 1)

    def test_comparing_finds_the_latest_replay(self):
        number = self.original()
        made = self.one(number, "--to", "upstream")["nomorBaru"]
        compared = self.one(number, "--to", "compare")
        self.assertEqual((compared["nomorBaru"], compared["sama"]), (made, True))

    def test_what_was_never_sent_on_cannot_go_to_the_upstream(self):
        done = self.replay("--to", "upstream", self.rejected())
        self.assertEqual(done.returncode, 1)
        self.assertIn("use --to gateway", done.stdout)

    def test_a_fresh_id_is_sent_and_recorded_where_the_policy_allows_it(self):
        number = self.original()
        self.assertEqual(self.replay("--to", "upstream", "--fresh-id", number).returncode, 1)
        config = self.configured('[replay]\nKirimPekerja = "free"\n')
        done = self.replay("--to", "upstream", "--fresh-id", "--json", number, config=config)
        attempt = json.loads(done.stdout)
        self.assertEqual(attempt["hasil"], "SELESAI")
        self.assertNotEqual(attempt["idPesan"], self.world.entry(number)["idPesan"])
        self.assertEqual(self.world.entry(attempt["nomorBaru"])["idPesan"], attempt["idPesan"])


class Plan(Case):
    def test_a_dry_run_sends_nothing_and_makes_no_exchange(self):
        number = self.original()
        done = self.replay("--to", "upstream", "--dry-run", number)
        self.assertEqual(done.returncode, 0)
        self.assertIn("nothing was sent", done.stdout)
        self.assertEqual(self.world.journal("--limit", "1")[0]["nomor"], number)

    def test_a_dry_run_has_a_line_for_each_and_a_summary(self):
        first, second = self.originals(2)
        self.one(first, "--to", "upstream")
        done = self.replay("--to", "upstream", "--dry-run", "--from", first)
        self.assertRegex(done.stdout, rf"(?m)^{first} .*left out: replayed before as exchange")
        self.assertRegex(done.stdout, rf"(?m)^{second} .*would be sent to the upstream")
        self.assertIn("plan: 1 to send", done.stdout)
        self.assertIn("plan: 1 replayed before", done.stdout)

    def test_a_dry_run_for_programs_is_one_object_a_line(self):
        number = self.original()
        done = self.replay("--to", "upstream", "--dry-run", "--json", number)
        self.assertEqual(json.loads(done.stdout)["rencana"], "DIULANG")

    def test_a_run_prints_the_plan_first(self):
        done = self.replay("--to", "upstream", self.original())
        self.assertTrue(done.stderr.startswith("plan: 1 to send to the upstream as they were sent, oldest first"))

    def test_filters_choose_and_the_summary_counts(self):
        first = self.originals(2)[0]
        done = self.replay("--to", "gateway", "--from", first, "--operation", "KirimPekerja")
        self.assertIn("2 replayed: 2 done, 0 failed", done.stdout)

    def test_an_unknown_number_is_said(self):
        done = self.replay("--to", "upstream", 999999)
        self.assertEqual(done.returncode, 1)
        self.assertIn("999999", done.stderr)


class Usage(Case):
    def test_wrong_usage_ends_with_2_and_sends_nothing(self):
        number = self.original()
        for arguments in (["--to", "upstream", "--state", "answered", number], ["--to", "upstream"],
                          ["--to", "nowhere", number], ["--to", "gateway", "--fresh-id", number],
                          ["--to", "judge", "--again", number], ["--to", "upstream", "--rate", "0", number],
                          ["--to", "upstream", "--parallel", "65", number],
                          ["--to", "upstream", "--parallel", "0", number]):
            self.assertEqual(self.replay(*arguments).returncode, 2, arguments)
        self.assertEqual(self.world.journal("--limit", "1")[0]["nomor"], number)

    def test_a_policy_that_does_not_exist_is_an_error_with_its_line(self):
        number = self.original()
        config = self.configured('[replay]\nKirimPekerj = "free"\nAmbilPekerja = "often"\nStatusPesan = "x"\n')
        line = config.read_text().splitlines().index("[replay]") + 1
        done = self.replay("--to", "upstream", number, config=config)
        self.assertEqual(done.returncode, 2)
        self.assertIn(f"toml:{line + 1}: unknown key replay.KirimPekerj; did you mean KirimPekerja?", done.stderr)
        self.assertIn(f'toml:{line + 2}: replay.AmbilPekerja must be "free", "same-id" or "never"', done.stderr)
        self.assertEqual(done.stderr.count("replay.StatusPesan"), 1)


class Policy(Case):
    def test_what_is_forbidden_fails_the_run_only_where_it_is_named(self):
        number = self.original()
        config = self.configured('[replay]\nKirimPekerja = "never"\n')
        named = self.replay("--to", "upstream", number, config=config)
        self.assertEqual(named.returncode, 1)
        self.assertIn('KirimPekerja is "never" in [replay]', named.stdout)
        chosen = self.replay("--to", "upstream", "--from", number, config=config)
        self.assertEqual(chosen.returncode, 0, chosen.stdout + chosen.stderr)
        self.assertIn('plan: 1 forbidden: KirimPekerja is "never" in [replay]', chosen.stderr)
        self.assertIn("1 forbidden by [replay]", chosen.stdout)

    def test_a_write_is_not_repeated_to_a_party_that_does_not_honour_ids(self):
        number = self.original()
        config = self.configured(old="[upstream.kedua]", new="[upstream.kedua]\nidempotent = false")
        for mode in ("upstream", "gateway"):
            done = self.replay("--to", mode, number, config=config)
            self.assertEqual(done.returncode, 1)
            self.assertIn("does not honour idPesan", done.stdout)


class Resume(Case):
    def test_never_twice_unless_again(self):
        numbers = self.originals(2)
        config, counts = self.behind()
        for _ in range(2):
            done = self.replay("--to", "upstream", "--from", numbers[0], config=config)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("2 replayed before in this mode, left out", done.stdout)
        self.assertEqual([counts[one] for one in self.ids(numbers)], [1, 1])
        self.replay("--to", "upstream", "--from", numbers[0], "--to-number", numbers[1], "--again", config=config)
        self.assertEqual([counts[one] for one in self.ids(numbers)], [2, 2])

    def start(self, config: Path, *arguments) -> subprocess.Popen:
        started = subprocess.Popen([os.environ["JEMBATAN_BIN"], "replay", "--config", str(config), *map(str, arguments)],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: started.poll() is None and started.kill())
        return started

    def interrupted(self, number: int, *more) -> tuple[int, list[int], str]:
        """Ended by a signal under way, then run again: exit status, how often each came, what was said."""
        numbers = self.originals(8)
        config, counts = self.behind(0.1)
        command = ("--to", "upstream", "--from", numbers[0], "--to-number", numbers[-1], *more)
        started = self.start(config, *command)
        await_true("two messages have come", lambda: len(counts) >= 2)
        started.send_signal(number)
        stdout, stderr = started.communicate(timeout=30)
        self.assertLess(len(counts), 8)
        left = f"{8 - len(counts)} left; "
        done = self.replay(*command, config=config)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return started.returncode, [counts[one] for one in self.ids(numbers)], left + stdout + stderr

    def stopped(self, number: int, *more) -> None:
        status, came, text = self.interrupted(number, *more)
        self.assertEqual((status, came), (1, [1] * 8))
        left = text.partition(";")[0]
        self.assertIn(f"stopped ({signal.Signals(number).name}): {left}", text)

    def test_sigterm_finishes_what_is_under_way_and_the_same_command_goes_on(self):
        self.stopped(signal.SIGTERM)

    def test_several_at_a_time_go_on_likewise(self):
        self.stopped(signal.SIGINT, "--parallel", "2")

    def test_after_a_crash_nothing_is_sent_twice(self):
        status, came, _ = self.interrupted(signal.SIGKILL)
        self.assertEqual(status, -signal.SIGKILL)
        self.assertEqual(max(came), 1)
        self.assertGreaterEqual(sum(came), 7)  # what it had just recorded as being sent may not have left

    def test_a_stop_ends_a_long_wait_for_the_next_turn(self):
        numbers = self.originals(2)
        config, counts = self.behind()
        started = self.start(config, "--to", "upstream", "--from", numbers[0], "--rate", "0.001")
        await_true("the first message has come", lambda: len(counts) == 1)
        started.send_signal(signal.SIGTERM)
        stdout, _ = started.communicate(timeout=30)
        self.assertEqual(started.returncode, 1)
        self.assertIn("1 left", stdout)
        self.assertEqual(len(counts), 1)

    def test_two_replays_at_once_are_one_too_many(self):
        numbers = self.originals(2)
        config, counts = self.behind()
        started = self.start(config, "--to", "upstream", "--from", numbers[0], "--rate", "0.001")
        await_true("the first message has come", lambda: len(counts) == 1)
        done = self.replay("--to", "upstream", "--from", numbers[0], config=config)
        self.assertEqual(done.returncode, 3)
        self.assertIn("another replay", done.stderr)
        self.assertEqual(self.replay("--to", "judge", numbers[0], config=config).returncode, 0)
        started.send_signal(signal.SIGTERM)
        started.communicate(timeout=30)


class Failures(Case):
    def test_so_many_failures_stop_the_run_and_they_are_tried_again_later(self):
        numbers = self.originals(4)
        command = ("--to", "upstream", "--from", numbers[0], "--to-number", numbers[-1])
        done = self.replay(*command, "--max-failures", 2, config=self.kedua_at(1))
        self.assertEqual(done.returncode, 1)
        self.assertIn("2 replayed: 0 done, 2 failed", done.stdout)
        self.assertIn("stopped (2 failures): 2 left", done.stdout)
        self.assertIn("4 replayed: 4 done, 0 failed", self.replay(*command).stdout)

    def test_the_report_is_one_object_that_programs_can_read(self):
        numbers = self.originals(2)
        path = self.folder / "report.json"
        done = self.replay("--to", "upstream", "--from", numbers[0], "--party", "kesatu", "--report", path,
                           config=self.kedua_at(1))
        self.assertEqual(done.returncode, 1)
        found = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual(found["saringan"], {"party": "kesatu", "from": str(numbers[0])})
        self.assertEqual((found["mode"], found["gagal"], found["berhasil"]), ("upstream", 2, 0))
        self.assertEqual(found["hasil"], {"PIHAK_LAWAN_TIDAK_TERSEDIA": 2})
        self.assertEqual([one["nomor"] for one in found["kegagalan"]], numbers)
        self.assertLessEqual(found["mulai"], found["selesai"])
        self.assertEqual(list(self.folder.glob("*.part")), [])

    def test_a_report_that_cannot_be_written_is_said_before_anything_is_sent(self):
        number = self.original()
        done = self.replay("--to", "upstream", "--report", self.folder / "none" / "report.json", number)
        self.assertEqual(done.returncode, 1)
        self.assertIn("nothing was sent", done.stderr)
        self.assertEqual(self.world.journal("--limit", "1")[0]["nomor"], number)


if __name__ == "__main__":
    with World() as world:
        sys.exit(report.run(sys.modules["__main__"], world))
