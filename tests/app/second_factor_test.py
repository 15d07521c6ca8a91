#!/usr/bin/env python3
"""The second factor from outside: the gateway signs its calls to a party that checks them, and lets in at its own
listener who signs rightly, once; everybody else gets a Fault and is in the journal, and no secret is anywhere."""

import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import leaks  # noqa: E402
import records  # noqa: E402
import soap  # noqa: E402
from harness import World, await_true  # noqa: E402
from signed_party import SignedParty, signature  # noqa: E402

CONS_ID = "00000"
SECRET, OTHER_SECRET = "rahasia-contoh-9901", "rahasia-lain-9902"
USER_KEY = "kunci-pemakai-9903"
REREAD = "secrets, the agreement's terms and certificates reread"
UPSTREAM = ("[upstream.kedua]", 'url = "http://127.0.0.1:1"')
FILES = {"cons_id": CONS_ID, "secret_file": "kedua.secret", "user_key_file": "kedua.user-key"}

Headers = list[tuple[str, str]]


def message(number: int = 1, id_pesan: str | None = None) -> bytes:
    rest = soap.key("s:badanUsaha", records.company_key(number)) + \
        f"<s:pekerja>{soap.fields(records.worker(number))}</s:pekerja>"
    return soap.envelope("pekerja", soap.operation("KirimPekerja", id_pesan or records.new_id(), rest))


class SignedWorld(World):
    """BPJS Kesehatan's system wants signed calls, and so does the listener where the portal calls."""

    def __init__(self, party: SignedParty, rules: dict):
        super().__init__({"upstream.kedua": {"url": party.url}, "upstream.kedua.signature": FILES,
                          "listener.kesatu.signature": {**FILES, **rules},
                          "delivery": {"first_retry_ms": 100, "longest_retry_ms": 200}},
                         folder=Path(tempfile.mkdtemp(prefix="jembatan-second-factor-")))
        self._folder_stays = False
        self.party = party
        self.keep("kedua.secret", SECRET)
        self.keep("kedua.user-key", USER_KEY)

    def keep(self, name: str, line: str) -> None:
        file = self.folder / name
        file.touch(mode=0o600)
        file.write_text(line + "\n")

    def start_gateway(self, wait: bool = True) -> None:
        self.party.behind = self._kept["sandbox.kedua"]
        super().start_gateway(wait)

    def hang_up(self, expected: str = REREAD) -> None:
        """SIGHUP, and waits for what the log then says."""
        before = self.log("gateway").count(expected)
        self.gateway.signal(signal.SIGHUP)
        await_true(expected, lambda: self.log("gateway").count(expected) > before)


