"""Clients that send writes without a pause and, as real ones do, repeat a message whose answer never came."""

import http.client
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import records
import soap
from ledger import Ledger, Told

BAD_DATE = "1990-02-30"


@dataclass(frozen=True)
class Message:
    """A write of workers of one company; its text is made when it is sent."""
    id_pesan: str
    company: int
    numbers: tuple[int, ...]  # of its workers
    spoiled: bool = False  # one more worker follows, which is rejected
    party: str = "kesatu"  # who sends it
    operation: str = "KirimPekerja"
    address: str = "Kp. Contoh RT 001/RW 002, Cileunyi, Kab. Bandung"  # of every worker

    def workers(self) -> list[dict[str, str]]:
        make = records.worker if self.party == "kesatu" else records.member
        found = [make(number, alamat=self.address) for number in self.numbers]
        return found + [make(self.numbers[0], tanggalLahir=BAD_DATE)] if self.spoiled else found

    def body(self) -> bytes:
        pekerja = "".join(f"<s:pekerja>{soap.fields(one)}</s:pekerja>" for one in self.workers())
        rest = soap.key("s:badanUsaha", records.company_key(self.company)) + pekerja
        return soap.envelope("pekerja", soap.operation(self.operation, self.id_pesan, rest))


def told(message: Message, answer: soap.Answer) -> Told:
    outcome = answer.kode or answer.value("status")
    return Told(message.id_pesan, answer.nomor, outcome, tuple(one[:2] for one in answer.hasil()))


class Client(threading.Thread):
    """Sends its messages one after the other, each until it is acknowledged, until end() is called."""

    def __init__(self, name: str, address: tuple[str, int], messages: Iterator[Message], ledger: Ledger,
                 patience=lambda: 20.0):
        """`patience()`: how many seconds the next call may take."""
        super().__init__(name=name)
        self.sent: list[Message] = []
        self.repeats = 0  # calls whose answer never came, or asked to try again
        self.error: BaseException | None = None
        self._address, self._messages, self._ledger = address, messages, ledger
        self._patience = patience
        self._ending = threading.Event()
        self._gives_up_at = float("inf")

    def end(self, seconds: float) -> None:
        """Nothing new is sent; the last message is repeated for at most so long."""
        self._gives_up_at = time.monotonic() + seconds
        self._ending.set()

    def run(self) -> None:
        try:
            for message in self._messages:
                if self._ending.is_set():
                    return
                self.sent.append(message)
                self._insist(message)
        except BaseException as error:  # reported by the main thread
            self.error = error

    def _insist(self, message: Message) -> None:
        while time.monotonic() < self._gives_up_at:
            answer = self._post(message)
            if answer is not None:
                self._ledger.add(answer)
                if answer.acknowledges:
                    return
            self.repeats += 1
            time.sleep(0.02 if answer is None else 0.1)  # the gateway is down, or asks to try again later

    def _post(self, message: Message) -> Told | None:
        """Nothing where no whole answer came, or only plain text, as HTTP's own refusals are."""
        try:
            answer = soap.post(self._address, "pekerja", message.body(), seconds=self._patience())
        except (OSError, http.client.HTTPException):
            return None
        return told(message, answer) if "xml" in answer.headers.get("content-type", "") else None
