#!/usr/bin/env python3
"""`jembatan reconcile` from outside: totals, companies, one company, CSV and JSON, a plan and its sending."""

import csv
import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import records  # noqa: E402
import soap  # noqa: E402
from harness import World  # noqa: E402


def jembatan(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([os.environ["JEMBATAN_BIN"], *arguments], capture_output=True, text=True, timeout=60)


def send_company(world: World, party: str, key: dict[str, str], name: str) -> None:
    record = {**key, "nama": name, "kbli": "13121", "alamat": "Jl. Contoh Raya No. 1, Kab. Bandung",
              "nomorTelepon": "(022) 0000 001", "email": "hrd@contoh.example"}
    order = ("npwp", "nib", "tdp", "nama", "kbli", "alamat", "nomorTelepon", "email")
    record = {name: record[name] for name in order if name in record}
    answer = soap.call(world.address(party), "badan-usaha", "KirimBadanUsaha", records.new_id(),
                       soap.text("s:jumlahData", "1") + f"<s:badanUsaha>{soap.fields(record)}</s:badanUsaha>")
    assert answer.hasil() and answer.hasil()[0][1] == "DITERIMA", answer.body


def send_workers(world: World, party: str, key: dict[str, str], workers: list[dict[str, str]]) -> None:
    rows = "".join(f"<s:pekerja>{soap.fields(one)}</s:pekerja>" for one in workers)
    answer = soap.call(world.address(party), "pekerja", "KirimPekerja", records.new_id(),
                       soap.key("s:badanUsaha", key) + soap.text("s:jumlahData", str(len(workers))) + rows)
    assert all(one[1] == "DITERIMA" for one in answer.hasil()) and answer.hasil(), answer.body


class Reconcile(unittest.TestCase):
    """Company 1 is known to both and company 2 to Pihak Kesatu alone; worker 1 is the same, 2 has another
    birth date, 3 is in WLKP only, 4 in JKN only; 5 is at company 2."""

    @classmethod
    def setUpClass(cls):
        cls.world = World()
        cls.world.__enter__()
        cls.addClassCleanup(cls.world.__exit__, None, None, None)
        first, second = records.company_key(1), records.company_key(2)
        bare = {"npwp": "0" + "".join(c for c in records.npwp(1) if c.isdigit())}
        send_company(cls.world, "kesatu", first, "PT Contoh Satu")
        send_company(cls.world, "kesatu", second, "=PT Contoh Dua")
        send_company(cls.world, "kedua", bare, "Contoh Satu")
        send_workers(cls.world, "kesatu", first, [records.worker(n) for n in (1, 2, 3)])
        send_workers(cls.world, "kesatu", second, [records.worker(5)])
        send_workers(cls.world, "kedua", bare, [
            records.member(1), records.member(2, tanggalLahir="1990-04-22"), records.member(4)])

    def run_it(self, *arguments: str, status: int = 0) -> subprocess.CompletedProcess:
        done = jembatan("reconcile", "--config", str(self.world.config), *arguments)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def lines(self, *arguments: str) -> list[dict]:
        return [json.loads(line) for line in self.run_it("--json", *arguments).stdout.splitlines()]

    def totals(self, *arguments: str) -> dict[str, int]:
        return {line["butir"]: line["jumlah"] for line in self.lines(*arguments) if line["jenis"] == "jumlah"}

    def company(self, number: int) -> str:
        found = [line for line in self.lines("--companies", "--npwp", records.npwp(number))
                 if line["jenis"] == "perusahaan"]
        self.assertEqual(len(found), 1)
        return found[0]["perusahaan"]

    def test_totals(self):
        totals = self.totals()
        found = {name: count for name, count in totals.items() if count}
        self.assertEqual(found, {
            "perusahaanHanyaWlkp": 1, "perusahaanSama": 1, "pekerjaHanyaWlkp": 2, "pekerjaHanyaJkn": 1,
            "pekerjaSama": 1, "pekerjaBeda": 1, "potensi": 2})

    def test_a_table_for_people_names_the_potential_workers(self):
        self.assertIn("potensi", self.run_it().stdout)

    def test_one_company_goes_down_to_fields_exchanges_and_dates(self):
        workers = [line for line in self.lines("--company", self.company(1)) if line["jenis"] == "pekerja"]
        different = [line for line in workers if line["kelas"] == "BEDA"]
        self.assertEqual([line["field"] for line in different], ["tanggalLahir"])
        self.assertGreater(different[0]["pertukaranWlkp"], 0)
        self.assertRegex(different[0]["tanggalJkn"], r"^\d{4}-\d\d-\d\dT")
        self.assertEqual(sorted(line["kelas"] for line in workers), ["BEDA", "HANYA_JKN", "HANYA_WLKP", "SAMA"])

    def test_masked_output_names_nobody(self):
        text = self.run_it("--company", self.company(1), "--csv").stdout
        self.assertNotIn("Siti", text)
        self.assertNotIn(records.worker(1)["nik"], text)

    def test_full_needs_a_reason(self):
        done = self.run_it("--companies", "--full", status=2)
        self.assertIn("--reason", done.stderr)

    def notes(self) -> int:
        with sqlite3.connect(f"file:{self.world.folder / 'journal.db'}?mode=ro", uri=True) as journal:
            return journal.execute("SELECT count(*) FROM message WHERE leg = 5").fetchone()[0]

    def test_full_shows_names_and_is_recorded(self):
        company, before = self.company(1), self.notes()
        self.run_it("--company", company)
        self.assertEqual(self.notes(), before, "what is masked needs no note")
        text = self.run_it("--company", company, "--full", "--reason", "uji coba 17").stdout
        self.assertIn(records.worker(1)["nik"], text)
        self.assertEqual(self.notes(), before + 1)

    def test_csv_is_for_excel_with_indonesian_settings_and_runs_nothing(self):
        done = self.run_it("--companies", "--csv", "--full", "--reason", "uji")
        self.assertTrue(done.stdout.startswith("\ufeff"))
        rows = list(csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff")), delimiter=";"))
        self.assertIn("'=PT Contoh Dua", [row["nama"] for row in rows])

    def test_filters(self):
        self.assertEqual(self.totals("--wilayah", "32")["pekerjaSama"], 1)
        self.assertEqual(self.totals("--wilayah", "3273")["pekerjaSama"], 0)
        self.assertEqual(self.totals("--kbli", "14")["perusahaanSama"], 0)
        self.assertEqual(self.totals("--min", "2")["perusahaanHanyaWlkp"], 0)
        self.assertEqual(self.totals("--since", "2999-01-01")["pekerjaSama"], 0)
        self.assertEqual(self.totals("--since", "2020-01-01")["pekerjaSama"], 1)
        self.assertEqual(self.totals("--nib", records.company_key(2)["nib"])["perusahaanHanyaWlkp"], 1)

    def test_filters_that_cannot_be_meant(self):
        for arguments in (["--wilayah", "99"], ["--wilayah", "3"], ["--kbli", "00"], ["--since", "kemarin"],
                          ["--min", "5", "--max", "2"], ["--nib", "12"], ["--company", "x"], ["--csv", "--json"]):
            with self.subTest(arguments=arguments):
                self.assertTrue(self.run_it(*arguments, status=2).stderr)

    def test_a_company_that_nobody_knows(self):
        self.assertIn("no company", self.run_it("--company", "0123456789abcdef", status=1).stderr)
        self.assertIn("no company", self.run_it("--nib", "9999000000777", status=1).stderr)

    def test_potensi_that_was_answered_stands_beside_the_own_count(self):
        answer = soap.call(self.world.address("kesatu"), "pekerja", "PotensiPekerja", records.new_id(),
                           soap.key("s:badanUsaha", records.company_key(1)))
        self.assertEqual(answer.status, 200, answer.body)
        company = self.company(1)
        line = [one for one in self.lines("--companies") if one.get("perusahaan") == company][0]
        self.assertEqual(line["potensi"], 1)
        self.assertEqual(line["potensiDijawab"], answer.value("jumlahPotensi"))


class Plan(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.world.__enter__()
        self.addCleanup(self.world.__exit__, None, None, None)
        key = records.company_key(1)
        send_company(self.world, "kesatu", key, "PT Contoh Satu")
        send_workers(self.world, "kesatu", key, [records.worker(1), records.worker(2)])
        send_workers(self.world, "kedua", key, [records.member(2, tanggalLahir="1990-04-22"), records.member(3)])
        self.folder = self.world.folder / "rencana"

    def plan(self, *arguments: str) -> subprocess.CompletedProcess:
        return jembatan("reconcile", "--config", str(self.world.config), "--plan", str(self.folder), "--reason",
                        "uji", *arguments)

    def listed(self) -> dict[str, int]:
        return {one["berkas"]: one["rekaman"]
                for one in json.loads((self.folder / "rencana.json").read_text())["berkas"]}

    def send(self) -> subprocess.CompletedProcess:
        return jembatan("send", "--plan", str(self.folder), "--config", str(self.world.config))

    def test_says_who_is_to_send_what_to_whom(self):
        done = self.plan()
        self.assertEqual(done.returncode, 0, done.stderr)
        # The birth date that was said last counts: Pihak Kedua gives it.
        self.assertEqual(self.listed(), {"kesatu-kirim-pekerja.jsonl": 1, "kedua-kirim-pekerja.jsonl": 1,
                                         "kedua-selaraskan-pekerja.jsonl": 1})

    def test_is_for_its_owner_alone(self):
        self.plan()
        self.assertEqual(stat.S_IMODE(self.folder.stat().st_mode), 0o700)
        for file in self.folder.iterdir():
            self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600, file.name)

    def test_needs_a_reason_and_a_new_folder(self):
        done = jembatan("reconcile", "--config", str(self.world.config), "--plan", str(self.folder))
        self.assertEqual(done.returncode, 2)
        self.plan()
        again = self.plan()
        self.assertEqual(again.returncode, 1)
        self.assertIn("new or empty", again.stderr)

    def test_leaves_out_what_was_accepted_before_where_that_is_wished(self):
        self.assertEqual(self.plan("--new-only").returncode, 0)
        self.assertEqual(self.listed(), {})

    def use_fixed_ports(self) -> None:
        self.world.gateway.kill()
        self.world.start_gateway()

    def test_is_sent_as_ordinary_exchanges_once(self):
        self.use_fixed_ports()
        self.plan()
        before = len(self.world.journal("--limit", "1000"))
        done = self.send()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("3 messages sent: 3 records accepted, 0 rejected", done.stdout)
        after = self.world.journal("--limit", "1000")
        self.assertEqual(len(after) - before, 3)
        self.assertEqual({entry["operasi"] for entry in after[:3]}, {"KirimPekerja", "SelaraskanPekerja"})
        again = self.send()
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertIn("0 messages sent", again.stdout)
        self.assertEqual(len(self.world.journal("--limit", "1000")), len(after))

    def test_goes_on_after_a_stop_without_sending_twice(self):
        self.use_fixed_ports()
        self.plan()
        self.assertEqual(self.send().returncode, 0)
        count = len(self.world.journal("--limit", "1000"))
        # As if the last message had been answered and the answer not noted.
        progress = self.folder / "kemajuan.jsonl"
        lines = [line for line in progress.read_text().splitlines() if line]
        progress.write_text("\n".join(lines[:-1]) + "\n" + lines[-1][:20])
        done = self.send()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("1 messages sent", done.stdout)
        bound = {entry["idPesan"] for entry in self.world.journal("--limit", "1000")
                 if entry["idPesan"].startswith("rencana-") and entry["hasil"] == "SELESAI"}
        self.assertEqual(len(bound), 3)
        self.assertLessEqual(len(self.world.journal("--limit", "1000")), count + 1)

    def test_waits_for_a_gateway_that_is_away(self):
        self.use_fixed_ports()
        self.plan()
        self.world.gateway.kill()
        done = self.send()
        self.assertEqual(done.returncode, 3)
        self.assertIn("not sent twice", done.stderr)
        self.world.start_gateway()
        self.assertEqual(self.send().returncode, 0)

    def test_a_folder_that_is_no_plan(self):
        done = jembatan("send", "--plan", str(self.world.folder), "--config", str(self.world.config))
        self.assertEqual(done.returncode, 1)
        self.assertIn("is no plan", done.stderr)


class BadInput(unittest.TestCase):
    def test_an_empty_register(self):
        with World() as world:
            done = jembatan("reconcile", "--config", str(world.config))
            self.assertEqual(done.returncode, 1)
            self.assertIn("the register is empty", done.stderr)

    def test_a_register_that_does_not_fit_its_journal(self):
        with World() as world:
            send_workers(world, "kesatu", records.company_key(1), [records.worker(1)])
            world.gateway.kill()
            subprocess.run([sys.executable, "-c",
                            "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]);"
                            " d.execute('DELETE FROM register_change'); d.commit()",
                            str(world.folder / "journal.db")], check=True, timeout=60)
            done = jembatan("reconcile", "--config", str(world.config))
            self.assertEqual(done.returncode, 1)
            self.assertIn("register rebuild", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
