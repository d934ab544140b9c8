"""Tempo of a loop.

A loop lasts a whole number of beats, so 60 n / duration names nearly every candidate; where a tail or padding breaks the length, the peaks
of the onset strength's autocorrelation name the rest. A weighted sum of evidence ranks them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SLOWEST_BPM, FASTEST_BPM = 55.0, 215.0
_MOST_BEATS = 256
_SMOOTHING = np.array([1, 2, 3, 2, 1], np.float64) / 9
_MULTIPLES = np.array([0.25, 0.5, 1.0, 2.0, 4.0])
_PREFERRED_BPM = 118.0
_MOST_PEAKS = 8
_LONGEST_LAG = 0.6  # beyond, too few frames overlap to be believed
# weight of each column of `evidence`: a conditional logit over the candidates, fitted by tools/train_tempo.py
WEIGHTS = np.array([-0.046, 1.782, 2.289, 3.484, 4.208, -7.63, 0.319, -0.037, -0.664, 3.406, 1.201, -0.382, -1.035])

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TempoGuess:
    """The best tempo of a sound, if it is a loop.

    Attributes:
        bpm: Beats a minute.
        beats: Whole beats in the file, where the tempo was found by its length.
        confidence: 0-1, not yet weighed by whether it is a loop at all.
        evidence: How strongly the onsets repeat at the beat and its multiples, about -0.2 to 1.
    """

    bpm: float
    beats: int | None
    confidence: float
    evidence: float


def autocorrelation(strength: NDArray[np.float32]) -> Array:
    """Autocorrelation of the smoothed onset strength, unbiased, 1 at lag 0.

    Args:
        strength: Onset strength, shape (frames,).

    Returns:
        Shape (frames,); all zero for a flat strength.
    """
    smooth = np.convolve(strength, _SMOOTHING, mode="same")
    centred = smooth - smooth.mean()
    count = len(centred)
    spectrum = np.fft.rfft(centred, 1 << (2 * count - 1).bit_length())
    raw = np.fft.irfft(np.square(np.abs(spectrum)))[:count]
    unbiased = raw * count / np.maximum(count - np.arange(count), count // 8 + 1)
    return np.asarray(unbiased / raw[0] if raw[0] > 0 else np.zeros(count))


def candidates(correlation: Array, frame_rate_hz: float, duration_s: float) -> tuple[Array, NDArray[np.intp]]:
    """List the tempos worth weighing.

    Returns:
        Tempos in BPM, and for each the whole beats of the file, 0 where the tempo comes from the autocorrelation.
    """
    beats = np.arange(1, _MOST_BEATS + 1)
    by_length = 60 * beats / duration_s
    fitting = (by_length >= SLOWEST_BPM) & (by_length <= FASTEST_BPM)
    by_peaks = _peak_tempos(correlation, frame_rate_hz)
    bpm = np.concatenate([by_length[fitting], by_peaks])
    return bpm, np.concatenate([beats[fitting], np.zeros(len(by_peaks), np.intp)])


def _peak_tempos(correlation: Array, frame_rate_hz: float) -> Array:
    """Tempos of the highest peaks of the autocorrelation, sharpened at four times the lag where that is inside."""
    first, last = int(60 / FASTEST_BPM * frame_rate_hz), int(60 / SLOWEST_BPM * frame_rate_hz) + 1
    lags = np.arange(max(first, 1), min(last, len(correlation) - 1))
    if not len(lags):
        return np.empty(0)
    here = correlation[lags]
    is_peak = (here > correlation[lags - 1]) & (here >= correlation[lags + 1]) & (here > 0)
    highest = lags[is_peak][np.argsort(-here[is_peak])[:_MOST_PEAKS]]
    return np.array([60 * frame_rate_hz / _sharpened(correlation, int(lag)) for lag in highest])


def _sharpened(correlation: Array, lag: int) -> float:
    """Lag of a peak to a fraction of a frame: the parabola through a multiple of it divides the error by that multiple."""
    period = float(lag)
    for multiple in (1, 2, 4, 8):
        centre, reach = round(period * multiple), 2
        if centre + reach + 1 >= len(correlation) * _LONGEST_LAG:
            break
        top = centre - reach + int(correlation[centre - reach : centre + reach + 1].argmax())
        left, mid, right = correlation[top - 1 : top + 2]
        bend = left - 2 * mid + right
        shift = 0.5 * (left - right) / bend if bend < 0 else 0.0
        period = (top + min(max(shift, -0.5), 0.5)) / multiple
    return period


def evidence(bpm: Array, beats: NDArray[np.intp], correlation: Array, strength: NDArray[np.float32], frame_rate_hz: float) -> Array:
    """Describe each candidate in numbers, which a weighted sum can rank.

    Returns:
        Shape (candidates, 13): autocorrelation at 1/4, 1/2, 1, 2 and 4 beats; distance from the preferred tempo, squared, in octaves; onset
        strength on the beats and half way between; whether the length fits, and is a power of two, a multiple of four, even, of three.
    """
    period = 60 / bpm * frame_rate_hz
    lags = period[:, None] * _MULTIPLES
    inside = lags < len(correlation) - 1
    repeats = np.where(inside, np.interp(lags, np.arange(len(correlation)), correlation), 0)
    octaves = np.log2(bpm / _PREFERRED_BPM)
    on_beat, off_beat = _on_grid(strength, period, 0.0), _on_grid(strength, period, 0.5)
    fits = beats > 0
    shape = [fits, fits & (beats & (beats - 1) == 0), fits & (beats % 4 == 0), fits & (beats % 2 == 0), fits & (beats % 3 == 0)]
    return np.column_stack([repeats, octaves**2, on_beat, off_beat, *[part.astype(float) for part in shape]])


def _on_grid(strength: NDArray[np.float32], period: Array, phase: float) -> Array:
    """Mean onset strength (with one frame of tolerance) at the beats, counted from the start, relative to its mean over all frames."""
    wide = np.maximum(strength, np.maximum(np.append(strength[1:], 0), np.append(0, strength[:-1])))
    grid = np.round((np.arange(64)[None, :] + phase) * period[:, None]).astype(np.intp)
    inside = grid < len(wide)
    hits = np.where(inside, wide[np.minimum(grid, len(wide) - 1)], 0).sum(axis=1)
    return np.asarray(hits / np.maximum(inside.sum(axis=1), 1) / (float(wide.mean()) + 1e-9))


def guess_tempo(correlation: Array, strength: NDArray[np.float32], frame_rate_hz: float, duration_s: float) -> TempoGuess | None:
    """Find the tempo that explains the onsets and the length best.

    Args:
        correlation: Autocorrelation of the onset strength.
        strength: Onset strength, shape (frames,).
        frame_rate_hz: Frames a second.
        duration_s: Length of the loop in seconds.

    Returns:
        None where the sound is too short for any tempo, or holds no onsets.
    """
    bpm, beats = candidates(correlation, frame_rate_hz, duration_s)
    if not len(bpm) or not correlation.any():
        return None
    described = evidence(bpm, beats, correlation, strength, frame_rate_hz)
    scores = described @ WEIGHTS
    best = int(scores.argmax())
    agreeing = np.abs(bpm / bpm[best] - 1) <= 0.04  # noqa: PLR2004 - candidates this close are one tempo
    share = np.exp(scores - scores[best])
    confidence = float(share[agreeing].sum() / share.sum())
    return TempoGuess(float(bpm[best]), int(beats[best]) or None, confidence, float(described[best, 2:5].mean()))
