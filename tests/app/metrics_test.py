#!/usr/bin/env python3
"""/metrics: what it counts, that it is well formed, and that alert rules and dashboard ask for nothing else."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import exposition  # noqa: E402
import records  # noqa: E402
import report  # noqa: E402
import soap  # noqa: E402
from harness import SOURCE, World, await_true  # noqa: E402

DEPLOY = SOURCE / "tools" / "deploy"
QUICK = {"first_retry_ms": 20, "longest_retry_ms": 100, "refusals": 3, "failures": 2}
UNLIMITED = resource.RLIM_INFINITY


class Case(unittest.TestCase):
    world: World

    def page(self) -> str:
        answer = soap.request(self.world.admin(), "GET", "/metrics")
        self.assertEqual(answer.status, 200)
        return answer.body.decode()

    def value(self, name: str, **labels: str) -> float:
        return exposition.value(exposition.families(self.page()), name, **labels)

    def send(self, worker: int = 1, id_pesan: str | None = None, rest: str = "") -> soap.Answer:
        rest = rest or (soap.key("s:badanUsaha", records.company_key(worker)) +
                        f"<s:pekerja>{soap.fields(records.worker(worker))}</s:pekerja>")
        return soap.call(self.world.address(), "pekerja", "KirimPekerja", id_pesan or records.new_id(), rest)


class Page(Case):
    def test_is_well_formed_at_once_and_after_traffic(self):
        exposition.families(self.page())
        self.send(1)
        soap.exchange_bytes(self.world.address(), b"NONSENSE\r\n\r\n")
        exposition.families(self.page())

    def test_says_which_format_it_is_in(self):
        answer = soap.request(self.world.admin(), "GET", "/metrics")
        self.assertEqual(answer.headers["content-type"], "text/plain; version=0.0.4; charset=utf-8")

    def test_promtool_finds_nothing_where_it_is_installed(self):
        if shutil.which("promtool"):
            done = subprocess.run(["promtool", "check", "metrics"], input=self.page(), capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))

    def test_is_on_the_admin_address_only(self):
        for party in ("kesatu", "kedua"):
            self.assertEqual(soap.request(self.world.address(party), "GET", "/metrics").status, 404)

    def test_shows_version_and_start(self):
        found = exposition.families(self.page())
        self.assertEqual(list(found["jembatan_build_info"].samples.values()), [1])
        self.assertGreater(exposition.value(found, "process_start_time_seconds"), 1.6e9)

    def test_shows_no_value_of_a_message(self):
        id_pesan = records.new_id("rahasia")
        self.send(2, id_pesan)
        self.send(2, id_pesan)
        soap.call(self.world.address(), "pekerja", "BuatanPenelepon", id_pesan, "")
        soap.request(self.world.address(), "GET", "/ws/pekerja?nik=" + records.worker(2)["nik"])
        soap.exchange_bytes(self.world.address(), b"POST /rahasia HTTP/9.9\r\nRahasia: rahasia\r\n\r\n")
        page = self.page()
        for value in [*records.worker(2).values(), *records.company_key(2).values(), id_pesan, "BuatanPenelepon",
                      "rahasia", str(self.world.folder)]:
            self.assertNotIn(value, page)


class Counts(Case):
    def difference(self, action, name: str, **labels: str) -> float:
        before = self.value(name, **labels)
        action()
        return self.value(name, **labels) - before

    def test_a_message_by_party_operation_and_outcome(self):
        self.assertEqual(1, self.difference(lambda: self.send(3), "jembatan_requests_total", party="kesatu",
                                            operation="KirimPekerja", outcome="SELESAI"))

    def test_every_stage_of_a_message(self):
        for stage in ("guard", "decode", "judge", "send", "total"):
            with self.subTest(stage=stage):
                self.assertEqual(1, self.difference(
                    lambda: self.send(4), "jembatan_stage_duration_seconds_count", stage=stage))
        self.assertEqual(2, self.difference(
            lambda: self.send(4), "jembatan_stage_duration_seconds_count", stage="record"))

    def test_a_made_up_operation_as_other(self):
        self.assertEqual(1, self.difference(
            lambda: soap.call(self.world.address(), "pekerja", "BuatanPenelepon", "id", ""),
            "jembatan_requests_total", party="kesatu", operation="other", outcome="OPERASI_TIDAK_DIKENAL"))

    def test_what_is_refused_at_the_door(self):
        def nonsense():
            soap.exchange_bytes(self.world.address("kedua"), b"GET / HTTP/1.1\nHost: a\n\n")
            await_true("it is recorded", lambda: self.value(
                "jembatan_http_refused_total", party="kedua", status="400", reason="bare LF in the header") > before)
        before = self.value("jembatan_http_refused_total", party="kedua", status="400", reason="bare LF in the header")
        self.assertEqual(1, self.difference(nonsense, "jembatan_http_refused_total", party="kedua", status="400",
                                            reason="bare LF in the header"))

    def test_the_calls_of_a_partys_system(self):
        labels = {"party": "kedua", "result": "answered"}
        self.assertEqual(1, self.difference(lambda: self.send(5), "jembatan_upstream_calls_total", **labels))

    def test_the_journals_commits(self):
        self.assertGreaterEqual(
            self.difference(lambda: self.send(6), "jembatan_journal_commits_total", result="committed"), 2)

    def test_the_request_that_asks(self):
        self.assertEqual(self.value("jembatan_http_requests_in_flight", listener="admin"), 1)
        self.assertGreaterEqual(self.value("jembatan_http_connections", listener="admin"), 1)

    def test_the_descriptors_that_are_open(self):
        self.assertGreater(self.value("process_open_fds"), 10)
        self.assertGreater(self.value("process_max_fds"), self.value("process_open_fds"))
        self.assertGreater(self.value("process_resident_memory_bytes"), 1_000_000)

    def test_the_days_of_the_agreement(self):
        self.assertEqual(self.value("jembatan_agreement_in_force"), 1)
        self.assertAlmostEqual(self.value("jembatan_agreement_remaining_seconds") / 86400, 365, delta=2)


class PartyAway(Case):
    def test_what_waits_and_the_partys_state(self):
        self.world.kill_sandbox("kedua")
        try:
            for company in (21, 22, 23):
                self.assertEqual(self.send(company).value("status"), "TERTUNDA")
            self.assertEqual(self.value("jembatan_exchanges_pending"), 3)
            await_true("time passes", lambda: self.value("jembatan_oldest_pending_age_seconds") > 0)
            self.assertEqual(self.value("jembatan_upstream_state", party="kedua", state="closed"), 0)
            self.assertGreaterEqual(self.value("jembatan_upstream_breaker_openings_total", party="kedua"), 1)
            self.assertGreater(self.value("jembatan_upstream_calls_total", party="kedua", result="not_sent"), 0)
        finally:
            self.world.start_sandbox("kedua")
        await_true("all three are delivered", lambda: self.value(
            "jembatan_deliveries_total", party="kesatu", result="accepted") == 3)
        self.assertEqual(self.value("jembatan_exchanges_pending"), 0)
        self.assertEqual(self.value("jembatan_oldest_pending_age_seconds"), 0)
        self.assertEqual(self.value("jembatan_upstream_state", party="kedua", state="closed"), 1)


class Suspended(Case):
    def test_is_a_state_of_its_own(self):
        state = {"party": "kesatu", "state": "suspended"}
        self.world.command("pause", "--party", "kesatu", "--reason", "test")
        await_true("it is seen", lambda: self.value("jembatan_upstream_state", **state) == 1)
        self.world.command("resume", "--party", "kesatu", "--reason", "test")
        await_true("it is seen", lambda: self.value("jembatan_upstream_state", **state) == 0)


class JournalInTrouble(Case):
    def limit(self, most: int) -> None:
        resource.prlimit(self.world.gateway.process.pid, resource.RLIMIT_FSIZE, (most, UNLIMITED))

    def test_is_shown_on_a_page_that_still_answers(self):
        failed = self.value("jembatan_journal_commits_total", result="failed")
        self.limit(4096)
        try:
            self.assertEqual(self.send(31).kode, "KESALAHAN_INTERNAL")
            self.assertEqual(self.value("jembatan_journal_failing"), 1)
            self.assertGreater(self.value("jembatan_journal_commits_total", result="failed"), failed)
            self.assertGreaterEqual(self.value("jembatan_requests_total", party="kesatu", operation="KirimPekerja",
                                               outcome="KESALAHAN_INTERNAL"), 1)
        finally:
            self.limit(UNLIMITED)
        await_true("it works again", lambda: self.send(32).status == 200)
        self.assertEqual(self.value("jembatan_journal_failing"), 0)


class Deployed(Case):
    def named_in(self, text: str) -> set[str]:
        # __name__ of a scrape, such as up, is Prometheus' own.
        return set(re.findall(r"\b(?:jembatan|process)_[a-z_]+", text))

    def on_the_page(self) -> set[str]:
        names = set()
        for family in exposition.families(self.page()).values():
            endings = ("_bucket", "_sum", "_count") if family.type == "histogram" else ("",)
            names |= {family.name + ending for ending in endings}
        return names

    def alerts(self) -> list[str]:
        return (DEPLOY / "alerts.yml").read_text().split("- alert: ")[1:]

    def dashboard(self) -> dict:
        return json.loads((DEPLOY / "grafana-dashboard.json").read_text())

    def test_the_alert_rules_ask_for_what_the_page_has(self):
        expressions = [re.search(r"expr: (.*)", alert).group(1) for alert in self.alerts()]
        self.assertGreaterEqual(len(expressions), 15)
        self.assertLessEqual(self.named_in(" ".join(expressions)), self.on_the_page())
        texts = self.named_in((DEPLOY / "alerts.yml").read_text())
        families = set(exposition.families(self.page()))
        self.assertLessEqual(texts, self.on_the_page() | families)

    def test_every_alert_says_how_bad_it_is_and_what_to_do(self):
        for alert in self.alerts():
            with self.subTest(alert=alert.split("\n")[0]):
                self.assertRegex(alert, r"labels: \{severity: (critical|warning)\}")
                self.assertRegex(alert, r"summary: .+")
                self.assertRegex(alert, r"runbook: >-\n +.+")

    def test_the_commands_of_the_runbooks_exist(self):
        text = re.sub(r"\s+", " ", (DEPLOY / "alerts.yml").read_text())
        commands = set(re.findall(r"'jembatan (journal [a-z]+|[a-z]+)", text))
        self.assertGreaterEqual(len(commands), 5)
        for command in commands:
            done = subprocess.run([os.environ["JEMBATAN_BIN"], *command.split(), "--help"], capture_output=True)
            self.assertEqual(done.returncode, 0, command)

    def test_promtool_accepts_the_rules_where_it_is_installed(self):
        if shutil.which("promtool"):
            done = subprocess.run(["promtool", "check", "rules", str(DEPLOY / "alerts.yml")], capture_output=True,
                                  text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_dashboard_asks_for_what_the_page_has(self):
        dashboard = self.dashboard()
        expressions = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]
        expressions += [one["expr"] for one in dashboard["annotations"]["list"]]
        self.assertGreaterEqual(len(expressions), 15)
        for expression in expressions:
            self.assertTrue(self.named_in(expression), expression)
            self.assertLessEqual(self.named_in(expression), self.on_the_page(), expression)

    def test_the_dashboards_panels_have_a_place_each(self):
        panels = self.dashboard()["panels"]
        self.assertEqual(len({panel["id"] for panel in panels}), len(panels))
        taken = set()
        for panel in panels:
            place = panel["gridPos"]
            cells = {(x, y) for x in range(place["x"], place["x"] + place["w"])
                     for y in range(place["y"], place["y"] + place["h"])}
            self.assertFalse(cells & taken, panel["title"])
            self.assertLessEqual(place["x"] + place["w"], 24, panel["title"])
            taken |= cells

    def test_the_readmes_name_what_the_page_has(self):
        families = set(exposition.families(self.page()))
        for readme in ("README.md", "README.id.md"):
            named = self.named_in((SOURCE / readme).read_text())
            self.assertGreaterEqual(len(named), 8, readme)
            self.assertLessEqual(named, families, readme)

    def test_everything_on_the_page_is_described_once(self):
        families = exposition.families(self.page())
        self.assertEqual(len({family.help for family in families.values()}), len(families))


class TheReaderItself(unittest.TestCase):
    """A test that reads must be able to fail."""
    world: World
    GOOD = "# HELP a_total A.\n# TYPE a_total counter\na_total{b=\"c\"} 1\n"

    def test_takes_what_is_right(self):
        self.assertEqual(exposition.value(exposition.families(self.GOOD), "a_total", b="c"), 1)

    def test_refuses_what_is_wrong(self):
        buckets = "# HELP h H.\n# TYPE h histogram\n"
        for wrong in (self.GOOD[:-1], self.GOOD + "a_total{b=\"c\"} 2\n", self.GOOD + self.GOOD,
                      self.GOOD.replace("a_total", "a"), self.GOOD.replace("counter", "gauge"),
                      self.GOOD.replace("HELP a_total A.", "HELP a_total"), self.GOOD.replace("\"c\"", "c"),
                      self.GOOD.replace("\"c\"", "\"c\\d\""), self.GOOD.replace("} 1", "} one"),
                      self.GOOD.replace("} 1", "} -1"), self.GOOD.replace("\"c\"", "\"c\","),
                      self.GOOD.replace("a_total", "a_ms_total"), "a 1\n", self.GOOD + "\n",
                      buckets + "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n",
                      buckets + "h_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n",
                      buckets + "h_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 2\n"):
            with self.subTest(text=wrong), self.assertRaises(ValueError):
                exposition.families(wrong)


if __name__ == "__main__":
    with World({"delivery": QUICK}) as world:
        sys.exit(report.run(sys.modules["__main__"], world))
