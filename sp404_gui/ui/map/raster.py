"""Dots by the ten thousand: stamped into an array of pixels, which becomes a picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint32]

_LEVELS = 8
_WIDEST = 24


@dataclass(frozen=True, slots=True)
class Dots:
    """Dots of one size.

    Attributes:
        at: Their middles in device pixels, shape (dots, 2).
        codes: Which colour each has, shape (dots,).
        colors: The colours.
        radius: In device pixels.
        alpha: How opaque they are, 0-1.
    """

    at: Floats
    codes: NDArray[np.integer]
    colors: Sequence[QColor]
    radius: float
    alpha: float = 1.0


class Canvas:
    """A picture with a hidden edge, so that dots may be cut by it. It is reused from frame to frame."""

    def __init__(self) -> None:
        self._pixels: Pixels = np.zeros((1, 1), np.uint32)

    def paint(self, width: int, height: int, layers: Sequence[Dots]) -> QImage:
        """Paint layers of dots, the last on top, on nothing.

        Args:
            width: In device pixels.
            height: In device pixels.
            layers: What to paint.

        Returns:
            A picture over pixels that hold until the next `paint`; it is wider and higher by the hidden `edge` at each side.
        """
        shape = (height + 2 * _WIDEST, width + 2 * _WIDEST)
        if self._pixels.shape != shape:
            self._pixels = np.zeros(shape, np.uint32)
        else:
            self._pixels.fill(0)
        for layer in layers:
            _stamp(self._pixels, layer)
        rows, columns = shape
        return QImage(self._pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)

    @property
    def edge(self) -> int:
        """Width of the hidden edge in device pixels."""
        return _WIDEST


def _stamp(pixels: Pixels, dots: Dots) -> None:
    """Paint one pixel of all dots at a time, the soft edges first, so that no edge bites into another dot's middle."""
    rows, columns = pixels.shape
    spot = np.rint(dots.at).astype(np.int32) + _WIDEST
    reach = min(_WIDEST - 1, int(np.ceil(dots.radius)))
    inside = (spot >= reach).all(1) & (spot[:, 0] < columns - reach) & (spot[:, 1] < rows - reach)
    base = (spot[inside, 1] * columns + spot[inside, 0]).astype(np.intp)
    codes = dots.codes[inside]
    flat = pixels.reshape(-1)
    level_now, shade = -1, np.empty(0, np.uint32)
    for level, step in _pixels_of(dots.radius, columns):
        if level != level_now:
            level_now = level
            shade = np.array([_premultiplied(color, dots.alpha * level / _LEVELS) for color in dots.colors], np.uint32)[codes]
        flat[base + step] = shade


def _pixels_of(radius: float, columns: int) -> list[tuple[int, int]]:
    """The pixels of a disc: how much of each is covered, in levels, and its distance from the middle one in the array."""
    reach = int(np.ceil(radius))
    across = np.arange(-reach, reach + 1)
    covered = np.clip(radius + 0.5 - np.hypot(across[:, None], across[None]), 0, 1)
    levels = np.rint(_LEVELS * covered).astype(int)
    down, right = np.nonzero(levels)
    return sorted((int(levels[y, x]), int((y - reach) * columns + x - reach)) for y, x in zip(down, right, strict=True))


def _premultiplied(color: QColor, alpha: float) -> int:
    opacity = round(255 * alpha)
    red, green, blue = (round(part * alpha) for part in (color.red(), color.green(), color.blue()))
    return opacity << 24 | red << 16 | green << 8 | blue
