#!/usr/bin/env python3
"""What keeps a journal, from outside: prune, export, backup, restore, stats, and what a gateway does by itself."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import records  # noqa: E402
import soap  # noqa: E402
from harness import World, await_true  # noqa: E402


def jembatan(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([os.environ["JEMBATAN_BIN"], *arguments], capture_output=True, text=True, timeout=60)


class Case(unittest.TestCase):
    """Each test has a gateway of its own: what one prunes another would miss."""

    changes: dict[str, dict] = {}

    def setUp(self):
        self.world = self.enterContext(World(self.changes))
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def enterContext(self, manager):  # unittest has it from Python 3.11 on
        self.addCleanup(manager.__exit__, None, None, None)
        return manager.__enter__()

    def here(self, *arguments: str, status: int = 0) -> subprocess.CompletedProcess:
        done = jembatan(*arguments, "--config", str(self.world.config))
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def answer(self, *arguments: str) -> dict:
        return json.loads(self.here("journal", *arguments, "--json").stdout)

    def send(self, count: int = 3) -> None:
        for number in range(1, count + 1):
            key = soap.key("s:badanUsaha", records.company_key())
            worker = f"<s:pekerja>{soap.fields(records.worker(number))}</s:pekerja>"
            answer = soap.call(self.world.address("kesatu"), "pekerja", "KirimPekerja", records.new_id(), key + worker)
            self.assertEqual(answer.status, 200, answer.body)

    def verified(self, *arguments: str) -> dict:
        done = jembatan("journal", "verify", "--json", *(arguments or ("--config", str(self.world.config))))
        return json.loads(done.stdout)


class Prune(Case):
    def test_messages_are_cleared_while_the_gateway_serves_and_the_chain_holds(self):
        self.send()
        done = self.answer("prune", "--payloads-older-than", "0")
        self.assertEqual(done["payloads"], 12)
        self.assertEqual(self.verified()["status"], "UTUH")
        self.assertEqual(self.verified()["cleared"], 12)
        self.send(1)

    def test_exchanges_are_deleted_and_the_chain_holds(self):
        self.send()
        done = self.answer("prune", "--exchanges-older-than", "0")
        self.assertGreaterEqual(done["exchanges"], 2)
        self.assertEqual(self.verified()["status"], "UTUH")
        self.assertEqual(self.verified()["gaps"], 1)

    def test_a_dry_run_changes_nothing(self):
        self.send()
        told = self.answer("prune", "--payloads-older-than", "0", "--dry-run")
        self.assertEqual((told["payloads"], told["dryRun"]), (12, True))
        self.assertEqual(self.verified()["cleared"], 0)

    def test_what_waits_for_the_other_party_stays(self):
        self.send(1)
        self.world.kill_sandbox("kedua")
        self.send(2)
        done = self.answer("prune", "--exchanges-older-than", "0")
        self.assertEqual(done["keptUnsettled"], 2)
        self.world.start_sandbox("kedua")
        await_true("both delivered", lambda: not self.world.journal("--state", "pending"))

    def test_an_archive_is_made_first_and_holds_what_goes(self):
        self.send()
        archive = self.folder / "archive.db"
        done = self.answer("prune", "--exchanges-older-than", "0", "--archive", str(archive))
        self.assertGreater(done["archivedTo"], 0)
        kept = self.verified("--archive", str(archive))
        self.assertEqual((kept["status"], kept["exchanges"]), ("UTUH", 3))

    def test_nothing_goes_where_the_archive_cannot_be_made(self):
        self.send()
        archive = self.folder / "there.db"
        archive.write_text("something")
        done = self.here("journal", "prune", "--exchanges-older-than", "0", "--archive", str(archive), status=1)
        self.assertIn("nothing was cleared", done.stderr)
        self.assertEqual(len(self.world.journal()), 3)

    def test_ages_are_asked_for_where_nothing_says_them(self):
        self.assertIn("--payloads-older-than", self.here("journal", "prune", status=2).stderr)

    def test_exchanges_do_not_go_before_their_messages(self):
        self.here("journal", "prune", "--payloads-older-than", "9", "--exchanges-older-than", "3", status=2)


class Copies(Case):
    def test_an_archive_that_was_changed_is_not_intact(self):
        self.send()
        archive = self.folder / "archive.db"
        done = self.answer("export", "--to", str(archive))
        self.assertEqual((done["status"], done["exchanges"]), ("UTUH", 3))
        content = bytearray(archive.read_bytes())
        row = content.rfind(b"pekerjaKirimPekerja")  # two columns of the table, side by side in no index
        content[row] ^= 0x20
        archive.write_bytes(content)
        done = jembatan("journal", "verify", "--archive", str(archive))
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)

    def test_an_archive_shows_its_content_to_who_has_the_keys(self):
        self.send()
        archive = self.folder / "archive.db"
        self.here("journal", "export", "--to", str(archive))
        text = self.world.config.read_text().replace('"journal.db"', json.dumps(str(archive)))
        config = self.world.folder / "archive.toml"
        config.write_text(text)
        done = jembatan("journal", "show", "2", "--config", str(config))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("KirimPekerja", done.stdout)
        done = jembatan("serve", "--config", str(config))
        self.assertEqual(done.returncode, 3)
        self.assertIn("archive", done.stderr)

    def test_a_backup_is_taken_while_serving_and_restored_after_the_loss_of_the_journal(self):
        self.send()
        backup = self.folder / "backup.db"
        done = self.answer("backup", "--to", str(backup))
        self.assertEqual((done["status"], done["lastNomor"]), ("UTUH", 3))
        self.here("journal", "backup", "--to", str(backup), status=1)
        refused = self.here("journal", "restore", "--from", str(backup), status=3)
        self.assertIn("serves the journal", refused.stderr)
        self.world.gateway.stop()
        refused = self.here("journal", "restore", "--from", str(backup), status=1)
        self.assertIn("exists already", refused.stderr)
        for left in self.world.folder.glob("journal.db*"):
            left.unlink()
        told = self.here("journal", "restore", "--from", str(backup)).stdout
        self.assertIn("up to exchange 3", told)
        self.world.start_gateway()
        self.send(1)
        self.assertEqual(len(self.world.journal()), 4)
        self.assertEqual(self.verified()["status"], "UTUH")


class Stats(Case):
    def test_figures_for_programs(self):
        self.send(2)
        self.here("journal", "show", "1")
        figures = self.answer("stats")
        self.assertEqual(figures["exchanges"], 2)
        self.assertEqual(figures["groups"], [{"state": "answered", "outcome": "SELESAI", "exchanges": 2}])
        self.assertEqual(figures["notes"], {"show": 1})
        self.assertEqual(figures["signedPosition"], figures["lastPosition"])

    def test_figures_for_people(self):
        self.send(1)
        told = self.here("journal", "stats").stdout
        self.assertIn("answered   SELESAI", told)
        self.assertIn("signed", told)


class Heads(Case):
    changes = {"journal": {"heads": "heads.jsonl"}}

    def heads(self) -> list[dict]:
        file = self.world.folder / "heads.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def test_a_head_is_signed_and_kept_outside_when_the_gateway_stops(self):
        self.send()
        self.world.gateway.stop()
        self.assertEqual([head["position"] for head in self.heads()], [self.verified()["lastPosition"]])

    def test_the_file_goes_on_over_restarts_and_heals_from_half_a_line(self):
        self.send(1)
        self.world.gateway.stop()
        file = self.world.folder / "heads.jsonl"
        with file.open("a") as end:
            end.write('{"position": 12')
        self.world.start_gateway()
        self.send(1)
        self.world.gateway.stop()
        positions = [head["position"] for head in self.heads()]
        self.assertEqual(len(positions), 2)
        self.assertEqual(positions, sorted(set(positions)))
        self.assertEqual(self.verified()["status"], "UTUH")

    def test_what_is_not_this_journals_is_said_and_left(self):
        self.send(1)
        self.world.gateway.stop()
        before = (self.world.folder / "heads.jsonl").read_text()
        for left in self.world.folder.glob("journal.db*"):
            left.unlink()
        self.world.start_gateway()
        self.send(1)
        self.world.gateway.stop()
        self.assertEqual((self.world.folder / "heads.jsonl").read_text(), before)
        self.assertIn("another journal's", self.world.log("gateway"))


class Budget(Case):
    changes = {"journal": {"most_mib": 1}}

    def test_the_gateway_clears_by_itself_what_is_over_the_budget(self):
        key = soap.key("s:badanUsaha", records.company_key())
        for _ in range(24):
            workers = [records.worker(number, alamat=secrets.token_hex(100)) for number in range(1, 501)]
            rest = key + "".join(f"<s:pekerja>{soap.fields(worker)}</s:pekerja>" for worker in workers)
            soap.call(self.world.address("kesatu"), "pekerja", "KirimPekerja", records.new_id(), rest)
        self.world.gateway.stop()
        self.assertGreater(self.answer("stats")["sealedBytes"], 1 << 20)
        self.world.start_gateway()
        await_true("pruned by itself", lambda: "journal pruned" in self.world.log("gateway"))
        self.assertEqual(self.verified()["status"], "UTUH")
        self.assertGreater(self.verified()["cleared"], 0)


if __name__ == "__main__":
    unittest.main()
