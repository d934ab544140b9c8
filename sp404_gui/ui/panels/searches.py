"""Searches that are kept, as lines of the sidebar: each with the number of samples that it finds now."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.side_row import SideRow
from sp404_gui.ui.panels.side_section import SideSection
from sp404_gui.ui.search.saved import SavedSearch
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import number, plain_tooltip

_MOVES: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SearchRow(SideRow):
    """One search. F2 names it anew, Delete forgets it, Alt with an arrow moves it.

    Args:
        search: What it looks for.
        theme: Where the colours come from.
        icons: Where the icons come from.

    Attributes:
        menu_wanted: Carries a place on the screen.
        rename_wanted: Another name, or another scope.
        delete_wanted: It is no longer needed.
        move_wanted: Carries -1 for up, 1 for down.
    """

    menu_wanted = Signal(QPoint)
    rename_wanted = Signal()
    delete_wanted = Signal()
    move_wanted = Signal(int)

    def __init__(self, search: SavedSearch, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons)
        self.search = search
        self.setToolTip(plain_tooltip(f"{search.name}\n{search.text}"))
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        """Show how many samples it finds; None while that is not known."""
        shown = "" if count is None else number(count)
        spoken = self.tr("%1, search, %2 samples") if count is not None else self.tr("%1, search")
        self.show_line(self.search.name, shown, spoken.replace("%2", shown).replace("%1", self.search.name))

    def paint_mark(self, painter: QPainter, room: QRectF) -> None:
        """Paint a lens."""
        self.paint_icon(painter, room, "search", "accent" if self.isChecked() else "dim")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, by mouse or keyboard."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.menu_wanted.emit(event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename, forget, move."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.key() in _MOVES and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(_MOVES[event.key()])
        else:
            super().keyPressEvent(event)


class SearchSection(SideSection):
    """The searches that are offered for the open collection.

    Args:
        title: The heading.
        theme: Where the colours come from.
        icons: Where the icons come from.

    Attributes:
        chosen: Carries a `SavedSearch`.
        menu_wanted: Carries a search, and a place on the screen.
        rename_wanted: Carries a search.
        delete_wanted: Carries a search.
        move_wanted: Carries a search, and -1 for up or 1 for down.
    """

    chosen = Signal(object)
    menu_wanted = Signal(object, QPoint)
    rename_wanted = Signal(object)
    delete_wanted = Signal(object)
    move_wanted = Signal(object, int)

    def __init__(self, title: str, theme: Theme, icons: Icons) -> None:
        super().__init__(title)
        self._theme = theme
        self._icons = icons
        self._rows: dict[SavedSearch, SearchRow] = {}

    def show_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Show these searches; rows that are there already are kept, with the keyboard on them."""
        if list(self._rows) != list(searches):
            self._rows = {search: self._rows.get(search) or self._row(search) for search in searches}
            self.put(list(self._rows.values()))

    def show_counts(self, counts: Mapping[SavedSearch, int]) -> None:
        """Show how many samples searches find; the others keep what they say."""
        for search, count in counts.items():
            if search in self._rows:
                self._rows[search].show_count(count)

    def show_active(self, text: str) -> None:
        """Mark the searches whose filter is the one that is on."""
        for search, row in self._rows.items():
            row.setChecked(search.text == text.strip())

    def focus_on(self, search: SavedSearch) -> None:
        """Give a search the keyboard."""
        if search in self._rows:
            self._rows[search].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, search: SavedSearch) -> SearchRow:
        row = SearchRow(search, self._theme, self._icons)
        row.clicked.connect(lambda: self.chosen.emit(search))
        row.menu_wanted.connect(lambda point: self.menu_wanted.emit(search, point))
        row.rename_wanted.connect(lambda: self.rename_wanted.emit(search))
        row.delete_wanted.connect(lambda: self.delete_wanted.emit(search))
        row.move_wanted.connect(lambda step: self.move_wanted.emit(search, step))
        return row
