#!/usr/bin/env python3
"""The gateway under a service manager: what it tells, what it keeps to itself, and the unit that runs it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import report  # noqa: E402
import soap  # noqa: E402
from harness import SOURCE, World, await_true  # noqa: E402

DEPLOY = SOURCE / "tools" / "deploy"
UNIT = DEPLOY / "jembatan.service"
MOST_EXPOSED = 2.0
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)  # systemd's end of $NOTIFY_SOCKET


class Told(unittest.TestCase):
    """In this order, on one gateway."""
    world: World

    def next(self, watchdog: bool = False) -> str:
        """What is told next, pings apart unless they are asked for."""
        while True:
            message = manager.recv(4096).decode()
            if watchdog or message != "WATCHDOG=1":
                return message

    def test_1_ready_comes_once_the_listeners_answer(self):
        self.assertEqual(self.next(), "READY=1")
        self.assertEqual(soap.request(self.world.admin(), "GET", "/healthz").status, 200)

    def test_2_the_watchdog_hears_again_and_again(self):
        for _ in range(3):
            self.assertEqual(self.next(watchdog=True), "WATCHDOG=1")

    def test_3_a_reload_begins_and_ends(self):
        self.world.gateway.signal(signal.SIGHUP)
        self.assertEqual([self.next(), self.next()], ["RELOADING=1", "READY=1"])

    def test_4_a_reload_that_fails_ends_too_and_the_gateway_goes_on(self):
        before = self.world.config.read_text()
        self.world.config.write_text("nonsense")
        self.world.gateway.signal(signal.SIGHUP)
        self.assertEqual([self.next(), self.next()], ["RELOADING=1", "READY=1"])
        self.world.config.write_text(before)
        self.assertEqual(soap.request(self.world.admin(), "GET", "/healthz").status, 200)

    def test_5_memory_goes_into_no_core_dump(self):
        limits = Path(f"/proc/{self.world.gateway.process.pid}/limits").read_text()
        self.assertRegex(limits, r"Max core file size +0 +0 ")

    def test_6_what_it_writes_is_its_owners_alone(self):
        for file in self.world.folder.glob("journal.db*"):
            self.assertEqual(file.stat().st_mode & 0o077, 0, file.name)

    def test_7_stopping_is_told_before_it_stops(self):
        self.world.gateway.signal(signal.SIGTERM)
        self.assertEqual(self.next(), "STOPPING=1")
        self.assertEqual(self.world.gateway.stop(), 0)


class Unit(unittest.TestCase):
    world: World

    def directives(self) -> dict[str, str]:
        return dict(re.findall(r"^([A-Za-z]+)=(.*)$", UNIT.read_text(), re.MULTILINE))

    def test_says_how_the_gateway_tells_and_is_told(self):
        unit = self.directives()
        self.assertEqual(unit["Type"], "notify")
        self.assertGreater(int(unit["WatchdogSec"]), 0)
        self.assertIn("-HUP $MAINPID", unit["ExecReload"])
        self.assertEqual(unit["Restart"], "on-failure")
        self.assertEqual((unit["UMask"], unit["LimitCORE"]), ("0077", "0"))
        for needed in ("StateDirectory", "LimitNOFILE", "MemoryMax"):
            self.assertTrue(unit[needed], needed)

    def test_waits_longer_for_the_end_than_the_gateway_takes(self):
        example = (DEPLOY / "jembatan.example.toml").read_text()
        patience = int(re.search(r"stop_seconds = (\d+)", example).group(1))
        self.assertGreater(int(self.directives()["TimeoutStopSec"]), patience)

    def test_opens_the_ports_of_the_example_and_no_others(self):
        example = (DEPLOY / "jembatan.example.toml").read_text()
        wanted = set(re.findall(r'^address = "[^"]*:(\d+)"', example, re.MULTILINE))
        allowed = set(re.findall(r"^SocketBindAllow=tcp:(\d+)", UNIT.read_text(), re.MULTILINE))
        self.assertEqual(allowed, wanted)

    def test_has_more_descriptors_than_connections(self):
        example = (DEPLOY / "jembatan.example.toml").read_text()
        connections = int(re.search(r"#connections = (\d+)", example).group(1))
        self.assertGreater(int(self.directives()["LimitNOFILE"]), 2 * connections)

    def test_is_rated_2_or_better_where_systemd_is_installed(self):
        if not shutil.which("systemd-analyze"):
            return
        done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)],
                              capture_output=True, text=True)
        rating = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
        self.assertTrue(rating, done.stdout + done.stderr)
        self.assertLessEqual(float(rating.group(1)), MOST_EXPOSED)

    def test_has_no_directive_that_systemd_does_not_know(self):
        if not shutil.which("systemd-analyze"):
            return
        with tempfile.TemporaryDirectory() as folder:
            unit = Path(folder) / "jembatan.service"
            unit.write_text(UNIT.read_text().replace("/usr/local/bin/jembatan", "/bin/true"))
            done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True)
        self.assertEqual(done.stderr, "")


class Tunnel(unittest.TestCase):
    world: World

    def test_the_examples_bind_the_listener_to_the_tunnels_address_and_hold_no_key(self):
        for name in ("wireguard.conf.example", "strongswan.conf.example"):
            text = (DEPLOY / name).read_text()
            addresses = re.findall(r'^# +address = "([0-9.]+):\d+"', text, re.MULTILINE)
            self.assertEqual(addresses, ["10.77.0.1"], name)
            self.assertEqual(re.findall(r"[A-Za-z0-9+/]{43}=", text), [], name)

    def test_only_one_address_of_each_side_is_let_into_the_tunnel(self):
        wireguard = (DEPLOY / "wireguard.conf.example").read_text()
        self.assertEqual(re.findall(r"^AllowedIPs = (.*)$", wireguard, re.MULTILINE), ["10.77.0.2/32"])
        strongswan = (DEPLOY / "strongswan.conf.example").read_text()
        for side, address in (("local", "10.77.0.1/32"), ("remote", "10.77.0.2/32")):
            for selector in re.findall(rf"{side}_ts = (\S+)", strongswan):
                self.assertRegex(selector, rf"^{re.escape(address)}\[tcp(/\d+)?\]$")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as kept:
        address = str(Path(kept) / "notify")
        manager.bind(address)
        manager.settimeout(20)
        os.environ.update({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "200000"})
        with World() as world:
            sys.exit(report.run(sys.modules["__main__"], world))
