"""A world in which everybody speaks mutual TLS, with certificates of its own that tools/dev-certificates makes."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import soap
from harness import SOURCE, World

AUTHORITY = {"kesatu": "kemnaker", "kedua": "bpjs"}


def make_certificates(folder: Path) -> None:
    subprocess.run([SOURCE / "tools" / "dev-certificates", "--quiet", "--dir", folder], check=True, timeout=60)


@dataclass
class Told:
    """What curl made of a call; status 0 where no HTTP came back."""
    status: int
    answer: soap.Answer
    problem: str


class TlsWorld(World):
    """The listeners know their party's client and its successor; `changes` as a World takes them, with
    "listener.kesatu.tls" and so on. Certificates lie in `certificates` and may be replaced there."""

    def __init__(self, changes: dict[str, dict] | None = None):
        folder = Path(tempfile.mkdtemp(prefix="jembatan-tls-"))
        super().__init__(changes, folder=folder)
        self._folder_stays = False
        self.certificates = folder / "certificates"
        make_certificates(self.certificates)

    def file(self, name: str) -> str:
        return str(self.certificates / name)

    def replace(self, name: str, other: str) -> None:
        """Puts another file in a file's place, at once."""
        fresh = self.certificates / "fresh"
        shutil.copy(self.certificates / other, fresh)
        fresh.rename(self.certificates / name)

    def _sandbox_options(self, party: str) -> list[str]:
        authority = AUTHORITY[party]
        return ["--tls-certificate", self.file(f"{party}-server.pem"), "--tls-key", self.file(f"{party}-server.key"),
                "--tls-client-ca", self.file(f"{authority}-ca.pem"), "--tls-crl", self.file(f"{authority}.crl"),
                "--tls-allow", f"san:jembatan-{party}.jembatan.example"]

    def _configuration(self) -> dict[str, dict]:
        changes, self._changes = self._changes, {}
        tables = super()._configuration()
        self._changes = changes
        for party, authority in AUTHORITY.items():
            tables[f"listener.{party}.tls"] = {
                "certificate": self.file(f"{party}-server.pem"), "key": self.file(f"{party}-server.key"),
                "client_ca": self.file(f"{authority}-ca.pem"), "crl": self.file(f"{authority}.crl"),
                "allowed": [f"san:{party}-client.jembatan.example", f"san:{party}-client-next.jembatan.example"]}
            tables[f"upstream.{party}"]["url"] = f"https://{self._address_text(f'sandbox.{party}')}"
            tables[f"upstream.{party}.tls"] = {
                "ca": self.file(f"{authority}-ca.pem"), "crl": self.file(f"{authority}.crl"),
                "certificate": self.file(f"jembatan-{party}.pem"), "key": self.file(f"jembatan-{party}.key")}
        for name, table in changes.items():
            tables.setdefault(name, {}).update(table)
        return tables

    def change(self, changes: dict[str, dict]) -> None:
        """Writes the configuration anew; the gateway reads it on SIGHUP."""
        self._changes = changes
        self.write_configuration()

    def curl(self, party: str, path: str, certificate: str | None, body: bytes | None = None,
             *options: str) -> Told:
        """A call on the party's listener with curl; `certificate` is "kesatu-client", None for none."""
        host, port = self.address(party)
        argv = ["curl", "--silent", "--show-error", "--max-time", "20", "--include",
                "--cacert", self.file(f"{AUTHORITY[party]}-ca.pem"), *options]
        if certificate:
            argv += ["--cert", self.file(f"{certificate}.pem"), "--key", self.file(f"{certificate}.key")]
        if body is not None:
            argv += ["--data-binary", "@-", "--header", "Content-Type: text/xml; charset=utf-8", "--header", "Expect:"]
        done = subprocess.run([*argv, f"https://{host}:{port}{path}"], input=body, capture_output=True, timeout=60)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        status = int(head.split()[1]) if head.startswith(b"HTTP/") else 0
        return Told(status, soap.Answer(status, {}, content), done.stderr.decode(errors="replace"))
