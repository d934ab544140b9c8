"""What asks a command to end: Ctrl-C, SIGTERM, a terminal that closes."""

import signal
import sys
from collections.abc import Iterator
from types import FrameType

HANG_UP: int | None = getattr(signal, "SIGHUP", None)  # which Windows does not know


def stop_signals() -> Iterator[int]:
    """What ends a command; that its terminal closes does not, where `nohup` has said so."""
    yield from (signal.SIGINT, signal.SIGTERM)
    if HANG_UP is not None and signal.getsignal(HANG_UP) is not signal.SIG_IGN:
        yield HANG_UP
    if sys.platform == "win32":
        yield signal.SIGBREAK


def be_interruptible() -> None:
    """Let all of them end the command as Ctrl-C does: what it holds is let go, and what it made for nothing goes again."""
    for number in stop_signals():
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(number: int, _: FrameType | None) -> None:
    if number == HANG_UP:  # the shell says so, and the system once more
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
