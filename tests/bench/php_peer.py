"""The peer that a team would pick: nginx, php-fpm, SoapServer, DOM schema check, PDO SQLite, SoapClient.
Runs from a folder as ordinary processes of the user who measures."""

import getpass
import os
import shutil
import socket
import sqlite3
import subprocess
import time
from pathlib import Path

import usage
from harness import SOURCE
from subjects import Upstream, post

READY_SECONDS = 20
CHILDREN = 8

NGINX = """
daemon off;
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_max_body_size 16m;
  client_body_buffer_size 1m;
  client_body_temp_path {folder}/body;
  fastcgi_temp_path {folder}/fastcgi;
  proxy_temp_path {folder}/proxy;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  keepalive_requests 1000000;
  upstream php {{ server unix:{folder}/php.sock; keepalive 8; }}
  server {{
    listen 127.0.0.1:{port} backlog=512;
    location / {{
      fastcgi_pass php;
      fastcgi_keep_conn on;
      fastcgi_buffers 64 16k;
      fastcgi_param SCRIPT_FILENAME {script};
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param HTTP_SOAPACTION $http_soapaction;
      fastcgi_param BENCH_WSDL {source}/wsdl/pekerja.wsdl;
      fastcgi_param BENCH_SCHEMA {source}/schemas/pekerja.xsd;
      fastcgi_param BENCH_UPSTREAM {upstream};
      fastcgi_param BENCH_JOURNAL {folder}/journal.db;
    }}
  }}
}}
"""

FPM = """
[global]
error_log = {folder}/fpm.log
daemonize = no
[bench]
listen = {folder}/php.sock
listen.backlog = 512
pm = static
pm.max_children = {children}
{user}
php_admin_value[memory_limit] = 256M
php_admin_value[soap.wsdl_cache_dir] = {folder}
php_admin_flag[log_errors] = on
"""


def fpm_program() -> str | None:
    """The newest php-fpm that is installed."""
    found = sorted(Path("/usr/sbin").glob("php-fpm*"))
    return str(found[-1]) if found else None


def missing() -> list[str]:
    lacks = [] if shutil.which("nginx", path="/usr/sbin:/usr/bin") else ["nginx"]
    if not fpm_program():
        return lacks + ["php-fpm"]
    modules = subprocess.run([fpm_program(), "-m"], capture_output=True, text=True, timeout=20).stdout.split()
    return lacks + [f"php-{name}" for name in ("soap", "dom", "pdo_sqlite") if name not in modules]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PhpPeer:
    name = "php"

    def __init__(self, folder: Path, upstream: Upstream, a_message: bytes):
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._upstream = folder, upstream
        self.address = ("127.0.0.1", free_port())
        self._make_journal()
        self._processes: list[subprocess.Popen] = []
        try:
            self._start(*self._commands())
            self._await_ready(a_message)
        except BaseException:
            self.stop()
            raise

    def _make_journal(self) -> None:
        journal = sqlite3.connect(self._folder / "journal.db")
        journal.executescript("PRAGMA journal_mode = WAL;"
                              "CREATE TABLE message (number INTEGER PRIMARY KEY, leg TEXT, id_pesan TEXT, at REAL,"
                              " bytes BLOB); CREATE INDEX by_id ON message (id_pesan);")
        journal.close()

    def _commands(self) -> tuple[list[str], list[str]]:
        root = os.geteuid() == 0
        host, port = self._upstream.address
        values = {"folder": self._folder, "source": SOURCE, "port": self.address[1], "children": CHILDREN,
                  "script": Path(__file__).parent / "peer" / "gateway.php",
                  "upstream": f"http://{host}:{port}/ws/pekerja"}
        who = getpass.getuser()
        (self._folder / "nginx.conf").write_text(NGINX.format(user=f"user {who};" if root else "", **values))
        (self._folder / "fpm.conf").write_text(FPM.format(user=f"user = {who}\ngroup = {who}" if root else "", **values))
        nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
        return ([fpm_program(), "--nodaemonize", "--fpm-config", str(self._folder / "fpm.conf"),
                 *(["--allow-to-run-as-root"] if root else [])],
                [nginx, "-p", str(self._folder), "-e", str(self._folder / "nginx.log"), "-c", str(self._folder / "nginx.conf")])

    def _start(self, *commands: list[str]) -> None:
        for argv in commands:
            with (self._folder / "programs.log").open("ab") as log:
                self._processes.append(subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def _await_ready(self, a_message: bytes) -> None:
        answer = ""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                answer = post(self.address, a_message)
            except OSError:
                answer = ""
            if "DITERIMA" in answer:
                return
            time.sleep(0.1)
        logs = "".join(log.read_text(errors="replace")[-1500:] for log in sorted(self._folder.glob("*.log")))
        raise RuntimeError(f"the PHP peer does not answer as it should: {answer[:1000]}\n{logs}")

    def count(self) -> int:
        return self._upstream.count()

    def pids(self) -> list[int]:
        return [pid for process in self._processes for pid in usage.tree(process.pid)]

    def stop(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
