"""One note or several: whether the harmonics of a single fundamental explain what sounds.

After A. Klapuri, "Multiple fundamental frequency estimation based on harmonicity and spectral smoothness", 2003: a note is a whole series
of harmonics; several notes leave gaps in the series of their common period, and what remains beside the strongest of them is much.
"""

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.tonality import Peaks, harmonic_numbers, midi_of

_BINS_PER_SEMITONE = 5
_CANDIDATES = 12
_PRESENT = 10 ** (-35 / 10)  # power, of the strongest harmonic; so is the next
_STRONG = 0.01
_MOST_HARMONICS = 12
_NEAR = 1 / 3  # semitone

Array = NDArray[np.float64]


def best_note_share(peaks: Peaks) -> float:
    """Share of the energy that lies on the harmonics of the one sounding partial that explains most, 0-1.

    About 1 for a note with its fundamental, a third to two thirds for a chord, less for noise.

    Args:
        peaks: Spectral peaks.
    """
    energy = np.square(peaks.weight)
    total = energy.sum()
    if not total:
        return 0.0
    away = (peaks.midi - _strongest_partials(peaks, energy)[:, None]).astype(np.float32)  # semitones; by far the most work is on these
    harmonics = np.exp2(away / 12)
    np.maximum(np.rint(harmonics, out=harmonics), 1, out=harmonics)
    away -= 12 * np.log2(harmonics)
    is_near = np.abs(away) < _NEAR
    return float((is_near @ energy).max() / total)


def series_fullness(peaks: Peaks, root_hz: float) -> tuple[float, float]:
    """Judge a fundamental that need not sound itself.

    Args:
        peaks: Spectral peaks.
        root_hz: The fundamental.

    Returns:
        Share of the energy on its harmonics, and share of its harmonics that sound, up to the highest strong one or the twelfth; each 0-1.
    """
    numbers, is_near = harmonic_numbers(peaks, midi_of(root_hz))
    power = np.square(peaks.weight)
    energy = np.bincount(numbers[is_near], power[is_near], minlength=2)
    strongest = energy.max()
    if not strongest:
        return 0.0, 0.0
    last = min(int(np.flatnonzero(energy >= _STRONG * strongest)[-1]), _MOST_HARMONICS)
    return float(energy.sum() / power.sum()), float(np.mean(energy[1 : last + 1] >= _PRESENT * strongest))


def oneness(series: tuple[float, float], agreement: float, best: float) -> float:
    """How much speaks for a single note, 0-1: above 0.8 it is hardly ever a chord, below 0.7 hardly ever a note.

    Args:
        series: The `series_fullness` of the steady pitch.
        agreement: How much of the sound agrees on that pitch, 0-1, as `pitch.steady_pitch` returns it; 0 where there is none.
        best: The `best_note_share` of the peaks.
    """
    share, fullness = series
    return max(best, share * fullness * agreement)


def _strongest_partials(peaks: Peaks, energy: Array) -> Array:
    """Find where the energy gathers: mean pitch around the highest maxima of its histogram."""
    bins = np.round(peaks.midi * _BINS_PER_SEMITONE).astype(np.intp)
    bins -= bins.min() - 1
    size = int(bins.max()) + 2
    around = [np.convolve(np.bincount(bins, values, size), np.ones(3), "same") for values in (energy, energy * peaks.midi)]
    height = np.concatenate([[0.0], around[0], [0.0]])
    tops = np.flatnonzero((height[1:-1] > 0) & (height[1:-1] >= height[:-2]) & (height[1:-1] >= height[2:]))
    tops = tops[np.argsort(-around[0][tops], kind="stable")[:_CANDIDATES]]
    return np.asarray(around[1][tops] / around[0][tops])
