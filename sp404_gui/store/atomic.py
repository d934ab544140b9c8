"""Writing files so that a reader sees the old content or the new, never half of it."""

import errno
import io
import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any

from sp404_gui.domain.errors import DiskFull, FatalError
from sp404_gui.domain.text import printable

OPEN_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""Flags of every file that is opened to be written: a link is not followed, and Windows leaves newlines alone."""

_PRIVATE = 0o600
_CANNOT_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EACCES, errno.EPERM})
"""How some network file systems refuse to sync a folder."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_PAUSES_S = (0.01, 0.03, 0.1, 0.3, 1.0) if sys.platform == "win32" else ()
"""Elsewhere a file that is read can be replaced, and a refusal is one for good."""


def write_error(error: OSError, path: str) -> FatalError:
    """The error that names the place of a failure to write, and the way out; DiskFull when no space or no quota is left."""
    folder = printable(os.path.dirname(path))
    if error.errno in _FULL:
        return DiskFull(f"The disk is full: {folder} takes no more. Free some space there and resume; what was written is kept.")
    return FatalError(f"{folder} cannot be written to: {error.strerror}. Check its rights and its disk, then resume.")


@contextmanager
def write_errors_named(path: str) -> Iterator[None]:
    """Turn a failure to write into an error that names the place and the way out.

    Raises:
        DiskFull: No space or no quota is left.
        FatalError: Any other failure of the disk.
    """
    try:
        yield
    except OSError as error:
        raise write_error(error, path) from error


def sync_folder(folder: str) -> None:
    """Make renames inside a folder survive a power cut, where the platform can.

    Raises:
        FatalError: The disk failed.
    """
    if os.name == "nt":
        return
    folder = folder or "."
    with write_errors_named(os.path.join(folder, "")):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC:
                raise
        finally:
            os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of the data; one call to the system is allowed to take less.

    Raises:
        OSError: The disk takes no more.
    """
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def write_atomic(path: str, data: bytes, *, durable: bool = True) -> None:
    """Replace a file's content as one step.

    Args:
        path: The file; its folder exists. A link is replaced, never followed.
        data: The whole new content.
        durable: Whether the content must survive a power cut when this returns.

    Raises:
        DiskFull: The disk takes no more; the old content is still there.
    """
    temporary = f"{path}.tmp"
    with write_errors_named(path):
        try:
            _write_new(temporary, data, durable=durable)
            put_in_place(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    if durable:
        sync_folder(os.path.dirname(path))


def drop_unfinished(path: str) -> None:
    """Remove what a crash left of a `write_atomic` to that path."""
    with suppress(OSError):
        os.unlink(f"{path}.tmp")


def put_in_place(temporary: str, path: str, pauses_s: Sequence[float] = _PAUSES_S) -> None:
    """Give a file its name, whatever had it. Windows refuses while another program reads what is replaced, as a virus scanner does.

    Args:
        temporary: The finished file.
        path: Its name.
        pauses_s: How long to wait before it is tried again, each time.

    Raises:
        OSError: It cannot be done.
    """
    for pause_s in pauses_s:
        try:
            os.replace(temporary, path)
        except PermissionError:
            time.sleep(pause_s)
        else:
            return
    os.replace(temporary, path)


def _write_new(path: str, data: bytes, *, durable: bool) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | OPEN_FLAGS
    try:
        descriptor = os.open(path, flags, _PRIVATE)
    except FileExistsError:  # left by a crash
        os.unlink(path)
        descriptor = os.open(path, flags, _PRIVATE)
    try:
        write_all(descriptor, data)
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _NamedFile(io.FileIO):
    """A raw file whose failures to write name the place that was meant."""

    def __init__(self, path: str, mode: str, place: str) -> None:
        with write_errors_named(place):
            super().__init__(path, mode)
        self._place = place

    def write(self, data: Any, /) -> int:
        with write_errors_named(self._place):
            return super().write(data)


@contextmanager
def atomic_writer(path: str) -> Iterator[IO[str]]:
    """A UTF-8 text stream whose content appears at `path` when the block ends well, and leaves no trace when it does not.

    A link is written through; a pipe or a device is written to as it is, for it cannot be replaced. What the block itself raises is
    passed on as it is.

    Raises:
        DiskFull: The disk takes no more; what was at `path` is still there.
        FatalError: It cannot be written to for another reason.
    """
    if _is_special(path):
        with _NamedFile(path, "w", path) as raw:
            yield from _text(raw)
        return
    path = os.path.realpath(path)
    temporary = f"{path}.{os.getpid()}.tmp"
    with suppress(OSError):
        os.unlink(temporary)  # left by a crash of an earlier process with this number
    try:
        with _NamedFile(temporary, "x", path) as raw:
            yield from _text(raw)
            with write_errors_named(path):
                os.fsync(raw.fileno())
        with write_errors_named(path):
            put_in_place(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    sync_folder(os.path.dirname(path))


def _text(raw: io.FileIO) -> Iterator[IO[str]]:
    stream = io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8", newline="")
    yield stream
    stream.flush()


def _is_special(path: str) -> bool:
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False
