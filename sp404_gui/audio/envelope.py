"""The outline of a sound: how it rises and how it dies away."""

import numpy as np
from numpy.typing import NDArray

STEP_S = 0.001
_TAIL_FLOOR = 10 ** (-60 / 20)
_FALLEN = 0.5
_GAP_STEPS = 25  # ms: a half wave of 20 Hz

Floats = NDArray[np.float32]


def outline(signal: Floats, rate_hz: int) -> Floats:
    """Return the peak level of each millisecond (a peak envelope).

    Args:
        signal: Shape (samples,), mono.
        rate_hz: Sample rate in Hz.

    Returns:
        Shape (milliseconds,), linear, at least one value.
    """
    count = max(1, int(len(signal) / (rate_hz * STEP_S)))
    starts = (np.arange(count) * rate_hz * STEP_S).astype(np.intp)
    return np.asarray(np.maximum.reduceat(np.abs(signal), np.minimum(starts, len(signal) - 1)), np.float32)


def attack_ms(levels: Floats) -> float:
    """Time from 10 % to 90 % of the first rise: up to where the level has first fallen to half of what it had reached.

    In steps of 1 ms, from 0. The rise time of IEEE 181, as attack time in G. Peeters, "A large set of audio features", 2004.

    Args:
        levels: Outline in steps of a millisecond.
    """
    first = int(np.argmax(levels >= 0.1 * levels.max()))
    # the gaps between the half waves of low notes are no falls
    ahead = np.concatenate([levels[first:], np.zeros(_GAP_STEPS, np.float32)])
    held = levels[first:].copy()
    for shift in range(5, _GAP_STEPS + 1, 5):
        np.maximum(held, ahead[shift : shift + len(held)], out=held)
    reached = np.maximum.accumulate(levels[first:])
    fallen = held < _FALLEN * reached
    end = int(np.argmax(fallen)) if fallen.any() else len(fallen)
    rise = reached[: max(end, 1)]
    low, high = np.searchsorted(rise, [0.1 * rise[-1], 0.9 * rise[-1]])
    return float(high - low) * STEP_S * 1000


def tail_ms(levels: Floats) -> float:
    """Time from the peak until the level has fallen by 60 dB for good, or the sound ends; the fall is that of ISO 3382 for rooms.

    In steps of 1 ms, from 1.

    Args:
        levels: Outline in steps of a millisecond.
    """
    peak = int(levels.argmax())
    last = int(np.flatnonzero(levels >= _TAIL_FLOOR * levels[peak])[-1])
    return float(last + 1 - peak) * STEP_S * 1000


def held_s(levels: Floats, floor_db: float) -> float:
    """Time in seconds, in steps of 1 ms, in which the level is no further than so many dB (below 0) from the peak."""
    return float(np.count_nonzero(levels >= levels.max() * 10 ** (floor_db / 20))) * STEP_S
