"""Files of JSON lines that only grow: a crash can cut the last line short, and nothing else."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from threading import Lock
from typing import Any, BinaryIO

from sp404_gui.store import codec
from sp404_gui.store.atomic import OPEN_FLAGS, sync_folder, write_all, write_errors_named
from sp404_gui.store.files import damaged, open_file
from sp404_gui.store.gently import gently
from sp404_gui.store.seal import sealed

_BLOCK = 4096
_LONGEST_LINE = codec.MOST_BYTES + 1
"""Cut to so much, a line is still refused for its length."""


def append_lines(path: str, lines: Iterable[bytes], *, durable: bool = True) -> None:
    """Append lines; a last line that was cut short is removed first. The caller sees to it that nobody else appends meanwhile.

    Args:
        path: The file; made if absent.
        lines: Lines without their newline.
        durable: Whether they must survive a power cut when this returns.

    Raises:
        DiskFull: The disk takes no more; what stood there before still does.
    """
    data = b"".join(line + b"\n" for line in lines)
    with write_errors_named(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | OPEN_FLAGS, 0o600)
        try:
            end = _end_of_whole_lines(descriptor)
            _append(descriptor, end, data, durable=durable)
        finally:
            os.close(descriptor)
    if durable and not end:
        sync_folder(os.path.dirname(path))


def _append(descriptor: int, end: int, data: bytes, *, durable: bool) -> None:
    if os.lseek(descriptor, 0, os.SEEK_END) > end:
        os.ftruncate(descriptor, end)
    os.lseek(descriptor, end, os.SEEK_SET)
    try:
        write_all(descriptor, data)
        if durable:
            os.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            os.ftruncate(descriptor, end)
        raise


def _end_of_whole_lines(descriptor: int) -> int:
    size = os.lseek(descriptor, 0, os.SEEK_END)
    while size:
        start = max(0, size - _BLOCK)
        os.lseek(descriptor, start, os.SEEK_SET)
        found = os.read(descriptor, size - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        size = start
    return 0


def lines_of(stream: BinaryIO, longest: int = _LONGEST_LINE) -> Iterator[bytes]:
    """The lines of a file, one at a time, with their newlines; of a longer one than any of this program's, only the beginning.

    Raises:
        OSError: It cannot be read.
    """
    while line := stream.readline(longest):
        rest = line
        while len(rest) == longest and not rest.endswith(b"\n"):
            rest = stream.readline(longest)
        yield line if rest is line else line + b"\n" * rest.endswith(b"\n")


def whole_lines(path: str) -> Iterator[bytes]:
    """The lines of a file that end with a newline.

    Raises:
        OSError: It cannot be read.
    """
    with open_file(path) as stream:
        yield from (line for line in lines_of(stream) if line.endswith(b"\n"))


def is_cut_short(path: str) -> bool:
    """Whether the last line of a file has no end.

    Raises:
        OSError: It cannot be read.
    """
    with open_file(path) as stream:
        if not stream.seek(0, os.SEEK_END):
            return False
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) != b"\n"


class Journal:
    """The audit trail of a job: every call, answer, retry, wait and decision. Several threads may write to it.

    Args:
        path: The file; made by the first entry.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._writing = Lock()

    def write(self, event: str, at: str, *, durable: bool = False, **facts: Any) -> None:
        """Add an entry.

        Args:
            event: What happened, as "call" or "answer".
            at: When, ISO 8601.
            durable: Whether it must survive a power cut when this returns; a crash of the program never loses it.
            facts: Anything of JSON's kinds.

        Raises:
            DiskFull: The disk takes no more; the entries before are still there.
        """
        line = sealed(codec.encode({"at": at, "event": event, **facts}))
        with self._writing:
            append_lines(self._path, [line], durable=durable)

    def entries(self, *events: str) -> Iterator[Mapping[str, Any]]:
        """The entries, oldest first, of some kinds or all; lines that cannot be understood are passed over.

        Raises:
            JobFolderDamaged: The file cannot be read.
        """
        markers = [codec.encode(event) for event in events] or [b""]
        try:
            for line in gently(whole_lines(self._path)):
                if not any(marker in line for marker in markers):
                    continue
                if (row := entry_of(line)) is not None and (not events or row["event"] in events):
                    yield row
        except FileNotFoundError:
            return
        except OSError as error:
            raise damaged(os.path.dirname(self._path), os.path.basename(self._path), error) from error


def entry_of(line: bytes) -> Mapping[str, Any] | None:
    """The entry in a line of the audit trail, or None when it cannot be understood."""
    try:
        row = codec.decode(line)
    except codec.Unreadable:
        return None
    return row if isinstance(row, dict) and isinstance(row.get("event"), str) else None
