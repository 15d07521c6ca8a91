"""A program under test: started in the background, used once it is ready, ended by its process id.

setpriv makes the kernel end the program when the test itself dies, whatever way that happens. Start
programs from the main thread only: the kernel watches the thread that started them.
"""

import shutil
import signal
import subprocess
import time
from pathlib import Path

READY_SECONDS = 20
STOP_SECONDS = 25


class NotReady(Exception):
    """The program ended, or said nothing, before it was ready."""


class Program:
    """Ready once it has been made; without `wait` perhaps still on its way."""

    def __init__(self, name: str, argv: list[str], log: Path, wait: bool = True):
        self.name = name
        self.log = log
        self.addresses: dict[str, tuple[str, int]] = {}
        self._log_start = log.stat().st_size if log.exists() else 0
        guard = ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                guard + argv, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        if not wait:
            return
        try:
            self._wait_until_ready()
        except BaseException:
            self.kill()
            raise

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            ended = self.process.poll() is not None
            lines = self._output().split("\n")[:-1]
            if "ready" in lines:
                self._read_addresses(lines)
                return
            if ended:
                raise NotReady(f"{self.name} ended with {self.process.returncode}:\n{self._output()}")
            time.sleep(0.01)
        raise NotReady(f"{self.name} was not ready within {READY_SECONDS} s:\n{self._output()}")

    def _read_addresses(self, lines: list[str]) -> None:
        for line in lines:
            words = line.split()
            if len(words) == 3 and words[0] == "listening":
                host, port = words[2].rsplit(":", 1)
                self.addresses[words[1]] = (host, int(port))

    def _output(self) -> str:
        with self.log.open("rb") as file:
            file.seek(self._log_start)
            return file.read().decode("utf-8", "replace")

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def stop(self) -> int:
        """Asks it to finish what is under way; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """Ends it at once, as a power cut would end it."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
