"""Searches that are kept: saving, applying, renaming, ordering and counting them."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from sp404_gui.ui.search.query import parse
from sp404_gui.ui.search.saved import SavedSearch, as_rows, from_rows, moved
from sp404_gui.ui.search.speech import Speech

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow

_COUNT_MS = 400


class SearchControl(QObject):
    """Joins the sidebar's searches with the filter, the list and what the window remembers.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._searches = from_rows(window.services.state.searches)
        self._uncounted: deque[SavedSearch] = deque()
        self._due = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._due.timeout.connect(self._count_all)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._count_one)
        section = window.sidebar.searches
        section.chosen.connect(self._apply)
        section.menu_wanted.connect(self._open_menu)
        section.rename_wanted.connect(self._rename)
        section.delete_wanted.connect(self._forget)
        section.move_wanted.connect(self._move)
        window.field.query_changed.connect(lambda query: section.show_active(query.text))
        window.field.save_wanted.connect(self.save)
        window.shelf.switched.connect(self._show)
        self._show()

    def save(self) -> None:
        """Ask for a name, and keep the filter and the order of now under it."""
        window = self._window
        text = window.field.text().strip()
        if window.shelf.current is None or parse(text).is_empty:
            window.notices.say(self.tr("Type a filter first: a search that is kept is a filter with a name."), "info")
            window.listing.begin()
            return
        sort = window.samples.order
        draft = SavedSearch(name=text, text=text, sort=sort)
        self._ask(self.tr("Save this search"), draft, self.add)

    def add(self, search: SavedSearch) -> None:
        """Keep a search, below the others."""
        self._keep([*self._searches, search], search)

    def changed(self) -> None:
        """Samples have changed: count again soon."""
        if self._searches and not self._due.isActive():
            self._due.start()

    @property
    def _place(self) -> str:
        current = self._window.shelf.current
        return current.place if current is not None else ""

    def _apply(self, search: SavedSearch) -> None:
        """Show what it finds in its order; chosen again, show everything."""
        window = self._window
        if window.field.text().strip() == search.text:
            window.listing.reset()
            return
        if window.views.currentWidget() not in {window.samples, window.map}:
            window.show_view("list")
        window.field.set_text(search.text)
        window.samples.order_by(search.sort)

    def _rename(self, search: SavedSearch) -> None:
        def keep(named: SavedSearch) -> None:
            self._keep([named if other == search else other for other in self._searches], named)

        self._ask(self.tr("Rename the search"), search, keep)

    def _forget(self, search: SavedSearch) -> None:
        place = self._searches.index(search)

        def back() -> None:
            self._keep([*self._searches[:place], search, *self._searches[place:]], search)

        self._keep([other for other in self._searches if other != search])
        sentence = self.tr("The search “%1” is gone. Its samples are where they were.").replace("%1", search.name)
        self._window.notices.say(sentence, "info", self.tr("Bring back"), back)

    def _move(self, search: SavedSearch, step: int) -> None:
        self._keep(moved(self._searches, search, step, self._place), search)

    def _ask(self, title: str, draft: SavedSearch, keep: Callable[[SavedSearch], None]) -> None:
        from sp404_gui.ui.dialogs.search_name import SearchNameDialog

        place = self._place  # a second start may show another collection

        def named(name: str, here: bool) -> None:
            keep(replace(draft, name=name, place=place if here else ""))

        dialog = SearchNameDialog(self._window.services.theme, title, draft.text, self._window)
        dialog.show_values(draft.name, here=bool(draft.place))
        dialog.named.connect(named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, searches: list[SavedSearch], focus: SavedSearch | None = None) -> None:
        """Have these searches; they are on disk at once, since a crash would lose them otherwise."""
        self._searches = list(dict.fromkeys(searches))
        self._window.services.state.searches = as_rows(self._searches)
        self._show()
        if focus is not None:
            self._window.sidebar.searches.focus_on(focus)
        self._window.tasks.start(self._window.services.keeper.keep())

    def _show(self) -> None:
        section = self._window.sidebar.searches
        section.show_searches([search for search in self._searches if search.is_for(self._place)] if self._place else [])
        section.show_active(self._window.field.text())
        self._count_all()

    def _count_all(self) -> None:
        """One after the other, with time for other things in between."""
        self._uncounted = deque(search for search in self._searches if search.is_for(self._place)) if self._place else deque()
        self._next.start()

    def _count_one(self) -> None:
        if not self._uncounted:
            return
        search, store = self._uncounted.popleft(), self._window.table.store
        found = parse(search.text, Speech(store)).matches(store) & ~store.removed
        self._window.sidebar.searches.show_counts({search: int(found.sum())})
        self._next.start()

    def _open_menu(self, search: SavedSearch, place: QPoint) -> None:
        menu = QMenu(self._window)
        self._window.services.theme.dress(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Show what it finds")).triggered.connect(lambda: self._apply(search))
        menu.addAction(self.tr("Rename…") + "\tF2").triggered.connect(lambda: self._rename(search))
        menu.addSeparator()
        menu.addAction(self.tr("Move up") + "\tAlt+↑").triggered.connect(lambda: self._move(search, -1))
        menu.addAction(self.tr("Move down") + "\tAlt+↓").triggered.connect(lambda: self._move(search, 1))
        menu.addSeparator()
        menu.addAction(self.tr("Delete this search") + "\tDel").triggered.connect(lambda: self._forget(search))
        menu.popup(place)
