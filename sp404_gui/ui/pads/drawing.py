"""How a pad looks."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from sp404_gui.ui.delegates.pixmaps import PixmapCache
from sp404_gui.ui.delegates.thumbnails import Thumbnails
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.pads.faces import Face
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.fonts import scaled

MARGIN = 6
"""Half of the distance between two cards; the glow of the current one shines there."""
_CORNER = 8.0
_CAP = 3.0
_SIDE = 12.0
_SMALL = 0.85
_WAVE_SHARE, _TALLEST_WAVE, _WIDEST_WAVE = 0.34, 64, 400
_GLOW = (0.20, 0.13, 0.07, 0.03)
_LIT = 0.16
_DIMMED = 0.35
_WAVES_BYTES = 8_000_000
"""A bank on the finest screen, all banks on most."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands out of a pad at a moment.

    Attributes:
        current: It is the current one.
        focused: It has the keyboard.
        lit: It is heard.
        hot: Something would be dropped on it.
    """

    current: bool = False
    focused: bool = False
    lit: bool = False
    hot: bool = False


class PadDrawing:
    """Paints pads, and keeps the outlines that it painted.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
    """

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self._theme = theme
        self._icons = icons
        self._thumbnails = Thumbnails()
        self._font = QFont()
        self._cache = PixmapCache(_WAVES_BYTES)

    def forget(self) -> None:
        """All pads are of another size from now on: no outline is of use any more."""
        self._cache.clear()

    def paint(self, painter: QPainter, room: QRectF, face: Face, nothing: str, marks: Marks) -> None:
        """Paint a pad.

        Args:
            painter: Where.
            room: All of its room, with the margin around the card.
            face: What it shows.
            nothing: What a free pad says.
            marks: What stands out.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._font = painter.font()
        card = room.adjusted(MARGIN + 0.5, MARGIN + 0.5, -MARGIN - 0.5, -MARGIN - 0.5)
        accent = self._theme.fill("accent")
        if marks.focused:
            self._glow(painter, card, accent)
        if face.sample:
            self._card(painter, card, face, lit=marks.lit)
        else:
            self._free(painter, card, nothing, hot=marks.hot)
        if marks.current or marks.hot:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2.0 if marks.focused or marks.hot else 1.2))
            painter.drawRoundedRect(card, _CORNER, _CORNER)
        self._number(painter, card, face)

    def _glow(self, painter: QPainter, card: QRectF, color: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for step, share in enumerate(_GLOW, start=1):
            shine = QColor(color)
            shine.setAlphaF(share)
            painter.setPen(QPen(shine, 2.0))
            reach = step * 1.5
            painter.drawRoundedRect(card.adjusted(-reach, -reach, reach, reach), _CORNER + reach, _CORNER + reach)

    def _free(self, painter: QPainter, card: QRectF, nothing: str, *, hot: bool) -> None:
        painter.setPen(QPen(self._theme.color("line"), 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(self._theme.color("accent_soft" if hot else "background"))
        painter.drawRoundedRect(card, _CORNER, _CORNER)
        painter.setPen(self._theme.color("dim"))
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, nothing)

    def _card(self, painter: QPainter, card: QRectF, face: Face, *, lit: bool) -> None:
        color, ground = self._theme.fill(face.color), self._theme.color("hover")
        path = QPainterPath()
        path.addRoundedRect(card, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(path)
        painter.fillPath(path, _mixed(ground, color, _LIT) if lit else ground)
        painter.setPen(QPen(self._theme.color("line"), 1.0))
        painter.drawPath(path)
        painter.fillRect(QRectF(card.left(), card.top() - 1, card.width(), _CAP + 1), color)
        painter.restore()
        lines = self._words(painter, card, face)
        self._wave(painter, QRectF(card.left() + _SIDE, card.top(), card.width() - 2 * _SIDE, lines - card.top()), face, color)

    def _words(self, painter: QPainter, card: QRectF, face: Face) -> float:
        """The name and what it is, at the bottom; returns where they begin."""
        name, small = self._font, scaled(self._font, _SMALL)
        bottom = card.bottom() - 0.6 * QFontMetricsF(small).height()
        below = self._line(painter, card, bottom, face.about, small, "dim")
        return self._line(painter, card, below - 1, face.name, name, "text" if face.is_here else "dim")

    def _line(self, painter: QPainter, card: QRectF, bottom: float, text: str, font: QFont, color: str) -> float:
        metrics = QFontMetricsF(font)
        line = QRectF(card.left() + _SIDE, bottom - metrics.height(), card.width() - 2 * _SIDE, metrics.height())
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, line.width()))
        return line.top()

    def _wave(self, painter: QPainter, room: QRectF, face: Face, color: QColor) -> None:
        """The outline between the number and the name."""
        top = room.top() + 1.45 * QFontMetricsF(scaled(self._font, _SMALL)).height()
        tall = min(_TALLEST_WAVE, int(min(room.bottom() - top - 2, (room.height() + 40) * _WAVE_SHARE)))
        wide = int(min(room.width(), _WIDEST_WAVE))
        middle = (top + room.bottom()) / 2
        if not face.waveform or tall < 4 or wide < 8:  # noqa: PLR2004 - where nothing could be told
            painter.fillRect(QRectF(room.left(), round(middle), room.width(), 1), self._theme.color("track"))
            return
        shown = QColor(color)
        ratio = painter.device().devicePixelRatio()
        key = (face.waveform, shown.rgb(), wide, tall, ratio)
        pixmap = self._cache.get(key, partial(self._thumbnails.paint, face.waveform, shown, wide, tall, ratio))
        painter.setOpacity(1.0 if face.is_here else _DIMMED)
        painter.drawPixmap(QPointF(round(room.left()), round(middle - tall / 2)), pixmap)
        painter.setOpacity(1.0)

    def _number(self, painter: QPainter, card: QRectF, face: Face) -> None:
        font = scaled(self._font, _SMALL)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        text = f"{face.place.pad} · {face.key}"
        line = QRectF(card.left() + _SIDE, card.top() + _CAP + 4, card.width() - 2 * _SIDE + 2, metrics.height())
        painter.setPen(self._theme.color("dim"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        if face.locked:
            edge = round(metrics.height() * 0.9)
            pixmap = self._icons.pixmap("lock", edge, painter.device().devicePixelRatio(), "text")
            painter.drawPixmap(QPointF(line.left() - 2, line.center().y() - edge / 2), pixmap)


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    pairs = ((one.redF(), other.redF()), (one.greenF(), other.greenF()), (one.blueF(), other.blueF()))
    return QColor.fromRgbF(*(a + (b - a) * share for a, b in pairs))
