"""The part of a long file that is kept while all of it is heard."""

import numpy as np
from numpy.typing import NDArray

MOST_S = 60.0
"""Length, from the start, that is analysed of a longer file."""
MOST_VALUES = 1 << 23
"""Samples of all channels that are kept at most: 44 s of 96 kHz stereo."""

Floats = NDArray[np.float32]


def kept_s(sample_rate_hz: int, channels: int) -> float:
    """Length in seconds of what is kept of a file that is longer than that."""
    return min(MOST_S, MOST_VALUES // channels / sample_rate_hz)


class Beginning:
    """The beginning of a sound, gathered where its end fits too: blocks that are put together at last need twice the memory.

    Args:
        channels: Number of channels.
        expected: So many frames are said to come; more may.
        most: So many frames are kept.
    """

    def __init__(self, channels: int, expected: int, most: int) -> None:
        self._samples = np.empty((channels, 0), np.float32)
        self._count = 0
        self._expected = min(expected, most)
        self._most = most

    @property
    def samples(self) -> Floats:
        """What came, shape (channels, frames)."""
        return self._samples[:, : self._count]

    def add(self, block: Floats) -> None:
        """Take the next frames; the block must not change any more."""
        part = block[:, : self._most - self._count]
        end = self._count + part.shape[1]
        if not self._count and end >= self._expected:
            self._samples = part
        elif part.shape[1]:
            self._make_room(end)
            self._samples[:, self._count : end] = part
        self._count = end

    def _make_room(self, end: int) -> None:
        if end > self._samples.shape[1]:
            so_far, room = self.samples, min(max(end, self._expected, 2 * self._count), self._most)
            self._samples = np.empty((len(so_far), room), np.float32)
            self._samples[:, : self._count] = so_far
