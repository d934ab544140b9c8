"""Text for people: on stderr, with nothing in it that a terminal would obey."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from sp404_gui.cli.outlets import ReaderLeft
from sp404_gui.domain.text import printable

_SOON_S = 120.0


def say(line: str) -> None:
    """Print a line for the user."""
    sys.stderr.write(clean(line) + "\n")
    sys.stderr.flush()


def called_as() -> str:
    """How this program can be called from where the user is: by name, or by its path where the shell would not find it."""
    beside = os.path.join(os.path.dirname(sys.executable), "sp404-batch")
    if shutil.which("sp404-batch") or not os.path.exists(beside):
        return "sp404-batch"
    return shlex.quote(min(os.path.relpath(beside), beside, key=len))


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """Whoever reads stdout may close it early, as `head` does: there is nothing more to say then, and nothing is wrong."""
    with suppress(ReaderLeft):
        yield
        sys.stdout.flush()


def clean(text: str) -> str:
    """Text with control and bidi characters escaped; line ends stay."""
    return "\n".join(printable(line) for line in text.split("\n"))


def duration(seconds: float) -> str:
    """A span of time as people say it: "6 m 40 s", "3 h 20 m", "2 d 4 h"."""
    whole = round(seconds)
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, secs = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "m"), (secs, "s")]
    first = next((i for i, (n, _) in enumerate(parts) if n), 3)
    return " ".join(f"{n} {unit}" for n, unit in parts[first : first + 2] if n or unit == parts[first][1])


def when(seconds: float) -> str:
    """When something comes: "in 7 s", and from some minutes on the time of day, "at 01:00"."""
    if seconds < _SOON_S:
        return f"in {seconds:.0f} s" if seconds >= 1 else f"in {seconds:.1f} s"
    now = datetime.now().astimezone()
    comes = now + timedelta(seconds=seconds)
    return f"at {comes:%H:%M}" if comes.date() == now.date() else f"on {comes:%A at %H:%M}"


def plural(number: int, noun: str) -> str:
    """A count with its noun, as "1 sample", "2 samples", "2 batches"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun}{'es' if noun.endswith(('ch', 's')) else 's'}"
