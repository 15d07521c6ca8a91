"""What a torture run does by chance: what its clients send, what is killed, how ill a sandbox starts. Each
kind of choice draws from a generator of its own, so that the same seed makes the same choices again."""

import collections
import itertools
import random
import time
from collections.abc import Iterator

from clients import Message

COMPANIES = 8
FAULTS = ("reset#3", "delay=300#5", "delay=1500#2", "refuse#3", "half#2", "crash-after#2", "status=503#3")


def messages_of(client: int, clients: int, party: str, seed: int) -> Iterator[Message]:
    """Without end, with the pauses of somebody who works. Every worker is given by one client only, which so
    knows what the other party must have in the end; some are given again with another address."""
    chance = random.Random(f"{seed} client {client}")
    numbers = itertools.count(1 + client, clients)
    given: collections.deque = collections.deque(maxlen=100)
    for sequence in itertools.count(1):
        time.sleep(chance.uniform(0, 0.1))
        operation = "SelaraskanPekerja" if given and chance.random() < 0.2 else "KirimPekerja"
        if operation == "KirimPekerja":
            size = chance.choices((1, chance.randint(2, 10), 50), (80, 16, 4))[0]
            given.append((chance.randint(1, COMPANIES), tuple(itertools.islice(numbers, size))))
        company, workers = given[-1] if operation == "KirimPekerja" else chance.choice(given)
        yield Message(f"torture-{client}-{sequence}", company, workers, chance.random() < 0.1, party, operation,
                      f"Kp. Contoh RT 001/RW 002, Rumah {sequence}, Cileunyi, Kab. Bandung")


def patience_of(client: int, seed: int):
    """How many seconds a client waits for an answer: now and then it gives up while its call is under way."""
    chance = random.Random(f"{seed} patience {client}")
    return lambda: chance.uniform(0.01, 0.2) if chance.random() < 0.05 else 20.0


class Fate:
    """What happens to the programs. A victim is "gateway" or a party, whose sandbox it then is."""

    def __init__(self, seed: int):
        self._kills = random.Random(f"{seed} kills")
        self._health = random.Random(f"{seed} health")

    def victims(self) -> list[str]:
        sandbox = self._kills.choice(("kedua", "kedua", "kesatu"))
        kind = self._kills.choices(("gateway", "sandbox", "both", "all"), (45, 25, 25, 5))[0]
        found = {"gateway": ["gateway"], "sandbox": [sandbox], "both": ["gateway", sandbox],
                 "all": ["gateway", "kesatu", "kedua"]}[kind]
        self._kills.shuffle(found)
        return found

    def pause(self, most: float) -> float:
        return self._kills.uniform(0, most)

    def dies_on_its_way(self) -> bool:
        return self._kills.random() < 0.15

    def faults(self) -> list[str]:
        """As --fault takes them; mostly none."""
        return [self._health.choice(FAULTS)] if self._health.random() < 0.4 else []
