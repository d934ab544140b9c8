"""A handful of words in softly coloured fields, in as many lines as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.fonts import scaled

_GAP = 5
_SIDE = 8
_SMALLER = 0.92


class Words(QWidget):
    """Shows words, for reading only.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: Sequence[str]) -> None:
        """Show other words; data, shown as they are."""
        shown = tuple(printable(word) for word in words)
        if shown != self._words:
            self._words = shown
            self.setAccessibleName(", ".join(shown))
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines in so much width."""
        fields = self._fields(width)
        return round(fields[-1].bottom()) + 1 if fields else 0

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(120, round(self._line()))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(40, round(self._line()))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the words on their fields."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._font())
            fill = _mixed(self._theme.color("accent_soft"), self._theme.color("accent"), 0.08)
            ink = _mixed(self._theme.color("accent"), self._theme.color("wave_played"), 0.6)
            metrics = QFontMetricsF(self._font())
            for word, field in zip(self._words, self._fields(self.width()), strict=True):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                painter.drawRoundedRect(field, field.height() / 2, field.height() / 2)
                painter.setPen(ink)
                text = metrics.elidedText(word, Qt.TextElideMode.ElideRight, field.width() - 2 * _SIDE + 1)
                painter.drawText(field, Qt.AlignmentFlag.AlignCenter, text)

    def _fields(self, width: int) -> list[QRectF]:
        metrics, line = QFontMetricsF(self._font()), self._line()
        fields: list[QRectF] = []
        spot = QPointF(0, 0)
        for word in self._words:
            wide = min(metrics.horizontalAdvance(word) + 2 * _SIDE, float(width))
            if spot.x() > 0 and spot.x() + wide > width:
                spot = QPointF(0, spot.y() + line + _GAP)
            fields.append(QRectF(spot.x(), spot.y(), wide, line))
            spot.setX(spot.x() + wide + _GAP)
        return fields

    def _line(self) -> float:
        return round(QFontMetricsF(self._font()).height() * 1.4)

    def _font(self) -> QFont:
        return scaled(self.font(), _SMALLER)


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    parts = [(one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue())]
    return QColor(*(round(a + (b - a) * share) for a, b in parts))
