"""A small plot of something over time."""

import bisect
from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sp404_gui.ui.models.moments import local_moment
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import decimals

_ROUND = (1, 2, 5)
_FILL_ALPHA = 45
_MARGIN = 10
_HAIR = 1.5


def ceiling(value: float) -> float:
    """The next round number at or above a value: 1, 2 or 5 times a power of ten, at least 1."""
    power = 1.0
    while True:
        for digit in _ROUND:
            if digit * power >= value:
                return digit * power
        power *= 10


class Plot(QWidget):
    """A filled line; the value under the pointer, or under a cursor that Left and Right move, is told in figures.

    Args:
        theme: Where the colours come from.
        title: What is shown.
        color: Name of a colour of the palette.
        empty: What it says while there is nothing to show.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, title: str, color: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = title
        self._color = color
        self._empty = empty
        self._times: Sequence[float] = ()
        self._values: Sequence[float] = ()
        self._at: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(title)
        self.setAccessibleDescription(self._empty)

    def show_series(self, times: Sequence[float], values: Sequence[float]) -> None:
        """Show a series.

        Args:
            times: Seconds since 1970, rising.
            values: As many, 0 or more.
        """
        self._times, self._values = times, values
        if self._at is not None and self._at >= len(values):
            self._at = None
        self.setAccessibleDescription(self.reading() or self._empty)
        self.update()

    def reading(self) -> str:
        """The value under the pointer or the cursor and its time, else the newest one; "" when there is none."""
        if not self._values:
            return ""
        at = len(self._values) - 1 if self._at is None else self._at
        when = "" if self._at is None else f"{_clock(self._times[at])}   "
        return f"{when}{decimals(self._values[at], 1)}"

    def sizeHint(self) -> QSize:
        """Small, and wide enough for a night."""
        return QSize(240, self.fontMetrics().height() * 7)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, title, line and cursor."""
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.color("accent" if self.hasFocus() else "line"))
            painter.setBrush(self._theme.color("background"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            top = round(self.fontMetrics().height() * 1.3) + _MARGIN // 2
            painter.setPen(self._theme.color("dim"))
            heading = QRectF(_MARGIN, 4, self.width() - 2 * _MARGIN, top - 4)
            metrics = painter.fontMetrics()
            free = round(heading.width()) - metrics.horizontalAdvance(f"  {self.reading()}")
            title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, free)
            painter.drawText(heading, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
            painter.setPen(self._theme.color("text"))
            painter.drawText(heading, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.reading())
            room = QRectF(_MARGIN, top, self.width() - 2 * _MARGIN, self.height() - top - self.fontMetrics().height() - 4)
            self._paint_frame(painter, room)
            if self._values:
                self._paint_line(painter, room)

    def _paint_frame(self, painter: QPainter, room: QRectF) -> None:
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.8)
        painter.setFont(small)
        painter.setPen(self._theme.color("line"))
        for y in (room.top(), room.center().y(), room.bottom()) if self._values else (room.bottom(),):
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        painter.setPen(self._theme.color("dim"))
        foot = QRectF(room.left(), room.bottom() + 1, room.width(), self.height() - room.bottom() - 2)
        middle = Qt.AlignmentFlag.AlignVCenter
        if not self._values:
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._empty)
            return
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | middle, _clock(self._times[0]))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | middle, _clock(self._times[-1]))
        painter.drawText(
            room.adjusted(2, 1, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, QLocale().toString(self._top(), "g", 6)
        )

    def _paint_line(self, painter: QPainter, room: QRectF) -> None:
        points = [self._point(at, room) for at in range(len(self._values))]
        if len(points) == 1:
            points.append(QPointF(room.right(), points[0].y()))
        color = QColor(self._theme.color(self._color))
        painter.setPen(QPen(color, _HAIR))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        if self._at is not None:
            point = self._point(self._at, room)
            painter.setBrush(color)
            painter.drawEllipse(point, 3, 3)
            painter.setPen(self._theme.color("dim"))
            painter.drawLine(QPointF(point.x(), room.top()), QPointF(point.x(), room.bottom()))
        color.setAlpha(_FILL_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([*points, QPointF(points[-1].x(), room.bottom()), QPointF(points[0].x(), room.bottom())]))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the value under the pointer."""
        if self._times:
            share = (event.position().x() - _MARGIN) / max(1.0, self.width() - 2.0 * _MARGIN)
            wanted = self._times[0] + share * (self._times[-1] - self._times[0])
            after = min(len(self._times) - 1, bisect.bisect_left(self._times, wanted))
            before = max(0, after - 1)
            self._go_to(before if wanted - self._times[before] < self._times[after] - wanted else after)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell the newest value again."""
        super().leaveEvent(event)
        self._go_to(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._values:
            super().keyPressEvent(event)
            return
        last = len(self._values) - 1
        self._go_to(min(last, max(0, (last if self._at is None else self._at) + step)))

    def _go_to(self, at: int | None) -> None:
        if at != self._at:
            self._at = at
            self.setAccessibleDescription(self.reading() or self._empty)
            self.update()

    def _top(self) -> float:
        return ceiling(max(self._values))

    def _point(self, at: int, room: QRectF) -> QPointF:
        span = self._times[-1] - self._times[0]
        x = room.left() + ((self._times[at] - self._times[0]) / span * room.width() if span else 0.0)
        return QPointF(x, room.bottom() - self._values[at] / self._top() * room.height())


def _clock(at_s: float) -> str:
    return local_moment(datetime.fromtimestamp(at_s, UTC).isoformat(), "HH:mm:ss")
