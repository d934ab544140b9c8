"""stdout and stderr, whose readers may leave early, as `head` does, or were never there: that ends no command, and harms no job.

A full disk or a terminal that is gone harms no job either; a command whose very result cannot be written fails.
"""

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

_STDERR = 2


class ReaderLeft(BrokenPipeError):
    """Whoever read stdout has left. It is said once: the rest goes nowhere. It has no number, so that no library ends the process."""


class NotWritten(OSError):
    """Stdout takes no more: its disk is full, or its terminal gone."""


def open_outlets() -> None:
    """Make both streams ready: any name can be written, and a reader may leave."""
    if sys.stdout is None or sys.stderr is None:
        _take_their_numbers()
    sys.stdout = _ready(sys.stdout, is_told=True)
    sys.stderr = _ready(sys.stderr, is_told=False)


def flush_stdout() -> None:
    """Write what waits in stdout, if somebody reads it.

    Raises:
        NotWritten: It cannot be written.
    """
    with suppress(ReaderLeft):
        sys.stdout.flush()


def close_outlets() -> None:
    """Write what waits in stdout, if that can be; whoever was to know that it cannot has been told."""
    try:
        flush_stdout()
    except OSError:
        give_up_stdout()


def give_up_stdout() -> None:
    """Let what waits in stdout, and what still comes, go nowhere: Python would try at its end, and end with a code of its own."""
    with suppress(OSError):
        _lead_nowhere(sys.stdout.fileno())


class _Outlet(io.FileIO):
    """A stream of bytes that goes nowhere once its reader has left; what cannot be written at all is the writer's trouble, if he is told.

    Args:
        number: Its file descriptor, which stays open.
        is_told: Whether who writes is told.
    """

    def __init__(self, number: int, *, is_told: bool) -> None:
        super().__init__(number, "wb", closefd=False)
        self._is_told = is_told

    def write(self, data: bytes | memoryview, /) -> int:  # type: ignore[override] # a buffered stream hands over nothing else
        """Write bytes; the number written.

        Raises:
            ReaderLeft: The reader has left, and the writer is to know.
            NotWritten: The disk is full or the terminal gone, and the writer is to know.
        """
        try:
            return super().write(data)
        except BrokenPipeError:
            _lead_nowhere(self.fileno())
            if self._is_told:
                raise ReaderLeft("Whoever read stdout has left.") from None
        except OSError as error:
            if self._is_told:
                raise NotWritten(error.errno, error.strerror) from error
        return len(data)


def _ready(stream: TextIO | None, *, is_told: bool) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if type(stream) is not io.TextIOWrapper or not isinstance(getattr(stream.buffer, "raw", stream.buffer), io.FileIO):
        return stream
    stream.flush()
    encoding = "utf-8" if sys.platform == "win32" else stream.encoding
    outlet: io.FileIO = _Outlet(stream.fileno(), is_told=is_told)
    return io.TextIOWrapper(
        io.BufferedWriter(outlet), encoding, "backslashreplace", line_buffering=stream.line_buffering, write_through=stream.write_through
    )


def _lead_nowhere(number: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def _take_their_numbers() -> None:
    """Where a stream was closed, the next file would get its number, here or in a worker, and with it what others write there."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        os.set_inheritable(number, True)
    os.close(number)
