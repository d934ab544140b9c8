"""The part of a sound that a wave view shows, and where in it a moment lies."""

from dataclasses import dataclass, replace
from typing import Self

_DEEPEST = 128
"""How many times the whole the deepest zoom magnifies: beyond it, the columns of an outline would show as steps."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sound.

    Attributes:
        total_s: Length of the whole sound in seconds.
        start_s: Where the stretch begins.
        stop_s: Where it ends.
    """

    total_s: float
    start_s: float
    stop_s: float

    @classmethod
    def whole(cls, total_s: float) -> Self:
        """All of a sound."""
        return cls(total_s, 0.0, total_s)

    @property
    def length_s(self) -> float:
        """Length of the stretch in seconds."""
        return self.stop_s - self.start_s

    @property
    def is_whole(self) -> bool:
        """Whether nothing is out of sight."""
        return self.length_s >= self.total_s

    def x(self, moment_s: float, width: float) -> float:
        """Where a moment lies, in pixels from the left of so many; outside of them when it is out of sight."""
        return (moment_s - self.start_s) / self.length_s * width if self.length_s else 0.0

    def moment_s(self, x: float, width: float) -> float:
        """The moment at a pixel, held inside the sound."""
        return min(self.total_s, max(0.0, self.start_s + x / width * self.length_s)) if width else self.start_s

    def holds(self, moment_s: float) -> bool:
        """Whether a moment is in sight."""
        return self.start_s <= moment_s <= self.stop_s

    def zoomed(self, factor: float, at_s: float) -> Self:
        """A stretch so many times as short, with a moment staying where it is."""
        if not self.length_s:
            return self
        length = min(self.total_s, max(self.total_s / _DEEPEST, self.length_s / factor))
        return self._from(at_s - (at_s - self.start_s) / self.length_s * length, length)

    def scrolled(self, by_s: float) -> Self:
        """The stretch moved, as far as there is sound."""
        return self._from(self.start_s + by_s, self.length_s)

    def _from(self, start_s: float, length_s: float) -> Self:
        start = min(self.total_s - length_s, max(0.0, start_s))
        return replace(self, start_s=start, stop_s=start + length_s)


def ruler_step(length_s: float, width: float, apart: float) -> float:
    """The smallest handy step in seconds at which the marks of a ruler lie at least so many pixels apart.

    Args:
        length_s: Length of the stretch.
        width: Pixels that it takes.
        apart: Least pixels between two marks.
    """
    least = length_s * apart / width if width else length_s
    for step in (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0):
        if step >= least:
            return step
    return 1800.0


def beat_length_s(duration_s: float, bpm: float | None, beats: int | None) -> float | None:
    """Length of a beat in seconds: that of whole beats where the loop holds them, else that of the tempo; None where neither is known."""
    if beats:
        return duration_s / beats
    return 60.0 / bpm if bpm else None
