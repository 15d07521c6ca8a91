#!/usr/bin/env python3
"""Mutual TLS from outside: every call and every answer over it, who is refused and recorded, renewal while calls
go on, and what `check` says of certificates."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import records  # noqa: E402
import soap  # noqa: E402
from harness import await_true  # noqa: E402
from tls import TlsWorld  # noqa: E402


def a_message(giver: str = "kesatu", number: int = 1) -> bytes:
    given = records.worker(number) if giver == "kesatu" else records.member(number)
    rest = soap.key("s:badanUsaha", records.company_key()) + f"<s:pekerja>{soap.fields(given)}</s:pekerja>"
    return soap.envelope("pekerja", soap.operation("KirimPekerja", records.new_id(), rest))


class Case(unittest.TestCase):
    changes: dict[str, dict] = {}

    def setUp(self):
        self.world = TlsWorld(self.changes)
        self.prepare()
        self.world.__enter__()
        self.addCleanup(self.world.__exit__, None, None, None)

    def prepare(self):
        """Before anything starts."""

    def send(self, party: str = "kesatu", certificate: str | None = None, number: int = 1):
        return self.world.curl(party, "/ws/pekerja", certificate or f"{party}-client", a_message(party, number))

    def hang_up(self, expected: str):
        """SIGHUP, and waits for what the log then says."""
        before = self.world.log("gateway").count(expected)
        self.world.gateway.signal(signal.SIGHUP)
        await_true(expected, lambda: self.world.log("gateway").count(expected) > before)

    def refusals(self) -> list[dict]:
        return self.world.journal("--state", "refused")

    def here(self, *arguments: str, status: int) -> str:
        done = subprocess.run([os.environ["JEMBATAN_BIN"], *arguments, "--config", str(self.world.config)],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr


class Calls(Case):
    def test_go_all_the_way_in_both_directions(self):
        for party in ("kesatu", "kedua"):
            told = self.send(party)
            self.assertEqual(told.status, 200, told)
            self.assertEqual(told.answer.value("status"), "SELESAI")

    def test_get_a_wsdl_that_names_the_https_address(self):
        told = self.world.curl("kesatu", "/ws/pekerja?wsdl", "kesatu-client")
        host, port = self.world.address("kesatu")
        self.assertIn(f"https://{host}:{port}/ws/pekerja".encode(), told.answer.body)

    def test_are_made_with_either_certificate_during_renewal(self):
        for certificate in ("kesatu-client", "kesatu-client-next"):
            self.assertEqual(self.send("kesatu", certificate).status, 200)


class Refused(Case):
    def test_callers_are_in_the_journal_with_subject_and_reason(self):
        strangers = {"unlisted": "not on the list", "revoked": "certificate revoked", "expired": "has expired",
                     "not-yet-valid": "not yet valid", "wrong-use": "purpose", "other-ca": "issuer",
                     "self-signed": "self-signed"}
        for name, reason in strangers.items():
            with self.subTest(name):
                known = len(self.refusals())
                told = self.send("kesatu", f"refused/{name}")
                self.assertEqual(told.status, 0, told)
                await_true("a record", lambda: len(self.refusals()) > known)
                entry = self.refusals()[0]
                self.assertEqual(entry["hasil"], "PIHAK_TIDAK_DIKENAL")
                text = str(entry)
                self.assertIn(reason, text)
                self.assertIn(f"CN={name}.jembatan.example", text)
                self.assertIn("127.0.0.1:", text)

    def test_is_a_caller_without_a_certificate(self):
        self.assertEqual(self.world.curl("kesatu", "/ws/pekerja?wsdl", None).status, 0)
        await_true("a record", self.refusals)
        self.assertIn("no client certificate was shown", str(self.refusals()[0]))

    def test_is_each_party_at_the_others_door(self):
        self.assertEqual(self.send("kedua", "kesatu-client").status, 0)

    def test_is_plain_http(self):
        received = soap.exchange_bytes(self.world.address("kesatu"), b"GET /ws/pekerja?wsdl HTTP/1.1\r\nHost: h\r\n\r\n")
        self.assertNotIn(b"HTTP/", received)
        await_true("a record", self.refusals)
        self.assertIn("plain HTTP", str(self.refusals()[0]))

    def test_is_an_old_version(self):
        told = self.world.curl("kesatu", "/ws/pekerja?wsdl", "kesatu-client", None, "--tlsv1.0", "--tls-max", "1.1",
                               "--ciphers", "DEFAULT@SECLEVEL=0")
        self.assertEqual(told.status, 0)
        await_true("a record", self.refusals)
        self.assertIn("before 1.2", str(self.refusals()[0]))


class Renewal(Case):
    def prepare(self):
        shutil.copy(self.world.file("kemnaker.crl"), self.world.file("kemnaker-now.crl"))
        self.world.replace("kemnaker.crl", "refused/before-revocation.crl")

    def server_certificate(self) -> bytes:
        context = ssl.create_default_context(cafile=self.world.file("kemnaker-ca.pem"))
        context.load_cert_chain(self.world.file("kesatu-client.pem"), self.world.file("kesatu-client.key"))
        with socket.create_connection(self.world.address("kesatu"), timeout=20) as plain:
            with context.wrap_socket(plain, server_hostname="127.0.0.1") as connection:
                return connection.getpeercert(binary_form=True)

    def calling(self, answers: list):
        """Calls one after the other until the returned function is called."""
        over = threading.Event()

        def call():
            while not over.is_set():
                answers.append(self.send(number=len(answers) + 1))

        caller = threading.Thread(target=call)
        caller.start()

        def stop():
            over.set()
            caller.join()

        self.addCleanup(stop)
        return stop

    def test_changes_certificates_while_calls_go_on(self):
        before = self.server_certificate()
        answers = []
        stop = self.calling(answers)
        await_true("calls", lambda: len(answers) > 3)
        for name in ("pem", "key"):
            self.world.replace(f"kesatu-server.{name}", f"kesatu-server-next.{name}")
            self.world.replace(f"jembatan-kedua.{name}", f"jembatan-kedua-next.{name}")
        self.world.kill_sandbox("kedua")
        self.world.start_sandbox("kedua")
        self.hang_up("agreement's terms and certificates reread")
        after = len(answers)
        await_true("more calls", lambda: len(answers) > after + 3)
        stop()
        self.assertNotEqual(self.server_certificate(), before)
        self.assertEqual({one.status for one in answers}, {200})

    def test_changes_who_is_let_in(self):
        self.world.change({"listener.kesatu.tls": {"allowed": ["san:kesatu-client-next.jembatan.example"]}})
        self.hang_up("agreement's terms and certificates reread")
        self.assertEqual(self.send("kesatu", "kesatu-client").status, 0)
        self.assertEqual(self.send("kesatu", "kesatu-client-next").status, 200)

    def test_leaves_what_was_before_where_it_does_not_load(self):
        self.world.replace("kesatu-server.key", "kedua-server.key")
        self.hang_up("listener.kesatu.tls: the certificates read before stay in force")
        self.assertIn("is not the key of the first certificate", self.world.log("gateway"))
        self.assertEqual(self.send().status, 200)

    def test_takes_up_a_changed_list_of_revocations_by_itself(self):
        self.world.change({"listener.kesatu.tls": {"allowed": ["san:revoked.jembatan.example"]}})
        self.hang_up("agreement's terms and certificates reread")
        self.assertEqual(self.send("kesatu", "refused/revoked").status, 200)
        self.world.replace("kemnaker.crl", "kemnaker-now.crl")
        await_true("the list is read", lambda: "list of revoked certificates has changed" in self.world.log("gateway"))
        self.assertEqual(self.send("kesatu", "refused/revoked").status, 0)


class Upstream(Case):
    changes = {"upstream.kedua.tls": {"certificate": "certificates/refused/unlisted.pem",
                                      "key": "certificates/refused/unlisted.key"}}

    def test_that_does_not_let_us_in_is_not_in_doubt(self):
        told = self.send()
        self.assertEqual(told.answer.value("status"), "TERTUNDA", told)
        entry = self.world.entry(told.answer.nomor)
        self.assertEqual(entry["keadaan"], "pending", entry)

    def test_is_told_by_check(self):
        self.assertIn("our certificate is refused", self.here("check", status=1))


class Check(Case):
    def prepare(self):
        self.world.replace("kedua-server.pem", "refused/expired-server.pem")
        self.world.replace("kedua-server.key", "refused/expired-server.key")
        ten_days = self.world.certificates / "ten-days.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-days", "10", "-subj", "/CN=ten-days.example", "-keyout", str(ten_days) + ".key",
                        "-out", str(ten_days)], check=True, capture_output=True, timeout=60)
        with open(self.world.file("kemnaker-ca.pem"), "a") as authorities:
            authorities.write(ten_days.read_text())

    def test_tells_the_days_left_of_each_and_what_to_do(self):
        told = self.here("check", status=1)
        self.assertRegex(told, r"ok +listener.kesatu.tls certificate: CN=kesatu-server.*: 82[45] days left")
        self.assertRegex(told, r"ok +upstream.kedua.tls certificate: CN=jembatan-kedua.*: 82[45] days left")
        self.assertRegex(told, r"ok +listener.kesatu.tls crl: .*: \d+ days left")
        self.assertRegex(told, r"warning +listener.kesatu.tls client_ca: CN=ten-days.example: (9|10) days left.*SIGHUP")
        self.assertRegex(told, r"ERROR +listener.kedua.tls certificate: CN=expired-server.*expired on 2021-01-01")

    def test_tells_a_key_that_does_not_fit_and_one_that_others_may_read(self):
        self.world.replace("kesatu-server.key", "kesatu-client.key")
        Path(self.world.file("jembatan-kedua.key")).chmod(0o640)
        told = self.here("check", status=1)
        self.assertRegex(told, r"ERROR +listener.kesatu.tls: .*kesatu-server.key: is not the key")
        self.assertRegex(told, r"ERROR +upstream.kedua.tls: .*jembatan-kedua.key: .*chmod 600")

    def test_the_gateway_warns_of_them_in_its_log(self):
        self.assertRegex(self.world.log("gateway"), r"warning listener.kesatu.tls client_ca: CN=ten-days.example")
        self.assertRegex(self.world.log("gateway"), r"warning listener.kedua.tls certificate: CN=expired-server")

    def test_metrics_show_them(self):
        page = soap.request(self.world.admin(), "GET", "/metrics").body.decode()
        self.assertIn("CN=ten-days.example", page)


class Send(Case):
    """`jembatan send` as a party's own program: to its listener, with its certificate."""

    def certificates(self, name: str = "kesatu-client", authority: str = "kemnaker-ca") -> list[str]:
        return ["--ca", self.world.file(f"{authority}.pem"), "--certificate", self.world.file(f"{name}.pem"),
                "--key", self.world.file(f"{name}.key")]

    def url(self, party: str = "kesatu", scheme: str = "https") -> list[str]:
        host, port = self.world.address(party)
        return ["--url", f"{scheme}://{host}:{port}"]

    def by_configuration(self) -> list[str]:
        self.world.change({})  # written anew, it names the ports that the system chose
        return ["--config", str(self.world.config)]

    def sent(self, *arguments: str) -> subprocess.CompletedProcess:
        data = {**{f"badanUsaha.{name}": value for name, value in records.company_key().items()}, **records.worker()}
        file = self.world.folder / "kirim.csv"
        file.write_text(f"{','.join(data)}\n" + ",".join(f'"{value}"' for value in data.values()) + "\n")
        return subprocess.run([os.environ["JEMBATAN_BIN"], "send", "--from", "kesatu", *arguments, str(file)],
                              capture_output=True, text=True, timeout=60)

    def assert_accepted(self, done: subprocess.CompletedProcess):
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("1 records sent: 1 accepted", done.stdout)

    def assert_not_sent(self, done: subprocess.CompletedProcess, status: int, *expected: str):
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        for text in expected:
            self.assertIn(text, done.stderr)
        self.assertEqual(self.world.journal("--operation", "KirimPekerja"), [])

    def test_is_answered_at_an_https_address(self):
        for scheme in ("https", "HTTPS"):
            with self.subTest(scheme):
                self.assert_accepted(self.sent(*self.url(scheme=scheme), *self.certificates()))

    def test_knows_from_the_configuration_that_the_listener_is_under_tls(self):
        self.assert_accepted(self.sent(*self.by_configuration(), *self.certificates()))

    def test_without_certificates_says_each_that_is_to_be_added(self):
        host, port = self.world.address("kesatu")
        for where in (self.url(), self.by_configuration()):
            with self.subTest(where[0]):
                self.assert_not_sent(self.sent(*where), 2, f"https://{host}:{port} is under TLS: add --ca FILE",
                                     "add --certificate FILE", "add --key FILE")

    def test_with_some_of_them_says_the_one_that_is_missing(self):
        given = self.certificates()
        for at in range(0, len(given), 2):
            with self.subTest(given[at]):
                done = self.sent(*self.url(), *given[:at], *given[at + 2:])
                self.assert_not_sent(done, 2, f"add {given[at]} FILE")
                self.assertEqual(done.stderr.count("add --"), 1, done.stderr)

    def test_with_certificates_never_goes_without_tls(self):
        plain = self.url(scheme="http")
        for where in (plain, ["--url", plain[1].removeprefix("http://")]):
            for given in (self.certificates(), self.certificates()[-2:]):
                with self.subTest(f"{where} {given[0]}"):
                    self.assert_not_sent(self.sent(*where, *given), 2, "is without TLS")

    def test_with_certificates_needs_a_tls_section_where_the_address_is_configured(self):
        self.world.change({})
        plain = self.world.folder / "plain.toml"
        plain.write_text(re.sub(r"(?ms)^\[listener\.kesatu\.tls\]\n.*?(?=^\[)", "", self.world.config.read_text()))
        self.assert_not_sent(self.sent("--config", str(plain), *self.certificates()), 2,
                             "[listener.kesatu] has no tls section")

    def test_to_every_address_asks_for_one_that_the_certificate_names(self):
        port = self.world.address("kesatu")[1]
        self.world.change({"listener.kesatu": {"address": f"0.0.0.0:{port}"}})
        self.assert_not_sent(self.sent("--config", str(self.world.config), *self.certificates()), 2,
                             "listens on every address", "--url")

    def test_with_the_key_of_another_certificate_says_so(self):
        given = [*self.certificates()[:-1], self.world.file("kedua-client.key")]
        self.assert_not_sent(self.sent(*self.url(), *given), 2, "is not the key of the first certificate")

    def test_believes_no_server_of_other_authorities(self):
        self.assert_not_sent(self.sent(*self.url("kedua"), *self.certificates()), 3, "TLS: its certificate is refused")

    def test_is_turned_away_at_the_other_partys_listener(self):
        self.assert_not_sent(self.sent(*self.url("kedua"), *self.certificates(authority="bpjs-ca")), 3,
                             "TLS: our certificate is refused", "kirim.csv:2: from this row on nothing has been sent")


