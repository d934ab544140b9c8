"""Which files may hold one recording, by some of its moments: the only ones whose waves are compared."""

from collections.abc import Iterator, Mapping
from threading import Event

import numpy as np
from numpy.typing import NDArray

from sp404_gui.engine.mapping.neighbours import nearest_others

Floats = NDArray[np.float32]

_NEIGHBOURS = 4


def candidates(moments: Mapping[int, Floats], given_up: Event) -> dict[int, list[int]]:
    """With which others each file is to be compared, each pair once. Blocks: some seconds for 10,000 files, most of a minute for 50,000.

    Args:
        moments: By the file's number; each of shape (moments, d), directions of length 1.
        given_up: Once it is set, what was found until then is enough.
    """
    numbers = list(moments)
    if len(numbers) < 2:  # noqa: PLR2004 - one has no neighbour
        return {}
    places = np.stack(list(moments.values()))
    pairs = {pair for moment in range(places.shape[1]) for pair in _pairs(places[:, moment], given_up)}
    found: dict[int, list[int]] = {}
    for one, other in sorted(pairs):
        found.setdefault(numbers[one], []).append(numbers[other])
    return found


def _pairs(places: Floats, given_up: Event) -> Iterator[tuple[int, int]]:
    own = 0
    for block in nearest_others(places, min(_NEIGHBOURS, len(places) - 1)):
        if given_up.is_set():
            return
        for others in block.tolist():
            yield from ((min(own, other), max(own, other)) for other in others)
            own += 1
