"""What a message may try to make the gateway reach: an address on this machine and a file. Tells whether anybody
came. The file is watched by inotify, so that opening it is seen however short it was."""

import ctypes
import os
import socket
import tempfile
import threading
from pathlib import Path

IN_OPEN = 0x20


class Trap:
    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        handle, name = tempfile.mkstemp(prefix="jembatan-trap-")
        os.write(handle, b"KENARI-9999")
        os.close(handle)
        self.file = name
        self.visits = 0
        self._watch = self._watch_file()
        threading.Thread(target=self._count, daemon=True).start()

    def _watch_file(self) -> int:
        libc = ctypes.CDLL(None, use_errno=True)
        descriptor = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if descriptor < 0 or libc.inotify_add_watch(descriptor, self.file.encode(), IN_OPEN) < 0:
            raise OSError(ctypes.get_errno(), "inotify")
        return descriptor

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self._listener.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def opened(self) -> bool:
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        self._listener.close()
        os.close(self._watch)
        Path(self.file).unlink()
