"""What a listener gets of a file: frames that a sound device takes, and an outline to look at. Light to import: it decodes nothing."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_MATCHED_LUFS = -18.0
_BOTH_EARS_DB = 10 * math.log10(2)
_LOWEST_GAIN_DB, _HIGHEST_GAIN_DB = -30.0, 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Envelope:
    """The outline of a whole file, for a large waveform.

    Attributes:
        low: Shape (columns,), int8, -127 (full scale) to 0: the lowest value of any channel in each column; 0 where none is below zero.
        high: Shape (columns,), int8, 0 to 127: the highest, likewise.
        duration_s: Length of the file in seconds, from its decoded frames; the columns divide it evenly.
    """

    low: NDArray[np.int8]
    high: NDArray[np.int8]
    duration_s: float

    @property
    def size_bytes(self) -> int:
        """Memory that it takes."""
        return self.low.nbytes + self.high.nbytes


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """The sound of a file, ready for a sound device.

    Attributes:
        frames: Shape (frames, 2), int16, read-only: left and right. Of a long file its beginning, until the rest has come.
        rate_hz: Frames a second, the device's.
        duration_s: Length of `frames` in seconds; of the whole file where `complete`.
        complete: Whether this is the whole file.
        loudness_lufs: Integrated loudness of what came first (all of a short file), in the file's own channels, ITU-R BS.1770-4; None
            below -70 LUFS.
        peak: Largest absolute value in `frames`, 0 to 1.
        cut: Whether the file goes on but no more of it is kept: it is too long to be held in memory.
        channels: Number of channels of the file.
    """

    frames: NDArray[np.int16]
    rate_hz: int
    duration_s: float
    complete: bool
    loudness_lufs: float | None
    peak: float = 1.0
    cut: bool = False
    channels: int = 2

    @property
    def size_bytes(self) -> int:
        """Memory that it takes."""
        return self.frames.nbytes


def matched_gain_db(loudness_lufs: float | None, peak: float, channels: int = 2) -> float:
    """The gain at which sounds seem equally loud, without clipping.

    Args:
        loudness_lufs: Integrated loudness in the file's own channels; None leaves the level as it is.
        peak: Largest absolute value, 0 to 1.
        channels: Number of channels of the file: a single one is heard on both ears, which doubles its power.

    Returns:
        Decibels, -30 to 12, that bring the sound to -18 LUFS, or as near to it as its peak allows.
    """
    if loudness_lufs is None or peak <= 0:
        return 0.0
    heard_lufs = loudness_lufs + (_BOTH_EARS_DB if channels == 1 else 0.0)
    headroom_db = -20 * math.log10(peak)
    return max(_LOWEST_GAIN_DB, min(_MATCHED_LUFS - heard_lufs, headroom_db, _HIGHEST_GAIN_DB))
