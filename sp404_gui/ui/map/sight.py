"""Which part of the map is in sight. It knows no Qt."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_MARGIN = 0.07
_CLOSEST = 60.0
_FARTHEST = 0.7
_LEAST_EXTENT = 4.0
"""A map of a few samples is not blown up beyond this width, in units of the layout."""


class Sight:
    """A frame over the plane: a middle, and pixels a unit.

    Attributes:
        scale: Pixels a unit.
    """

    def __init__(self) -> None:
        self._middle = np.zeros(2)
        self._size = np.ones(2)
        self._low, self._high = np.zeros(2), np.ones(2)
        self._whole = self.scale = 1.0
        self._is_whole = True

    @property
    def zoom(self) -> float:
        """How close the eye is: 1 sees the whole map."""
        return self.scale / self._whole

    def take_size(self, width: float, height: float) -> None:
        """The window has another size; whoever saw the whole map still does."""
        self._size = np.array([max(1.0, width), max(1.0, height)])
        self._measure()

    def take_bounds(self, places: Floats) -> None:
        """The map reaches so far, shape (points, 2)."""
        if len(places):
            self._low, self._high = places.min(0).astype(np.float64), places.max(0).astype(np.float64)
            self._measure()

    def show_all(self) -> None:
        """See the whole map."""
        self._is_whole = True
        self._measure()

    def pan(self, across: float, down: float) -> None:
        """Drag the map by so many pixels."""
        self._middle = self._middle - np.array([across, down]) / self.scale
        self._is_whole = False
        self._hold()

    def zoom_by(self, factor: float, x: float, y: float) -> None:
        """Come closer by a factor; what lies at a pixel stays there."""
        pixel = np.array([x, y]) - self._size / 2
        before = self._middle + pixel / self.scale
        self.scale = min(_CLOSEST * self._whole, max(_FARTHEST * self._whole, self.scale * factor))
        self._middle = before - pixel / self.scale
        self._is_whole = False
        self._hold()

    def bring(self, place: Floats) -> bool:
        """Move as far as it takes to have a place in sight; whether it took anything."""
        at = self.on_screen(place[None])[0]
        inside = np.clip(at, 0.08 * self._size, 0.92 * self._size)
        if np.array_equal(at, inside):
            return False
        self.pan(*(inside - at).tolist())
        return True

    def on_screen(self, places: Floats) -> Floats:
        """Where places lie, in pixels, shape (points, 2)."""
        shift = self._size / 2 - self._middle * self.scale
        return places * np.float32(self.scale) + shift.astype(np.float32)

    def _measure(self) -> None:
        extent = np.maximum(self._high - self._low, _LEAST_EXTENT)
        self._whole = float((self._size * (1 - 2 * _MARGIN) / extent).min())
        if self._is_whole:
            self.scale, self._middle = self._whole, (self._low + self._high) / 2
        self.scale = min(_CLOSEST * self._whole, max(_FARTHEST * self._whole, self.scale))

    def _hold(self) -> None:
        """The middle of the window never leaves the map."""
        self._middle = np.clip(self._middle, self._low, self._high)
