"""Files that never take another's place: a name is given only to what is whole, and only where nothing has it."""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from sp404_gui.store.atomic import OPEN_FLAGS, sync_folder, write_error, write_errors_named

_AT_CWD = -100
_UNLESS_THERE = {"linux": 1, "darwin": 4}
"""RENAME_NOREPLACE of renameat2, RENAME_EXCL of renamex_np."""
_CANNOT = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EACCES})
"""How file systems say that they do not know this way."""


@contextmanager
def fresh_file(path: str) -> Iterator[IO[bytes]]:
    """A file of our own, made anew; on the disk when the block ends well. A link of that name is not followed.

    Raises:
        OSError: It cannot be written.
    """
    with suppress(FileNotFoundError):
        os.unlink(path)  # left by a crash
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | OPEN_FLAGS, 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        yield stream
        stream.flush()
        os.fsync(descriptor)


def name_whole(temporary: str, path: str) -> None:
    """Give a finished file its name, as one step where the file system can; a power cut does not take it back.

    Raises:
        FileExistsError: Something has that name; both stay as they are.
        FatalError: The disk fails.
    """
    try:
        _name(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise write_error(error, path) from error
    sync_folder(os.path.dirname(path))


def write_new(path: str, data: bytes) -> None:
    """Write a file that is not there yet, as one step.

    Raises:
        FileExistsError: Something has that name.
        DiskFull: The disk takes no more.
        FatalError: It cannot be written to for another reason.
    """
    temporary = f"{path}.part"
    try:
        with write_errors_named(path), fresh_file(temporary) as stream:
            stream.write(data)
        name_whole(temporary, path)
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def _name(temporary: str, path: str) -> None:
    if sys.platform == "win32":
        os.rename(temporary, path)  # refuses there
    elif not _renamed(temporary, path) and not _linked(temporary, path):
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        os.rename(temporary, path)


def _renamed(temporary: str, path: str) -> bool:
    """Rename by the one call of the system that refuses to replace; False where it cannot."""
    flag = _UNLESS_THERE.get(sys.platform)
    system = ctypes.CDLL(None, use_errno=True)
    old, new = os.fsencode(temporary), os.fsencode(path)
    if flag is None:
        return False
    if sys.platform == "darwin":
        call = getattr(system, "renamex_np", None)
        failed = call is None or call(old, new, flag)
    else:
        call = getattr(system, "renameat2", None)
        failed = call is None or call(_AT_CWD, old, _AT_CWD, new, flag)
    if not failed:
        return True
    number = ctypes.get_errno() if call is not None else errno.ENOSYS
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), path)


def _linked(temporary: str, path: str) -> bool:
    """Give the file a second name, which never replaces, and take the first away; False where the file system knows no links."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except OSError as error:
        if error.errno in _CANNOT:
            return False
        raise
    os.unlink(temporary)
    return True
