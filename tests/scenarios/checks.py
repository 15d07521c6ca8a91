"""What the scenarios have in common: good messages, and what must be true of an answer and of the journal."""

import contextlib
import itertools

import harness
import records
import soap

MARK = "RAHASIA-9901"  # put into what must not come back
FAULT_STATUS = {"1.1": 500, "1.2": 400}  # of a fault that blames the sender
COMPANY = records.company_key(1)

_numbers = itertools.count(1000)


def equal(expected, received, what: str = "value") -> None:
    if expected != received:
        raise AssertionError(f"{what}: expected {expected!r}, received {received!r}")


def fresh_worker(**changes) -> dict[str, str]:
    """A worker whom no other scenario knows."""
    return records.worker(next(_numbers), **changes)


def workers_xml(*workers: dict[str, str]) -> str:
    return "".join(f"<s:pekerja>{soap.fields(one)}</s:pekerja>" for one in workers)


def message(*workers: dict[str, str], id_pesan: str | None = None, jumlah: int | None = None,
            company: dict[str, str] | None = None) -> str:
    """The body of a KirimPekerja."""
    count = soap.text("s:jumlahData", str(jumlah)) if jumlah is not None else ""
    rest = soap.key("s:badanUsaha", COMPANY if company is None else company) + count + workers_xml(*workers)
    return soap.operation("KirimPekerja", id_pesan or records.new_id(), rest)


def send(world, body: str, version: str = "1.1", **more) -> soap.Answer:
    return soap.post(world.address(), "pekerja", soap.envelope("pekerja", body, version), version, **more)


def ask(world, operation: str, rest: str, section: str = "pekerja") -> soap.Answer:
    return soap.call(world.address(), section, operation, records.new_id(), rest)


def status_of(world, id_pesan: str) -> str:
    answer = ask(world, "StatusPesan", soap.text("s:idPesanDicari", id_pesan))
    equal(200, answer.status, "HTTP status of StatusPesan")
    return answer.value("statusPesan")


def known_to_lawan(world, worker: dict[str, str]) -> bool:
    """Whether the other party has the worker."""
    return bool(ask(world, "AmbilPekerja", soap.text("s:nik", worker["nik"])).all("pekerja"))


def await_delivery(world, id_pesan: str, worker: dict[str, str]) -> None:
    await_status(world, id_pesan, "SELESAI")
    equal(True, known_to_lawan(world, worker), "the other party has the record")


def still_works(world) -> None:
    worker = fresh_worker()
    answer = send(world, message(worker))
    equal((200, "SELESAI"), (answer.status, answer.value("status")), "a good request afterwards")
    equal([(1, "DITERIMA")], [one[:2] for one in answer.hasil()], "its record")


def recorded(world, number: int, keadaan: str, hasil: str) -> dict:
    entry = world.entry(number)
    equal((keadaan, hasil), (entry["keadaan"], entry["hasil"]), f"exchange {number} in the journal")
    return entry


def await_state(world, since: int, keadaan: str) -> int:
    """The number of the first exchange above `since` that is found in the state."""
    return harness.await_true(f"an exchange is {keadaan}", lambda: next(
        (one["nomor"] for one in world.journal("--state", keadaan) if one["nomor"] > since), None))


def await_recorded(world, number: int, keadaan: str, hasil: str) -> None:
    """For states that the delivery thread leaves and enters again with every attempt."""
    harness.await_true(f"exchange {number} is {keadaan}, {hasil}", lambda: (keadaan, hasil) == tuple(
        world.entry(number)[name] for name in ("keadaan", "hasil")))


def await_status(world, id_pesan: str, status: str) -> None:
    harness.await_true(f"StatusPesan of {id_pesan} is {status}", lambda: status_of(world, id_pesan) == status)


def unechoed(answer: soap.Answer) -> None:
    if MARK.encode() in answer.body or any(MARK in value for value in answer.headers.values()):
        raise AssertionError("the answer gives back what was refused")


def refused(world, answer: soap.Answer, kode: str, http_status: int = 500) -> None:
    """A fault that is in the journal and shows nothing of what was refused."""
    equal((http_status, kode), (answer.status, answer.kode), "HTTP status and kode")
    recorded(world, answer.nomor, "refused", kode)
    unechoed(answer)


def newest(world) -> int:
    """The highest number in the journal."""
    entries = world.journal("--limit", "1")
    return entries[0]["nomor"] if entries else 0


def refused_before_soap(world, since: int, answer: soap.Answer, http_status: int, hasil: str) -> None:
    """HTTP refused it: an answer without SOAP, and all the same a line in the journal, above `since`."""
    equal(http_status, answer.status, "HTTP status")
    unechoed(answer)
    harness.await_true("the journal has the refusal", lambda: any(
        one["hasil"] == hasil and one["keadaan"] == "refused" and one["nomor"] > since
        for one in world.journal("--limit", "1")))


@contextlib.contextmanager
def lawan_with(world, *faults: str):
    """The other party's system misbehaves within the block."""
    world.kill_sandbox("kedua")
    world.start_sandbox("kedua", *faults)
    try:
        yield
    finally:
        world.kill_sandbox("kedua")
        world.start_sandbox("kedua")


@contextlib.contextmanager
def lawan_away(world):
    world.kill_sandbox("kedua")
    try:
        yield
    finally:
        world.start_sandbox("kedua")


def kept_in_doubt(world, fault: str) -> None:
    """The message may have arrived: the caller gets TERTUNDA, StatusPesan says RAGU, and once the other party
    answers properly the message is delivered under its idPesan."""
    worker, id_pesan = fresh_worker(), records.new_id()
    with lawan_with(world, fault):
        answer = send(world, message(worker, id_pesan=id_pesan))
        equal((200, "TERTUNDA"), (answer.status, answer.value("status")), "answer")
        await_recorded(world, answer.nomor, "in_doubt", "RAGU")
        await_status(world, id_pesan, "RAGU")
    await_delivery(world, id_pesan, worker)


def kept_for_later(world, fault: str) -> None:
    """The message surely did not count: TERTUNDA, and delivered later."""
    worker, id_pesan = fresh_worker(), records.new_id()
    with lawan_with(world, fault):
        answer = send(world, message(worker, id_pesan=id_pesan))
        equal((200, "TERTUNDA"), (answer.status, answer.value("status")), "answer")
        await_recorded(world, answer.nomor, "pending", "TERTUNDA")
        await_status(world, id_pesan, "TERTUNDA")
    await_delivery(world, id_pesan, worker)


def refused_by_lawan(world, fault: str) -> None:
    """The other party said no: a Fault, nothing is kept back, and the idPesan may be used again."""
    worker, id_pesan = fresh_worker(), records.new_id()
    with lawan_with(world, fault):
        answer = send(world, message(worker, id_pesan=id_pesan))
        refused(world, answer, "PIHAK_LAWAN_MENOLAK")
        equal("DITOLAK", status_of(world, id_pesan), "StatusPesan")
    again = send(world, message(worker, id_pesan=id_pesan))
    equal((200, "SELESAI"), (again.status, again.value("status")), "the same message later")
