"""What all dialogs look like: a heading, a body, and buttons at the bottom."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.spaced_button import SpacedButton
from sp404_gui.ui.widgets.tab_order import move_focus

MARGIN = 20
ABOVE_SECTION = 8
"""Free room over the heading of a section, besides the room between all parts: it belongs to what follows."""


class Card(QWidget):
    """A raised, rounded surface to lay things on.

    Args:
        theme: Its colours.
        surface: Name of its colour in the palette.
        edge: Name of the colour of a bar at its left, "" for none.
    """

    def __init__(self, theme: Theme, surface: str = "raised", edge: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._surface = surface
        self._edge = edge

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(self._surface))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
            if self._edge:
                painter.setBrush(self._theme.fill(self._edge))
                painter.drawRoundedRect(QRectF(0, 8, 3, self.height() - 16), 1.5, 1.5)


class DialogFrame(QDialog):
    """A dialog with the look of all dialogs. It is opened with `open()` and never blocks.

    Args:
        theme: Its colours.
        title: Title of the window and heading.
        parent: The window that it belongs to.

    Attributes:
        body: Where its content goes.
        heading: The title.
        subtitle: A line under the heading, hidden while it is empty.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        theme.dress(self)
        self.setWindowTitle(title)
        self.heading = PlainLabel(title, "title")
        self.subtitle = PlainLabel("", "dim")
        self.subtitle.setWordWrap(True)
        self.subtitle.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._crown = QVBoxLayout()
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        outer.setSpacing(4)
        outer.addLayout(self._crown)
        outer.addWidget(self.heading)
        outer.addWidget(self.subtitle)
        outer.addSpacing(10)
        outer.addLayout(self.body, 1)
        outer.addSpacing(12)
        outer.addLayout(self._foot)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt names it so
        """Tab goes through the dialog as it is read, also where parts of it came later."""
        return move_focus(self, forth=next)

    def say_under_heading(self, text: str) -> None:
        """Show a line under the heading; "" hides it."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))

    def crown(self, widget: QWidget) -> None:
        """Put a widget above the heading."""
        self._crown.addWidget(widget)
        self._crown.setContentsMargins(0, 0, 0, MARGIN - 6)

    def add_to_foot(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget to the row at the bottom."""
        self._foot.addWidget(widget, stretch)

    def add_foot_space(self) -> None:
        """Let what follows in the row at the bottom stand at the right."""
        self._foot.addStretch(1)

    def add_button(self, text: str, role: str = "", *, default: bool = False) -> QPushButton:
        """Add a button to the row at the bottom."""
        button = push_button(text, role)
        button.setAutoDefault(default)
        button.setDefault(default)
        self._foot.addWidget(button)
        return button

    def fit(self, columns: int, lines: int) -> None:
        """Open in a size that grows with the font and with what is said, and never larger than the screen."""
        metrics = self.fontMetrics()
        room = self.screen().availableSize()
        width = min(columns * metrics.averageCharWidth(), room.width() - 40)
        height = max(lines * metrics.height(), self._outer.totalHeightForWidth(width))
        self.resize(width, min(height, room.height() - 60))


def push_button(text: str, role: str = "") -> QPushButton:
    """A button in one of the roles of the stylesheet, which a dialog does not press on Enter."""
    button = SpacedButton(text)
    button.setAutoDefault(False)
    button.setAccessibleName(text.replace("&", ""))
    if role:
        button.setProperty("role", role)
    return button
