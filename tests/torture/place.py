"""Where one small job is done over and over, each time from its beginning."""

from pathlib import Path
from typing import Self

from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer


class Bench:
    """Sounds, a server that answers well, and a new folder for each trial; a context manager.

    Args:
        folder: Where all of it lies.
        samples: How many sounds.
    """

    def __init__(self, folder: Path, samples: int) -> None:
        self._folder = folder
        self._trials = 0
        self.sounds = make_sounds(folder / "sounds", samples)
        self.server = FakeServer(Behaviour())

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.__exit__(None, None, None)

    def next_trial(self) -> Path:
        """A folder of its own, which is not made yet."""
        self._trials += 1
        return self._folder / f"trial{self._trials}"
