"""A short text that changes many times a second, and moves nothing around it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sp404_gui.ui.theme import Theme


class Readout(QWidget):
    """Shows figures at the right of a fixed width.

    Args:
        theme: Where the colours come from.
        widest: A text as wide as any that will be shown.
        title: What it shows, for a screen reader.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, widest: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest = widest
        self._text = ""
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    @property
    def text(self) -> str:
        """What it shows."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            if len(text) > len(self._widest):
                self._widest = text
                self.updateGeometry()
            self._text = text
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the widest text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._widest), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        del event
        with QPainter(self) as painter:
            painter.setPen(self._theme.color("dim"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._text)
