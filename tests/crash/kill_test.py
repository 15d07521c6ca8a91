"""The gateway is killed at random moments while callers send without a pause, and started again on the same
journal. Whatever a caller was told must be true afterwards, and nothing acknowledged may be lost.

Usage: kill_test.py [SEED]
"""

import collections
import http.client
import random
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))
import harness  # noqa: E402
import records  # noqa: E402
import report  # noqa: E402
import soap  # noqa: E402
from ledger import Ledger, Told  # noqa: E402

ROUNDS = 12
SENDERS = 3
OPEN_STATES = ("received", "sending", "pending", "in_doubt")
COMPANY = records.company_key(5)
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20201103


class Message:
    """A KirimPekerja with one worker of its own; every fifth has a second one that is rejected."""

    def __init__(self, number: int):
        self.id_pesan = f"kill-{number}"
        worker = records.worker(number)
        self.nik = worker["nik"]
        workers = [worker] + ([records.worker(number, tanggalLahir="1990-02-30")] if number % 5 == 0 else [])
        pekerja = "".join(f"<s:pekerja>{soap.fields(one)}</s:pekerja>" for one in workers)
        rest = soap.key("s:badanUsaha", COMPANY) + pekerja
        self.body = soap.envelope("pekerja", soap.operation("KirimPekerja", self.id_pesan, rest))


def told(message: Message, answer: soap.Answer) -> Told:
    outcome = answer.kode or answer.value("status")
    return Told(message.id_pesan, answer.nomor, outcome, tuple(one[:2] for one in answer.hasil()))


class Sender(threading.Thread):
    """Sends its messages one after the other, each until it is answered or the sender is told to end."""

    def __init__(self, first: int, address, ledger: Ledger):
        super().__init__(name=f"sender {first}")
        self.sent: list[Message] = []
        self.ending = threading.Event()
        self._numbers = range(first, 1_000_000, SENDERS)
        self._address, self._ledger = address, ledger
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            for number in self._numbers:
                if self.ending.is_set():
                    return
                self.sent.append(Message(number))
                self._insist(self.sent[-1])
        except BaseException as error:  # reported by the main thread
            self.error = error

    def _insist(self, message: Message) -> None:
        while not self.ending.is_set():
            try:
                answer = soap.post(self._address, "pekerja", message.body)
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)  # the gateway is down
                continue
            self._ledger.add(told(message, answer))
            return


