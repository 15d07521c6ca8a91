#!/usr/bin/env python3
"""Runs tools/run as the README says, then every command of the READMEs' `sh` blocks beside it."""

import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def commands(readme: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def run(argv: list[str], seconds: int = 300) -> subprocess.CompletedProcess:
    return subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=seconds)


class ToolsRun(unittest.TestCase):
    def test_once_shows_the_whole_road_and_ends_with_0(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run(["tools/run", "--once", "--free-ports", "--dir", folder])
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            for part in ("ready", "company 12", "1 replayed: 1 done, 0 failed", "/healthz"):
                self.assertIn(part, done.stdout)
            self.assertEqual(list((Path(folder) / "pids").iterdir()), [], "every program was ended")

    def test_a_wrong_flag_is_answered_with_the_usage(self):
        done = run(["tools/run", "--twice"])
        self.assertEqual(done.returncode, 2)
        self.assertIn("usage: tools/run", done.stderr)


class Readme(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name) / "run.out"
        with cls.out.open("w") as out:
            cls.running = subprocess.Popen(
                ["tools/run", "--free-ports", "--dir", cls.folder.name], cwd=ROOT, stdout=out, stderr=out,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        deadline = time.monotonic() + 240
        while "running until Ctrl-C" not in cls.out.read_text():
            if cls.running.poll() is not None or time.monotonic() > deadline:
                cls.tearDownClass()
                raise AssertionError("tools/run did not come up:\n" + cls.out.read_text())
            time.sleep(0.2)

    @classmethod
    def tearDownClass(cls):
        cls.running.send_signal(signal.SIGINT)
        cls.running.wait(timeout=60)

    def here(self, command: str) -> list[str]:
        return shlex.split(command.replace("var/", self.folder.name + "/"))

    def ports_of_this_run(self, argv: list[str]) -> list[str]:
        """With free ports the configuration names port 0; `send` is told where the listener is."""
        if argv[1] != "send":
            return argv
        url = re.search(r"http://[0-9.:]+(?=/ws/badan-usaha \(pimpinan)", self.out.read_text()).group(0)
        at = argv.index("--config")
        return argv[:at] + ["--url", url] + argv[at + 2:]

    def run_all(self, readme: str):
        listed = commands(readme)
        self.assertGreaterEqual(len(listed), 5, "the README lists commands to try")
        for command in listed:
            with self.subTest(command=command):
                done = run(self.ports_of_this_run(self.here(command)))
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertTrue(done.stdout.strip(), "a command to try shows something")

    def test_every_command_of_the_english_readme_works(self):
        self.run_all("README.md")

    def test_every_command_of_the_indonesian_readme_works(self):
        self.run_all("README.id.md")

    def test_the_other_partys_records_are_accepted_without_a_rejection(self):
        text = self.out.read_text()
        self.assertEqual(text.count(" 0 rejected"), 2, text)


if __name__ == "__main__":
    os.environ.pop("CDPATH", None)
    result = unittest.main(exit=False, argv=[sys.argv[0], "-v"]).result
    sys.exit(0 if result.wasSuccessful() and result.testsRun else 1)
