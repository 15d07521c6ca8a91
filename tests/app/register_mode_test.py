#!/usr/bin/env python3
"""A party that can only call: kesatu has no system of its own, the gateway's register answers for it."""

import contextlib
import datetime
import sqlite3
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import exposition  # noqa: E402
import records  # noqa: E402
import soap  # noqa: E402
from harness import World, await_true, program_path  # noqa: E402

WORKERS = 250
UMUM = "{urn:jembatan:umum:1}"


class PortalWorld(World):
    """`own_reads` as the configuration has it; "" leaves it out. kesatu's sandbox is never started."""

    def __init__(self, changes=None, own_reads=""):
        super().__init__(changes)
        self._own_reads = own_reads

    def start_sandbox(self, party, *faults):
        if party == "kedua":
            super().start_sandbox(party, *faults)

    def _configuration(self):
        tables = super()._configuration()
        tables["upstream.kesatu"] = {"mode": "register"}
        if self._own_reads:
            tables["upstream.kesatu"]["own_reads"] = self._own_reads
        return tables


class Case(unittest.TestCase):
    world: World

    def call(self, party, section, name, rest="", id_pesan=None):
        return soap.call(self.world.address(party), section, name, id_pesan or records.new_id(), rest)

    def give_workers(self, party, numbers, company=1, make=records.worker):
        rest = soap.key("s:badanUsaha", records.company_key(company)) + "".join(
            f"<s:pekerja>{soap.fields(make(number))}</s:pekerja>" for number in numbers)
        answer = self.call(party, "pekerja", "KirimPekerja", rest)
        self.assertEqual(answer.value("status"), "SELESAI", answer.body)
        return answer

    def give_company(self, party, number=1):
        answer = self.call(party, "badan-usaha", "KirimBadanUsaha",
                           f"<s:badanUsaha>{soap.fields(records.company(number))}</s:badanUsaha>")
        self.assertEqual(answer.value("status"), "SELESAI", answer.body)
        return answer

    def page(self, party, batas, lanjutan=None, company=1):
        rest = soap.key("s:badanUsaha", records.company_key(company))
        if lanjutan:
            rest += soap.text("s:lanjutan", lanjutan)
        return self.call(party, "pekerja", "DaftarPekerja", rest + soap.text("s:batas", str(batas)))

    def all_niks(self, party, batas, company=1):
        """Over all pages; and how many pages there were."""
        niks, lanjutan, pages = [], None, 0
        while pages < 50:
            answer = self.page(party, batas, lanjutan, company)
            self.assertIsNone(answer.kode, answer.body)
            niks += [one.text for one in answer.all("nik")]
            pages += 1
            lanjutan = answer.value("lanjutan")
            if not lanjutan:
                return niks, pages
        raise AssertionError("the list has no end")


