"""Which points are meant: by a pixel, by a direction, by a lasso."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

from sp404_gui.ui.map.points import Bools, Floats, Points

_NEAR = 13.0
_AHEAD = 1e-6


def nearest_entry(points: Points, screen: Floats, spot: QPointF) -> int:
    """The shown point nearest to a pixel; -1 where none is near."""
    away = np.abs(screen - np.array([spot.x(), spot.y()], np.float32)).max(1)
    near = np.flatnonzero((away < _NEAR) & points.shown)
    return int(near[np.hypot(*(screen[near] - (spot.x(), spot.y())).T).argmin()]) if len(near) else -1


def next_entry(points: Points, current: int, across: int, down: int) -> int:
    """The nearest shown point in a direction, where straight ahead counts as near; -1 where none lies there.

    Args:
        points: All of them.
        current: Where the way begins.
        across: -1 to the left, 1 to the right.
        down: -1 up, 1 down.
    """
    shown = np.flatnonzero(points.shown)
    away = points.at[shown] - points.at[current]
    ahead = away @ np.array([across, down], np.float32)
    aside = np.abs(away @ np.array([-down, across], np.float32))
    reach = np.where((ahead > _AHEAD) & (aside <= ahead), np.hypot(ahead, aside) + aside, np.inf)
    return int(shown[reach.argmin()]) if len(shown) and np.isfinite(reach.min()) else -1


def enclosed(points: Points, screen: Floats, lasso: QPolygonF, size: QSize) -> Bools:
    """Which shown points lie in a lasso: where its filled picture is white."""
    mask = QImage(size, QImage.Format.Format_Grayscale8)
    mask.fill(0)
    with QPainter(mask) as painter:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawPolygon(lasso)
    pixels: NDArray[np.uint8] = np.frombuffer(mask.constBits(), np.uint8).reshape(mask.height(), mask.bytesPerLine())
    spots = screen.astype(np.int32)
    inside = points.shown & (screen >= 0).all(1) & (spots[:, 0] < mask.width()) & (spots[:, 1] < mask.height())
    inside[inside] = pixels[spots[inside, 1], spots[inside, 0]] > 0
    return inside
