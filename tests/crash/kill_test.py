"""The gateway is killed at random moments while callers send without a pause, and started again on the same
journal. Whatever a caller was told must be true afterwards, and nothing acknowledged may be lost.

Usage: kill_test.py [SEED]
"""

import collections
import random
import sys
import time
import unittest
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))
import harness  # noqa: E402
import records  # noqa: E402
import report  # noqa: E402
import soap  # noqa: E402
from clients import Client, Message, told  # noqa: E402
from ledger import Ledger, Told  # noqa: E402

ROUNDS = 12
SENDERS = 3
OPEN_STATES = ("received", "sending", "pending", "in_doubt")
COMPANY = 5
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20201103


def messages_of(first: int) -> Iterator[Message]:
    """One worker each; every fifth message has a second one that is rejected."""
    for number in range(first, 1_000_000, SENDERS):
        yield Message(f"kill-{number}", COMPANY, (number,), spoiled=number % 5 == 0)


class KillTest(unittest.TestCase):
    def test_whatever_a_caller_was_told_is_true_after_sudden_death(self):
        chance = random.Random(SEED)
        ledger = Ledger()
        senders = [Client(f"sender {i}", self.world.address(), messages_of(1 + i), ledger)
                   for i in range(SENDERS)]
        for sender in senders:
            sender.start()
        try:
            for number in range(ROUNDS):
                self._kill_and_start(chance, ledger, lawan_away=number % 3 == 2)
                for sender in senders:
                    self.assertIsNone(sender.error)
        finally:
            for sender in senders:
                sender.end(20)
            for sender in senders:
                sender.join(60)
        messages = [message for sender in senders for message in sender.sent]
        self._await_quiet()
        self._repeat_some(chance, messages, ledger)

        self.assertEqual([], ledger.lies(self._journal()))
        self.assertEqual([], ledger.contradictions() + ledger.shared_numbers())
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

    def _repeat_some(self, chance: random.Random, messages: list[Message], ledger: Ledger) -> None:
        """Every message is acknowledged by now; a late repeat gets what was told before."""
        for message in chance.sample(messages, min(100, len(messages))):
            ledger.add(told(message, soap.post(self.world.address(), "pekerja", message.body())))
        answered = {one.id_pesan for one in ledger.acknowledged()}
        self.assertEqual([], [one.id_pesan for one in messages if one.id_pesan not in answered])

    def _nothing_is_lost(self, messages: list[Message], ledger: Ledger) -> None:
        kept = collections.Counter(self._workers_of_lawan())
        self.assertEqual({}, {nik: times for nik, times in kept.items() if times != 1}, "kept twice")
        answered = {one.id_pesan for one in ledger.acknowledged()}
        given = {records.worker(one.numbers[0])["nik"] for one in messages if one.id_pesan in answered}
        self.assertEqual(given, set(kept))

    def _workers_of_lawan(self) -> list[str]:
        company = soap.key("s:badanUsaha", records.company_key(COMPANY))
        found, more = [], ""
        while True:
            rest = company + more + soap.text("s:batas", "1000")
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

    def test_a_number_told_for_two_messages_is_found(self):
        self.assertEqual(1, len(Ledger([Told("a", 1, "SELESAI"), Told("b", 1, "SELESAI")]).shared_numbers()))

    def test_two_different_answers_to_one_message_are_found(self):
        self.assertEqual(1, len(Ledger([Told("a", 1, "SELESAI"), Told("a", 2, "SELESAI")]).contradictions()))


if __name__ == "__main__":
    with harness.World() as world:
        status = report.run(sys.modules[__name__], world)
    sys.exit(status)
