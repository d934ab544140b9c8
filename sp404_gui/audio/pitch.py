"""Fundamental frequency of a single sound over time.

The McLeod pitch method: normalised square difference function, first peak near the best (P. McLeod and G. Wyvill, "A smarter way to find
pitch", 2005), computed for all frames at once by FFT.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.envelope import STEP_S
from sp404_gui.audio.tonality import Peaks, harmonic_numbers, midi_of
from sp404_gui.audio.transform import power_spectra

_WINDOW_S = 0.093
_MOST_FRAMES = 8
_ACTIVE_FLOOR = 10 ** (-36 / 20)
_NEAR_BEST = 0.9
_LOWEST_HZ, _HIGHEST_HZ = 24.0, 5000.0  # a piano has 27.5 Hz to 4186 Hz
_LEAST_CLARITY = 0.3
_SAME_NOTE_OCTAVES = 0.5 / 12
_HIGH_HZ = 1000.0  # above, a period is about 22 samples long
_EXPLAINED = 0.8  # of the power, by the harmonics of the period
_ABSENT, _STRAY, _STRONG = 0.03**2, 0.08**2, 0.2**2  # powers, of the strongest harmonic

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PitchTrack:
    """Pitch of a few frames spread over a sound.

    Attributes:
        hz: Fundamental of each frame, 24 Hz to 5 kHz; 0 where there is none.
        clarity: 0-1 for each frame, 1 for a perfectly periodic one.
        level: Root mean square of each frame.
    """

    hz: Floats
    clarity: Floats
    level: Floats


def pitch_track(signal: Floats, rate_hz: float, levels: Floats) -> PitchTrack:
    """Track the pitch in up to 8 frames of 93 ms, spread over where the sound is louder than 36 dB below its peak.

    Args:
        signal: Shape (samples,), mono; 16 kHz or more are needed for the highest notes of a piano.
        rate_hz: Sample rate in Hz.
        levels: Outline of the sound in steps of a millisecond.
    """
    size = max(64, 1 << round(np.log2(rate_hz * _WINDOW_S)))
    active = np.flatnonzero(levels >= _ACTIVE_FLOOR * levels.max())
    first, last = int(active[0] * STEP_S * rate_hz), int((active[-1] + 1) * STEP_S * rate_hz)
    room = max(last - first - size, 0)
    count = min(_MOST_FRAMES, 1 + 4 * room // size)
    starts = first + np.linspace(0, room, count).astype(np.intp)
    missing = int(starts[-1]) + size - len(signal)
    padded = np.pad(signal, (0, missing)) if missing > 0 else signal
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[starts]
    frames = frames - frames.mean(axis=1, keepdims=True)
    hz, clarity = _periods(_square_difference(frames), rate_hz)
    return PitchTrack(hz, clarity, np.sqrt(np.square(frames).mean(axis=1)))


def steady_pitch(track: PitchTrack) -> tuple[float, float] | None:
    """Return the pitch on which most of the clear, loud frames agree: a vote of this program's own.

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


def sounding_octave(hz: float, peaks: Peaks) -> float:
    """Raise a common period by octaves to where there is something to hear.

    Two notes together - a fifth, a fourth - repeat at a period below both (J. F. Schouten's residue, 1940), as does one high note at twice
    its own. Such a period has no fundamental, and all that sounds are multiples of its first one or two strong harmonics. A single note
    without its fundamental has others as well.

    Args:
        hz: The period's frequency.
        peaks: Spectral peaks.
    """
    numbers, is_near = harmonic_numbers(peaks, midi_of(hz))
    power = np.square(peaks.weight)
    energy = np.bincount(numbers[is_near], power[is_near], minlength=2)
    strongest = energy.max()
    if energy.sum() < _EXPLAINED * power.sum() or energy[1] >= _ABSENT * strongest:
        return hz
    strong = np.flatnonzero(energy >= _STRONG * strongest)
    lowest = int(strong[0])
    others = strong[strong % lowest > 0]
    second = int(others[0]) if len(others) else lowest
    every = np.arange(len(energy))
    if energy[(every % lowest > 0) & (every % second > 0)].max(initial=0) > _STRAY * strongest:
        return hz
    octaves = [factor for factor in (2, 4, 8, 16) if factor <= second and energy[factor] >= _STRONG * strongest]
    return hz * octaves[0] if octaves else hz


def exact_pitch(hz: float, peaks: Peaks) -> float:
    """Read a high pitch off its own spectral peaks, where a period is but a few samples long; a low one is returned as it is.

    Args:
        hz: Fundamental frequency.
        peaks: Spectral peaks.
    """
    near = np.abs(peaks.midi - midi_of(hz)) < _SAME_NOTE_OCTAVES * 12
    if hz < _HIGH_HZ or not near.any():
        return hz
    return float(hz * 2 ** ((np.average(peaks.midi[near], weights=np.square(peaks.weight[near])) - midi_of(hz)) / 12))


def _square_difference(frames: Floats) -> Floats:
    """Normalised square difference function of each frame, for lags from 0 to half a frame; 1 at lag 0."""
    size = frames.shape[1]
    padded = np.zeros((len(frames), size + size // 2), np.float32)  # so that at these lags a frame meets itself once
    padded[:, :size] = frames
    correlation = np.fft.irfft(power_spectra(padded), axis=1)[:, : size // 2]
    squares = np.square(frames)
    # energy of what overlaps at each lag: the whole twice, less what has left at either end
    gone = np.zeros((len(frames), size // 2))
    np.cumsum(squares[:, : size // 2 - 1] + squares[:, : size // 2 : -1], axis=1, out=gone[:, 1:])
    total = squares.sum(axis=1, keepdims=True, dtype=np.float64)
    energy = 2 * total - gone
    return np.asarray(2 * correlation / np.maximum(energy, 1e-12 + 1e-6 * total), np.float32)


def _periods(difference: Floats, rate_hz: float) -> tuple[Floats, Floats]:
    """Choose the first peak that is nearly as high as the best, after the first fall below zero; heights by parabola."""
    inner = difference[:, 1:-1]
    first, last = int(np.ceil(rate_hz / _HIGHEST_HZ)) - 1, int(rate_hz / _LOWEST_HZ)
    is_peak = (inner > difference[:, :-2]) & (inner >= difference[:, 2:]) & np.maximum.accumulate(inner < 0, axis=1)
    is_peak[:, :first] = is_peak[:, last:] = False
    row, column = np.nonzero(is_peak)
    left, mid, right = (difference[row, column + shift] for shift in range(3))
    shift = (0.5 * (left - right) / np.minimum(left - 2 * mid + right, -1e-9)).clip(-0.5, 0.5)
    heights = (mid - 0.25 * (left - right) * shift).clip(0, 1)
    best, hz, clarity = np.zeros((3, len(difference)), np.float32)
    if not len(row):
        return hz, clarity
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    best[row[starts]] = np.maximum.reduceat(heights, starts)
    good = np.flatnonzero(heights >= _NEAR_BEST * best[row])
    chosen = good[np.diff(row[good], prepend=-1) > 0]
    hz[row[chosen]] = rate_hz / (column[chosen] + 1 + shift[chosen])
    clarity[row[chosen]] = heights[chosen]
    return hz, clarity
