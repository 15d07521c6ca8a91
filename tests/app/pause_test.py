#!/usr/bin/env python3
"""`jembatan pause|resume` and `jembatan journal settle|retry|ask`: what people do when machines cannot go on."""

import contextlib
import datetime
import itertools
import os
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import records  # noqa: E402
import report  # noqa: E402
import soap  # noqa: E402
from harness import World, await_true  # noqa: E402

QUICK = {"first_retry_ms": 20, "longest_retry_ms": 100, "refusals": 3}
_numbers = itertools.count(1)


class Case(unittest.TestCase):
    world: World

    def run_jembatan(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run([os.environ["JEMBATAN_BIN"], *arguments, "--config", str(self.world.config)],
                              capture_output=True, text=True, timeout=60)

    def done(self, *arguments: str) -> str:
        result = self.run_jembatan(*arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def refused(self, *arguments: str) -> str:
        result = self.run_jembatan(*arguments)
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        return result.stderr

    def send(self, company: int, id_pesan: str | None = None) -> soap.Answer:
        worker = records.worker(next(_numbers))
        rest = soap.key("s:badanUsaha", records.company_key(company)) + f"<s:pekerja>{soap.fields(worker)}</s:pekerja>"
        return soap.call(self.world.address(), "pekerja", "KirimPekerja", id_pesan or records.new_id(), rest)

    def read(self) -> soap.Answer:
        return soap.call(self.world.address(), "pekerja", "AmbilPekerja", records.new_id(),
                         soap.text("s:nik", records.worker(1)["nik"]))

    def health(self) -> str:
        host, port = self.world._kept["admin"]
        answer = soap.request((host, port), "GET", "/readyz")
        self.assertEqual(answer.status, 200, answer.body)
        return answer.body.decode()

    def await_state(self, number: int, state: str) -> None:
        await_true(f"exchange {number} is {state}", lambda: self.world.entry(number)["keadaan"] == state)

    @contextlib.contextmanager
    def kedua(self, *faults: str):
        """The other party misbehaves within the block."""
        self.world.kill_sandbox("kedua")
        self.world.start_sandbox("kedua", *faults)
        try:
            yield
        finally:
            self.world.kill_sandbox("kedua")
            self.world.start_sandbox("kedua")


class Paused(Case):
    def setUp(self):
        self.done("pause", "--party", "kedua", "--reason", "flood in the data centre", "--force-majeure")
        await_true("the gateway has noticed", lambda: "is stopped by operators" in self.health())

    def tearDown(self):
        self.run_jembatan("resume", "--party", "kedua", "--reason", "dry again")
        await_true("the gateway has noticed", lambda: "is stopped by operators" not in self.health())

    def test_writes_are_kept_and_delivered_after_the_stop(self):
        answer = self.send(1)
        self.assertEqual((answer.status, answer.value("status")), (200, "TERTUNDA"))
        self.done("resume", "--party", "kedua", "--reason", "dry again")
        self.await_state(answer.nomor, "answered")

    def test_reads_are_refused_with_a_hint(self):
        answer = self.read()
        self.assertEqual((answer.status, answer.kode), (500, "PERTUKARAN_DIHENTIKAN"))
        self.assertGreater(int(answer.headers["retry-after"]), 0)
        self.assertNotIn(b"flood", answer.body)

    def test_a_stop_survives_a_restart(self):
        self.world.gateway.stop()
        self.world.start_gateway()
        self.assertIn("flood in the data centre", self.health())
        self.assertEqual(self.send(1).value("status"), "TERTUNDA")

    def test_the_other_direction_goes_on(self):
        answer = soap.call(self.world.address("kedua"), "badan-usaha", "AmbilBadanUsaha", records.new_id(),
                           soap.key("s:kunci", records.company_key(1)))
        self.assertEqual(answer.status, 200)

    def test_a_second_stop_is_refused_and_says_who_ordered_the_first(self):
        text = self.refused("pause", "--party", "kedua", "--reason", "again")
        self.assertIn("flood in the data centre", text)

    def test_check_says_until_when_the_other_party_must_have_notice(self):
        jakarta = datetime.timezone(datetime.timedelta(hours=7))
        today = datetime.datetime.now(jakarta).date()
        text = self.done("check")
        due = {(today + datetime.timedelta(days=days)).isoformat() for days in (6, 7)}  # midnight may pass
        self.assertTrue(any(f"written notice by {day} (Pasal 10)" in text for day in due), text)


class Resumed(Case):
    def test_a_party_that_is_not_stopped_cannot_be_resumed(self):
        self.assertIn("not stopped", self.refused("resume", "--party", "kesatu", "--reason", "why not"))

    def test_a_stop_wants_a_reason(self):
        self.assertEqual(self.run_jembatan("pause", "--party", "kesatu").returncode, 2)
        self.assertEqual(self.run_jembatan("pause", "--party", "kesatu", "--reason", " ").returncode, 2)


class Held(Case):
    """A message that the other party answers with HTTP 500 whenever it is sent."""

    def held(self, company: int) -> soap.Answer:
        answer = self.send(company)
        await_true("it is held", lambda: self.world.journal("--state", "in_doubt") and
                   f"exchange={answer.nomor} party=kesatu it is held" in self.world.log("gateway"))
        return answer

    def test_check_lists_it_and_a_retry_delivers_it_and_what_waits_behind_it(self):
        with self.kedua("status=500@KirimPekerja"):
            held = self.held(11)
            behind = self.send(11)
            self.assertEqual(behind.value("status"), "TERTUNDA")
            text = self.done("check")
            self.assertIn(f"exchange {held.nomor} (KirimPekerja of kesatu) is held", text)
            self.assertIn("1 held for a person", self.health())
        self.done("journal", "retry", str(held.nomor))
        self.await_state(held.nomor, "answered")
        self.await_state(behind.nomor, "answered")

    def test_asking_says_what_the_other_party_knows_and_settling_lets_the_company_go_on(self):
        id_pesan = records.new_id()
        with self.kedua("status=500@KirimPekerja"):
            answer = self.send(12, id_pesan)
            await_true("it is held", lambda: f"exchange={answer.nomor} party=kesatu it is held" in self.world.log("gateway"))
            text = self.done("journal", "ask", str(answer.nomor))
            self.assertIn(f"idPesan {id_pesan}: TIDAK_DIKENAL", text)
            self.assertIn("not-delivered", text)
            behind = self.send(12)
        self.done("journal", "settle", str(answer.nomor), "--as", "not-delivered", "--reason", "it never had it")
        self.await_state(behind.nomor, "answered")
        entry = self.world.entry(answer.nomor)
        self.assertEqual((entry["keadaan"], entry["hasil"]), ("settled", "DITOLAK"))
        self.assertEqual(self.send(12, id_pesan).value("status"), "SELESAI")

    def test_what_is_settled_as_delivered_is_answered_so_and_says_who_and_why(self):
        id_pesan = records.new_id()
        rest = (soap.key("s:badanUsaha", records.company_key(13)) +
                f"<s:pekerja>{soap.fields(records.worker(next(_numbers)))}</s:pekerja>")
        with self.kedua("status=500@KirimPekerja"):
            answer = soap.call(self.world.address(), "pekerja", "KirimPekerja", id_pesan, rest)
            await_true("it is held", lambda: f"exchange={answer.nomor} party=kesatu it is held" in self.world.log("gateway"))
        self.done("journal", "settle", str(answer.nomor), "--as", "delivered", "--reason", "their clerk has seen it")
        again = soap.call(self.world.address(), "pekerja", "KirimPekerja", id_pesan, rest)
        self.assertEqual((again.value("status"), again.nomor), ("SELESAI", answer.nomor))
        self.assertIn("their clerk has seen it", self.done("journal", "show", str(answer.nomor), "--full"))

    def test_what_is_answered_can_neither_be_settled_nor_tried_again(self):
        number = str(self.send(14).nomor)
        self.assertIn("is answered", self.refused("journal", "settle", number, "--as", "delivered", "--reason", "x"))
        self.assertIn("is answered", self.refused("journal", "retry", number))

    def test_an_exchange_that_is_not_there_is_said_so(self):
        self.assertIn("not in the journal", self.refused("journal", "ask", "999999"))


class Kept(Case):
    def test_what_is_only_pending_is_tried_by_itself_and_may_be_settled(self):
        self.world.kill_sandbox("kedua")
        try:
            number = str(self.send(15).nomor)
            self.assertIn("tried again by itself", self.refused("journal", "retry", number))
            self.assertIn("no answer", self.refused("journal", "ask", number))
            self.done("journal", "settle", number, "--as", "not-delivered", "--reason", "withdrawn by the company")
        finally:
            self.world.start_sandbox("kedua")
        self.assertEqual(self.world.entry(int(number))["keadaan"], "settled")


if __name__ == "__main__":
    with World({"delivery": QUICK}) as world:
        sys.exit(report.run(sys.modules["__main__"], world))
