"""The other party misbehaves in every way of ways.py: what the caller is told, what the journal says, how
often the other party took the message; and once it behaves, what waited is delivered once and reads work.

Prints 'N passed, N failed'. Usage: run_mischief.py [FAULT...]
"""

import json
import signal
import sqlite3
import sys
import time
import traceback
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "harness")]
import harness  # noqa: E402
import records  # noqa: E402
import soap  # noqa: E402
from ways import ANSWERED, DITOLAK, RAGU, SELESAI, TERTUNDA, WAYS, WRONG_RECORDS  # noqa: E402

# What the sandbox puts into its rubbish: no byte of it may reach the caller.
RAW = (b"Dao.java", b"<script", b"script&gt;", b"DROP TABLE", b"jndi", b"Pemeliharaan", b"on demand", b"9901</x",
       b"SSH-2.0", b"metaData", b"passwd", b"lawan.example", b"Galat", b"libcurl", b"HTTP status")
STATES = {SELESAI: ("answered", "SELESAI"), TERTUNDA: ("pending", "TERTUNDA"), RAGU: ("in_doubt", "RAGU"),
          DITOLAK: ("refused", "PIHAK_LAWAN_MENOLAK")}
NEVER = 1000
CONNECTING = ("reset-at-once", "hang-at-once", "answer-at-once", "reset-in-request")
CHANGES = {"upstream.kedua": {"connect_timeout_ms": 600, "total_timeout_ms": 600, "answer_bytes": 1048576},
           "delivery": {"first_retry_ms": 300, "longest_retry_ms": 600, "failures": NEVER, "refusals": NEVER}}


def equal(expected, received, what: str) -> None:
    if expected != received:
        raise AssertionError(f"{what}: expected {expected!r}, received {received!r}")


class MischievousWorld(harness.World):
    """The other party's faults are changed while it runs."""

    def _sandbox_options(self, party: str) -> list[str]:
        return ["--faults-from", str(self._faults(party))]

    def _faults(self, party: str) -> Path:
        file = self.folder / f"{party}.faults"
        if not file.exists():
            file.write_text("")
        return file

    def misbehave(self, fault: str = "") -> None:
        """From now on; "" for never again."""
        log = "sandbox.kedua"
        before = self.log(log).count("faults in force")
        self._faults("kedua").write_text(fault)
        self.sandboxes["kedua"].signal(signal.SIGHUP)
        harness.await_true(f"the sandbox has read {fault}",
                           lambda: self.log(log).count("faults in force") > before)

    def misbehave_at_once(self, fault: str) -> None:
        """For what strikes new connections only: those that the gateway keeps end."""
        self.kill_sandbox("kedua")
        self._faults("kedua").write_text(fault)
        self.start_sandbox("kedua")

    def taken(self, id_pesan: str) -> int:
        """How many messages under the idPesan the other party has handled."""
        return self._count("SELECT count(*) FROM pesan WHERE mengikat = 1 AND id_pesan = ?", id_pesan)

    def workers(self, nik: str) -> int:
        return self._count("SELECT count(*) FROM pekerja WHERE isi LIKE ?", f"%{nik}%")

    def _count(self, question: str, value: str) -> int:
        data = sqlite3.connect(f"file:{self.folder / 'sandbox.kedua.db'}?mode=ro", uri=True, timeout=10)
        try:
            return data.execute(question, (value,)).fetchone()[0]
        finally:
            data.close()

    def shown(self, number: int) -> dict:
        """The exchange as `jembatan journal show --json` has it."""
        shown = json.loads(self.command("journal", "show", str(number), "--json"))
        return shown.get("pertukaran", shown)


class Message:
    """One worker of a company of its own, so that no message waits behind another."""

    def __init__(self, number: int):
        self.id_pesan = records.new_id("ulah")
        self.worker, self.other = records.worker(2000 + 2 * number), records.worker(2001 + 2 * number)
        self.company = records.company_key(10 + number)
        self.number = 0

    def send(self, world) -> soap.Answer:
        workers = "".join(f"<s:pekerja>{soap.fields(one)}</s:pekerja>" for one in (self.worker, self.other))
        answer = soap.call(world.address(), "pekerja", "KirimPekerja", self.id_pesan,
                           soap.key("s:badanUsaha", self.company) + workers)
        self.number = answer.nomor
        return answer


def read(world, nik: str) -> soap.Answer:
    return soap.call(world.address(), "pekerja", "AmbilPekerja", records.new_id("baca"), soap.text("s:nik", nik))


def clean(answer: soap.Answer) -> None:
    for raw in RAW:
        if raw in answer.body:
            raise AssertionError(f"the caller is shown {raw!r} of the other party")


def recorded(world, number: int, allowed: list[tuple[str, str]]) -> tuple[str, str]:
    def state():
        entry = world.shown(number)
        return (entry["keadaan"], entry["hasil"])
    return harness.await_true(f"exchange {number} is {allowed}, and not {state()}",
                              lambda: (seen := state()) in allowed and seen, 10)