class Case(unittest.TestCase):
    rules: dict = {}

    def setUp(self):
        self.party = SignedParty(CONS_ID, SECRET, USER_KEY)
        self.enterContext(self.party)
        self.world = SignedWorld(self.party, self.rules)
        self.world.__enter__()
        self.addCleanup(self.world.__exit__, None, None, None)
        self.second = int(time.time())  # each of the next ones is used once: they stay within the window

    def headers(self, secret: str = SECRET, second: int | None = None) -> Headers:
        if second is None:
            self.second += 1
            second = self.second
        timestamp = str(second)
        return [("X-cons-id", CONS_ID), ("X-timestamp", timestamp),
                ("X-signature", signature(secret, CONS_ID, timestamp)), ("user_key", USER_KEY)]

    def send(self, headers: Headers, body: bytes | None = None, party: str = "kesatu") -> soap.Answer:
        """Headers as they stand, a name twice too."""
        body = body or message()
        connection = http.client.HTTPConnection(*self.world.address(party), timeout=20)
        try:
            connection.putrequest("POST", "/ws/pekerja")
            for name, value in [("Content-Type", soap.MEDIA["1.1"]), ("Content-Length", str(len(body))), *headers]:
                connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            return soap.Answer(response.status, {name.lower(): value for name, value in response.getheaders()},
                               response.read())
        finally:
            connection.close()

    def assert_let_in(self, answer: soap.Answer):
        self.assertEqual((answer.status, answer.value("status")), (200, "SELESAI"), answer.body)

    def assert_turned_away(self, answer: soap.Answer, reason: str):
        self.assertEqual((answer.status, answer.kode), (500, "PIHAK_TIDAK_DIKENAL"), answer.body)
        entry = self.world.entry(answer.nomor)
        self.assertEqual((entry["keadaan"], entry["hasil"]), ("refused", "PIHAK_TIDAK_DIKENAL"))
        self.assertIn("127.0.0.1:", str(entry))
        shown = self.world.command("journal", "show", str(answer.nomor))
        self.assertIn(f"signature: {reason}", shown)
        self.assertNotIn(reason.encode(), answer.body)

    def assert_nothing_leaks(self, *answers: soap.Answer):
        places = {"gateway.log": self.world.log("gateway").encode(), "journal": str(self.world.journal()).encode(),
                  "metrics": soap.request(self.world.admin(), "GET", "/metrics").body}
        for at, answer in enumerate(answers):
            places[f"answer {at}"] = answer.body + str(answer.headers).encode()
        secrets = {"secret": SECRET, "other secret": OTHER_SECRET, "user_key": USER_KEY}
        secrets |= {f"signature {at}": one for at, one in enumerate(self.shown_signatures(len(answers) + 5))}
        self.assertEqual(leaks.leaks(secrets, places), [])

    def shown_signatures(self, most: int) -> list[str]:
        return [signature(SECRET, CONS_ID, str(self.second - back)) for back in range(most)]


class Callers(Case):
    def test_who_sign_rightly_are_let_in_each_time_anew(self):
        for number in (1, 2, 3):
            self.assert_let_in(self.send(self.headers(), message(number)))

    def test_are_turned_away_for_each_thing_that_is_wrong(self):
        right = self.headers
        wrong: list[tuple[str, Headers]] = [
            ("X-signature does not fit", right(OTHER_SECRET)),
            ("X-timestamp is too old", right(second=self.second - 400)),
            ("X-timestamp lies in the future", right(second=self.second + 1000)),
            ("it was signed before the gateway's start", right(second=self.second - 200)),
            ("X-cons-id is not the agreed one", [("X-cons-id", "00001"), *right()[1:]]),
            ("user_key is not the agreed one", [*right()[:3], ("user_key", "kunci-lain-9904")]),
            ("X-timestamp is not a number of seconds", [right()[0], ("X-timestamp", "kemarin"), *right()[2:]]),
            ("X-signature does not fit", [*right()[:2], ("X-signature", "AAAA"), right()[3]]),
        ]
        for name in ("X-cons-id", "X-timestamp", "X-signature", "user_key"):
            one = right()
            wrong.append((f"{name} is missing", [pair for pair in one if pair[0] != name]))
            wrong.append(("a header of it came twice", [*one, next(pair for pair in one if pair[0] == name)]))
        answers = []
        for reason, headers in wrong:
            with self.subTest(reason, names=[name for name, _ in headers]):
                answers.append(self.send(headers))
                self.assert_turned_away(answers[-1], reason)
        self.assert_nothing_leaks(*answers)
        self.assertEqual(self.party.let_in, [], "nothing was sent on")
        self.assert_let_in(self.send(self.headers()))

    def test_use_a_signature_once(self):
        headers, id_pesan = self.headers(), records.new_id()
        self.assert_let_in(self.send(headers, message(1, id_pesan)))
        for body in (message(1, id_pesan), message(2)):
            self.assert_turned_away(self.send(headers, body), "its signature has been used")

    def test_who_are_turned_away_find_the_contract_all_the_same(self):
        self.assertEqual(soap.request(self.world.address(), "GET", "/ws/pekerja?wsdl").status, 200)

    def test_at_the_other_listener_need_none(self):
        given = soap.key("s:badanUsaha", records.company_key()) + f"<s:pekerja>{soap.fields(records.member())}</s:pekerja>"
        body = soap.envelope("pekerja", soap.operation("KirimPekerja", records.new_id(), given))
        self.assert_let_in(self.send([], body, "kedua"))

    def test_are_counted_by_reason(self):
        self.send([])
        page = soap.request(self.world.admin(), "GET", "/metrics").body.decode()
        self.assertRegex(page, r'jembatan_http_refused_total\{party="kesatu",status="500",reason="signature[^"]*"\} 1')


