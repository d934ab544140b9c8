"""Onsets: where something begins."""

import numpy as np
from numpy.typing import NDArray

_COMPRESSION = 1000.0
_LOCAL_PEAK_S = 0.03
_MEAN_BEFORE_S, _MEAN_AFTER_S = 0.12, 0.06
_THRESHOLD = 0.05
_REFINE_STEP_S = 0.0005
_REFINE_REACH_S = 0.025
_REFINE_WINDOW_S = 0.004

Floats = NDArray[np.float32]


def onset_strength(bands: Floats) -> Floats:
    """Spectral flux: the summed growth of the log-compressed band levels (S. Dixon, "Onset detection revisited", 2006).

    Args:
        bands: Shape (frames, bands), power.

    Returns:
        Shape (frames,), 0 or more; the first frame compares with silence.
    """
    loudest = float(bands.max())
    if loudest <= 0:
        return np.zeros(len(bands), np.float32)
    levels = np.log1p(bands * np.float32(_COMPRESSION / loudest))
    growth = np.diff(levels, axis=0, prepend=np.zeros((1, levels.shape[1]), np.float32))
    return np.asarray(np.maximum(growth, 0).mean(axis=1), np.float32)


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


def refine_onsets(frames: NDArray[np.intp], frame_rate_hz: float, signal: Floats, rate: int) -> Floats:
    """Sharpen onset times to the steepest rise of the signal's energy nearby, in steps of half a millisecond.

    Args:
        frames: Onset frames.
        frame_rate_hz: Frames a second.
        signal: The signal, mono.
        rate: Sample rate in Hz.

    Returns:
        Times in seconds, ascending.
    """
    if not len(frames):
        return np.empty(0, np.float32)
    step = max(1, round(_REFINE_STEP_S * rate))
    usable = len(signal) - len(signal) % step
    energy = np.square(signal[:usable]).reshape(-1, step).sum(axis=1, dtype=np.float64)
    window, reach = max(1, round(_REFINE_WINDOW_S * rate / step)), round(_REFINE_REACH_S * rate / step)
    running = np.concatenate([[0.0], np.cumsum(np.pad(energy, window + reach + 1))])
    total = energy.max() * window * 1e-4 + 1e-20
    centres = np.round(frames / frame_rate_hz * rate / step).astype(np.intp).clip(0, len(energy))
    around = centres[:, None] + np.arange(-reach, reach + 1)[None, :] + window + reach + 1
    around = around.clip(window, len(running) - 1 - window)
    before, after = running[around] - running[around - window], running[around + window] - running[around]
    best = np.log((after + total) / (before + total)).argmax(axis=1)
    times = (centres + best - reach) * step / rate
    return np.unique(np.maximum(times, 0)).astype(np.float32)
