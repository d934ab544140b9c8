"""A thin bar that shows a share."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sp404_gui.ui.theme import Theme

_THICK = 5


class Meter(QWidget):
    """A level between nothing and all.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self._color: QColor | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> float:
        """The share that is shown, 0-1."""
        return self._share

    def set_value(self, share: float, color: QColor | None = None) -> None:
        """Show a share.

        Args:
            share: 0-1; beyond is cut.
            color: Of the filled part; the accent when None.
        """
        share = min(1.0, max(0.0, share))
        if share != self._share or color != self._color:
            self._share, self._color = share, color
            self.update()

    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(54, _THICK)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the bar."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            room = QRectF(0, (self.height() - _THICK) / 2, self.width(), _THICK)
            painter.setBrush(self._theme.color("track"))
            painter.drawRoundedRect(room, _THICK / 2, _THICK / 2)
            if self._share:
                room.setWidth(max(_THICK, room.width() * self._share))
                painter.setBrush(self._color or self._theme.fill("accent"))
                painter.drawRoundedRect(room, _THICK / 2, _THICK / 2)
