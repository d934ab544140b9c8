"""Where the map is dense: a soft light behind the dots, in the colours of what is there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

Floats = NDArray[np.float32]

_LEAST = 300
_CELLS = 170
_SOFT = 2
_PASSES = 3
_BRIGHTEST = 0.62
_AT_HALF = 0.9
_MARGIN_CELLS = _SOFT * _PASSES + 2


@dataclass(frozen=True, slots=True)
class Glow:
    """A picture and the part of the plane that it covers."""

    image: QImage
    room: QRectF


def glow_of(places: Floats, codes: NDArray[np.integer], colors: Sequence[QColor]) -> Glow | None:
    """The light of all points; None where there are too few of them.

    Args:
        places: Shape (points, 2).
        codes: Which colour each has, shape (points,).
        colors: The colours.
    """
    if len(places) < _LEAST:
        return None
    low, high = places.min(0), places.max(0)
    cell = max(float((high - low).max()), 1e-6) / _CELLS
    low = low - _MARGIN_CELLS * cell
    columns, rows = (int(edge / cell) + _MARGIN_CELLS + 1 for edge in (high - low))
    spot = ((places - low) / cell).astype(np.intp)
    at = spot[:, 1] * columns + spot[:, 0]
    light = np.stack([np.bincount(at[codes == code], minlength=rows * columns) for code in range(len(colors))]).astype(np.float32)
    light = _softened(light.reshape(len(colors), rows, columns))
    image = _colored(light, colors, len(places) / (rows * columns))
    return Glow(image, QRectF(float(low[0]), float(low[1]), columns * cell, rows * cell))


def _softened(light: Floats) -> Floats:
    """Three running means in each direction: nearly a Gaussian."""
    width = 2 * _SOFT + 1
    for axis in (1, 2):
        for _ in range(_PASSES):
            pad = [(0, 0)] * 3
            pad[axis] = (_SOFT + 1, _SOFT)
            total = np.cumsum(np.pad(light, pad), axis, dtype=np.float32)
            ends = [slice(None)] * 3
            starts = [slice(None)] * 3
            ends[axis], starts[axis] = slice(width, None), slice(None, -width)
            light = ((total[tuple(ends)] - total[tuple(starts)]) / width).astype(np.float32)
    return light


def _colored(light: Floats, colors: Sequence[QColor], usual: float) -> QImage:
    total = light.sum(0)
    alpha = _BRIGHTEST * total / (total + _AT_HALF * 12 * usual)
    parts = np.array([[color.blue(), color.green(), color.red()] for color in colors], np.float32)
    mixed = np.einsum("kyx,kc->yxc", light, parts) / np.maximum(total, 1e-9)[..., None]
    pixels = np.empty((*total.shape, 4), np.uint8)
    pixels[..., :3] = mixed * alpha[..., None]
    pixels[..., 3] = 255 * alpha
    rows, columns = total.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied).copy()
