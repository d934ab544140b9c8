"""From the press of a key to the first block of the sample in the sound device's callback."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.command import fact
from tests.benchmarks.sounds import make_sounds
from tests.e2e.sound_card import missing, recording, sound_card

_FILES = 160


def measure(folder: Path) -> None:
    """Print the table."""
    if missing():
        fact(f"skipped: {missing()}", "")
        return
    files = [str(p) for p in sorted(make_sounds(folder / "sounds", _FILES).rglob("*.wav"))]
    with tempfile.TemporaryDirectory() as place, sound_card(Path(place)) as card, environment(card):
        from tests.benchmarks.keys import press_keys  # noqa: PLC0415 - worker processes import what the main module imports, and need no Qt

        with recording(folder / "heard.raw", card):  # while nobody listens, a null sink takes blocks once in two seconds
            press_keys(files, folder)


@contextmanager
def environment(changed: dict[str, str]) -> Iterator[None]:
    """Other variables of the environment, and those from before again."""
    before = dict(os.environ)
    os.environ.update(changed)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
