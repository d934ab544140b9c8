"""Which samples may be near-duplicates, by what is measured of them: the only ones whose waves are compared."""

from collections.abc import Iterator, Sequence

import numpy as np

from sp404_gui.audio.embedding import SIZE
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.mapping.neighbours import nearest_others
from sp404_gui.engine.similar import SPANS, Floats, Respect, rows_of

_NEIGHBOURS = 8
_ALIKE = 0.65
"""Cosine of two embeddings: copies of one recording that were cut, filtered or encoded otherwise lie well above it."""
_MOST_TIMES_LONGER = 8.0


def candidates(records: Sequence[SampleRecord]) -> dict[int, list[int]]:
    """Numbers of the samples with which each is to be compared, each pair once. Blocks: a second for 10,000 samples.

    Args:
        records: The samples; those without an embedding have no candidates.
    """
    rows = rows_of(records)[:, SPANS[Respect.TIMBRE]]
    known = np.flatnonzero(~np.isnan(rows[:, 0]))
    places = _directions(rows[known])
    found: dict[int, list[int]] = {}
    for one, other in sorted(set(_pairs(places))):
        first, second = int(known[one]), int(known[other])
        if _may_hold(records[first], records[second]):
            found.setdefault(first, []).append(second)
    return found


def _directions(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32).reshape(-1, SIZE)


def _pairs(places: Floats) -> Iterator[tuple[int, int]]:
    if len(places) < 2:  # noqa: PLR2004 - one has no neighbour
        return
    start = 0
    for block in nearest_others(places, min(_NEIGHBOURS, len(places) - 1)):
        own = np.arange(start, start + len(block))
        cosines = np.einsum("ij,ikj->ik", places[own], places[block])
        for row, column in np.argwhere(cosines > _ALIKE).tolist():
            one, other = start + row, int(block[row, column])
            yield min(one, other), max(one, other)
        start += len(block)


def _may_hold(first: SampleRecord, second: SampleRecord) -> bool:
    lengths = sorted(record.features.duration_s for record in (first, second) if record.features is not None)
    return lengths[-1] <= _MOST_TIMES_LONGER * max(lengths[0], 0.01)
