"""Files of JSON lines that only grow: a crash can cut the last line short, and nothing else."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sp404_gui.store import codec
from sp404_gui.store.atomic import write_errors_named


def append_lines(path: str, lines: Iterable[bytes], *, durable: bool = True) -> None:
    """Append lines; a last line that was cut short is removed first.

    Args:
        path: The file; made if absent.
        lines: Lines without their newline.
        durable: Whether they must survive a power cut when this returns.

    Raises:
        DiskFull: The disk takes no more; what stood there before still does.
    """
    with write_errors_named(path), open(path, "ab", opener=_private) as stream:
        stream.truncate(_end_of_whole_lines(path))
        start = stream.seek(0, os.SEEK_END)
        try:
            stream.writelines(line + b"\n" for line in lines)
            stream.flush()
        except OSError:
            os.truncate(path, start)
            raise
        if durable:
            os.fsync(stream.fileno())


def whole_lines(path: str) -> Iterator[bytes]:
    """The lines of a file that end with a newline.

    Raises:
        OSError: It cannot be read.
    """
    with open(path, "rb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                yield line


class Journal:
    """The audit trail of a job: every call, answer, retry, wait and decision.

    Raises:
        DiskFull: On writing, when the disk takes no more.
    """

    def __init__(self, path: str) -> None:
        self._path = path

    def write(self, event: str, at: str, *, durable: bool = False, **facts: Any) -> None:
        """Add an entry.

        Args:
            event: What happened, as "call" or "answer".
            at: When, ISO 8601.
            durable: Whether it must survive a power cut when this returns; a crash of the program never loses it.
            facts: Anything of JSON's kinds.
        """
        append_lines(self._path, [codec.encode({"at": at, "event": event, **facts})], durable=durable)

    def entries(self, event: str | None = None) -> Iterator[Mapping[str, Any]]:
        """The entries, oldest first, of one kind or all; lines that cannot be understood are passed over."""
        marker = b"" if event is None else codec.encode(event)
        try:
            for line in whole_lines(self._path):
                if marker in line and (row := _row(line)) is not None and event in (None, row.get("event")):
                    yield row
        except FileNotFoundError:
            return


def _row(line: bytes) -> Mapping[str, Any] | None:
    try:
        row = codec.decode(line)
    except codec.Unreadable:
        return None
    return row if isinstance(row, dict) else None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _end_of_whole_lines(path: str) -> int:
    with open(path, "rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        block = 4096
        while size:
            start = max(0, size - block)
            stream.seek(start)
            found = stream.read(size - start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            size = start
    return 0
