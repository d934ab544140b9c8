"""Two channels from any number of them."""

import numpy as np
from numpy.typing import NDArray

_CENTRE, _SURROUND = 0.7071, 0.7071
_TO_STEREO: dict[int, list[tuple[float, float]]] = {
    4: [(1, 0), (0, 1), (_SURROUND, 0), (0, _SURROUND)],
    5: [(1, 0), (0, 1), (_CENTRE, _CENTRE), (_SURROUND, 0), (0, _SURROUND)],
    6: [(1, 0), (0, 1), (_CENTRE, _CENTRE), (0, 0), (_SURROUND, 0), (0, _SURROUND)],
}
"""Quadraphonic, 5.0 and 5.1 (left, right, centre, low frequencies, rear left, rear right) to stereo, after ITU-R BS.775-3, annex 4."""

Floats = NDArray[np.float32]


def folded(block: Floats) -> Floats:
    """Both ears from many channels; an unknown layout is averaged. One or two channels stay as they are.

    Args:
        block: Shape (frames, channels).

    Returns:
        Shape (frames, 1 or 2).
    """
    channels = block.shape[1]
    if channels <= 2:  # noqa: PLR2004 - left and right
        return block
    shares = np.array(_TO_STEREO.get(channels, [(1.0, 1.0)] * channels), np.float32)
    return np.asarray(block @ (shares / shares.sum(axis=0)), np.float32)


def stereo(block: Floats) -> Floats:
    """As `folded`, and one channel goes to both ears: shape (frames, 2)."""
    return np.repeat(block, 2, axis=1) if block.shape[1] == 1 else folded(block)
