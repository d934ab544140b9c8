"""The pads with what stands over and under them."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.pads.grid import PadGrid
from sp404_gui.ui.pads.header import PadsHeader
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import ElidedLabel
from sp404_gui.ui.wording import plain_tooltip


class PadsPanel(QWidget):
    """Passive: it shows a bank of a kit, and says what the user wants of it.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        attended: Whether it is in sight of a user who is here: carries a bool.
        header: Banks, kit and buttons.
        grid: The pads.
    """

    attended = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.header = PadsHeader(theme, icons)
        self.grid = PadGrid(theme, icons)
        self._line = ElidedLabel("", "dim", elide=Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Pads"))
        self.setFocusProxy(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(6)
        layout.addWidget(self.header)
        layout.addWidget(self.grid, 1)
        below = QVBoxLayout()
        below.setContentsMargins(8, 0, 8, 0)
        below.addWidget(self._line)
        layout.addLayout(below)
        self.say("")

    def say(self, why: str) -> None:
        """Show why the current pad has its sample; empty: what one can do here."""
        hints = self.tr("1234 QWER ASDF ZXCV play · arrows walk, with Ctrl they move the pad · L locks · Del clears · G fills")
        self._line.setText(why or hints)
        self._line.setToolTip(plain_tooltip(why or hints))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the pads hold wherever the keyboard is in here."""
        if not self.grid.use_key(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """It is in sight."""
        super().showEvent(event)
        self.attended.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """It is out of sight."""
        super().hideEvent(event)
        self.attended.emit(False)

    def event(self, event: QEvent) -> bool:
        """The user comes to the window, or leaves it."""
        if event.type() in {QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate} and self.isVisible():
            self.attended.emit(event.type() is QEvent.Type.WindowActivate)
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("background"))
