"""The window without a collection: an invitation."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.recent import RecentCollections, RecentLike
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel

_WIDEST = 920
_MARGIN = 22
_INSIDE = 14
_ICON = 44


class _Area(QWidget):
    """A rounded field around an icon, words and a button."""

    def __init__(self, theme: Theme, icons: Icons, icon: tuple[str, int, str], *, dashed: bool) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._icon = icon
        self._dashed = dashed
        self._picture = PlainLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_INSIDE, 24, _INSIDE, 24)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._column.addWidget(self._picture)
        theme.changed.connect(self._recolor)
        self._recolor()

    def say(self, title: str, text: str, button: QPushButton) -> None:
        """Fill it."""
        for words, role in ((title, "title"), (text, "dim")):
            label = PlainLabel(words, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            self._column.addWidget(label)
        self._column.addSpacing(8)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field."""
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            style = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self._theme.color("dim" if self._dashed else "line"), 2 if self._dashed else 1, style))
            painter.setBrush(self._theme.color("panel"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)

    def changeEvent(self, event: QEvent) -> None:
        """Stay sharp on another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._recolor()
        super().changeEvent(event)

    def _recolor(self) -> None:
        name, size, color = self._icon
        self._picture.setPixmap(self._icons.pixmap(name, size, self.devicePixelRatioF(), color))
        self.update()


class EmptyView(QWidget):
    """A place to drop samples on, the demo samples to try, and the collections of before.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        add_wanted: Choose a folder.
        demo_wanted: Open the demo samples.
        collection_chosen: Place of a collection; an object, since Qt's own strings hold not every path.
        collection_menu: Place of a collection, and a place on the screen.
    """

    add_wanted = Signal()
    demo_wanted = Signal()
    collection_chosen = Signal(object)
    collection_menu = Signal(object, QPoint)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._add = QPushButton(self.tr("Choose a folder…"))
        self._add.setProperty("role", "primary")
        self._demo = QPushButton(self.tr("Try the demo samples"))
        for button, wanted in ((self._add, self.add_wanted), (self._demo, self.demo_wanted)):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
        self._recent = RecentCollections(theme, icons)
        self._recent.chosen.connect(self.collection_chosen)
        self._recent.menu_wanted.connect(self.collection_menu)
        self._lay_out(icons)
        self.setFocusProxy(self._add)

    def show_recent(self, infos: Sequence[RecentLike]) -> None:
        """Offer the collections of before.

        Args:
            infos: Newest first; the first few are shown.
        """
        self._recent.show_recent(infos)

    def minimumSizeHint(self) -> QSize:
        """Room for the invitation."""
        return QSize(420, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("background"))

    def _lay_out(self, icons: Icons) -> None:
        drop = _Area(self._theme, icons, ("drop", _ICON, "accent"), dashed=True)
        drop.say(
            self.tr("Drop folders or samples here"),
            self.tr("Everything is measured on this machine first. Your files are never changed; copies go to the trash if you say so."),
            self._add,
        )
        demo = _Area(self._theme, icons, ("wave", _ICON, "melodic"), dashed=False)
        demo.say(self.tr("Just looking?"), self.tr("A handful of free samples shows what this is about. No key, no network."), self._demo)
        drop.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(drop, 5)
        row.addWidget(demo, 3)
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        column.addStretch(1)
        column.addLayout(row, 6)
        column.addWidget(self._recent)
        column.addStretch(1)
        frame = QHBoxLayout(self)
        frame.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        frame.addStretch(1)
        frame.addWidget(middle, 100)
        frame.addStretch(1)
