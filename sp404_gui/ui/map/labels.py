"""Words on the map: those of regions from afar, names of samples from near; none over another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from sp404_gui.ui.map.points import Points

MOST_NAMES = 90
_FAR_FROM_CROWDED = 160
_LONGEST = 26
_GAP = 4.0
Floats = NDArray[np.float32]
_NO_DOTS: Floats = np.zeros((0, 2), np.float32)


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it is drawn: the box around it."""

    text: str
    room: QRectF


Wishes = Iterable[tuple[str, float, float]]


def place_words(wishes: Wishes, metrics: QFontMetricsF, most: int, *, beside: float = 0.0, dots: Floats = _NO_DOTS) -> list[Word]:
    """Those of some words for which there is room, the first ones first.

    Args:
        wishes: Words, and the pixel that they stand at.
        metrics: Of their font.
        most: No more than so many.
        dots: Pixels that no word may cover.
        beside: How far to the right of the pixel they begin; 0 for words about the pixel.
    """
    found: list[Word] = []
    taken: list[QRectF] = []
    height = metrics.height()
    for text, x, y in wishes:
        width = metrics.horizontalAdvance(text)
        room = QRectF(x + beside if beside else x - width / 2, y - height / 2, width, height)
        roomy = room.adjusted(-_GAP, -1, _GAP, 1)
        if not any(roomy.intersects(other) for other in taken) and not _covers(room, dots):
            taken.append(roomy)
            found.append(Word(text, room))
            if len(found) == most:
                break
    return found


def _covers(room: QRectF, dots: Floats) -> bool:
    low, high = (room.left() - _GAP / 2, room.top()), (room.right() + _GAP, room.bottom())
    return bool(((dots > low) & (dots < high)).all(1).any())


def near_ones(points: Points, screen: Floats, width: float, height: float) -> NDArray[np.intp]:
    """Entries of the shown points in sight, from the middle outwards; none while there are too many for their names."""
    inside = points.shown & (screen >= 0).all(1) & (screen[:, 0] < width) & (screen[:, 1] < height)
    found = np.flatnonzero(inside)
    if len(found) > _FAR_FROM_CROWDED:
        return found[:0]
    return found[np.argsort(np.abs(screen[found] - (width / 2, height / 2)).sum(1), kind="stable")]


def shortened(name: str) -> str:
    """A name as long as fits beside a dot."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def draw_words(painter: QPainter, words: Sequence[Word], color: QColor, ground: QColor) -> None:
    """Draw words on a shade of the ground, so that dots do not run through them."""
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
    shade = QColor(ground)
    shade.setAlpha(190)
    painter.setPen(shade)
    for word in words:
        for across, down in ((-1, -1), (1, -1), (-1, 1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0)):
            painter.drawText(word.room.translated(QPointF(across, down)), flags, word.text)
    painter.setPen(color)
    for word in words:
        painter.drawText(word.room, flags, word.text)
