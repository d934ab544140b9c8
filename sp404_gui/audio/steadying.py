"""The tempo that the onsets of a loop keep to, where another measure of it is off by a fraction of a percent.

A thousandth puts the last stroke of a minute 60 ms away from its place, which would be taken for the player's timing. The frequency at
which the onsets come in phase, sixteenths or swung pairs of them, is near the true one; a line through their distances from its grid tells
the rest.
"""

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.groove import nearest_grid

_REACH = np.linspace(-0.005, 0.005, 201)
_A_BEAT = np.array([2.0, 4.0])
"""Pairs of sixteenths, and sixteenths: swung by a half, the one cancel themselves out, and the other not."""
_LEAST_ONSETS = 8
_SURE = 6.0
"""Standard errors."""
_NOTICED_S = 0.002
"""What a tempo may be off by at the end of the loop."""

Array = NDArray[np.float64]


def steadied(bpm: float, onsets_s: Array) -> float:
    """The tempo near a guess that the onsets keep to: a round one where they allow it; the guess itself where they know no better.

    Args:
        bpm: Beats a minute, right to half a percent.
        onsets_s: In seconds, ascending.
    """
    if len(onsets_s) < _LEAST_ONSETS:
        return bpm
    near = float(bpm * (1 + _REACH[_in_phase(bpm * (1 + _REACH), onsets_s).argmax()]))
    beats = onsets_s * near / 60
    fit = nearest_grid(beats)
    if fit is None:
        return bpm
    slope, offset = np.polyfit(beats, fit.distances, 1)
    spread = float(np.std(fit.distances - slope * beats - offset))
    doubt = max(_SURE * spread / (float(np.std(beats)) * len(beats) ** 0.5), _NOTICED_S / float(onsets_s[-1] - onsets_s[0]))
    exact = near / (1 + float(slope))
    round_ones = (bpm, round(exact), round(2 * exact) / 2, round(exact, 1), exact)
    return float(next(one for one in round_ones if abs(one / exact - 1) <= doubt))


def _in_phase(tempos: Array, onsets_s: Array) -> Array:
    """How far the onsets come in phase at each tempo."""
    turns = tempos[:, None, None] / 60 * _A_BEAT[:, None] * onsets_s
    return np.asarray(np.square(np.abs(np.exp(2j * np.pi * turns).sum(axis=2))).sum(axis=1))
