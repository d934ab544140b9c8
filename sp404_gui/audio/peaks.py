"""Peak envelope of a file of any length, gathered block by block."""

import base64

import numpy as np
from numpy.typing import NDArray

WAVEFORM_COLUMNS = 128
_MOST_COLUMNS = 1 << 17
_CLIPPED_RUN = 3


def frame_levels(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the largest absolute value of each frame.

    Args:
        block: Shape (channels, frames).
    """
    levels: NDArray[np.float32] = np.abs(block[0])
    for plane in block[1:]:
        np.maximum(levels, np.abs(plane), out=levels)
    return levels


class PeakEnvelope:
    """Largest absolute sample of each column of frames; columns widen as the file grows, so that memory stays bounded."""

    def __init__(self) -> None:
        self._frames_per_column = 1
        self._columns: list[NDArray[np.float32]] = []
        self._count = 0
        self._rest = np.empty(0, np.float32)

    def feed(self, block: NDArray[np.float32]) -> None:
        """Take the next frames.

        Args:
            block: Shape (channels, frames).
        """
        self.feed_levels(frame_levels(block))

    def feed_levels(self, levels: NDArray[np.float32]) -> None:
        """Take the next frames, where the level of each is known already.

        Args:
            levels: Shape (frames,), as `frame_levels` gives them.
        """
        if len(self._rest):
            levels = np.concatenate([self._rest, levels])
        whole = len(levels) - len(levels) % self._frames_per_column
        self._rest = levels[whole:].copy()
        columns = levels[:whole]
        for _ in range(self._frames_per_column.bit_length() - 1):
            columns = np.maximum(columns[::2], columns[1::2])
        self._columns.append(columns)
        self._count += len(columns)
        while self._count > _MOST_COLUMNS:
            self._halve()

    def _halve(self) -> None:
        columns = np.concatenate(self._columns)
        if len(columns) % 2:  # an odd column waits, as one loud frame, for its other half
            odd = np.zeros(self._frames_per_column, np.float32)
            odd[0] = columns[-1]
            self._rest = np.concatenate([odd, self._rest])
            columns = columns[:-1]
        halved = np.maximum(columns[::2], columns[1::2])
        self._columns, self._count = [halved], len(halved)
        self._frames_per_column *= 2

    def columns(self, count: int) -> NDArray[np.float32]:
        """Return the envelope in so many columns.

        Args:
            count: Number of columns wanted, at least 1.

        Returns:
            Shape (count,), linear amplitude; the columns of a file shorter than that repeat.
        """
        levels = np.concatenate(self._columns) if self._columns else np.empty(0, np.float32)
        if len(self._rest):
            levels = np.append(levels, self._rest.max())
        if not len(levels):
            return np.zeros(count, np.float32)
        starts = np.arange(count) * len(levels) // count
        return np.asarray(np.maximum.reduceat(levels, starts), np.float32)


def encode_waveform(levels: NDArray[np.float32]) -> str:
    """Pack an envelope into a short text: one unsigned byte a column, 255 for full scale, base64."""
    return base64.b64encode(np.round(np.minimum(levels, 1.0) * 255).astype(np.uint8).tobytes()).decode("ascii")


def full_scale(bit_depth: int | None) -> float:
    """Return the amplitude from which a sample counts as full scale: the largest positive step of the encoding, less one."""
    bits = min(bit_depth or 16, 16)
    return 1.0 - 2.0 ** (2 - bits)


def has_clipped_run(block: NDArray[np.float32], threshold: float) -> bool:
    """Say whether three frames in a row of any channel reach full scale.

    Args:
        block: Shape (channels, frames).
        threshold: Linear amplitude that counts as full scale.
    """
    full = np.abs(block) >= threshold
    starts = max(full.shape[1] - _CLIPPED_RUN + 1, 0)
    runs = full[:, :starts]
    for offset in range(1, _CLIPPED_RUN):
        runs = runs & full[:, offset : starts + offset]
    return bool(runs.any())