class Configuration(unittest.TestCase):
    def test_is_refused_with_every_error_and_its_line(self):
        lines = ["[agreement]", "valid_from = 2020-11-03", "valid_until = 2035-11-02",
                 "[journal]", 'path = "j.db"', 'keys = "j.keys"',
                 "[listener.kesatu]", 'address = "0.0.0.0:0"',
                 "[listener.kedua]", 'address = "127.0.0.1:0"',
                 "[listener.kedua.tls]", 'certificate = "a.pem"', 'allowed = ["sha256:12", "everybody"]', 'cr1 = "a"',
                 "[upstream.kesatu]", 'url = "http://127.0.0.1:1"',
                 "[upstream.kesatu.tls]", 'ca = "a.pem"', 'certificate = "b.pem"', 'pin = "12"',
                 "[upstream.kedua]", 'url = "https://127.0.0.1:1"']
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "jembatan.toml"
            file.write_text("\n".join(lines) + "\n")
            done = subprocess.run([os.environ["JEMBATAN_BIN"], "check", "--config", str(file)], capture_output=True,
                                  text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        for expected in (":8: listener.kesatu.address is not a loopback address", ":11: listener.kedua.tls.key is missing",
                         ":11: listener.kedua.tls.client_ca is missing", ':13: listener.kedua.tls.allowed holds an entry: "sha256:12"',
                         ':13: listener.kedua.tls.allowed holds an entry: "everybody"',
                         ":14: unknown key listener.kedua.tls.cr1; did you mean crl?",
                         ":16: upstream.kesatu.url must begin with https://", ":19: upstream.kesatu.tls.certificate needs",
                         ":20: upstream.kesatu.tls.pin must be"):
            self.assertIn(expected, done.stderr)

    def test_allows_tls_on_every_address(self):
        world = TlsWorld({"listener.kesatu": {"address": "0.0.0.0:0"}})
        with world:
            world._kept["listener.kesatu"] = ("127.0.0.1", world.address("kesatu")[1])
            self.assertEqual(world.curl("kesatu", "/ws/pekerja?wsdl", "kesatu-client").status, 200)


if __name__ == "__main__":
    unittest.main()