class Asked(Case):
    """What kesatu has given and kedua asks for."""

    @classmethod
    def setUpClass(cls):
        cls.world = PortalWorld().__enter__()
        case = cls()
        case.give_company("kesatu")
        case.give_workers("kesatu", range(1, WORKERS + 1))

    @classmethod
    def tearDownClass(cls):
        cls.world.__exit__(None, None, None)

    def test_a_company(self):
        answer = self.call("kedua", "badan-usaha", "AmbilBadanUsaha", soap.key("s:kunci", records.company_key(1)))
        self.assertEqual(answer.value("nama"), records.company(1)["nama"], answer.body)

    def test_a_worker_and_the_day_of_its_values(self):
        answer = self.call("kedua", "pekerja", "AmbilPekerja", soap.text("s:nik", records.worker(7)["nik"]))
        self.assertEqual(answer.value("nama"), records.worker(7)["nama"], answer.body)
        self.assertIn("R_NILAI_REGISTER", answer.temuan())
        jakarta = datetime.timezone(datetime.timedelta(hours=7))
        days = {(datetime.datetime.now(jakarta) - datetime.timedelta(days=back)).date().isoformat() for back in (0, 1)}
        words = [one.findtext(UMUM + "pesan") for one in answer.all("temuan")]
        self.assertTrue(any(day in word for day in days for word in words), words)

    def test_every_worker_once_over_the_pages(self):
        niks, pages = self.all_niks("kedua", 100)
        self.assertEqual(pages, 3)
        self.assertEqual(sorted(niks), sorted(records.worker(number)["nik"] for number in range(1, WORKERS + 1)))

    def test_a_page_goes_on_after_a_restart(self):
        first = self.page("kedua", 100)
        self.world.gateway.stop()
        self.world.start_gateway()
        second = self.page("kedua", 200, first.value("lanjutan"))
        self.assertEqual(len(first.all("nik")) + len(second.all("nik")), WORKERS)
        self.assertIsNone(second.value("lanjutan"))

    def test_a_mark_that_was_made_up_is_refused(self):
        answer = self.page("kedua", 100, "0" * 48)
        self.assertEqual(answer.kode, "PIHAK_LAWAN_MENOLAK")
        self.assertIn("R_LANJUTAN", answer.temuan())

    def test_what_has_changed_since(self):
        for hours, found in ((-1, 1), (1, 0)):
            when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
            answer = self.call("kedua", "badan-usaha", "DaftarBadanUsaha",
                               soap.text("s:sejak", when.strftime("%Y-%m-%dT%H:%M:%SZ")))
            self.assertEqual(len(answer.all("badanUsaha")), found, answer.body)

    def test_registration_of_a_company_that_was_given_and_of_one_that_was_not(self):
        known = self.call("kedua", "badan-usaha", "StatusPendaftaran", soap.key("s:kunci", records.company_key(1)))
        self.assertEqual(known.value("status"), "TERDAFTAR", known.body)
        unknown = self.call("kedua", "badan-usaha", "StatusPendaftaran", soap.key("s:kunci", records.company_key(9)))
        self.assertEqual(unknown.kode, "PIHAK_LAWAN_MENOLAK")
        self.assertIn("R_TIDAK_DIKETAHUI", unknown.temuan())

    def test_potential_workers(self):
        answer = self.call("kedua", "pekerja", "PotensiPekerja", soap.key("s:badanUsaha", records.company_key(1)))
        self.assertEqual(answer.value("jumlahPekerja"), str(WORKERS), answer.body)

    def test_the_register_still_fits_its_journal(self):
        self.page("kedua", 100)
        self.assertNotIn("ERROR    register", self.check()[1])

    def check(self):
        done = subprocess.run([program_path("JEMBATAN_BIN"), "check", "--config", str(self.world.config)],
                              capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def test_check_says_that_the_register_answers(self):
        status, said = self.check()
        self.assertEqual(status, 0, said)
        self.assertIn("upstream.kesatu: the register answers", said)

    def test_metrics_tell_whose_system_is_the_register(self):
        page = exposition.families(soap.request(self.world.admin(), "GET", "/metrics").body.decode())
        self.assertEqual(exposition.value(page, "jembatan_upstream_register", party="kesatu"), 1)
        self.assertEqual(exposition.value(page, "jembatan_upstream_register", party="kedua"), 0)
        self.assertEqual(exposition.value(page, "jembatan_upstream_state", party="kesatu", state="closed"), 1)


class Kept(Case):
    """What kedua sends for kesatu."""

    def setUp(self):
        self.world = PortalWorld().__enter__()
        self.addCleanup(self.world.__exit__, None, None, None)

    def test_a_write_is_answered_at_once_and_fetched_over_pages_though_the_live_system_is_down(self):
        self.give_workers("kedua", range(1, WORKERS + 1), make=records.member)
        self.world.kill_sandbox("kedua")
        niks, pages = self.all_niks("kesatu", 100)
        self.assertEqual((len(set(niks)), len(niks), pages), (WORKERS, WORKERS, 3))

    def test_what_was_kept_outlives_a_kill(self):
        self.give_workers("kedua", [1], make=records.member)
        self.world.gateway.kill()
        self.world.start_gateway()
        self.assertEqual(self.all_niks("kesatu", 100)[0], [records.member(1)["nik"]])

    def test_since_finds_the_company_whose_workers_have_changed(self):
        self.give_workers("kedua", [1], make=records.member)
        when = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=5)
        answer = self.call("kesatu", "badan-usaha", "DaftarBadanUsaha",
                           soap.text("s:sejak", when.strftime("%Y-%m-%dT%H:%M:%SZ")))
        self.assertEqual(answer.value("npwp"), records.company_key(1)["npwp"], answer.body)

    def test_one_worker_is_known_while_the_live_system_is_down(self):
        self.give_workers("kedua", [1], make=records.member)
        self.world.kill_sandbox("kedua")
        answer = self.call("kesatu", "pekerja", "AmbilPekerja", soap.text("s:nik", records.member(1)["nik"]))
        self.assertEqual(answer.value("nomorKepesertaanJkn"), records.member(1)["nomorKepesertaanJkn"], answer.body)
        self.assertIn("R_NILAI_REGISTER", answer.temuan())

    def test_nothing_is_fetched_while_operators_have_stopped_the_exchange(self):
        self.give_workers("kedua", [1], make=records.member)
        self.world.command("pause", "--party", "kedua", "--reason", "uji")
        await_true("the pause is in force", lambda: self.page("kesatu", 10).kode == "PERTUKARAN_DIHENTIKAN")


