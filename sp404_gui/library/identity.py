"""What a file is, whatever it is called: the hash of its bytes, read from a descriptor that is sure to be a regular file."""

import errno
import os
import stat

from blake3 import blake3

from sp404_gui.domain.errors import NotRegularFile, PermissionRefused, SkippableError, SourceUnavailable, TooLarge
from sp404_gui.domain.text import printable

BLOCK_BYTES = 1 << 20
"""Enough that the interpreter costs nothing, little enough that many workers fit in memory."""

# O_NONBLOCK: a pipe without a writer would block for ever; O_BINARY exists on Windows, the others elsewhere
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK"))


def open_regular(path: str) -> int:
    """Open a file for reading, if it is a regular one. The caller closes the descriptor.

    The type is checked before opening, because opening a device can act on it, and again afterwards, because the name may
    point to something else by then.

    Args:
        path: Any path; surrogates from `os.fsdecode` stand for the bytes of the name.

    Returns:
        A file descriptor at position 0.

    Raises:
        NotRegularFile: A folder, pipe, socket, device, or a link that leads in a circle.
        PermissionRefused: The file may not be read.
        SourceUnavailable: The file is gone, or its disk fails.
    """
    try:
        _require_regular(os.stat(path).st_mode, path)
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _explain(error, path) from error
    try:
        _require_regular(os.fstat(descriptor).st_mode, path)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def content_hash(descriptor: int) -> str:
    """BLAKE3 of a file's bytes. Leaves the descriptor at position 0.

    Memory stays at one block; other threads run while it hashes.

    Args:
        descriptor: An open regular file.

    Returns:
        64 hexadecimal digits.

    Raises:
        SourceUnavailable: The disk fails while reading.
    """
    hasher = blake3()
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        while block := os.read(descriptor, BLOCK_BYTES):
            hasher.update(block)
        os.lseek(descriptor, 0, os.SEEK_SET)
    except OSError as error:
        raise SourceUnavailable(f"The file cannot be read to its end: {error.strerror}. Check the disk, then try again.") from error
    return hasher.hexdigest()


def require_size(descriptor: int, max_bytes: int) -> int:
    """The size of an open file in bytes, if it is not too large.

    Raises:
        TooLarge: It is larger than allowed.
    """
    size = os.fstat(descriptor).st_size
    if size > max_bytes:
        raise TooLarge(f"It is {size / 1e6:.0f} MB; the most that is read is {max_bytes / 1e6:.0f} MB.")
    return size


def _require_regular(mode: int, path: str) -> None:
    if not stat.S_ISREG(mode):
        raise NotRegularFile(f"{printable(path)} is not a regular file but a folder, pipe, socket or device.")


def _explain(error: OSError | ValueError, path: str) -> SkippableError | SourceUnavailable:
    name = printable(path)
    match getattr(error, "errno", None):
        case errno.EACCES | errno.EPERM:
            return PermissionRefused(f"{name} may not be read. Give yourself the right to read it.")
        case errno.ELOOP:
            return NotRegularFile(f"{name} is a link that leads in a circle.")
        case errno.ENXIO:
            return NotRegularFile(f"{name} is not a regular file but a pipe, socket or device.")
        case errno.ENOENT | errno.ENOTDIR:
            return SourceUnavailable(f"{name} is no longer there. Bring it back, or connect its disk, then try again.")
        case _:
            return SourceUnavailable(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}. Check its disk, then try again.")
