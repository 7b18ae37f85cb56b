"""What processes tell one another to be at work on, by locks on a file beside the database.

A lock is on one byte, found by what the work is called. The system gives it up when its process ends, however that
ends, so that nothing has to be cleaned up after a kill. Where there are no such locks, nobody waits for anybody.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_HAS_LOCKS = sys.platform != "win32"


class Turns:
    """Locks between processes, beside the database at ``path``. Threads of one process do not keep each other out."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}-turns")
        self._guard = threading.Lock()
        self._file: int | None = None

    def take(self, work: str) -> bool:
        """Whether ``work`` is now this process's to do; False where another process is doing it. Never waits."""
        file = self._opened()
        return file is None or _lock(file, _place(work))

    def is_free(self, work: str) -> bool:
        """Whether no process has taken ``work``, as one has that took it and died; False where that cannot be told.

        Do not ask this of what this process has taken: it would be given up.
        """
        file = self._opened()
        if file is None or not _HAS_LOCKS or not _lock(file, _place(work)):
            return False
        _unlock(file, _place(work))
        return True

    def give_up(self, work: str) -> None:
        """Let others do ``work``."""
        if self._file is not None:
            _unlock(self._file, _place(work))

    def close(self) -> None:
        """Give up everything."""
        with self._guard:
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def _opened(self) -> int | None:
        with self._guard:
            if self._file is None:
                with suppress(OSError):
                    self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            return self._file


def _place(work: str) -> int:
    return int.from_bytes(hashlib.sha256(work.encode()).digest()[:7])


def _lock(file: int, at: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, at)
        except (BlockingIOError, PermissionError):  # POSIX lets a system choose between the two
            return False
    return True


def _unlock(file: int, at: int) -> None:
    if sys.platform != "win32":
        fcntl.lockf(file, fcntl.LOCK_UN, 1, at)