class AfterSighup(Case):
    def test_the_new_secret_counts_at_the_listener_and_towards_the_party(self):
        self.assert_let_in(self.send(self.headers()))
        self.world.keep("kedua.secret", OTHER_SECRET)
        self.party.secret = OTHER_SECRET
        self.world.hang_up()
        self.assert_turned_away(self.send(self.headers()), "X-signature does not fit")
        self.assert_let_in(self.send(self.headers(OTHER_SECRET), message(2)))

    def test_a_signature_of_before_stays_used(self):
        used = self.headers()
        self.assert_let_in(self.send(used))
        self.world.hang_up()
        self.assert_turned_away(self.send(used), "its signature has been used")

    def test_a_file_that_others_may_read_leaves_the_old_secret_in_force(self):
        self.world.keep("kedua.secret", OTHER_SECRET)
        (self.world.folder / "kedua.secret").chmod(0o644)
        self.world.hang_up("listener.kesatu.signature: what was read before stays in force")
        self.assertIn("chmod 600", self.world.log("gateway"))
        self.assert_let_in(self.send(self.headers()))
        self.assert_nothing_leaks()


class TheParty(Case):
    def test_is_shown_a_signature_that_fits_with_each_call(self):
        for number in (1, 2):
            self.assert_let_in(self.send(self.headers(), message(number)))
        self.assertEqual((len(self.party.let_in), self.party.turned_away), (2, 0))

    def test_that_turns_us_away_loses_nothing(self):
        self.party.secret = OTHER_SECRET
        id_pesan = records.new_id()
        answer = self.send(self.headers(), message(1, id_pesan))
        self.assertEqual(answer.value("status"), "TERTUNDA", answer.body)
        self.assertRegex(self.world.log("gateway"),
                         rf"warning exchange={answer.nomor} .* does not let us in, HTTP status 401")
        await_true("the gateway rests", lambda: "which does not let us in" in self.world.log("gateway"))
        self.assert_nothing_leaks(answer)
        self.party.secret = SECRET
        await_true("it is delivered", lambda: self.world.entry(answer.nomor)["keadaan"] == "answered")

    def test_check_signs_too(self):
        checked = self.world.command("check")
        self.assertRegex(checked, r"ok +upstream.kedua: \S+ answers")
        self.assertEqual(self.party.turned_away, 0)


class Several(Case):
    rules = {"once": False, "window_seconds": 60}

    def test_messages_may_show_one_signature_where_it_does_not_count_once(self):
        headers = self.headers()
        for number in (1, 2, 3):
            self.assert_let_in(self.send(headers, message(number)))

    def test_messages_may_not_lie_outside_its_own_window(self):
        self.assert_turned_away(self.send(self.headers(second=self.second + 200)), "X-timestamp lies in the future")


