"""A sentence for the user across the window, with a way on and a way to close it. It never blocks."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.announcing import announce
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel

Tone = Literal["info", "warning", "failed"]
_ICONS = {"info": "info", "warning": "alert", "failed": "alert"}
_FADE_MS = 8000
_COLORS = {"info": "accent", "warning": "warning", "failed": "failed"}


class NoticeBar(QWidget):
    """Shows one notice at a time; a new one takes the place of the one before.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._tone: Tone = "info"
        self._then: Callable[[], None] | None = None
        self._fading = QTimer(self, singleShot=True, interval=_FADE_MS)
        self._fading.timeout.connect(self.hide)
        self._picture = PlainLabel()
        self._label = PlainLabel()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setProperty("role", "quiet")
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._picture)
        row.addWidget(self._label, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        theme.changed.connect(self._recolor)
        self._recolor()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return "" if self.isHidden() else self._label.text()

    def say(self, sentence: str, tone: Tone = "info", action: str = "", then: Callable[[], None] | None = None) -> None:
        """Show a sentence.

        Args:
            sentence: Data; shown as it is.
            tone: How serious it is.
            action: Text of the button; none when empty.
            then: What the button does; the bar closes first.
        """
        self._tone, self._then = tone, then
        sentence = in_window(sentence)
        self._label.setText(printable(sentence))
        self._label.setAccessibleName(printable(sentence))
        announce(self, printable(sentence), urgent=tone != "info")
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._recolor()
        self.show()
        if tone == "info" and not action:
            self._fading.start()
        else:
            self._fading.stop()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground and an edge in the tone's colour."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("raised"))
            painter.fillRect(0, 0, 3, self.height(), self._theme.color(_COLORS[self._tone]))

    def _recolor(self) -> None:
        self._picture.setPixmap(self._icons.pixmap(_ICONS[self._tone], 18, self.devicePixelRatioF(), _COLORS[self._tone]))
        self._close.setIcon(self._icons.icon("close", "dim"))
        self.update()

    def _act(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()
