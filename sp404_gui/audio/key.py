"""The key of a chord or a phrase: which notes there are, which chord it begins with, and what is in the bass.

Notes alone leave open which of the keys that share them it is. Chords sound their root below and nothing else; phrases, and loops above
all, begin at home: the tonic is by far the most frequent chord (T. de Clercq and D. Temperley, "A corpus analysis of rock harmony", 2011),
and what repeats starts there more often still.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.tonality import KeyGuess, Peaks, best_key, correlations, key_fits, pitch_classes, rotations, tuning

_TRIADS = rotations(
    np.array([1.0, 0, 0, 0, 0.8, 0, 0, 0.8, 0, 0, 0, 0]),
    np.array([1.0, 0, 0, 0.8, 0, 0, 0, 0.8, 0, 0, 0, 0]),
)
_BEGINNING_S, _BASS_BEGINNING_S = 0.5, 0.3
_BASS_BELOW = 52.0
_LOUD = 0.05
_TRIAD_WEIGHT, _BASS_WEIGHT = 0.3, 0.1
CONFIDENCE = (-3.02, 2.33, 5.88)
"""Logistic regression of "the key is right": constant, and weights of `confidence_numbers`; from tools/train_tonality.py."""

Array = NDArray[np.float64]


def guess_tonic(peaks: Peaks, chroma: Array) -> KeyGuess | None:
    """Find the key of a chord or a phrase.

    Args:
        peaks: Spectral peaks.
        chroma: Pitch classes of the whole.

    Returns:
        None where all pitch classes are alike.
    """
    fits = key_fits(chroma)
    if not fits.any():
        return None
    offset = tuning(peaks)
    first = pitch_classes(_beginning(peaks, _BEGINNING_S), offset)
    low = _bass(_beginning(peaks, _BASS_BEGINNING_S), offset)
    return best_key(fits + _TRIAD_WEIGHT * correlations(_TRIADS, first) + _BASS_WEIGHT * np.tile(low, 2))


def confidence_numbers(guess: KeyGuess) -> Array:
    """What tells how sure a key is, shape (2,): how well it fits, and the root of its lead, as the first bit of it says most."""
    return np.array([guess.strength, np.sqrt(guess.margin)])


def key_confidence(guess: KeyGuess) -> float:
    """Probability that the key is right, 0-1."""
    return float(1 / (1 + np.exp(-CONFIDENCE[0] - confidence_numbers(guess) @ np.array(CONFIDENCE[1:]))))


def _beginning(peaks: Peaks, fading_s: float) -> Peaks:
    """Let the peaks fade with the time since the first frame that is not much quieter than the loudest."""
    times, frame = np.unique(peaks.times_s, return_inverse=True)
    loudness = np.bincount(frame, peaks.weight)
    start = times[int(np.argmax(loudness > _LOUD * loudness.max()))]
    since = peaks.times_s - start
    return replace(peaks, weight=np.where(since >= 0, peaks.weight * np.exp(-np.maximum(since, 0) / fading_s), 0))


def _bass(peaks: Peaks, offset: float) -> Array:
    """Strength of the pitch classes below E3, normalised to a maximum of 1."""
    midi = peaks.midi - offset
    low = midi < _BASS_BELOW
    strength = np.bincount(np.round(midi[low]).astype(np.intp) % 12, peaks.weight[low], 12)
    return np.asarray(strength / max(strength.max(), 1e-30))
