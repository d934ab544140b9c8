"""A word in a rounded field."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.theme import Theme

_SIDE = 0.6
_HEIGHT = 1.55
_CROSS = " ✕"


class Chip(QAbstractButton):
    """A chip; checked ones stand out.

    Args:
        text: The word; data, shown as it is.
        theme: Where the colours come from.
        closable: Whether a cross invites to remove it: `clicked` says so.
        parent: The widget around it.
    """

    def __init__(self, text: str, theme: Theme, *, closable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = printable(text) + (_CROSS if closable else "")
        self.word = text
        self.setAccessibleName(self.tr("Remove %1").replace("%1", printable(text)) if closable else printable(text))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as the word."""
        metrics = self.fontMetrics()
        return QSize(round(metrics.horizontalAdvance(self._shown) + 2 * _SIDE * metrics.height()), round(metrics.height() * _HEIGHT))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the word on its field."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            fill = "accent_soft" if self.isChecked() else "raised" if self.underMouse() else "chip"
            edged = self.isChecked() or self.hasFocus()
            painter.setPen(self._theme.color("accent") if edged else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(fill))
            painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
            painter.setPen(self._theme.color("accent" if self.isChecked() else "chip_text"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._shown)
