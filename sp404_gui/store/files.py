"""Reading the files of a job folder, which may have come from anybody."""

import errno
import os
import stat
from typing import BinaryIO

from sp404_gui.domain.errors import JobFolderDamaged
from sp404_gui.domain.text import printable

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_FILE = "it is no file but a folder, a pipe or a device"


def open_file(path: str) -> BinaryIO:
    """A file of a job folder, open for reading. A pipe would be waited for and a device has no end: they are not even opened.

    Raises:
        OSError: It is not there, cannot be read, or is no regular file.
    """
    _require_regular(os.stat(path).st_mode)
    descriptor = os.open(path, _FLAGS)
    try:
        _require_regular(os.fstat(descriptor).st_mode)
    except BaseException:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def damaged(folder: str, what: str, error: Exception) -> JobFolderDamaged:
    """The error that names a damaged file of a job folder and the way out."""
    why = "it is missing" if isinstance(error, FileNotFoundError) else str(error)
    return JobFolderDamaged(
        f"{what} of the job {printable(folder)} cannot be used: {why}. "
        f"Run `sp404-batch rebuild {printable(folder)}` to repair it from what is there."
    )


def _require_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise _NotAFile(errno.EINVAL, _NO_FILE)


class _NotAFile(OSError):
    """Says so without a number."""

    def __str__(self) -> str:
        return _NO_FILE
