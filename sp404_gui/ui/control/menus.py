"""The menus: of the buttons at the top, of rows, of collections."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow

_ROW = ("play_again", "", "similar", "to_pads", "favorite", "ask_again", "", "show_file", "copy_path", "copy", "", "remove")
_ADD = ("add", "add_files", "add_here", "open_job", "", "demo")
_EXPORT = ("export", "card")
_MORE = ("plan", "rescan", "watch", "duplicates", "show_data", "close_job", "", "view_problems", "view_monitor", "", "keys", "about")
_PAD = ("lock_pad", "choke_pad", "clear_pad", "", "find_pad", "", "fill")
_KIT = ("new_kit", "rename_kit", "copy_kit", "delete_kit")
_COLLECTION = ("start_pause", "stop", "plan", "add_here", "rescan", "watch", "duplicates", "", "export", "card", "show_data", "close_job")


class Menus(QObject):
    """Makes the menus from the window's actions.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._wanted: tuple[str, QPoint] | None = None
        actions = window.actions_
        window.bar.connect_actions(actions.by_name, self._menu(_ADD), self._menu(_EXPORT), self._menu(_MORE))
        window.samples.context_menu.connect(self._open_for_rows)
        window.map.context_menu.connect(self._open_for_rows)
        window.pads.grid.menu_wanted.connect(lambda place: self._open(_PAD, place))
        window.pads.header.connect_actions(actions["fill"], self._menu(_KIT))
        window.sidebar.collection_menu.connect(self._open_for_collection)
        window.empty.collection_menu.connect(self._open_for_collection)
        window.shelf.switched.connect(self._open_for_shown)
        window.empty.add_wanted.connect(actions["add"].trigger)
        window.empty.demo_wanted.connect(actions["demo"].trigger)

    def _menu(self, names: Sequence[str]) -> QMenu:
        menu = QMenu(self._window)
        self._window.services.theme.dress(menu)
        for name in names:
            if name:
                menu.addAction(self._window.actions_[name])
            else:
                menu.addSeparator()
        return menu

    def _open_for_rows(self, place: QPoint, identifiers: Sequence[str]) -> None:
        if identifiers:
            self._open(_ROW, place)

    def _open_for_collection(self, job: str, place: QPoint) -> None:
        """The actions are about the current collection: another one is shown first, and has no menu where it cannot be shown."""
        self._wanted = job, place
        current = self._window.shelf.current
        if current is not None and current.place == job:
            self._open_for_shown()
        else:
            self._window.tasks.start(self._show(job, place))

    async def _show(self, job: str, place: QPoint) -> None:
        await self._window.drops.show(job)
        if self._wanted == (job, place):
            self._wanted = None

    def _open_for_shown(self) -> None:
        wanted, current = self._wanted, self._window.shelf.current
        if wanted is not None and current is not None and current.place == wanted[0]:
            self._wanted = None
            self._open(_COLLECTION, wanted[1])

    def _open(self, names: Sequence[str], place: QPoint) -> None:
        menu = self._menu(names)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
