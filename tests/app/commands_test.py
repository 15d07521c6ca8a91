#!/usr/bin/env python3
"""The commands as operators type them, with the mistakes that operators make."""

import datetime
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import report  # noqa: E402
from harness import ADDENDUM, SOURCE, World, await_true  # noqa: E402

SAMPLES = SOURCE / "tests" / "samples" / "companies.json"
GOOD = """[agreement]
valid_from = 2020-11-03
valid_until = 2035-11-02
[journal]
path = "journal.db"
keys = "journal.keys"
[listener.kesatu]
address = "127.0.0.1:0"
[upstream.kedua]
url = "http://127.0.0.1:1"
"""


def jembatan(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([os.environ["JEMBATAN_BIN"], *arguments], capture_output=True, text=True, timeout=60)


class Case(unittest.TestCase):
    world: World

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        jembatan("journal", "keys", "--new", str(self.folder / "journal.keys"))

    def written(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def here(self, *arguments: str) -> subprocess.CompletedProcess:
        """A command on the running gateway's configuration."""
        return jembatan(*arguments, "--config", str(self.world.config))

    def url(self) -> str:
        host, port = self.world.address("kesatu")
        return f"http://{host}:{port}"


class Usage(Case):
    def test_no_command_is_wrong_usage(self):
        self.assertEqual(jembatan().returncode, 2)

    def test_an_unknown_command_is_wrong_usage(self):
        self.assertEqual(jembatan("fly").returncode, 2)

    def test_help_is_not_an_error(self):
        for command in ([], ["serve"], ["check"], ["validate"], ["send"], ["journal"], ["replay"], ["lampiran"]):
            done = jembatan(*command, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""), command)

    def test_the_version_is_told(self):
        self.assertRegex(jembatan("--version").stdout, r"^\d+\.\d+\.\d+$|^\d+\.\d+\.\d+\n$")


class Configuration(Case):
    def errors(self, text: str) -> str:
        done = jembatan("check", "--config", self.written("jembatan.toml", text))
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        return done.stderr

    def test_an_unknown_key_is_an_error_with_its_line_and_the_nearest_known_one(self):
        text = self.errors(GOOD + "[admin]\naddres = \"127.0.0.1:0\"\n")
        self.assertIn("jembatan.toml:12: unknown key admin.addres; did you mean address?", text)

    def test_all_errors_are_reported_at_once(self):
        text = self.errors("[journal]\npath = 7\n[listener.kesatu]\naddress = \"here\"\n")
        for part in ("journal.path", "listener.kesatu.address", "agreement.valid_from", "upstream.kedua"):
            self.assertIn(part, text)

    def test_a_listener_without_tls_must_be_on_loopback(self):
        self.assertIn("not a loopback address", self.errors(GOOD.replace("127.0.0.1:0", "192.0.2.1:8081")))

    def test_a_term_that_ends_before_it_begins_is_an_error(self):
        self.assertIn("lies before valid_from", self.errors(GOOD.replace("2035-11-02", "2019-11-02")))

    def test_an_unknown_finding_in_the_rules_is_an_error(self):
        self.assertIn("A1_CEK_DIGT", self.errors(GOOD + "[rules]\nA1_CEK_DIGT = \"off\"\n"))

    def test_an_operation_that_the_contract_does_not_have_is_an_error(self):
        text = self.errors(GOOD.replace("[upstream.kedua]", "operations = [\"Hapus\"]\n[upstream.kedua]"))
        self.assertIn("Hapus", text)

    def test_broken_toml_is_an_error_with_its_line(self):
        self.assertIn("jembatan.toml:11", self.errors(GOOD + "[journal\n"))

    def test_a_missing_file_is_an_error_that_names_it(self):
        done = jembatan("serve", "--config", str(self.folder / "none.toml"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("none.toml", done.stderr)

    def test_the_example_that_ships_is_read_without_an_error(self):
        example = (SOURCE / "tools" / "deploy" / "jembatan.example.toml").read_text(encoding="utf-8")
        done = jembatan("journal", "list", "--config", self.written("jembatan.toml", example))
        self.assertEqual(done.returncode, 3, done.stderr)  # only the journal is missing
        self.assertIn("journal.db", done.stderr)

    def test_every_default_that_the_example_shows_is_a_key_that_exists(self):
        lines = (SOURCE / "tools" / "deploy" / "jembatan.example.toml").read_text(encoding="utf-8").splitlines()
        shown = [line[1:] if line.startswith("#") and line[1:2].islower() else line for line in lines]
        done = jembatan("journal", "list", "--config", self.written("jembatan.toml", "\n".join(shown)))
        self.assertEqual(done.returncode, 3, done.stderr)


class LooksOnly(Case):
    def test_check_makes_no_journal(self):
        done = jembatan("check", "--config", self.written("jembatan.toml", GOOD))
        self.assertIn("not there yet", done.stdout)
        self.assertFalse((self.folder / "journal.db").exists())

    def test_pause_of_a_journal_that_is_not_there_is_refused(self):
        done = jembatan("pause", "--config", self.written("jembatan.toml", GOOD), "--party", "kedua", "--reason", "uji")
        self.assertEqual(done.returncode, 3, done.stdout)
        self.assertFalse((self.folder / "journal.db").exists())


class Serve(Case):
    def test_a_busy_port_is_an_error_that_names_it(self):
        host, port = self.world.address("kesatu")
        text = GOOD.replace("127.0.0.1:0", f"{host}:{port}")
        done = jembatan("serve", "--config", self.written("jembatan.toml", text))
        self.assertEqual(done.returncode, 3)
        self.assertIn(f"{host}:{port}", done.stderr)

    def test_a_journal_in_a_folder_that_is_not_there_is_an_error_with_its_remedy(self):
        text = GOOD.replace("journal.db", "none/journal.db")
        done = jembatan("serve", "--config", self.written("jembatan.toml", text))
        self.assertEqual(done.returncode, 3)
        self.assertIn("none", done.stderr)

    def test_sighup_puts_a_good_addendum_in_force_and_leaves_a_bad_one_out(self):
        addendum = self.folder / "addendum.toml"
        addendum.write_text(ADDENDUM.read_text(encoding="utf-8"), encoding="utf-8")
        with World({"agreement": {"addenda": []}}) as world:
            digest = self.digest(world)
            text = world.config.read_text().replace("addenda = []", f'addenda = ["{addendum}"]')
            world.config.write_text(text)
            world.gateway.signal(signal.SIGHUP)
            await_true("the addendum is in force", lambda: self.digest(world) != digest)
            good = self.digest(world)
            addendum.write_text("[[field]]\nnama = 7\n", encoding="utf-8")
            world.gateway.signal(signal.SIGHUP)
            await_true("the bad addendum is reported", lambda: "not reread" in world.log("gateway"))
            self.assertEqual(self.digest(world), good)

    def digest(self, world: World) -> str:
        """The rule set that judges now, by the exchange of a message sent for it."""
        head = "badanUsaha.npwp,nik,nama,tanggalLahir,alamat,jabatan,statusPegawai\n"
        row = "01.999.001.9-999.000,3204056104909921,Siti Contoh,1990-04-21,Kp. Contoh RT 001,Operator,PKWTT\n"
        host, port = world.address("kesatu")
        jembatan("send", "--from", "kesatu", "--url", f"http://{host}:{port}", self.written("d.csv", head + row))
        return world.journal("--limit", "1")[0]["aturan"]

    def test_a_second_gateway_on_the_same_journal_is_refused(self):
        done = self.here("serve")
        self.assertEqual(done.returncode, 3)
        self.assertIn("another gateway", done.stderr)

    def test_a_folder_for_a_configuration_is_said(self):
        done = jembatan("serve", "--config", str(self.folder))
        self.assertEqual(done.returncode, 2)
        self.assertIn("is a folder", done.stderr)

    def test_a_log_in_a_folder_that_is_not_there_is_an_error_and_makes_none(self):
        text = GOOD + '[log]\nfile = "none/jembatan.log"\n'
        done = jembatan("serve", "--config", self.written("jembatan.toml", text))
        self.assertEqual(done.returncode, 3)
        self.assertFalse((self.folder / "none").exists())

    def test_a_file_that_is_no_journal_is_refused_and_left_as_it_is(self):
        path = self.written("journal.db", "this is a letter, not a journal\n" * 100)
        done = jembatan("serve", "--config", self.written("jembatan.toml", GOOD))
        self.assertEqual(done.returncode, 3)
        self.assertTrue(Path(path).read_text().startswith("this is a letter"))


class Check(Case):
    def test_says_that_all_is_well(self):
        done = self.here("check")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("upstream.kedua", done.stdout)

    def test_an_upstream_that_does_not_answer_is_an_error_with_its_remedy(self):
        done = jembatan("check", "--config", self.written("jembatan.toml", GOOD))
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, r"ERROR +upstream.kedua.*start that system")

    def test_an_agreement_out_of_force_is_an_error(self):
        done = jembatan("check", "--config", self.written("jembatan.toml", GOOD.replace("2035", "2023")))
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, r"ERROR +agreement")

    def test_an_agreement_near_its_end_is_a_warning(self):
        soon = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()
        done = jembatan("check", "--config", self.written("jembatan.toml", GOOD.replace("2035-11-02", soon)))
        self.assertRegex(done.stdout, r"warning +agreement: .*" + soon)

    def test_missing_lists_are_named(self):
        self.assertIn("warning  rules:", self.here("check").stdout)


class Validate(Case):
    def verdict(self, *arguments: str) -> tuple[int, dict]:
        done = jembatan("validate", "--json", *arguments)
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), 1, done.stdout + done.stderr)
        return done.returncode, json.loads(lines[0])

    def csv(self, row: str) -> str:
        return self.written("pekerja.csv", "nik,nama,tanggalLahir,alamat,jabatan,statusPegawai\n" + row + "\n")

    def test_a_good_file_is_sah(self):
        path = self.csv("3204056104909901,Siti Contoh,1990-04-21,Kp. Contoh RT 001,Operator,PKWTT")
        code, verdict = self.verdict("--from", "kesatu", path)
        self.assertEqual((code, verdict["status"], verdict["file"]), (0, "SAH", path))

    def test_a_rejected_record_makes_the_file_ditolak_and_the_status_1(self):
        path = self.csv("320405610490990,Siti Contoh,1990-04-21,Kp. Contoh RT 001,Operator,PKWTT")
        code, verdict = self.verdict("--from", "kesatu", path)
        self.assertEqual((code, verdict["status"]), (1, "DITOLAK"))
        finding = verdict["hasil"][0]["temuan"][0]
        self.assertEqual(set(finding), {"butir", "elemen", "kode", "tingkat", "pesan", "pesanInggris"})
        self.assertEqual(finding["kode"], "C1_FORMAT")

    def test_a_file_that_cannot_be_judged_is_tidak_sah_with_its_code(self):
        code, verdict = self.verdict("--from", "kesatu", self.written("message.xml", "<soap"))
        self.assertEqual((code, verdict["status"], verdict["kode"]), (1, "TIDAK_SAH", "PESAN_TIDAK_SAH"))

    def test_a_missing_file_is_tidak_sah(self):
        code, verdict = self.verdict("--from", "kesatu", str(self.folder / "none.csv"))
        self.assertEqual((code, verdict["status"]), (1, "TIDAK_SAH"))

    def test_the_samples_are_accepted_with_the_addendum_that_they_need(self):
        done = jembatan("validate", "--json", "--from", "kesatu", "--on", "2026-08-15", "--addendum", str(ADDENDUM),
                        str(SAMPLES))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_giver_decides_what_is_mandatory(self):
        path = self.csv("3204056104909901,Siti Contoh,1990-04-21,Kp. Contoh RT 001,Operator,PKWTT")
        _, verdict = self.verdict("--from", "kedua", path)
        codes = {finding["kode"] for finding in verdict["hasil"][0]["temuan"]}
        self.assertIn("C2_WAJIB", codes)

    def test_a_template_is_a_file_that_validates(self):
        for section in ("badan-usaha", "pimpinan", "pekerja"):
            text = jembatan("validate", "--template", section).stdout
            code, verdict = self.verdict("--from", "kesatu", self.written(f"{section}.csv", text))
            self.assertEqual((code, verdict["status"]), (0, "SAH"), verdict)

    def test_people_get_a_table_by_line_and_totals(self):
        path = self.csv("320405610490990,Siti Contoh,1990-04-21,Kp. Contoh RT 001,Operator,PKWTT")
        done = jembatan("validate", "--from", "kesatu", path)
        self.assertIn("pekerja.csv:2: record 1 rejected", done.stdout)
        self.assertIn("1 x KESALAHAN  C1_FORMAT", done.stdout)

    def test_no_party_is_wrong_usage(self):
        self.assertEqual(jembatan("validate", "file.csv").returncode, 2)


