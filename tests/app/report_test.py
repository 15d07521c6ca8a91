#!/usr/bin/env python3
"""`jembatan report`: what it tells of a year, in which files, and what it says to what it cannot do."""

import csv
import datetime
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import records  # noqa: E402
import report  # noqa: E402
import soap  # noqa: E402
from exposition import families, value  # noqa: E402
from harness import World  # noqa: E402

JAKARTA = datetime.timezone(datetime.timedelta(hours=7))
TODAY = datetime.datetime.now(JAKARTA).date()
YEAR = str(TODAY.year)


def workers(*numbers: int, **changes) -> str:
    rows = "".join(f"<s:pekerja>{soap.fields(records.worker(n, **changes))}</s:pekerja>" for n in numbers)
    return soap.key("s:badanUsaha", records.company_key(1)) + rows


def fill(world: World) -> None:
    """Ten workers accepted, one rejected, one read, one message opened."""
    address = world.address()
    soap.call(address, "pekerja", "KirimPekerja", records.new_id(), workers(*range(1, 11), nomorHp="083900000001"))
    soap.call(address, "pekerja", "KirimPekerja", records.new_id(), workers(11, nik="123"))
    soap.call(address, "pekerja", "AmbilPekerja", records.new_id(), soap.text("s:nik", records.worker(1)["nik"]))
    world.command("journal", "show", "1", "--reason", "uji")


