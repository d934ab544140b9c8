"""Power spectra of many frames, a few frames at a time: what a transform leaves behind is then still in the processor's cache."""

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 16  # frames

Floats = NDArray[np.float32]


def power_spectra(frames: Floats, window: Floats | None = None) -> Floats:
    """Squared magnitude of the discrete Fourier transform of each frame, like `abs(rfft(frames * window)) ** 2`.

    Args:
        frames: Shape (frames, size), the size even; they may overlap in memory.
        window: Shape (size,), what each frame is multiplied by; nothing by default.

    Returns:
        Shape (frames, size / 2 + 1).
    """
    count, size = frames.shape
    bins = size // 2 + 1
    powers = np.empty((count, bins), np.float32)
    weighted = np.empty((min(_AT_ONCE, count), size), np.float32)
    spectra = np.empty((len(weighted), bins), np.complex64)
    for first in range(0, count, _AT_ONCE):
        batch = frames[first : first + _AT_ONCE]
        if window is not None:
            batch = np.multiply(batch, window, out=weighted[: len(batch)])
        parts = np.fft.rfft(batch, out=spectra[: len(batch)]).view(np.float32)
        np.square(parts, out=parts)
        np.add(parts[:, ::2], parts[:, 1::2], out=powers[first : first + len(batch)])
    return powers
