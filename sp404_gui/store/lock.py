"""One process at a time. The locks are the operating system's, so a crash releases them."""

import errno
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

from sp404_gui.domain.errors import FatalError, JobLocked
from sp404_gui.domain.text import printable
from sp404_gui.store.atomic import OPEN_FLAGS, write_errors_named

LOCK_NAME = ".lock"

_LOOKS_S = (0.01, 0.03, 0.1)
_TAKEN = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


class JobLock:
    """An exclusive lock on a job folder, for use as a context manager.

    Raises:
        JobLocked: On entering, when another process holds it.
        FatalError: On entering, when its disk knows no locks, or may not be written to.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, LOCK_NAME)
        self._descriptor = -1

    def __enter__(self) -> Self:
        self._enter()
        while not self._is_in_place():
            os.close(self._descriptor)
            self._enter()
        self._sign()
        return self

    def _enter(self) -> None:
        self._descriptor = _open(self._path)
        try:
            self._take()
        except OSError as error:
            failure = self._failure(error)
            os.close(self._descriptor)
            raise failure from error

    def _is_in_place(self) -> bool:
        """Whether the file that is locked is still the one that others would lock: who held it may have removed it meanwhile."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), os.lstat(self._path))
        except OSError:
            return False

    def _take(self) -> None:
        """Take the lock; one that is let go within moments was only being looked at, by `is_locked`."""
        for pause_s in _LOOKS_S:
            try:
                _lock(self._descriptor, wait=False)
            except OSError as error:
                if error.errno not in _TAKEN:
                    raise
                time.sleep(pause_s)
            else:
                return
        _lock(self._descriptor, wait=False)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        _unlock(self._descriptor)
        os.close(self._descriptor)

    def _failure(self, error: OSError) -> JobLocked | FatalError:
        folder = printable(self._folder)
        if error.errno in _TAKEN:
            return JobLocked(f"Another process{self._holder()} works on the job {folder}. Wait for it or stop it, then try again.")
        return FatalError(f"The job {folder} cannot be locked: {error.strerror}. Put it on another disk: this one may know no locks.")

    def _sign(self) -> None:
        note = json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode()
        with suppress(OSError):  # the note only helps to find the holder
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, note)

    def _holder(self) -> str:
        try:
            note = json.loads(os.read(self._descriptor, 4096))
            return f" (number {int(note['pid'])} on {printable(str(note['host']))})"
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return ""


def is_locked(folder: str) -> bool:
    """Whether a process works on the job right now; never waits, and takes a lock that it cannot ask for as free."""
    path = os.path.join(folder, LOCK_NAME)
    try:
        descriptor = os.open(path, os.O_RDWR | OPEN_FLAGS)
    except OSError:
        return False
    try:
        _look(descriptor)
    except OSError as error:
        return error.errno in _TAKEN
    else:
        _unlock(descriptor)
        return False
    finally:
        os.close(descriptor)


@contextmanager
def exclusive(path: str) -> Iterator[None]:
    """Wait until no other process is in such a block with the same lock file.

    A disk that knows no locks lets everybody pass.

    Args:
        path: The lock file; made if absent, and it stays.

    Raises:
        FatalError: The file cannot be made.
    """
    descriptor = _open(path)
    try:
        with suppress(OSError):
            _lock(descriptor, wait=True)
        yield
    finally:
        os.close(descriptor)  # which unlocks it


def _open(path: str) -> int:
    with write_errors_named(path):
        return os.open(path, os.O_RDWR | os.O_CREAT | OPEN_FLAGS, 0o600)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows locks bytes: one beyond the note, so that others can read it

    def _lock(descriptor: int, *, wait: bool) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    def _look(descriptor: int) -> None:
        _lock(descriptor, wait=False)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _look(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)  # who looks at the same moment is nobody who works

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
