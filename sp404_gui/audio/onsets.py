"""Onsets: where something begins."""

import numpy as np
from numpy.typing import NDArray

MOST_ONSETS = 512
"""So many onset times are kept of a file."""
_COMPRESSION = 1000.0
_GROUPS = (0, 3, 22)  # first bands of the low (up to 250 Hz), middle (to 3.4 kHz) and high group
_LOCAL_PEAK_S = 0.03
_MEAN_BEFORE_S, _MEAN_AFTER_S = 0.12, 0.06
_THRESHOLD = 0.05
_REFINE_STEP_S = 0.0005
_REFINE_REACH_S = 0.025
_REFINE_WINDOW_S, _REFINE_HIGH_WINDOW_S = 0.012, 0.006  # the first spans the half waves of a kick
_REFINE_SPREAD_S = 0.012
_REFINE_FLOOR = 1e-4
_FRAME_EARLY_S = 0.0015  # a frame hears an onset a little before its middle

Floats = NDArray[np.float32]


def onset_strengths(bands: Floats) -> Floats:
    """Spectral flux: the mean growth of the band levels (S. Dixon, "Onset detection revisited", 2006).

    Compressed to logarithms as by S. Böck, F. Krebs and M. Schedl, "Evaluating the online capabilities of onset detection methods", 2012.

    Args:
        bands: Shape (frames, 40), power in mel bands.

    Returns:
        Shape (4, frames), 0 or more: of all bands, the low (kick), the middle, and the high ones (hats). The first frame compares with
        silence.
    """
    loudest = float(bands.max())
    if loudest <= 0:
        return np.zeros((4, len(bands)), np.float32)
    levels = np.log1p(bands * np.float32(_COMPRESSION / loudest))
    growth = np.diff(levels, axis=0, prepend=np.zeros((1, levels.shape[1]), np.float32))
    sums = np.add.reduceat(np.maximum(growth, 0, out=growth), _GROUPS, axis=1).T
    widths = np.diff([*_GROUPS, bands.shape[1]])
    return np.vstack([sums.sum(axis=0, keepdims=True) / bands.shape[1], sums / widths[:, None]]).astype(np.float32)


def pick_onsets(strength: Floats, frame_rate_hz: float) -> NDArray[np.intp]:
    """Choose the frames that are local maxima and stand above their surroundings.

    After S. Böck, F. Krebs and M. Schedl, "Evaluating the online capabilities of onset detection methods", 2012.

    Args:
        strength: Onset strength.
        frame_rate_hz: Frames a second.

    Returns:
        Frame indices, ascending.
    """
    if not strength.any():
        return np.empty(0, np.intp)
    reach = max(1, round(_LOCAL_PEAK_S * frame_rate_hz))
    before, after = max(1, round(_MEAN_BEFORE_S * frame_rate_hz)), max(1, round(_MEAN_AFTER_S * frame_rate_hz))
    around = np.lib.stride_tricks.sliding_window_view(np.pad(strength, reach), 2 * reach + 1).max(axis=1)
    running = np.concatenate([[0.0], np.cumsum(np.pad(strength, (before, after)), dtype=np.float64)])
    width = before + after + 1
    mean = (running[width:] - running[:-width]) / width
    return np.flatnonzero((strength >= around) & (strength > mean + _THRESHOLD * strength.max()))


def refine_onsets(frames: NDArray[np.intp], frame_rate_hz: float, signal: Floats, rate_hz: int) -> Floats:
    """Sharpen onset times to where the signal's energy, and that of its high frequencies, rise most steeply nearby.

    The growth of log energy, as in J. P. Bello et al., "A tutorial on onset detection in music signals", 2005, in steps of half a
    millisecond and no further than 25 ms from the frame. The high frequencies (first difference) show a hat over the tail of a kick, all of
    them a soft attack.

    Args:
        frames: Onset frames.
        frame_rate_hz: Frames a second.
        signal: The signal, mono.
        rate_hz: Sample rate in Hz.

    Returns:
        Times in seconds, ascending.
    """
    if not len(frames):
        return np.empty(0, np.float32)
    step = max(1, round(_REFINE_STEP_S * rate_hz))
    reach = round(_REFINE_REACH_S * rate_hz / step)
    offsets = np.arange(-reach, reach + 1)
    centres = np.round((frames / frame_rate_hz + _FRAME_EARLY_S) * rate_hz / step).astype(np.intp).clip(0, len(signal) // step)
    places = centres[:, None] + offsets
    slopes = np.zeros_like(signal)
    np.subtract(signal[1:], signal[:-1], out=slopes[1:])
    rises = _rises(signal, step, places, round(_REFINE_WINDOW_S * rate_hz / step))
    rises += _rises(slopes, step, places, round(_REFINE_HIGH_WINDOW_S * rate_hz / step))
    best = (rises - 0.5 * np.square(offsets * (step / rate_hz / _REFINE_SPREAD_S))).argmax(axis=1)
    times = (centres + best - reach) * step / rate_hz
    return np.unique(np.maximum(times, 0)).astype(np.float32)


def _rises(signal: Floats, step: int, places: NDArray[np.intp], window: int) -> NDArray[np.float64]:
    """Logarithm of the energy in a window after each place over that in the window before; all counted in steps of so many samples."""
    usable = len(signal) - len(signal) % step
    blocks = signal[:usable].reshape(-1, step)
    energy = np.einsum("bs,bs->b", blocks, blocks).astype(np.float64)
    margin = window + places.shape[1]
    running = np.cumsum(np.pad(energy, (margin + 1, margin)))
    around = (places + margin).clip(window, len(running) - 1 - window)
    floor = energy.max(initial=0.0) * window * _REFINE_FLOOR + 1e-20
    here = running[around]
    return np.asarray(np.log((running[around + window] - here + floor) / (here - running[around - window] + floor)))
