"""A map in a window of 1440 x 900, and what its reader does."""

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from sp404_gui.ui.map.drawing import MapDrawing, Marks
from sp404_gui.ui.map.points import Points
from sp404_gui.ui.map.sight import Sight
from sp404_gui.ui.theme import Theme

_ROOM = QRectF(0, 0, 880, 640)


class Board:
    """The real drawing over points in 40 groups.

    Args:
        places: Where they lie, shape (points, 2).
    """

    def __init__(self, places: NDArray[np.float32]) -> None:
        existing = QApplication.instance()
        self._app = existing if isinstance(existing, QApplication) else QApplication([])
        count, chance = len(places), np.random.default_rng(1)
        groups = (places[:, 0] * 0.2).astype(np.int16) % 40
        self._points = Points(
            positions=np.arange(count, dtype=np.int32),
            at=places,
            codes=(groups % 5).astype(np.int8),
            shown=chance.random(count) < 0.9,
            loops=chance.random(count) < 0.2,
            groups=groups,
            words=tuple(f"kind {n}" for n in range(40)),
            total=count,
        )
        self._drawing = MapDrawing(Theme("dark"), lambda entry: f"sample_{entry}_with_a_name")
        self._drawing.take_points(self._points)
        self._sight = Sight()
        self._sight.take_size(_ROOM.width(), _ROOM.height())
        self._sight.take_bounds(places)
        self._marks = Marks(current=0, linked=np.arange(1, 11))
        self._image = QImage(_ROOM.size().toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        self._image.fill(Qt.GlobalColor.black)

    def zoom(self, step: int) -> None:
        """Towards a point and back."""
        self._sight.zoom_by(1.08 if step % 60 < 30 else 1 / 1.08, 500, 300)
        self._drawing.forget()

    def pan(self, step: int) -> None:
        """To and fro."""
        if step == 0:
            self._sight.show_all()
        self._sight.pan(3 if step % 20 < 10 else -3, 1)
        self._drawing.forget()

    def hover(self, step: int) -> None:
        """Over points, whose nearest is looked for."""
        away = np.abs(self._sight.on_screen(self._points.at) - np.array([300 + step, 300], np.float32)).max(1)
        self._marks.hovered = int(away.argmin())

    def frame(self, act: Callable[[], object]) -> float:
        """Milliseconds of one step with its painting."""
        begun = time.perf_counter()
        act()
        with QPainter(self._image) as painter:
            painter.translate(QPointF(0, 0))
            self._drawing.paint(painter, _ROOM, 1.0, self._sight, self._marks)
        return 1e3 * (time.perf_counter() - begun)
