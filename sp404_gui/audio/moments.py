"""What a recording is at two of its moments, so that copies of it are found among thousands of files.

A trim takes away what lies before or after, and changes every measure of the whole. The loudest moment stays in nearly every copy, and the
end stays where the beginning was cut off. Of each, the shape of its spectrum is kept, below what codecs and sample rates take away.
"""

import numpy as np

from sp404_gui.audio.likeness import RATE_HZ, Floats, Trace

MOMENTS = 2
_SAMPLES = 512
_LOUD = 128
_FLOOR = 1e-6
_EDGES = np.unique(np.round(np.geomspace(100, 5000, 33) * _SAMPLES / RATE_HZ).astype(int))
_WINDOW = np.hanning(_SAMPLES).astype(np.float32)
SHAPE = (MOMENTS, len(_EDGES) - 1)


def moments(found: Trace) -> Floats:
    """The loudest moment, and the last.

    Args:
        found: Not silent.

    Returns:
        `SHAPE`: for each moment a direction of length 1, alike for copies, whatever their level.
    """
    around = np.pad(found.bright, _SAMPLES)
    grown = np.cumsum(np.square(around, dtype=np.float64))
    loudest = int((grown[_LOUD:] - grown[:-_LOUD]).argmax()) + (_LOUD + _SAMPLES) // 2
    return np.stack([_direction(around[loudest - _SAMPLES : loudest]), _direction(found.bright[-_SAMPLES:])])


def _direction(wave: Floats) -> Floats:
    spectrum = np.fft.rfft(np.pad(wave, (0, _SAMPLES - len(wave))) * _WINDOW)
    bands = np.add.reduceat(np.square(np.abs(spectrum)), _EDGES)[:-1]
    levels = np.log10(bands + _FLOOR * bands.max() + 1e-20)
    levels -= levels.mean()
    return np.asarray(levels / (np.linalg.norm(levels) or 1.0), np.float32)
