#!/usr/bin/env python3
"""The register from outside: status, verify and rebuild beside a journal that a gateway has written."""

import os
import sqlite3
import subprocess
import sys
import unittest
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import records  # noqa: E402
import soap  # noqa: E402
from harness import World  # noqa: E402

ROWS = ("SELECT company, kind, subject, party, body FROM register ORDER BY company, kind, subject, party",
        "SELECT origin, number, company, subject FROM register_change ORDER BY origin, number, company, subject")


class Register(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.world.__enter__()
        self.addCleanup(self.world.__exit__, None, None, None)

    def register(self, command: str, status: int = 0) -> subprocess.CompletedProcess:
        return self.here("register", command, status=status)

    def here(self, *arguments: str, status: int = 0) -> subprocess.CompletedProcess:
        done = subprocess.run([os.environ["JEMBATAN_BIN"], *arguments, "--config", str(self.world.config)],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def send(self, *numbers: int) -> None:
        key = soap.key("s:badanUsaha", records.company_key())
        workers = "".join(f"<s:pekerja>{soap.fields(records.worker(n))}</s:pekerja>" for n in numbers)
        answer = soap.call(self.world.address("kesatu"), "pekerja", "KirimPekerja", records.new_id(), key + workers)
        self.assertEqual(answer.status, 200, answer.body)

    def tables(self) -> list[list[tuple]]:
        with closing(sqlite3.connect(self.world.folder / "journal.db")) as journal:
            return [journal.execute(sql).fetchall() for sql in ROWS]

    def change(self, sql: str) -> None:
        with closing(sqlite3.connect(self.world.folder / "journal.db")) as journal, journal:
            journal.execute(sql)

    def test_it_follows_a_gateway_that_serves_and_is_the_same_when_made_again(self):
        self.send(1, 2)
        self.send(2, 3)
        told = self.register("status").stdout
        self.assertIn("pekerja: kesatu 3, kedua 0", told)
        self.assertIn("badan usaha: kesatu 1, kedua 0", told)
        self.assertIn("exchanges: 2, the last 2", told)
        self.assertIn("it fits its journal", told)
        self.assertIn("serves the journal", self.register("verify", status=3).stderr)
        self.world.gateway.stop()
        before = self.tables()
        self.assertIn("what 2 exchanges of its journal say", self.register("verify").stdout)
        self.assertEqual(self.tables(), before)
        self.assertIn("made again from 2 exchanges", self.register("rebuild").stdout)
        self.assertEqual(self.tables(), before)
        self.here("journal", "verify")
        self.world.start_gateway()
        self.send(4)
        self.assertIn("pekerja: kesatu 4", self.register("status").stdout)

    def test_pruning_reaches_it(self):
        self.send(1, 2)
        self.here("journal", "prune", "--payloads-older-than", "0")
        told = self.register("status").stdout
        self.assertIn("pekerja: kesatu 0, kedua 0", told)
        self.assertIn("cleared up to exchange 1", told)
        self.assertEqual(self.tables(), [[], []])
        self.send(2)
        self.world.gateway.stop()
        self.assertIn("what 1 exchanges of its journal say", self.register("verify").stdout)

    def test_one_that_does_not_fit_its_journal_is_told_and_stays_as_it_is(self):
        self.send(1)
        self.send(2)
        self.world.gateway.stop()
        right = self.tables()
        self.change("DELETE FROM register_change WHERE number = 2")
        wrong = self.tables()
        told = self.register("status", status=1).stderr
        self.assertIn("the register does not fit its journal: it does not know of exchange 2", told)
        self.assertIn("jembatan register rebuild", told)
        self.assertIn("nothing was changed", self.register("verify", status=1).stderr)
        self.assertEqual(self.tables(), wrong)
        self.register("rebuild")
        self.assertEqual(self.tables(), right)

    def test_a_changed_row_is_found_by_verify_and_mended_by_rebuild(self):
        self.send(1)
        self.world.gateway.stop()
        right = self.tables()
        self.change("UPDATE register SET body = CAST(substr(body, 1, length(body) - 1) || x'7f' AS BLOB) WHERE kind = 2")
        self.register("status")
        told = self.register("verify", status=1).stderr
        self.assertIn("2 rows differ from what the journal says", told)
        self.register("rebuild")
        self.assertEqual(self.tables(), right)

    def test_an_empty_one_fits(self):
        told = self.register("status").stdout
        self.assertIn("pekerja: kesatu 0, kedua 0", told)
        self.assertIn("it fits its journal", told)
        self.world.gateway.stop()
        self.assertIn("what 0 exchanges", self.register("verify").stdout)

    def test_no_value_stands_in_its_rows(self):
        self.send(1)
        rows = repr(self.tables())
        for value in (records.worker(1)["nik"], records.worker(1)["nama"], records.company_key()["nib"]):
            self.assertNotIn(value, rows)

    def test_a_subcommand_is_asked_for(self):
        done = subprocess.run([os.environ["JEMBATAN_BIN"], "register"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    sys.exit(0 if result.wasSuccessful() and result.testsRun else 1)