def wait_for_what_is_unasked(way) -> None:
    """It is there before the next call, which must not take it for its own. What comes after a call has left
    cannot be told from its answer (HTTP/1.1)."""
    if way.fault == "late-second-answer":
        time.sleep(0.3)


def check_write(world, way, message: Message) -> None:
    answer = message.send(world)
    clean(answer)
    if way.write == (DITOLAK,):
        equal((500, "PIHAK_LAWAN_MENOLAK"), (answer.status, answer.kode), "answer to the write")
    else:
        told = SELESAI if way.write == (SELESAI,) else TERTUNDA
        equal((200, told), (answer.status, answer.value("status")), "answer to the write")
    recorded(world, message.number, [STATES[one] for one in way.write])
    if way.kept is not None:
        equal(int(way.kept), world.taken(message.id_pesan), "messages that the other party has taken")


def check_read(world, way, known: str) -> None:
    answer = read(world, known)
    clean(answer)
    if way.read == ANSWERED:
        equal((200, None), (answer.status, answer.kode), "answer to the read")
        equal(known, answer.value("nik"), "the record that was read")
        return
    equal((500, way.read), (answer.status, answer.kode), "answer to the read")
    equal(0, len(answer.all("pekerja")), "records in a Fault")
    recorded(world, answer.nomor, [("refused", way.read)])


def check_wrong_records(world, fault: str, operation: str, known: Message) -> None:
    section = {"Pekerja": "pekerja", "Pimpinan": "pimpinan", "BadanUsaha": "badan-usaha"}[
        operation.removeprefix("Ambil").removeprefix("Daftar")]
    question = {"AmbilPekerja": soap.text("s:nik", known.worker["nik"]),
                "DaftarBadanUsaha": soap.text("s:batas", "10"),
                "DaftarPekerja": soap.key("s:badanUsaha", known.company) + soap.text("s:batas", "10")}.get(
                    operation, soap.key("s:kunci", known.company))
    world.misbehave(fault)
    answer = soap.call(world.address(), section, operation, records.new_id("baca"), question)
    clean(answer)
    equal("PIHAK_LAWAN_TIDAK_TERSEDIA", answer.kode, "code of the Fault")
    if b"9999" in answer.body:
        raise AssertionError("the caller is shown somebody else's record")
    recorded(world, answer.nomor, [("refused", "PIHAK_LAWAN_TIDAK_TERSEDIA")])


def check_afterwards(world, way, message: Message) -> None:
    """The other party behaves again."""
    if way.write == (DITOLAK,):
        again = message.send(world)
        equal((200, SELESAI), (again.status, again.value("status")), "the same message later")
    recorded(world, message.number, [STATES[SELESAI]])
    equal(1, world.taken(message.id_pesan), "messages that the other party has taken in the end")
    for worker in (message.worker, message.other):
        equal(1, world.workers(worker["nik"]), "the worker at the other party")
    answer = read(world, message.worker["nik"])
    equal((200, message.worker["nik"]), (answer.status, answer.value("nik")), "a read afterwards")


class Run:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what: str, check, *arguments) -> None:
        try:
            check(*arguments)
            self.passed += 1
        except Exception:
            self.failed += 1
            print(f"FAILED  {what}\n{traceback.format_exc()}", file=sys.stderr, flush=True)


def main(names: list[str]) -> int:
    ways = [way for way in WAYS if not names or way.fault in names]
    run = Run()
    with MischievousWorld(CHANGES) as world:
        known = Message(0)
        equal((200, SELESAI), ((sent := known.send(world)).status, sent.value("status")), "a message to begin with")
        messages = {way.fault: Message(number) for number, way in enumerate(ways, 1)}
        # What has to wait is sent first, and delivered before anything would refuse it for good.
        for final in (False, True):
            part = [way for way in ways if (way.write == (DITOLAK,)) == final]
            for way in part:
                (world.misbehave_at_once if way.fault in CONNECTING else world.misbehave)(way.fault)
                run.check(f"{way.fault}, a write", check_write, world, way, messages[way.fault])
                wait_for_what_is_unasked(way)
                if way.read is not None:
                    run.check(f"{way.fault}, a read", check_read, world, way, known.worker["nik"])
                    wait_for_what_is_unasked(way)
            world.misbehave()
            for way in part:
                run.check(f"{way.fault}, afterwards", check_afterwards, world, way, messages[way.fault])
        for fault, operation in WRONG_RECORDS if not names else []:
            run.check(f"{fault}, {operation}", check_wrong_records, world, fault, operation, known)
        world.misbehave()
        run.check("the journal is whole", world.command, "journal", "verify")
        if run.failed:
            world.print_logs()
    print(f"{len(ways)} ways of misbehaving", flush=True)
    print(f"{run.passed} passed, {run.failed} failed", flush=True)
    return 0 if run.passed and not run.failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
