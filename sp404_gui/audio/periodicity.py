"""How strongly onsets repeat after a given time."""

import numpy as np
from numpy.typing import NDArray

_SMOOTHING = np.array([1, 2, 3, 2, 1], np.float64) / 9
_FINER = 4
# weights of four neighbours, for four points between the inner two (E. Catmull and R. Rom 1974)
_BETWEEN = np.arange(_FINER) / _FINER
_CATMULL_ROM = 0.5 * np.stack([
    -_BETWEEN + 2 * _BETWEEN**2 - _BETWEEN**3,
    2 - 5 * _BETWEEN**2 + 3 * _BETWEEN**3,
    _BETWEEN + 4 * _BETWEEN**2 - 3 * _BETWEEN**3,
    -(_BETWEEN**2) + _BETWEEN**3,
])  # fmt: skip
_MULTIPLES = np.array([1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0])[:, None]
_MULTIPLE_WEIGHTS = np.sqrt(_MULTIPLES)
_LONGEST_LAG = 0.8  # of the length; beyond, too few frames overlap to be believed

Array = NDArray[np.float64]


def autocorrelation(strengths: NDArray[np.float32]) -> Array:
    """Autocorrelation of smoothed onset strengths, unbiased, 1 at lag 0; from the power spectrum (Wiener-Khinchin theorem).

    Args:
        strengths: Onset strengths, shape (rows, frames).

    Returns:
        Shape (rows, frames); all zero where nothing begins.
    """
    count = strengths.shape[1]
    smooth = np.stack([np.convolve(row, _SMOOTHING, mode="same")[:count] for row in strengths])
    centred = smooth - smooth.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, 1 << (2 * count - 1).bit_length(), axis=1)
    raw = np.fft.irfft(np.square(spectrum.real) + np.square(spectrum.imag), axis=1)[:, :count]
    unbiased = raw * (count / np.maximum(count - np.arange(count), count // 8 + 1))
    whole = raw[:, :1]
    return np.asarray(np.divide(unbiased, whole, out=np.zeros_like(raw), where=whole > 0))


def comb(correlation: Array, periods: Array) -> Array:
    """Mean autocorrelation at the multiples of each period; the further ones, which are sharper, weigh more.

    It stands for the comb filters of E. Scheirer, "Tempo and beat analysis of acoustic musical signals", 1998.

    Args:
        correlation: Autocorrelation, shape (frames,).
        periods: In frames, shape (periods,).

    Returns:
        Shape (periods,), about -0.5 to 1; drawn to 0 where few multiples lie inside.
    """
    count = len(correlation)
    if count < len(_CATMULL_ROM):
        return np.zeros(len(periods))
    finer = (np.lib.stride_tricks.sliding_window_view(correlation, len(_CATMULL_ROM)) @ _CATMULL_ROM).ravel()
    used = _MULTIPLES[:, 0] * periods.min() < count * _LONGEST_LAG
    lags = _MULTIPLES[used] * periods
    weights = np.where(lags < count * _LONGEST_LAG, _MULTIPLE_WEIGHTS[used], 0.0)
    repeats = np.interp(lags, 1 + np.arange(len(finer)) / _FINER, finer)
    return np.asarray((weights * repeats).sum(axis=0) / (weights.sum(axis=0) + 1))