class Send(Case):
    """`jembatan send` as the party's own program."""

    def sent(self, *arguments: str) -> subprocess.CompletedProcess:
        names = [f"badanUsaha.{name}" for name in records.company_key()] + list(records.worker())
        rows = [",".join(names)]
        for number in (1, 2):
            values = [*records.company_key().values(), *records.worker(number).values()]
            rows.append(",".join(f'"{value}"' for value in values))
        file = self.world.folder / "kirim.csv"
        file.write_text("\n".join(rows) + "\n")
        return subprocess.run([os.environ["JEMBATAN_BIN"], "send", "--from", "kesatu", "--batch", "1", *arguments,
                               str(file)], capture_output=True, text=True, timeout=60)

    def url(self) -> list[str]:
        host, port = self.world.address()
        return ["--url", f"http://{host}:{port}"]

    def by_options(self) -> list[str]:
        return ["--cons-id", CONS_ID, "--secret-file", str(self.world.folder / "kedua.secret"),
                "--user-key-file", str(self.world.folder / "kedua.user-key")]

    def test_signs_each_batch_for_a_second_of_its_own(self):
        self.world.write_configuration()  # anew, it names the port that the system chose
        for where in (["--config", str(self.world.config)], [*self.url(), *self.by_options()]):
            with self.subTest(where[0]):
                time.sleep(1)  # the second of the start, or of the last message before, counts no more
                done = self.sent(*where)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertIn("2 records sent: 2 accepted", done.stdout)

    def test_unsigned_is_told_the_fault_and_its_number(self):
        done = self.sent(*self.url())
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertRegex(done.stderr, r"exchange \d+: PIHAK_TIDAK_DIKENAL")

    def test_with_half_of_what_it_takes_says_the_rest(self):
        for part in (self.by_options()[:2], self.by_options()[2:4], self.by_options()[4:]):
            with self.subTest(part[0]):
                done = self.sent(*self.url(), *part)
                self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
                self.assertIn("--cons-id and --secret-file go together", done.stderr)


class Configuration(unittest.TestCase):
    def checked(self, *lines: str) -> subprocess.CompletedProcess:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "jembatan.toml"
            file.write_text("\n".join(["[agreement]", "valid_from = 2020-11-03", "valid_until = 2035-11-02", "[journal]",
                                       'path = "j.db"', 'keys = "j.keys"', *lines]) + "\n")
            return subprocess.run([os.environ["JEMBATAN_BIN"], "check", "--config", str(file)], capture_output=True,
                                  text=True, timeout=60)

    def test_is_refused_with_every_error_and_its_line(self):
        done = self.checked("[listener.kesatu]", 'address = "127.0.0.1:0"', "[listener.kesatu.signature]",
                            'cons_id = "a&b"', "window_seconds = 4000", 'secret = "x"', "[upstream.kedua]",
                            'url = "http://127.0.0.1:1"', 'headers = { "X-Signature" = "abc" }',
                            "[upstream.kedua.signature]", 'cons_id = "1"', 'secret_file = "s"', "once = true")
        self.assertEqual(done.returncode, 2)
        for expected in (r":10: listener\.kesatu\.signature\.cons_id must be", r"signature\.secret_file is missing",
                         r":11: listener\.kesatu\.signature\.window_seconds", r":12: unknown key listener\.kesatu\.signature\.secret",
                         r":15: upstream\.kedua\.headers names X-Signature",
                         r":19: unknown key upstream\.kedua\.signature\.once"):
            self.assertRegex(done.stderr, expected)

    def test_that_names_no_secret_there_is_told_by_check(self):
        done = self.checked("[listener.kesatu]", 'address = "127.0.0.1:0"', "[listener.kesatu.signature]",
                            'cons_id = "1"', 'secret_file = "none.secret"', *UPSTREAM)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertTrue(re.search(r"ERROR +listener\.kesatu\.signature: .*none\.secret", done.stdout), done.stdout)

    def test_check_warns_of_more_connections_than_the_system_grants(self):
        done = subprocess.run(["sh", "-c", 'ulimit -n 300; exec "$0" check --config "$1"', os.environ["JEMBATAN_BIN"],
                               self.file_with_limits()], capture_output=True, text=True, timeout=60)
        self.assertRegex(done.stdout, r"warning +descriptors: .*LimitNOFILE=")

    def file_with_limits(self) -> str:
        folder = self.enterContext(tempfile.TemporaryDirectory())
        file = Path(folder) / "jembatan.toml"
        file.write_text("\n".join(["[agreement]", "valid_from = 2020-11-03", "valid_until = 2035-11-02", "[journal]",
                                   'path = "j.db"', 'keys = "j.keys"', "[listener.kesatu]",
                                   'address = "127.0.0.1:0"', *UPSTREAM]) + "\n")
        return str(file)


if __name__ == "__main__":
    unittest.main()
