#!/usr/bin/env python3
"""No personal value and no key in anything the program writes but the payloads that a person opens: its log in both
forms, faults, metrics, health, the command lines of its processes, what its commands print, the journal's files,
backups and exports."""

import base64
import os
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import records  # noqa: E402
import soap  # noqa: E402
from harness import World, await_true  # noqa: E402
from leaks import journal_keys, leaks, pem_keys, personal_values  # noqa: E402
from tls import TlsWorld  # noqa: E402

WORKER = records.worker(7, nomorKepesertaanJkn="0009999000077", nomorHp="083900000077")
# Unlike the fictitious examples of which the journal's dictionary is made: those do stand in its file.
COMPANY = {**records.company(77), "nama": "PT Fiktif Anyaman Kencana", "alamat": "Jl. Rekaan Sunyi No. 77, Kota Bandung",
           "nomorTelepon": "(022) 0000 077", "email": "hrd@anyaman-fiktif.example"}
VALUES = personal_values(WORKER, COMPANY)


class Detector(unittest.TestCase):
    """A search that cannot find anything proves nothing."""

    def test_a_value_is_found_in_every_form(self):
        nik = WORKER["nik"]
        for shift in range(4):
            planted = {"plain": nik.encode(), "hex": nik.encode().hex().encode(),
                       "base64": base64.b64encode(b"x" * shift + nik.encode() + b"yz")}
            for place, content in planted.items():
                self.assertEqual(leaks({"nik": nik}, {place: b"a " + content + b" b"}), [f"nik in {place}"])

    def test_a_name_is_found_in_any_case(self):
        self.assertEqual(leaks({"name": "Siti Contoh"}, {"log": b"... SITI CONTOH ..."}), ["name in log"])

    def test_nothing_is_found_where_nothing_is(self):
        self.assertEqual(leaks(VALUES, {"log": b"exchange=1 party=kesatu it is held"}), [])


