"""What the trials of jobs share: sounds, a command of their own, and what is wrong with a job afterwards."""

import json
from collections.abc import Iterable
from pathlib import Path

from tests.e2e.command import Command, Result
from tests.e2e.sounds import write_sound

_COMPLAINTS = ("locked", "Traceback", "damaged", "malformed", "in use by another")


def sounds(folder: Path, count: int, first: int = 0) -> Path:
    """A folder of so many distinct sounds."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        write_sound(folder / f"sound_{number:03d}.wav", number)
    return folder


def command_in(place: Path) -> Command:
    """The command with a home in a new folder."""
    place.mkdir(parents=True)
    return Command(place)


def soundness(command: Command, job: Path, *, just_broken: bool = False) -> Iterable[str]:
    """What `validate` finds; half a file that was never put in place is no damage just after a disk went away."""
    found = json.loads(command("validate", job, "--json").out)
    return [f"{row['file']}: {row['what']}" for row in found if not (just_broken and row["file"].endswith(".tmp"))]


def misended(done: Result, code: int) -> Iterable[str]:
    """How an end differs from the one that is expected, and what the user should never have to read."""
    problems = [] if done.code == code else [f"ended with {done.code} instead of {code}: {done.said[-400:]}"]
    return problems + [f"said {complaint!r}: {done.err[-300:]}" for complaint in _COMPLAINTS if complaint in done.said]
