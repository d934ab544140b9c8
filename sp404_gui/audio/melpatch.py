"""A sound as a small picture, for the network that tells kinds of sounds apart: mel bands over a time axis that widens.

The first three quarters of a second keep every frame of the spectrogram, because attacks tell most; what follows, however long, is
squeezed into as many columns as fit, each wider than the one before.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.spectrum import Spectrogram, band_powers

BANDS = 64
COLUMNS = 96
_FINE_COLUMNS = 64
_FLOOR_DB = -80.0
_START = 1e-4  # 40 dB below the loudest frame

Floats = NDArray[np.float32]


def mel_patch(spectra: Spectrogram) -> Floats:
    """Draw a sound, from its first loud frame to its end.

    Args:
        spectra: Its spectrogram; not silent.

    Returns:
        Shape (64, 96): bands from low to high, columns of time; 1 for the loudest place, 0 for 80 dB below it and behind the end.
    """
    energy = spectra.energy
    start = max(int(np.argmax(energy >= _START * energy.max())) - 1, 0)
    edges = column_edges(len(energy) - start)
    bands = band_powers(spectra, BANDS)[start:]
    powers = np.add.reduceat(bands, edges[:-1], axis=0) / np.diff(edges)[:, None].astype(np.float32)
    levels = 10 * np.log10(powers / max(float(powers.max()), 1e-30) + 10 ** (_FLOOR_DB / 10))
    patch = np.zeros((BANDS, COLUMNS), np.float32)
    patch[:, : len(levels)] = (1 - levels / _FLOOR_DB).T
    return patch


@lru_cache(maxsize=256)
def column_edges(frames: int) -> NDArray[np.intp]:
    """Return the frames at which the columns begin, and the end: one frame each first, then wider by equal steps.

    Args:
        frames: Number of frames to lay out, at least 1.
    """
    if frames <= COLUMNS:
        return np.arange(frames + 1)
    wide = COLUMNS - _FINE_COLUMNS
    steps = np.arange(1, wide + 1)
    later = _FINE_COLUMNS + steps + (frames - COLUMNS) * np.square(steps / wide)
    return np.concatenate([np.arange(_FINE_COLUMNS + 1), np.floor(later + 1e-6).astype(np.intp)])
