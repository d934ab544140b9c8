"""The two forces of a t-SNE layout: neighbours draw each other near, everything pushes everything else away.

L. van der Maaten and G. Hinton 2008; the push by a grid and the fast Fourier transform after G. Linderman, M. Rachh, J. Hoskins,
S. Steinerberger and Y. Kluger 2019 (FIt-SNE), here with a bilinear instead of a polynomial interpolation.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

_CELL = 0.5
"""Widest cell of the grid, in units of the layout, in which the push between two points halves at a distance of 1."""
_LEAST_CELLS, _MOST_CELLS = 64, 640
_ROUND = 32
_MARGIN = 3


@dataclass(frozen=True, slots=True)
class Springs:
    """Who draws whom: each pair of neighbours both ways, sorted by the drawn one.

    Attributes:
        first: Row of the pairs' start for each point.
        drawn: The drawn point of each pair.
        drawing: The other one.
        strength: Symmetric probability of each pair; all together 1.
    """

    first: NDArray[np.intp]
    drawn: Ints
    drawing: Ints
    strength: Floats

    @classmethod
    def between(cls, neighbours: Ints) -> "Springs":
        """Springs between each point and its nearest ones, all alike strong; twice as strong where both are the other's nearest.

        Neighbours of equal weight in place of a perplexity: J. Böhm, P. Berens and D. Kobak 2022, appendix.

        Args:
            neighbours: Shape (points, neighbours).
        """
        points, count = neighbours.shape
        one = np.repeat(np.arange(points, dtype=np.int64), count)
        other = neighbours.ravel().astype(np.int64)
        pairs, times = np.unique(np.concatenate((one * points + other, other * points + one)), return_counts=True)
        drawn = (pairs // points).astype(np.int32)
        first = np.searchsorted(drawn, np.arange(points))
        return cls(first, drawn, (pairs % points).astype(np.int32), times / times.sum())

    def pull(self, places: Floats) -> Floats:
        """The force on each point, shape (points, 2)."""
        away = places[self.drawing] - places[self.drawn]
        weight = self.strength / (1.0 + np.einsum("ij,ij->i", away, away))
        return np.add.reduceat(weight[:, None] * away, self.first)


class Grid:
    """Pushes points apart; keeps the transform of its kernel while the layout's size holds."""

    def __init__(self) -> None:
        self._key: tuple[int, int, float] = (0, 0, 0.0)
        self._kernel: NDArray[np.complex128] = np.empty((0, 0), np.complex128)

    def push(self, places: Floats) -> Floats:
        """The force on each point, shape (points, 2).

        Sum of q² (y_i - y_j) over all j, over the sum of all q, with q = 1 / (1 + |y_i - y_j|²): -1/2 of the slope of the sum of q.
        """
        low = places.min(0)
        size = places.max(0) - low
        cell = self._cell(float(size.max()))
        rows, columns = (_rounded(float(edge) / cell) for edge in size)
        spot = (places - low) / cell + _MARGIN
        corner = spot.astype(np.intp)
        part = spot - corner
        field = self._field(_spread(corner, part, rows, columns), cell)
        down, across = np.gradient(field, cell)
        slope = np.stack((down, across), -1).reshape(-1, 2)
        at = corner[:, 0] * columns + corner[:, 1]
        total = float((_gather(field.reshape(-1, 1), at, part, columns)).sum()) - len(places)
        return np.asarray(-0.5 / max(total, 1e-12) * _gather(slope, at, part, columns))

    def _cell(self, extent: float) -> float:
        """Fine enough for a small layout, coarse enough for a wide one; by powers of two, so that the kernel seldom changes."""
        wish = min(_CELL, max(extent, 1e-6) / _LEAST_CELLS)
        cell = 2.0 ** np.floor(np.log2(wish))
        while extent / cell > _MOST_CELLS:
            cell *= 2
        return float(cell)

    def _field(self, density: Floats, cell: float) -> Floats:
        rows, columns = density.shape
        if self._key != (rows, columns, cell):
            down, across = (np.minimum(np.arange(2 * n), 2 * n - np.arange(2 * n)) * cell for n in (rows, columns))
            self._kernel = np.fft.rfft2(1.0 / (1.0 + down[:, None] ** 2 + across**2))
            self._key = rows, columns, cell
        shape = (2 * rows, 2 * columns)
        return np.asarray(np.fft.irfft2(np.fft.rfft2(density, shape) * self._kernel, shape)[:rows, :columns])


def _rounded(cells: float) -> int:
    return int(np.ceil((cells + 2 * _MARGIN) / _ROUND)) * _ROUND


def _corners(part: Floats, columns: int) -> list[tuple[int, Floats]]:
    """The four nodes around a spot: how far their number is from the first one's, and their shares."""
    down, right = part[:, 0], part[:, 1]
    return [(0, (1 - down) * (1 - right)), (1, (1 - down) * right), (columns, down * (1 - right)), (columns + 1, down * right)]


def _spread(corner: NDArray[np.intp], part: Floats, rows: int, columns: int) -> Floats:
    at = corner[:, 0] * columns + corner[:, 1]
    density = np.zeros(rows * columns)
    for step, share in _corners(part, columns):
        density += np.bincount(at + step, share, rows * columns)
    return density.reshape(rows, columns)


def _gather(values: Floats, at: NDArray[np.intp], part: Floats, columns: int) -> Floats:
    return np.asarray(sum(values[at + step] * share[:, None] for step, share in _corners(part, columns)))
