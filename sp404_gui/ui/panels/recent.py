"""The collections of before, for a window in which none is open."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.moments import local_moment
from sp404_gui.ui.models.namesakes import told_apart
from sp404_gui.ui.panels.collections import CollectionLike, CollectionRow, full_name
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import SectionLabel
from sp404_gui.ui.wording import plural

_HEIGHT = 2.1
_MOST = 6


class RecentLike(CollectionLike, Protocol):
    """A collection with the time of its last change: `engine.jobs.reading.CollectionInfo` has it."""

    @property
    def updated_at(self) -> str:
        """ISO 8601."""


class RecentRow(CollectionRow):
    """A collection: its state as a mark and a word, its name, its size, and when it was worked on.

    Args:
        place: Absolute path of the job folder.
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.
    """

    def __init__(self, place: str, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(place, theme, icons, parent)
        self.setAcceptDrops(False)
        self.setCheckable(False)

    def show_recent(self, info: RecentLike, apart: str = "") -> None:
        """Show its state of now.

        Args:
            info: The state.
            apart: The folder that tells it from another one of its name; empty where there is none.
        """
        self.show_collection(info, apart)
        total = info.counts.total
        size = plural(total, "%Ln sample", "%Ln samples")
        facts = (self._standing.word, "" if info.damaged else size, local_moment(info.updated_at, "d MMM yyyy"))
        detail = "   ·   ".join(fact for fact in facts if fact)
        name = full_name(info, apart)
        self.show_line(name, detail, f"{name}, {detail}")

    def text_color(self) -> str:
        """A name is to be read."""
        return "text"

    def sizeHint(self) -> QSize:
        """A line with more air than in the sidebar."""
        return QSize(100, round(self.fontMetrics().height() * _HEIGHT))


class RecentCollections(QWidget):
    """The newest collections under a heading; nothing at all where there are none.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        chosen: Place of a collection; an object, since Qt's own strings hold not every path.
        menu_wanted: Place of a collection, and a place on the screen.
    """

    chosen = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._rows: list[RecentRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(SectionLabel(self.tr("Recent collections")))
        self._column.addSpacing(4)
        self.hide()

    def show_recent(self, infos: Sequence[RecentLike]) -> None:
        """Show the first few of these.

        Args:
            infos: Newest first.
        """
        infos = infos[:_MOST]
        if [row.place for row in self._rows] != [info.place for info in infos]:
            self._replace([info.place for info in infos])
        apart = told_apart(infos)
        for row, info in zip(self._rows, infos, strict=True):
            row.show_recent(info, apart.get(info.place, ""))
        self.setVisible(bool(infos))

    def _replace(self, places: Sequence[str]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(place) for place in places]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, place: str) -> RecentRow:
        row = RecentRow(place, self._theme, self._icons)
        row.clicked.connect(lambda: self.chosen.emit(place))
        row.menu_wanted.connect(lambda point: self.menu_wanted.emit(place, point))
        return row
