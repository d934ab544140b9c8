"""Writing files so that a reader sees the old content or the new, never half of it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from sp404_gui.domain.errors import DiskFull, FatalError
from sp404_gui.domain.text import printable

_PRIVATE = 0o600
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


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
        folder = printable(os.path.dirname(path))
        if error.errno in _FULL:
            raise DiskFull(
                f"The disk is full: {folder} takes no more. Free some space there and resume; nothing that was finished is lost."
            ) from error
        raise FatalError(f"{folder} cannot be written to: {error.strerror}. Check its rights and its disk, then resume.") from error


def sync_folder(folder: str) -> None:
    """Make renames inside a folder survive a power cut, where the platform can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder or ".", os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems refuse it
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_atomic(path: str, data: bytes, *, durable: bool = True) -> None:
    """Replace a file's content as one step.

    Args:
        path: The file; its folder exists.
        data: The whole new content.
        durable: Whether the content must survive a power cut when this returns.

    Raises:
        DiskFull: The disk takes no more; the old content is still there.
    """
    temporary = f"{path}.tmp"
    with write_errors_named(path):
        try:
            _write_all(temporary, data, durable=durable)
            os.replace(temporary, path)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        if durable:
            sync_folder(os.path.dirname(path))


def _write_all(path: str, data: bytes, *, durable: bool) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def atomic_writer(path: str) -> Iterator[IO[str]]:
    """A UTF-8 text stream whose content appears at `path` when the block ends well, and leaves no trace when it does not.

    Raises:
        DiskFull: The disk takes no more; what was at `path` is still there.
    """
    temporary = f"{path}.{os.getpid()}.tmp"
    with write_errors_named(path):
        try:
            with open(temporary, "w", encoding="utf-8", newline="") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        sync_folder(os.path.dirname(path))
