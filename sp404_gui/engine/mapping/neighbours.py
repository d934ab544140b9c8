"""Nearest neighbours among directions, exactly, block by block."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_BLOCK_ENTRIES = 1 << 23
"""Likenesses held at once: 32 MiB."""


def nearest(asked: Floats, among: Floats, count: int) -> Iterator[tuple[Ints, Floats]]:
    """The nearest of some directions, best first, for one block of asked ones after the other.

    Args:
        asked: Shape (n, d), each of length 1.
        among: Shape (m, d), each of length 1.
        count: How many; no more than m.

    Yields:
        Rows of `among` and their cosines, both of shape (block, count).
    """
    step = max(1, _BLOCK_ENTRIES // max(1, len(among)))
    for start in range(0, len(asked), step):
        likeness = asked[start : start + step] @ among.T
        yield _best(likeness, count)


def nearest_others(places: Floats, count: int) -> Iterator[Ints]:
    """The same among themselves, each without itself: shape (block, count)."""
    start = 0
    for found, _ in nearest(places, places, count + 1):
        own = np.arange(start, start + len(found), dtype=np.int32)[:, None]
        start += len(found)
        is_own = found == own
        is_own[~is_own.any(1), -1] = True  # more twins than neighbours: the last one makes room
        yield found[~is_own].reshape(len(found), count)


def _best(likeness: Floats, count: int) -> tuple[Ints, Floats]:
    found = np.argpartition(likeness, likeness.shape[1] - count, axis=1)[:, -count:]
    values = np.take_along_axis(likeness, found, 1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(found, order, 1).astype(np.int32), np.take_along_axis(values, order, 1)