class Leaks(unittest.TestCase):
    log_format = "text"

    def make_world(self, changes: dict[str, dict]) -> World:
        return World(changes)

    def post(self, section: str, body: bytes) -> soap.Answer:
        return soap.post(self.world.address("kesatu"), section, body)

    def listener(self) -> list[str]:
        """How `send` reaches the gateway."""
        host, port = self.world.address("kesatu")
        return ["--url", f"http://{host}:{port}"]

    def secrets(self) -> dict[str, str | bytes]:
        return {**VALUES, **journal_keys(self.world.folder / "journal.keys")}

    def setUp(self):
        self.world = self.make_world({"log": {"format": self.log_format, "file": "events.log"},
                                      "journal": {"heads": "heads.jsonl"},
                                      "delivery": {"first_retry_ms": 20, "longest_retry_ms": 100, "refusals": 2}})
        self.world.__enter__()
        self.addCleanup(self.world.__exit__, None, None, None)
        self.files = self.world.folder / "files"  # of people: with personal data in them
        self.files.mkdir()
        self.places: dict[str, bytes] = {}

    def keep(self, name: str, content: bytes) -> None:
        self.places[f"{name} ({len(self.places)})"] = content

    def jembatan(self, *arguments: str, given: str = "", status: int = 0) -> bytes:
        done = subprocess.run([os.environ["JEMBATAN_BIN"], *arguments], input=given.encode(), capture_output=True,
                              timeout=60)
        self.keep(" ".join(arguments[:2]), done.stdout + done.stderr)
        self.assertEqual(done.returncode, status, f"{arguments[:2]}: {done.stderr.decode()}")
        return done.stdout

    def here(self, *arguments: str, given: str = "", status: int = 0) -> bytes:
        return self.jembatan(*arguments, "--config", str(self.world.config), given=given, status=status)

    def call(self, name: str = "KirimPekerja", worker: dict[str, str] | None = None,
             id_pesan: str | None = None) -> soap.Answer:
        key = soap.key("s:badanUsaha", {"npwp": COMPANY["npwp"], "nib": COMPANY["nib"]})
        rest = key + f"<s:pekerja>{soap.fields(worker or WORKER)}</s:pekerja>"
        body = soap.envelope("pekerja", soap.operation(name, id_pesan or records.new_id(), rest))
        answer = self.post("pekerja", body)
        self.keep("answer", answer.body)
        return answer

    def restart_kedua(self, *faults: str) -> None:
        self.world.kill_sandbox("kedua")
        self.world.start_sandbox("kedua", *faults)

    # --- what happens

    def exchange(self) -> None:
        once = records.new_id()
        self.assertEqual(self.call(id_pesan=once).status, 200)
        self.call(id_pesan=once)                                       # again: the recorded answer
        self.call(worker=records.worker(8), id_pesan=once)             # the idPesan for something else
        self.call(worker={**WORKER, "nik": WORKER["nik"] + "9"})       # a refused record
        self.call("TidakAda")
        company = f"<s:badanUsaha>{soap.fields(COMPANY)}</s:badanUsaha>"
        self.post("badan-usaha", soap.envelope(
            "badan-usaha", soap.operation("KirimBadanUsaha", records.new_id(), company)))
        for body in (f"<x>{WORKER['nama']}".encode(), f"<!DOCTYPE a [<!ENTITY b '{WORKER['nik']}'>]><a/>".encode(),
                     soap.envelope("pekerja", f"<s:KirimPekerja><s:{WORKER['nama'].split()[0]}/>"
                                              f"{WORKER['nik']}</s:KirimPekerja>")):
            self.keep("fault", self.post("pekerja", body).body)

    def be_in_trouble(self) -> None:
        """The other party is away, refuses and is stopped; the gateway dies."""
        self.world.kill_sandbox("kedua")
        self.call()
        self.world.start_sandbox("kedua", "status=500@KirimPekerja")
        held = str(self.call().nomor)
        await_true("it is held", lambda: self.world.journal("--held"))
        self.here("journal", "ask", str(self.world.journal("--held")[0]["nomor"]))
        self.here("journal", "settle", held, "--as", "delivered", "--reason", "their clerk has seen it")
        self.restart_kedua()
        self.here("pause", "--party", "kedua", "--reason", "maintenance")
        self.call()
        self.world.gateway.kill()
        self.world.start_gateway()
        self.here("resume", "--party", "kedua", "--reason", "done")
        self.assertEqual(self.call().status, 200)

    def send_a_file(self) -> None:
        """One row goes, one is refused."""
        good = {**{f"badanUsaha.{name}": COMPANY[name] for name in ("npwp", "nib")}, **WORKER}
        rows = [good, {**good, "nik": WORKER["nik"][:-1]}]
        file = self.files / "kirim.csv"
        file.write_text("\n".join([",".join(good)] + [
            ",".join(f'"{value}"' for value in row.values()) for row in rows]) + "\n")
        self.jembatan("validate", "--from", "kesatu", str(file), status=1)
        self.jembatan("send", "--from", "kesatu", *self.listener(), str(file), status=1)
        self.assertIn(WORKER["nik"][:-1], (self.files / "kirim.ditolak.csv").read_text())

    def replay(self) -> None:
        number = str(self.world.journal("--outcome", "SELESAI", "--operation", "KirimPekerja")[0]["nomor"])
        for mode, again in {"judge": [], "upstream": ["--again"], "gateway": ["--again"], "compare": []}.items():
            self.here("replay", "--to", mode, *again, "--report", str(self.world.folder / f"{mode}.json"), number)

    def look_around(self) -> None:
        for path in ("/metrics", "/healthz", "/readyz"):
            self.keep(path, soap.request(self.world.admin(), "GET", path).body)
        for program in (self.world.gateway, *self.world.sandboxes.values()):
            self.keep(f"command line of {program.name}", Path(f"/proc/{program.process.pid}/cmdline").read_bytes())
        self.here("journal", "list", "--json")
        for number in range(1, 8):
            self.here("journal", "show", str(number))
        for question in ("stats", "verify", "head", "keys"):
            self.here("journal", question)
        found = self.here("journal", "search", "--json", "--nik", "-", given=WORKER["nik"] + "\n")
        self.assertIn(b'"nomor"', found)
        self.here("journal", "search", "--nik", "-", given=WORKER["nik"] + "9999\n", status=2)
        self.here("check")
        self.here("journal", "backup", "--to", str(self.world.folder / "backup.db"))
        self.here("journal", "export", "--to", str(self.world.folder / "archive.db"))
        for file in self.world.folder.iterdir():
            if file.is_file() and not file.name.startswith("sandbox") and file.name != "journal.keys":
                self.places[file.name] = file.read_bytes()

    def test_nothing_leaks(self):
        self.exchange()
        self.be_in_trouble()
        self.send_a_file()
        self.replay()
        self.look_around()
        for name in ("journal.db", "events.log", "backup.db", "archive.db", "judge.json"):
            self.assertGreater(len(self.places[name]), 0, name)
        self.assertEqual(leaks(self.secrets(), self.places), [])


class LeaksInJson(Leaks):
    log_format = "json"


class LeaksUnderTls(Leaks):
    """The same over mutual TLS, whose private keys must not be found either."""

    def make_world(self, changes: dict[str, dict]) -> World:
        return TlsWorld(changes)

    def post(self, section: str, body: bytes) -> soap.Answer:
        return self.world.curl("kesatu", f"/ws/{section}", "kesatu-client", body).answer

    def listener(self) -> list[str]:
        host, port = self.world.address("kesatu")
        return ["--url", f"https://{host}:{port}", "--ca", self.world.file("kemnaker-ca.pem"),
                "--certificate", self.world.file("kesatu-client.pem"), "--key", self.world.file("kesatu-client.key")]

    def secrets(self) -> dict[str, str | bytes]:
        return {**super().secrets(), **pem_keys(self.world.certificates)}

    def exchange(self) -> None:
        super().exchange()
        for stranger in (None, "refused/revoked"):
            self.world.curl("kesatu", "/ws/pekerja", stranger, WORKER["nama"].encode())


if __name__ == "__main__":
    unittest.main()
