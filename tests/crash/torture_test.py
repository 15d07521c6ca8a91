"""A short torture passes, and one that loses something on purpose does not."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
TORTURE = HERE.parents[1] / "tools" / "torture"


class TortureTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "torture"

    def torture(self, *arguments: str) -> subprocess.CompletedProcess:
        argv = [sys.executable, "-B", str(HERE / "torture.py"), "--seed", "4", "--dir", str(self.folder),
                *arguments]
        return subprocess.run(argv, capture_output=True, text=True, timeout=250)

    def test_twenty_kills_lose_nothing_and_nothing_happens_twice(self):
        done = self.torture("--kills", "20")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        print(done.stdout, file=sys.stderr)
        for line in (r"kills +20 ", r"losses +0$", r"duplicates +0$", r"other failures +0$"):
            self.assertRegex(done.stdout, "(?m)^" + line)
        self.assertFalse(self.folder.exists(), "what has passed leaves nothing behind")

    def test_a_record_that_the_other_party_lost_is_found(self):
        done = self.torture("--kills", "3", "--break", "record")
        self.assertEqual(1, done.returncode, done.stdout + done.stderr)
        self.assertRegex(done.stdout, "(?m)^losses +1$")
        self.assertTrue((self.folder / "journal.db").exists(), "what has failed is kept")

    def test_a_record_that_is_there_twice_is_found(self):
        done = self.torture("--kills", "3", "--break", "double")
        self.assertEqual(1, done.returncode, done.stdout + done.stderr)
        self.assertRegex(done.stdout, "(?m)^duplicates +1$")

    def test_an_exchange_that_the_journal_lost_is_found(self):
        done = self.torture("--kills", "3", "--break", "exchange")
        self.assertEqual(1, done.returncode, done.stdout + done.stderr)
        self.assertRegex(done.stdout, "(?m)^losses +[1-9]")
        self.assertIn("NOT INTACT", done.stdout)

    def test_wrong_usage_is_told_before_anything_starts(self):
        self.assertEqual(2, self.torture("--kills", "0").returncode)
        done = subprocess.run([str(TORTURE), "--kils", "5"], capture_output=True, text=True, timeout=60)
        self.assertEqual(2, done.returncode)
        self.assertIn("usage: torture", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
