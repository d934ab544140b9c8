"""Fundamental frequency of a single sound over time.

The McLeod pitch method: normalised square difference function, first peak near the best (P. McLeod and G. Wyvill, "A smarter way to find
pitch", 2005), computed for all frames at once by FFT.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.envelope import STEP_S

_WINDOW_S = 0.093
_MOST_FRAMES = 10
_ACTIVE_FLOOR = 10 ** (-36 / 20)
_NEAR_BEST = 0.9
_LOWEST_HZ, _HIGHEST_HZ = 24.0, 5000.0
_LEAST_CLARITY = 0.3
_SAME_NOTE_OCTAVES = 0.5 / 12

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PitchTrack:
    """Pitch of a few frames spread over a sound.

    Attributes:
        hz: Fundamental of each frame; 0 where there is none.
        clarity: 0-1 for each frame, 1 for a perfectly periodic one.
        level: Root mean square of each frame.
    """

    hz: Floats
    clarity: Floats
    level: Floats


def pitch_track(signal: Floats, rate: int, levels: Floats) -> PitchTrack:
    """Track the pitch in up to 10 frames of 93 ms, spread over where the sound is louder than 36 dB below its peak.

    Args:
        signal: Shape (samples,), mono.
        rate: Sample rate in Hz.
        levels: Outline of the signal in steps of a millisecond.
    """
    size = max(64, 1 << round(np.log2(rate * _WINDOW_S)))
    active = np.flatnonzero(levels >= _ACTIVE_FLOOR * levels.max())
    first, last = int(active[0] * STEP_S * rate), int((active[-1] + 1) * STEP_S * rate)
    room = max(last - first - size, 0)
    count = min(_MOST_FRAMES, 1 + 4 * room // size)
    starts = first + np.linspace(0, room, count).astype(np.intp)
    padded = np.pad(signal, (0, max(0, int(starts[-1]) + size - len(signal))))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[starts]
    frames = frames - frames.mean(axis=1, keepdims=True)
    hz, clarity = _periods(_square_difference(frames), rate)
    return PitchTrack(hz, clarity, np.sqrt(np.square(frames).mean(axis=1)))


def steady_pitch(track: PitchTrack) -> tuple[float, float] | None:
    """Return the pitch on which most of the clear, loud frames agree.

    Returns:
        Frequency in Hz, and the share of the frames' weight within half a semitone of it, 0-1; None where no frame has a pitch.
    """
    weight = track.level * np.square(np.maximum(track.clarity - _LEAST_CLARITY, 0))
    weight = np.where(track.hz > 0, weight, 0)
    if not weight.any():
        return None
    octaves = np.log2(np.maximum(track.hz, 1))
    near = np.abs(octaves[:, None] - octaves[None, :]) < _SAME_NOTE_OCTAVES
    support = near @ weight
    chosen = near[int(support.argmax())]
    return float(2 ** np.average(octaves[chosen], weights=weight[chosen] + 1e-12)), float(support.max() / weight.sum())


def _square_difference(frames: Floats) -> Floats:
    """Normalised square difference function of each frame, for lags from 0 to half a frame; 1 at lag 0."""
    size = frames.shape[1]
    spectra = np.fft.rfft(frames, 2 * size, axis=1)
    correlation = np.fft.irfft(np.square(np.abs(spectra)), axis=1)[:, : size // 2]
    squares = np.cumsum(np.pad(np.square(frames), ((0, 0), (1, 0))), axis=1, dtype=np.float64)
    lags = np.arange(size // 2)
    total = squares[:, -1:]
    energy = squares[:, size - lags] + (total - squares[:, lags])
    return np.asarray(2 * correlation / np.maximum(energy, 1e-12 + 1e-6 * total), np.float32)


def _periods(difference: Floats, rate: int) -> tuple[Floats, Floats]:
    """Choose the first peak that is nearly as high as the best, after the first fall below zero."""
    inner = difference[:, 1:-1]
    peaks = (inner > difference[:, :-2]) & (inner >= difference[:, 2:])
    peaks &= np.maximum.accumulate(inner < 0, axis=1)
    lags = np.arange(1, difference.shape[1] - 1)
    peaks &= (lags >= rate / _HIGHEST_HZ) & (lags <= rate / _LOWEST_HZ)
    heights = np.where(peaks, inner, 0)
    best = heights.max(axis=1)
    chosen = np.argmax(peaks & (heights >= _NEAR_BEST * best[:, None]), axis=1)
    row = np.arange(len(difference))
    left, mid, right = difference[row, chosen], difference[row, chosen + 1], difference[row, chosen + 2]
    bend = left - 2 * mid + right
    shift = np.where(np.abs(bend) > 1e-12, 0.5 * (left - right) / np.where(np.abs(bend) > 1e-12, bend, 1), 0)  # noqa: PLR2004 - a flat top
    hz = rate / (chosen + 1 + shift.clip(-0.5, 0.5))
    heard = best > 0
    return np.where(heard, hz, 0).astype(np.float32), np.where(heard, mid.clip(0, 1), 0).astype(np.float32)
