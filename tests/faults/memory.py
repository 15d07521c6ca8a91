"""Orders to the library that lets memory run out (failing_memory.cpp), for one program at a time."""

import mmap
import os
import struct
from pathlib import Path

LIBRARY = os.environ.get("FAILING_MEMORY_LIBRARY", "")
ORDERS = "<4Q"  # armed, count, fail_at, for_good


class Memory:
    def __init__(self, file: Path):
        self._file = file
        file.write_bytes(bytes(struct.calcsize(ORDERS)))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), 0)

    def fail(self, number: int, for_good: bool = False) -> None:
        """The `number`-th allocation from now on, or with `for_good` all from that one on."""
        self._shared[:] = struct.pack(ORDERS, 1, 0, number, int(for_good))

    def rest(self) -> int:
        """No allocation fails any more; how many there were since they were to."""
        count = struct.unpack(ORDERS, self._shared[:])[1]
        self._shared[:] = bytes(struct.calcsize(ORDERS))
        return count

    def settings(self) -> list[str]:
        """For env, which must itself not be short of memory."""
        return [f"LD_PRELOAD={LIBRARY}", f"FAILING_MEMORY={self._file}"]