class KillTest(unittest.TestCase):
    def test_whatever_a_caller_was_told_is_true_after_sudden_death(self):
        chance = random.Random(SEED)
        ledger = Ledger()
        senders = [Sender(1 + i, self.world.address(), ledger) for i in range(SENDERS)]
        for sender in senders:
            sender.start()
        try:
            for number in range(ROUNDS):
                self._kill_and_start(chance, ledger, lawan_away=number % 3 == 2)
                for sender in senders:
                    self.assertIsNone(sender.error)
        finally:
            for sender in senders:
                sender.ending.set()
            for sender in senders:
                sender.join(60)
        messages = [message for sender in senders for message in sender.sent]
        self._await_quiet()
        self._repeat_unanswered(messages, ledger)
        self._await_quiet()

        self.assertEqual([], ledger.lies(self._journal()))
        self.assertEqual([], ledger.contradictions())
        self._nothing_is_lost(messages, ledger)
        self._status_agrees(chance, ledger)
        counts = collections.Counter(one.outcome for one in ledger.told)
        print(f"seed {SEED}: {len(messages)} messages, told {dict(counts)}", file=sys.stderr)
        self.assertGreater(counts["SELESAI"], 50, "the test has sent too little to mean anything")
        self.assertGreater(counts["TERTUNDA"], 0, "no delivery was ever put off")

    def _kill_and_start(self, chance: random.Random, ledger: Ledger, lawan_away: bool) -> None:
        time.sleep(chance.uniform(0.1, 0.4))
        if lawan_away:
            self.world.kill_sandbox("kedua")
            time.sleep(chance.uniform(0.05, 0.3))
        self.world.gateway.kill()
        self.assertEqual([], ledger.lies(self._journal()))
        self.world.start_gateway()
        if lawan_away:
            time.sleep(chance.uniform(0.0, 0.2))
            self.world.start_sandbox("kedua")

    def _journal(self) -> list[dict]:
        return self.world.journal("--limit", "100000")

    def _await_quiet(self) -> None:
        harness.await_true("nothing is under way any more", lambda: not any(
            self.world.journal("--state", state, "--limit", "1") for state in OPEN_STATES), 40)

    def _repeat_unanswered(self, messages: list[Message], ledger: Ledger) -> None:
        """A caller that never got an answer, or was told to try again, sends the same message once more."""
        answered = {one.id_pesan for one in ledger.acknowledged()}
        for message in messages:
            if message.id_pesan not in answered:
                ledger.add(told(message, soap.post(self.world.address(), "pekerja", message.body)))
        answered = {one.id_pesan for one in ledger.acknowledged()}
        self.assertEqual([], [one.id_pesan for one in messages if one.id_pesan not in answered])

    def _nothing_is_lost(self, messages: list[Message], ledger: Ledger) -> None:
        kept = collections.Counter(self._workers_of_lawan())
        self.assertEqual({}, {nik: times for nik, times in kept.items() if times != 1}, "kept twice")
        answered = {one.id_pesan for one in ledger.acknowledged()}
        self.assertEqual({one.nik for one in messages if one.id_pesan in answered}, set(kept))

    def _workers_of_lawan(self) -> list[str]:
        found, more = [], ""
        while True:
            rest = soap.key("s:badanUsaha", COMPANY) + more + soap.text("s:batas", "1000")
            answer = soap.call(self.world.address(), "pekerja", "DaftarPekerja", records.new_id(), rest)
            self.assertEqual(200, answer.status)
            found += [one.text for one in answer.all("nik")]
            if answer.value("lanjutan") is None:
                return found
            more = soap.text("s:lanjutan", answer.value("lanjutan"))

    def _status_agrees(self, chance: random.Random, ledger: Ledger) -> None:
        """StatusPesan says what the callers were told; every message that was put off has arrived."""
        acknowledged = ledger.acknowledged()
        put_off = [one for one in acknowledged if one.outcome == "TERTUNDA"]
        for one in put_off[:200] + chance.sample(acknowledged, min(200, len(acknowledged))):
            rest = soap.text("s:idPesanDicari", one.id_pesan)
            answer = soap.call(self.world.address(), "pekerja", "StatusPesan", records.new_id(), rest)
            self.assertEqual(("SELESAI", one.nomor, one.hasil),
                             (answer.value("statusPesan"), int(answer.value("nomorPertukaranDicari")),
                              tuple(record[:2] for record in answer.hasil())))


class LedgerTest(unittest.TestCase):
    """The check itself: a journal that had lost or changed something would be found out."""

    def test_a_lost_exchange_is_found(self):
        ledger = Ledger([Told("a", 1, "SELESAI"), Told("b", 2, "SELESAI")])
        journal = [{"nomor": 1, "idPesan": "a", "hasil": "SELESAI"}]
        self.assertEqual(1, len(ledger.lies(journal)))

    def test_an_outcome_that_changed_is_found(self):
        ledger = Ledger([Told("a", 1, "SELESAI"), Told("b", 2, "TERTUNDA"), Told("c", 3, "KESALAHAN_INTERNAL")])
        journal = [{"nomor": 1, "idPesan": "a", "hasil": "RAGU"}, {"nomor": 2, "idPesan": "b", "hasil": "DITOLAK"},
                   {"nomor": 3, "idPesan": "c", "hasil": "SELESAI"}]
        self.assertEqual(3, len(ledger.lies(journal)))

    def test_a_number_given_to_another_message_is_found(self):
        ledger = Ledger([Told("a", 1, "SELESAI")])
        self.assertEqual(1, len(ledger.lies([{"nomor": 1, "idPesan": "b", "hasil": "SELESAI"}])))

    def test_two_different_answers_to_one_message_are_found(self):
        self.assertEqual(1, len(Ledger([Told("a", 1, "SELESAI"), Told("a", 2, "SELESAI")]).contradictions()))


if __name__ == "__main__":
    with harness.World() as world:
        status = report.run(sys.modules[__name__], world)
    sys.exit(status)
