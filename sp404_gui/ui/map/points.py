"""The samples that have a place on the map, as arrays. It knows no Qt."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sp404_gui.domain.features import Category
from sp404_gui.ui.models.fields import CLOSED
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.models.table import SampleTable

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]

CATEGORIES: tuple[Category | None, ...] = (*Category, None)
"""What a code stands for."""
_LOOP = CLOSED["kind"].index("loop")
_LEAST_GROUP, _LEAST_SHARE = 6, 0.006
_GROUP_CELLS = 40
_EDGE = 0.04
_ENOUGH = 15_000
"""Of more samples, every second, third … says as well where groups are at home."""


@dataclass(frozen=True, slots=True)
class Points:
    """All points, one entry each.

    Attributes:
        positions: Places in the store.
        at: Places on the plane, shape (points, 2).
        codes: Places in `CATEGORIES`.
        shown: Whether the filter lets them through.
        loops: Whether they are loops.
        groups: Codes of their subcategories; -1 where not known.
        words: The word of each group.
        total: How many samples there are, those without a place among them.
    """

    positions: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    at: Floats = field(default_factory=lambda: np.zeros((0, 2), np.float32))
    codes: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    shown: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    loops: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    groups: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    words: tuple[str, ...] = ()
    total: int = 0

    def __len__(self) -> int:
        return len(self.positions)

    def index_of(self, positions: NDArray[np.integer]) -> NDArray[np.intp]:
        """The entries of samples given by their places in the store; those without a place on the map are left out."""
        found = np.searchsorted(self.positions, positions)
        found = np.minimum(found, max(0, len(self) - 1))
        return found[self.positions[found] == positions] if len(self) else np.zeros(0, np.intp)


def points_of(table: SampleTable, places: Floats) -> Points:
    """The points of what a table shows.

    Args:
        table: Its store has the samples.
        places: On the plane, in the order of the store, shape (samples, 2); NaN for those without one. There may be fewer than samples.
    """
    store: SampleStore = table.store
    kept = ~store.removed
    placed = np.zeros(len(store), np.bool_)
    placed[: len(places)] = np.isfinite(places[:, 0])
    positions = np.flatnonzero(placed & kept).astype(np.int32)
    shown = np.zeros(len(store), np.bool_)
    shown[table.shown] = True
    codes = store.codes("category")[positions]
    return Points(
        positions=positions,
        at=places[positions].astype(np.float32),
        codes=np.where(codes < 0, len(CATEGORIES) - 1, codes).astype(np.int8),
        shown=shown[positions],
        loops=store.codes("kind")[positions] == _LOOP,
        groups=store.codes("subcategory")[positions].astype(np.int16),
        words=store.vocabulary("subcategory"),
        total=int(kept.sum()),
    )


def regions(points: Points) -> list[tuple[str, float, float, int]]:
    """Where each group of sounds is at home: its word, the middle of the upper edge of most of it, and its samples; large groups first."""
    shown = np.flatnonzero(points.shown)
    shown = shown[:: max(1, len(shown) // _ENOUGH)]
    if not len(shown):
        return []
    at = points.at[shown]
    low = points.at.min(0)
    cell = float(np.ptp(points.at, axis=0).max()) / _GROUP_CELLS or 1.0
    spots = ((at - low) / cell).astype(np.intp)
    groups = points.groups[shown]
    found = []
    for group in np.unique(groups[groups >= 0]).tolist():
        own = groups == group
        if (count := int(own.sum())) >= max(_LEAST_GROUP, _LEAST_SHARE * len(shown)):
            x, y = _home(spots[own], at[own])
            found.append((points.words[group].replace("_", " "), x, y, count))
    return sorted(found, key=lambda one: -one[3])


def _home(spots: NDArray[np.intp], at: Floats) -> tuple[float, float]:
    """The middle of the upper edge of the points around the fullest spot."""
    size = _GROUP_CELLS + 3
    full = np.pad(np.bincount(spots[:, 0] * size + spots[:, 1], minlength=size * size).reshape(size, size), 1)
    around = sum(full[down : down + size, right : right + size] for down in (0, 1, 2) for right in (0, 1, 2))
    fullest = np.array(np.unravel_index(np.argmax(around), (size, size)))
    near = (np.abs(spots - fullest) <= 2).all(1)  # noqa: PLR2004 - a spot and two around it
    return float(at[near, 0].mean()), float(np.quantile(at[near, 1], _EDGE))