class Live(Case):
    def test_own_reads_live_ask_the_other_partys_system(self):
        with PortalWorld(own_reads="live") as self.world:
            self.give_workers("kedua", [1], make=records.member)
            self.assertEqual(self.page("kesatu", 10).all("nik"), [], "the live system has been given nothing")


class Both(Case):
    def test_two_parties_without_systems_exchange_through_the_register(self):
        class Portals(PortalWorld):
            def start_sandbox(self, party, *faults):
                pass

            def _configuration(self):
                tables = super()._configuration()
                tables["upstream.kedua"] = {"mode": "register"}
                return tables

        with Portals() as self.world:
            self.give_workers("kesatu", [1])
            self.give_workers("kedua", [2], make=records.member)
            self.assertEqual(self.all_niks("kedua", 10)[0], [records.worker(1)["nik"]])
            self.assertEqual(self.all_niks("kesatu", 10)[0], [records.member(2)["nik"]])


class Misfit(Case):
    def test_a_register_that_does_not_fit_its_journal_answers_nobody(self):
        with PortalWorld() as self.world:
            self.give_workers("kesatu", [1])
            self.world.gateway.stop()
            with contextlib.closing(sqlite3.connect(self.world.folder / "journal.db")) as journal:
                journal.execute("DELETE FROM register_change")
                journal.commit()
            for command, status in (("serve", 3), ("check", 1)):
                done = subprocess.run([program_path("JEMBATAN_BIN"), command, "--config", str(self.world.config)],
                                      capture_output=True, text=True, timeout=60)
                self.assertEqual(done.returncode, status, done.stdout + done.stderr)
                self.assertIn("register rebuild", done.stdout + done.stderr)
            self.world.command("register", "rebuild")
            self.world.start_gateway()
            self.assertEqual(self.all_niks("kedua", 10)[0], [records.worker(1)["nik"]])


class Limits(Case):
    def test_operations_of_the_listener_hold_for_the_register_too(self):
        with PortalWorld({"listener.kedua": {"operations": ["KirimPekerja", "AmbilBadanUsaha"]}}) as self.world:
            self.give_workers("kesatu", [1])
            answer = self.call("kedua", "pekerja", "AmbilPekerja", soap.text("s:nik", records.worker(1)["nik"]))
            self.assertEqual(answer.kode, "OPERASI_TIDAK_DIIZINKAN")
            self.assertEqual(self.page("kedua", 10).kode, "OPERASI_TIDAK_DIIZINKAN")


class Configuration(unittest.TestCase):
    def complaint(self, **upstream):
        class Wrong(World):
            def start_sandbox(self, party, *faults):
                pass

            def _configuration(self):
                tables = super()._configuration()
                tables["upstream.kesatu"] = upstream
                return tables

        world = Wrong()
        self.addCleanup(lambda: world.__exit__(None, None, None))
        world._make_keys()
        world.write_configuration()
        done = subprocess.run([program_path("JEMBATAN_BIN"), "serve", "--config", str(world.config)],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2, done.stderr)
        return done.stderr

    def test_a_url_beside_register_is_refused(self):
        self.assertIn('contradicts mode = "register"', self.complaint(mode="register", url="http://127.0.0.1:1"))

    def test_an_unknown_mode_is_refused_with_those_there_are(self):
        said = self.complaint(mode="regsiter", url="http://127.0.0.1:1")
        self.assertIn('"live"', said)
        self.assertIn('"register"', said)

    def test_unknown_own_reads_are_refused(self):
        self.assertIn('"kept"', self.complaint(mode="register", own_reads="both"))

    def test_own_reads_without_register_is_an_unknown_key(self):
        self.assertIn("own_reads", self.complaint(url="http://127.0.0.1:1", own_reads="kept"))

    def test_no_url_and_no_mode_is_still_an_error(self):
        self.assertIn("url", self.complaint())


if __name__ == "__main__":
    unittest.main()