class Case(unittest.TestCase):
    world: World

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="jembatan-report-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def run_report(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run([os.environ["JEMBATAN_BIN"], "report", "--config", str(self.world.config), "--output",
                               str(self.folder), *arguments], capture_output=True, text=True, timeout=120)

    def made(self, *arguments: str) -> dict:
        done = self.run_report(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(next(self.folder.glob("*.json")).read_text(encoding="utf-8"))

    def page(self) -> str:
        return next(self.folder.glob("*.html")).read_text(encoding="utf-8")

    def refused(self, status: int, *arguments: str) -> str:
        done = self.run_report(*arguments)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.assertEqual(list(self.folder.iterdir()), [], "nothing was written")
        return done.stderr


class Numbers(Case):
    def test_exchanges_and_records_are_counted(self):
        total = self.made("--year", YEAR)["pertukaranMenurutBulan"][-1]
        self.assertEqual((total["pertukaran"], total["rekaman"], total["ditolak"]), (3, 12, 1))

    def test_the_month_is_that_of_jakarta(self):
        rows = self.made("--year", YEAR)["pertukaran"]
        self.assertLessEqual({row["bulan"] for row in rows}, {f"{TODAY:%Y-%m}", f"{TODAY - datetime.timedelta(1):%Y-%m}"})

    def test_findings_carry_item_and_code(self):
        codes = {(row["butir"], row["kode"]) for row in self.made("--year", YEAR)["temuan"]}
        self.assertIn(("C.1", "C1_FORMAT"), codes)

    def test_small_groups_are_not_told(self):
        made = self.made("--year", YEAR)
        row = next(row for row in made["temuan"] if row["kode"] == "C1_FORMAT")
        self.assertIsNone(row["jumlah"])
        self.assertIn("jumlah", row["ditutup"])
        self.assertIn('<td class="n">*</td>', self.page())

    def test_optional_fields_of_accepted_records(self):
        rows = {(row["pihak"][:4], row["elemen"]): row for row in self.made("--year", YEAR)["kelengkapan"]}
        self.assertEqual(rows[("WLKP", "nomorHp")]["terisi"], 10)
        self.assertEqual(rows[("WLKP", "nomorHp")]["kelengkapan"], 1.0)
        self.assertEqual(rows[("WLKP", "statusKepesertaan")]["terisi"], 0)

    def test_who_opened_a_message(self):
        rows = self.made("--year", YEAR)["pembukaan"]
        self.assertEqual([(row["cara"], row["kali"]) for row in rows], [("disamarkan", 1)])

    def test_the_signed_head_fits(self):
        facts = {row["hal"]: row["nilai"] for row in self.made("--year", YEAR, "--lang", "en")["bukti"]}
        self.assertEqual(facts["Signature, and the chain at that position"], "fit")
        self.assertTrue(facts["Whole journal verified for this report"].startswith("no"))

    def test_verify_is_run_and_told(self):
        made = self.made("--year", YEAR, "--verify")
        self.assertTrue(made["laporan"]["diperiksaSeluruhnya"])

    def test_no_personal_value_is_in_any_file(self):
        self.made("--year", YEAR)
        worker = records.worker(1)
        for file in self.folder.iterdir():
            text = file.read_text(encoding="utf-8")
            for name in ("nik", "nama", "alamat"):
                self.assertNotIn(worker[name], text)


class Files(Case):
    def test_the_same_journal_gives_the_same_bytes(self):
        self.made("--year", YEAR)
        first = {file.name: file.read_bytes() for file in self.folder.iterdir()}
        for file in self.folder.iterdir():
            file.unlink()
        self.made("--year", YEAR)
        self.assertEqual(first, {file.name: file.read_bytes() for file in self.folder.iterdir()})
        self.made("--year", YEAR)  # what is there says the same: no complaint

    def test_another_report_of_that_name_is_left_alone(self):
        (self.folder / f"laporan-{YEAR}.csv").write_text("mine")
        done = self.run_report("--year", YEAR)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--overwrite", done.stderr)
        self.assertEqual([file.name for file in self.folder.iterdir()], [f"laporan-{YEAR}.csv"])
        self.assertEqual(self.run_report("--year", YEAR, "--overwrite").returncode, 0)

    def test_the_page_asks_for_nothing_from_elsewhere(self):
        self.made("--year", YEAR)
        page = self.page()
        for part in ("<script", "http://", "https://", "@import", "url(http", " src="):
            self.assertNotIn(part, page)

    def test_csv_opens_in_indonesian_excel(self):
        self.made("--year", YEAR)
        raw = (self.folder / f"laporan-{YEAR}.csv").read_bytes()
        self.assertTrue(raw.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
        header = next(row for row in rows if row[:2] == ["Bulan", "Dari WLKP"])
        self.assertEqual(len(header), 7)

    def test_english_has_a_name_and_a_comma_of_its_own(self):
        self.made("--year", YEAR, "--lang", "en")
        self.assertIn("Month,From WLKP", (self.folder / f"report-{YEAR}.csv").read_text(encoding="utf-8"))

    def test_a_quarter_holds_three_months(self):
        quarter = (TODAY.month + 2) // 3
        made = self.made("--year", YEAR, "--quarter", str(quarter))
        self.assertEqual(len(made["pertukaranMenurutBulan"]), 4)
        self.assertTrue((self.folder / f"laporan-{YEAR}-tw{quarter}.html").exists())


class Refusals(Case):
    def test_a_year_without_data(self):
        self.assertIn("no exchange was received in 2021", self.refused(1, "--year", "2021"))

    def test_a_year_in_the_future(self):
        self.assertIn("future", self.refused(2, "--year", str(TODAY.year + 1)))

    def test_a_quarter_out_of_range(self):
        self.assertIn("--quarter is 1, 2, 3 or 4", self.refused(2, "--year", YEAR, "--quarter", "5"))

    def test_a_year_that_is_none(self):
        self.refused(2, "--year", "soon")
        self.refused(2, "--year", "26")

    def test_an_unknown_language(self):
        self.refused(2, "--year", YEAR, "--lang", "fr")

    def test_a_folder_that_is_not_there(self):
        done = subprocess.run([os.environ["JEMBATAN_BIN"], "report", "--config", str(self.world.config), "--year", YEAR,
                               "--output", str(self.folder / "no")], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("mkdir -p", done.stderr)

    def test_a_journal_that_cannot_be_read(self):
        broken = self.folder.parent / (self.folder.name + "-broken")
        broken.mkdir()
        self.addCleanup(shutil.rmtree, broken)
        for name in ("jembatan.toml", "journal.keys"):
            shutil.copy(self.world.folder / name, broken / name)
        (broken / "journal.db").write_bytes(b"no journal at all, but long enough to be looked at" * 100)
        done = subprocess.run([os.environ["JEMBATAN_BIN"], "report", "--config", str(broken / "jembatan.toml"), "--year",
                               YEAR, "--output", str(self.folder)], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("journal", done.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])


class Evaluations(Case):
    def test_a_day_that_is_none_or_to_come_is_refused(self):
        self.assertIn("2026-03-15", self.refused(2, "--record-evaluation", "15-03-2026"))
        self.assertIn("future", self.refused(2, "--record-evaluation", str(TODAY + datetime.timedelta(2))))
        self.assertIn("before the agreement", self.refused(2, "--record-evaluation", "2020-11-02"))

    def test_what_is_recorded_shows_everywhere(self):
        day = TODAY - datetime.timedelta(30)
        done = self.run_report("--record-evaluation", day.isoformat())
        self.assertEqual(done.returncode, 0, done.stderr)
        check = subprocess.run([os.environ["JEMBATAN_BIN"], "check", "--config", str(self.world.config)],
                               capture_output=True, text=True, timeout=60)
        self.assertIn(f"evaluation: the last on {day}", check.stdout)
        self.assertIn("days left", check.stdout)
        answer = soap.request(self.world.admin(), "GET", "/metrics")
        found = families(answer.body.decode())
        self.assertAlmostEqual(value(found, "jembatan_agreement_evaluation_remaining_seconds") / 86400, 335, delta=2)
        self.assertAlmostEqual(value(found, "jembatan_agreement_decision_remaining_seconds") / 86400, 273, delta=3)
        facts = {row["hal"]: row["nilai"] for row in self.made("--year", YEAR, "--lang", "en")["kalender"]}
        self.assertIn(str(day.year), facts["Last evaluation (Pasal 9)"])


class Looks(Case):
    """In headless Chromium: it is a page, it prints on A4, nothing runs over the edge."""

    def chromium(self, *arguments: str) -> str:
        program = shutil.which("chromium")
        self.assertIsNotNone(program, "Chromium is missing: tools/install-packages --tests installs it")
        done = subprocess.run([program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                               f"--user-data-dir={self.folder}/profile", *arguments, str(next(self.folder.glob("*.html")))],
                              capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_it_prints(self):
        self.made("--year", YEAR)
        pdf = self.folder / "out.pdf"
        self.chromium("--no-pdf-header-footer", f"--print-to-pdf={pdf}")
        self.assertTrue(pdf.read_bytes().startswith(b"%PDF"))
        self.assertGreater(pdf.stat().st_size, 20_000)

    def test_it_is_drawn_on_a_screen(self):
        self.made("--year", YEAR)
        picture = self.folder / "out.png"
        self.chromium("--window-size=1000,1400", f"--screenshot={picture}")
        self.assertGreater(picture.stat().st_size, 20_000)


if __name__ == "__main__":
    with World() as the_world:
        fill(the_world)
        status = report.run(sys.modules["__main__"], the_world)
    sys.exit(status)