class Lampiran(Case):
    def test_agrees_with_the_annex(self):
        annex = json.loads(jembatan("lampiran", "--json").stdout)["butir"]
        shown = {(row["butir"], row["elemen"]): row for row in annex}
        self.assertTrue(shown[("A.1", "npwp")]["wajibKesatu"])
        self.assertFalse(shown[("A.1", "npwp")]["wajibKedua"])
        self.assertTrue(shown[("C.11", "statusKepesertaan")]["wajibKedua"])

    def test_markdown_is_a_table(self):
        self.assertTrue(jembatan("lampiran", "--markdown").stdout.startswith("| Butir |"))


class SendAndJournal(Case):
    def rows(self, *niks: str) -> str:
        head = "badanUsaha.npwp,nik,nama,tanggalLahir,alamat,jabatan,statusPegawai\n"
        row = "01.999.001.9-999.000,{},Siti Contoh,1990-04-21,Kp. Contoh RT 001,Operator,PKWTT\n"
        return self.written("kirim.csv", head + "".join(row.format(nik) for nik in niks))

    def send(self, path: str) -> subprocess.CompletedProcess:
        return jembatan("send", "--from", "kesatu", "--url", self.url(), path)

    def test_accepted_rows_end_with_0(self):
        done = self.send(self.rows("3204056104909911"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("1 records sent: 1 accepted, 0 rejected", done.stdout)

    def test_refused_rows_go_to_a_file_that_can_be_corrected_and_sent(self):
        done = self.send(self.rows("3204056104909912", "320405610490991"))
        self.assertEqual(done.returncode, 1)
        refused = self.folder / "kirim.ditolak.csv"
        text = refused.read_text(encoding="utf-8")
        self.assertIn("C1_FORMAT", text)
        refused.write_text(text.replace(",320405610490991,", ",3204056104909913,"), encoding="utf-8")
        again = self.send(str(refused))
        self.assertEqual(again.returncode, 0, again.stdout + again.stderr)

    def test_a_file_of_refused_rows_is_never_written_over(self):
        path = self.rows("320405610490991")
        self.send(path)
        done = self.send(path)
        self.assertEqual(done.returncode, 1)
        self.assertIn("kirim.ditolak.csv", done.stderr)

    def test_a_gateway_that_is_not_there_is_said_with_the_first_row_not_sent(self):
        done = jembatan("send", "--from", "kesatu", "--url", "http://127.0.0.1:1", self.rows("3204056104909914"))
        self.assertEqual(done.returncode, 3)
        self.assertIn("kirim.csv:2: from this row on nothing has been sent", done.stderr)

    def test_show_masks_personal_values_unless_full(self):
        self.send(self.rows("3204056104909915"))
        number = str(self.world.journal("--operation", "KirimPekerja", "--limit", "1")[0]["nomor"])
        self.assertNotIn("3204056104909915", self.here("journal", "show", number).stdout)
        self.assertIn("3204056104909915", self.here("journal", "show", number, "--full").stdout)

    def test_show_has_all_four_messages(self):
        self.send(self.rows("3204056104909916"))
        number = str(self.world.journal("--operation", "KirimPekerja", "--limit", "1")[0]["nomor"])
        shown = json.loads(self.here("journal", "show", number, "--json").stdout)
        self.assertEqual([leg["pesan"] for leg in shown["isiPesan"]], ["in", "out", "answer-in", "answer"])

    def test_an_exchange_that_is_not_there_is_said(self):
        done = self.here("journal", "show", "999999")
        self.assertEqual(done.returncode, 1)
        self.assertIn("999999", done.stderr)

    def test_a_wrong_time_is_wrong_usage(self):
        done = self.here("journal", "list", "--since", "yesterday")
        self.assertEqual(done.returncode, 2)
        self.assertIn("2026-08-15", done.stderr)

    def test_a_filter_word_that_does_not_exist_is_wrong_usage(self):
        for option, word in (("--outcome", "GAGAL"), ("--operation", "kirimpekerja"), ("--state", "gone")):
            done = self.here("journal", "list", option, word)
            self.assertEqual(done.returncode, 2, option)
            self.assertIn(word if option != "--state" else "in_doubt", done.stderr)

    def test_a_span_that_nothing_could_fit_is_wrong_usage(self):
        self.assertEqual(self.here("journal", "list", "--since", "2026-02-01", "--until", "2026-01-01").returncode, 2)
        self.assertEqual(self.here("journal", "list", "--from", "9", "--to-number", "3").returncode, 2)

    def test_nothing_is_sent_where_refused_rows_could_not_be_written(self):
        before = len(self.world.journal("--limit", "1000"))
        done = jembatan("send", "--from", "kesatu", "--url", self.url(), "--refused", str(self.folder / "none" / "x.csv"),
                        self.rows("3204056104909922"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("nothing has been sent", done.stderr)
        self.assertEqual(len(self.world.journal("--limit", "1000")), before)

    def test_search_without_a_filter_is_wrong_usage(self):
        self.assertEqual(self.here("journal", "search").returncode, 2)

    def test_pages_follow_one_another(self):
        for serial in range(17, 20):
            self.send(self.rows(f"32040561049099{serial}"))
        first = self.world.journal("--limit", "2")
        second = self.world.journal("--limit", "2", "--before", str(first[-1]["nomor"]))
        self.assertLess(second[0]["nomor"], first[-1]["nomor"])


if __name__ == "__main__":
    with World() as world:
        sys.exit(report.run(sys.modules["__main__"], world))
