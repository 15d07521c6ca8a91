"""What callers were told while the gateway was being killed, and whether all of it is true."""

import threading
from dataclasses import dataclass, field

# What the journal may say, in time, of an exchange whose caller was told this status. A delivery that was
# interrupted leaves an entry in state `sending` with the outcome it had before.
MAY_BECOME = {
    "SELESAI": {"SELESAI"},
    "DITOLAK": {"DITOLAK"},
    "TERTUNDA": {"TERTUNDA", "RAGU", "SELESAI"},
}


@dataclass(frozen=True)
class Told:
    """An answer that arrived whole."""
    id_pesan: str
    nomor: int
    outcome: str  # a status of Hasil or a fault's code
    hasil: tuple = ()  # (urutan, status) of each record

    @property
    def acknowledges(self) -> bool:
        return self.outcome in MAY_BECOME


@dataclass
class Ledger:
    told: list[Told] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, told: Told) -> None:
        with self.lock:
            self.told.append(told)

    def all(self) -> list[Told]:
        with self.lock:
            return list(self.told)

    def acknowledged(self) -> list[Told]:
        return [one for one in self.all() if one.acknowledges]

    def lies(self, journal: list[dict]) -> list[str]:
        """Every answer that the journal does not bear out."""
        entries = {entry["nomor"]: entry for entry in journal}
        found = []
        for one in self.all():
            entry = entries.get(one.nomor)
            if entry is None:
                found.append(f"{one} is not in the journal")
            elif entry["idPesan"] != one.id_pesan:
                found.append(f"{one} is in the journal as {entry['idPesan']}")
            elif entry["hasil"] not in MAY_BECOME.get(one.outcome, {one.outcome}):
                found.append(f"{one} is in the journal as {entry['hasil']}")
        return found

    def shared_numbers(self) -> list[str]:
        """Numbers that were told for more than one message."""
        first: dict[int, str] = {}
        return [f"number {one.nomor} was told for {first[one.nomor]} and for {one.id_pesan}"
                for one in self.all() if first.setdefault(one.nomor, one.id_pesan) != one.id_pesan]

    def contradictions(self) -> list[str]:
        """Messages whose caller was told two different things: another number, or another verdict."""
        first: dict[str, Told] = {}
        found = []
        for one in self.acknowledged():
            before = first.setdefault(one.id_pesan, one)
            if (before.nomor, before.hasil) != (one.nomor, one.hasil):
                found.append(f"{before} and later {one}")
        return found
