"""One process at a time works on a job. The lock is the operating system's, so a crash releases it."""

import json
import os
import socket
import sys
from types import TracebackType

from sp404_gui.domain.errors import JobLocked
from sp404_gui.domain.text import printable
from sp404_gui.store.atomic import write_errors_named

LOCK_NAME = ".lock"


class JobLock:
    """An exclusive lock on a job folder, for use as a context manager.

    Raises:
        JobLocked: On entering, when another process holds it.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, LOCK_NAME)
        self._descriptor = -1

    def __enter__(self) -> "JobLock":
        with write_errors_named(self._path):
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(self._descriptor)
        except OSError as error:
            holder = self._holder()
            os.close(self._descriptor)
            raise JobLocked(
                f"Another process{holder} works on the job {printable(self._folder)}. Wait for it or stop it, then try again."
            ) from error
        self._sign()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        _unlock(self._descriptor)
        os.close(self._descriptor)

    def _sign(self) -> None:
        note = json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode()
        with write_errors_named(self._path):
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, note)

    def _holder(self) -> str:
        try:
            note = json.loads(os.read(self._descriptor, 4096))
            return f" (number {int(note['pid'])} on {printable(str(note['host']))})"
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return ""


def is_locked(folder: str) -> bool:
    """Whether a process works on the job right now; never waits."""
    path = os.path.join(folder, LOCK_NAME)
    if not os.path.exists(path):
        return False
    descriptor = os.open(path, os.O_RDWR)
    try:
        _lock(descriptor)
    except OSError:
        return True
    else:
        _unlock(descriptor)
        return False
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows locks bytes: one beyond the note, so that others can read it

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
