"""After a torture run: what the clients were told, beside what the sandboxes and the journal have. All programs
are stopped by then; the sandboxes' files are read as they are."""

import collections
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field

import records
from clients import Message
from harness import PARTIES, World, other_party
from ledger import Ledger, Told

REFUSED = "PIHAK_LAWAN_TIDAK_TERSEDIA"  # what a sandbox says with --fault refuse


@dataclass
class Reckoning:
    records: int = 0  # that were acknowledged
    losses: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def passed(self) -> bool:
        return not (self.losses or self.duplicates or self.other)


def reckon(world: World, messages: list[Message], ledger: Ledger, journal: list[dict]) -> Reckoning:
    """`messages` as each client has sent them, in its order."""
    result = Reckoning()
    answers = {one.id_pesan: one for one in ledger.acknowledged()}
    result.losses += ledger.lies(journal)
    result.duplicates += ledger.shared_numbers() + ledger.contradictions() + _twice_in_journal(journal)
    result.other += [f"{one.id_pesan} was never acknowledged" for one in messages
                     if one.id_pesan not in answers]
    for party in PARTIES:
        given = [one for one in messages if one.party == party and one.id_pesan in answers]
        with closing(sqlite3.connect(sandbox_file(world, other_party(party)))) as data:
            _reckon_records(result, data, _expected(given, answers))
            _reckon_messages(result, data, {one.id_pesan for one in given if _taken(one, answers)})
    return result


def sandbox_file(world: World, party: str) -> str:
    return str(world.folder / f"sandbox.{party}.db")


def _taken(message: Message, answers: dict[str, Told]) -> list[int]:
    """The numbers of the workers that the gateway has accepted."""
    places = {urutan for urutan, status in answers[message.id_pesan].hasil if status == "DITERIMA"}
    return [number for urutan, number in enumerate(message.numbers, 1) if urutan in places]


def _expected(given: list[Message], answers: dict[str, Told]) -> dict[str, str]:
    """The last acknowledged address of each worker, by NIK."""
    return {records.worker(number)["nik"]: message.address
            for message in given for number in _taken(message, answers)}


def _reckon_records(result: Reckoning, data: sqlite3.Connection, expected: dict[str, str]) -> None:
    result.records += len(expected)
    kept = collections.defaultdict(list)
    for (isi,) in data.execute("SELECT isi FROM pekerja"):
        worker = json.loads(isi)
        kept[worker["nik"]].append(worker["alamat"])
    for nik, address in expected.items():
        found = kept.get(nik, [])
        if not found:
            result.losses.append(f"worker {nik} was acknowledged and is not there")
        elif address not in found:
            result.losses.append(f"worker {nik} has '{found[0]}', not '{address}', which was acknowledged last")
    result.duplicates += [f"worker {nik} is there {len(found)} times" for nik, found in kept.items()
                          if len(found) > 1]
    result.other += [f"worker {nik} is there and was never accepted" for nik in kept.keys() - expected.keys()]


def _reckon_messages(result: Reckoning, data: sqlite3.Connection, expected: set[str]) -> None:
    """The sandbox notes every message that it has handled, and those that it refused; not those that it
    answered from its notes."""
    handled = collections.Counter()
    for id_pesan, hasil in data.execute("SELECT id_pesan, hasil FROM pesan WHERE hasil <> ?", (REFUSED,)):
        handled[id_pesan] += 1
        if hasil != "SELESAI":
            result.other.append(f"the sandbox has answered {id_pesan} with {hasil}")
    result.losses += [f"message {one} never reached the sandbox" for one in expected - handled.keys()]
    result.duplicates += [f"message {one} was handled {times} times" for one, times in handled.items()
                          if times > 1]
    result.duplicates += [f"message {one} was handled under an idPesan of its own"
                          for one in handled.keys() - expected]


def _twice_in_journal(journal: list[dict]) -> list[str]:
    """A message is one exchange; its repeats (ULANGAN) and refusals (faults) are others."""
    times = collections.Counter((one["pihak"], one["idPesan"]) for one in journal
                                if one["hasil"] in ("SELESAI", "TERTUNDA", "DITOLAK", "RAGU", ""))
    return [f"message {id_pesan} is {count} exchanges in the journal"
            for (_, id_pesan), count in times.items() if count > 1]


def break_on_purpose(world: World, what: str, messages: list[Message], ledger: Ledger) -> None:
    """Takes away an acknowledged record or an answered exchange, or doubles a record: reckon() must find
    out."""
    answers = {one.id_pesan: one for one in ledger.acknowledged()}
    message = next(one for one in messages if one.id_pesan in answers and _taken(one, answers))
    data = sandbox_file(world, other_party(message.party))
    nik = records.worker(_taken(message, answers)[0])["nik"]
    if what == "record":
        _change(data, [("DELETE FROM pekerja WHERE json_extract(isi, '$.nik') = ?", nik)])
    elif what == "double":
        _change(data, [("INSERT INTO pekerja (badan_usaha, kunci, peserta_jkn, isi, diubah) "
                        "SELECT badan_usaha, kunci || '-', peserta_jkn, isi, diubah FROM pekerja "
                        "WHERE json_extract(isi, '$.nik') = ?", nik)])
    else:
        rows = [(f"DELETE FROM {table} WHERE number = ?", answers[message.id_pesan].nomor)
                for table in ("message", "lane", "exchange")]
        permit = ("INSERT INTO permit (purpose) VALUES (?)", "break")  # lifts what the tables themselves refuse
        ended = ("DELETE FROM permit WHERE purpose = ?", "break")
        _change(str(world.folder / "journal.db"), [permit, *rows, ended])


def _change(file: str, statements: list[tuple]) -> None:
    with closing(sqlite3.connect(file)) as data, data:
        for statement, value in statements:
            data.execute(statement, (value,))
