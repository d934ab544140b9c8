"""The map as a picture: light, dots, words, and what stands out."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from sp404_gui.ui.map.glow import Glow, glow_of
from sp404_gui.ui.map.labels import MOST_NAMES, draw_words, near_ones, place_words, shortened
from sp404_gui.ui.map.points import CATEGORIES, Points, regions
from sp404_gui.ui.map.raster import Canvas, Dots
from sp404_gui.ui.map.sight import Sight
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.fonts import scaled

Floats = NDArray[np.float32]

_CROWD = 0.175
_RADII = (0.9, 6.0)
_LOOP = 1.3
_DIM = 0.13
_CHOSEN = 1.7
_CROWDED, _CROWDED_ALPHA = 20_000, 0.5
_REGION_ZOOM = 6.0
_WHOLE = 1.01
"""Names of samples are for those who came nearer than this."""
_MOST_REGIONS = 28
_CURRENT, _LINKED = 8.5, 6.0
_SMALLER = 0.93
_BESIDE = 5.0
_HEAD = 2.6
"""Lines of text at the top that what stands over the map takes."""


@dataclass(slots=True)
class Marks:
    """What stands out, as entries of the points.

    Attributes:
        current: The current sample; -1 for none.
        hovered: The sample under the mouse; -1 for none.
        linked: What goes with the current one.
        chosen: Which are selected.
        lasso: What the mouse draws around them.
        has_focus: Whether the keyboard is here.
    """

    current: int = -1
    hovered: int = -1
    linked: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    chosen: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    lasso: QPolygonF = field(default_factory=QPolygonF)
    has_focus: bool = False


class MapDrawing:
    """Draws the map, and keeps what does not change from frame to frame.

    Args:
        theme: Where the colours come from.
        name_of: The name of a point, given its entry.
    """

    def __init__(self, theme: Theme, name_of: Callable[[int], str]) -> None:
        self._theme = theme
        self._name_of = name_of
        self._canvas = Canvas()
        self._dots: QImage | None = None
        self._glow: Glow | None = None
        self._regions: list[tuple[str, float, float, int]] = []
        self._points = Points()
        self.screen: Floats = np.zeros((0, 2), np.float32)

    def take_points(self, points: Points) -> None:
        """Draw other points from now on."""
        self._points = points
        self._regions = regions(points)
        self.recolor()

    def recolor(self) -> None:
        """The colours are others."""
        points = self._points
        self._glow = glow_of(points.at[points.shown], points.codes[points.shown], self._colors())
        self.forget()

    def forget(self) -> None:
        """The dots are to be painted anew."""
        self._dots = None

    def paint(self, painter: QPainter, room: QRectF, ratio: float, sight: Sight, marks: Marks) -> None:
        """Paint it all."""
        painter.fillRect(room, self._theme.color("background"))
        if self._dots is None:
            self.screen = sight.on_screen(self._points.at)
            self._dots = self._painted(room, ratio, sight, marks)
        self._paint_glow(painter, sight)
        edge = self._canvas.edge / ratio
        painter.drawImage(QRectF(-edge, -edge, self._dots.width() / ratio, self._dots.height() / ratio), self._dots)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_links(painter, marks)
        self._paint_words(painter, room, sight, marks)
        self._paint_marks(painter, room, marks)

    def radius(self, sight: Sight, room: QRectF) -> float:
        """Radius of a dot in pixels: as much as the crowd leaves, more from near."""
        crowd = np.sqrt(room.width() * room.height() / max(1, len(self._points)))
        least, most = _RADII
        return float(min(most, max(least, _CROWD * crowd) * sight.zoom**0.5)) if len(self._points) else least

    def _colors(self) -> list[QColor]:
        return [self._theme.category(category) for category in CATEGORIES]

    def _painted(self, room: QRectF, ratio: float, sight: Sight, marks: Marks) -> QImage:
        points, screen = self._points, self.screen
        radius = self.radius(sight, room)
        reach = 2 * radius + 2
        in_sight = ((screen > -reach) & (screen < (room.width() + reach, room.height() + reach))).all(1)
        crowd = int(in_sight.sum())
        alpha = 0.92 if crowd < _CROWDED else max(_CROWDED_ALPHA, 0.92 * _CROWDED / crowd)
        layers = []
        for shown, opaque in ((False, _DIM), (True, alpha)):
            for loops, larger in ((True, _LOOP), (False, 1.0)):
                which = np.flatnonzero(in_sight & (points.shown == shown) & (points.loops == loops))
                if len(which):
                    at = screen[which] * np.float32(ratio)
                    layers.append(Dots(at, points.codes[which], self._colors(), ratio * radius * larger, opaque))
        if len(marks.chosen) == len(points) and (which := np.flatnonzero(in_sight & marks.chosen)).size > 1:
            at, size = screen[which] * np.float32(ratio), ratio * (radius + _CHOSEN)
            layers.append(Dots(at, np.zeros(len(which), np.int8), [self._theme.color("text")], size))
            layers.append(Dots(at, points.codes[which], self._colors(), ratio * radius))
        return self._canvas.paint(round(room.width() * ratio), round(room.height() * ratio), layers)

    def _paint_glow(self, painter: QPainter, sight: Sight) -> None:
        if self._glow is None:
            return
        room = self._glow.room
        low, high = sight.on_screen(np.array([[room.left(), room.top()], [room.right(), room.bottom()]], np.float32)).tolist()
        painter.save()
        painter.setOpacity(max(0.0, min(1.0, 1.25 - sight.zoom / 6)))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(QPointF(*low), QPointF(*high)), self._glow.image)
        painter.restore()

    def _spot(self, entry: int) -> QPointF:
        return QPointF(*self.screen[entry].tolist())

    def _paint_links(self, painter: QPainter, marks: Marks) -> None:
        if marks.current < 0:
            return
        thread = QColor(self._theme.color("text"))
        thread.setAlphaF(0.42)
        painter.setPen(QPen(thread, 1))
        for entry in marks.linked.tolist():
            painter.drawLine(self._spot(marks.current), self._spot(entry))
        painter.setPen(QPen(self._theme.color("text"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for entry in marks.linked.tolist():
            painter.drawEllipse(self._spot(entry), _LINKED, _LINKED)

    def _paint_words(self, painter: QPainter, room: QRectF, sight: Sight, marks: Marks) -> None:
        font = scaled(painter.font(), _SMALLER)
        head = _HEAD * QFontMetricsF(font).height()
        near = near_ones(self._points, self.screen, room.width(), room.height())
        if len(near) and sight.zoom > _WHOLE:
            own = [entry for entry in near.tolist() if entry not in {marks.current, marks.hovered} and self.screen[entry, 1] > head]
            wishes = [(shortened(self._name_of(entry)), *self.screen[entry].tolist()) for entry in own]
            words = place_words(wishes, QFontMetricsF(font), MOST_NAMES, beside=self.radius(sight, room) + _BESIDE, dots=self.screen[near])
        elif sight.zoom < _REGION_ZOOM:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
            homes = sight.on_screen(np.array([home[1:3] for home in self._regions], np.float32).reshape(-1, 2)).tolist()
            lift = 0.75 * QFontMetricsF(font).height()
            wishes = [(home[0], x, y - lift) for home, (x, y) in zip(self._regions, homes, strict=True)]
            words = place_words(wishes, QFontMetricsF(font), _MOST_REGIONS)
        else:
            return
        painter.setFont(font)
        draw_words(painter, words, self._theme.color("chip_text"), self._theme.color("background"))

    def _paint_marks(self, painter: QPainter, room: QRectF, marks: Marks) -> None:
        painter.setPen(QPen(self._theme.color("text"), 2))
        if marks.current >= 0:
            painter.setBrush(self._colors()[int(self._points.codes[marks.current])])
            painter.drawEllipse(self._spot(marks.current), _CURRENT, _CURRENT)
        if marks.hovered >= 0 and marks.hovered != marks.current:
            painter.setBrush(self._colors()[int(self._points.codes[marks.hovered])])
            painter.drawEllipse(self._spot(marks.hovered), _LINKED, _LINKED)
        named = marks.hovered if marks.hovered >= 0 else marks.current
        if named >= 0:
            self._paint_name(painter, room, named)
        if marks.lasso.size() > 1:
            soft = QColor(self._theme.fill("accent"))
            soft.setAlphaF(0.12)
            painter.setPen(QPen(self._theme.fill("accent"), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(soft)
            painter.drawPolygon(marks.lasso)
        if marks.has_focus:
            edge = QColor(self._theme.fill("accent"))
            edge.setAlphaF(0.55)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_name(self, painter: QPainter, room: QRectF, entry: int) -> None:
        """A name on a small board beside its dot, inside the window."""
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(self._name_of(entry), Qt.TextElideMode.ElideMiddle, room.width() * 0.6)
        board = QRectF(0, 0, metrics.horizontalAdvance(name) + 18, metrics.height() + 9)
        spot = self._spot(entry)
        if not room.adjusted(-20, -20, 20, 20).contains(spot):
            return
        board.moveTopLeft(spot + QPointF(14, -board.height() - 4))
        if board.right() > room.right() - 4:
            board.moveRight(spot.x() - 14)
        board.moveTop(max(4.0, board.top()))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("field"))
        painter.drawRoundedRect(board, 4, 4)
        painter.setPen(self._theme.color("text"))
        painter.drawText(board, Qt.AlignmentFlag.AlignCenter, name)
