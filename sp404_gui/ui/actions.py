"""Everything that the window can do, as data: its words, its keys, and where the keys hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.viewing import views


class Where(Enum):
    """Where the keys of an action hold."""

    WINDOW = "window"
    LIST = "list"
    SAMPLES = "list and map"
    LISTS = "list, map and wave"
    SOUNDS = "list, map, wave and pads"
    PADS = "pads"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that the user can do.

    Attributes:
        name: Its name in the program.
        group: Under which heading the overview lists it.
        text: What the user reads.
        keys: Keys, in the portable form of QKeySequence.
        where: Where they hold.
        icon: Name of its icon, if it has one.
        switch: Whether it is on or off; the menus show which.
    """

    name: str
    group: str
    text: str
    keys: tuple[str, ...] = ()
    where: Where = Where.WINDOW
    icon: str = ""
    switch: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)


def deeds() -> tuple[Deed, ...]:
    """All of them, in the order of the overview."""
    both = Where.LISTS
    job, play, list_, edit, view = _tr("Collection"), _tr("Listening"), _tr("List"), _tr("Editing"), _tr("Window")
    here, rows, sounds = Where.SAMPLES, Where.LIST, Where.SOUNDS
    return (
        Deed("add", job, _tr("Add folder…"), ("Ctrl+O",), icon="add"),
        Deed("add_files", job, _tr("Add files…"), ("Ctrl+Shift+O",), icon="add"),
        Deed("add_here", job, _tr("Add a folder to this collection…"), ("Ctrl+Alt+O",), icon="add"),
        Deed("open_job", job, _tr("Open a job folder…"), icon="folder"),
        Deed("demo", job, _tr("Try the demo samples")),
        Deed("start_pause", job, _tr("Start or pause"), ("Ctrl+R",), icon="play"),
        Deed("stop", job, _tr("Stop"), ("Ctrl+.",), icon="stop"),
        Deed("plan", job, _tr("Show the plan…"), ("Ctrl+P",), icon="info"),
        Deed("rescan", job, _tr("Look for new files"), ("F5",), icon="retry"),
        Deed("watch", job, _tr("Watch its folders"), ("Shift+F5",), icon="eye", switch=True),
        Deed("duplicates", job, _tr("Find duplicates…"), ("Ctrl+Shift+D",), icon="copy"),
        Deed("export", job, _tr("Export…"), ("Ctrl+E",), icon="export"),
        Deed("card", job, _tr("Write card…"), ("Ctrl+Shift+E",), icon="disk"),
        Deed("show_data", job, _tr("Show the job folder")),
        Deed("close_job", job, _tr("Close the collection"), ("Ctrl+W",)),
        Deed("play_pause", play, _tr("Play or pause"), ("Space",), both, "play"),
        Deed("play_again", play, _tr("Play from the start"), ("Return", "Enter"), both, "play"),
        Deed("silence", play, _tr("Stop playing"), ("Esc",), sounds, "stop"),
        Deed("back", play, _tr("Seek back"), ("Left",), rows),
        Deed("forth", play, _tr("Seek forth"), ("Right",), rows),
        Deed("loop", play, _tr("Loop"), ("L",), both, "loop"),
        Deed("on_select", play, _tr("Audition on select"), ("A",), both, "speaker"),
        Deed("louder", play, _tr("Louder"), ("Shift+Up",), sounds),
        Deed("softer", play, _tr("Softer"), ("Shift+Down",), sounds),
        Deed("filter", list_, _tr("Filter"), ("Ctrl+F", "/"), icon="search"),
        Deed("reset_filter", list_, _tr("Reset the filter"), ("Ctrl+Shift+F",), icon="filter"),
        Deed("save_search", list_, _tr("Save this search…"), ("Ctrl+D",), icon="star"),
        Deed("similar", list_, _tr("Find similar"), ("S",), here, "wave"),
        Deed("to_pads", list_, _tr("Add to pads"), ("P",), here, "pads"),
        Deed("columns", list_, _tr("Columns and order…"), ("Ctrl+K",), icon="list"),
        Deed("copy", list_, _tr("Copy rows as text"), ("Ctrl+C",), here, "copy"),
        Deed("copy_path", list_, _tr("Copy path"), ("Ctrl+Shift+C",), here, "copy"),
        Deed("show_file", list_, _tr("Show in folder"), ("Ctrl+Return",), here, "folder"),
        Deed("ask_again", list_, _tr("Ask again"), ("Ctrl+Shift+R",), here, "retry"),
        Deed("favorite", edit, _tr("Favorite"), ("F",), here, "heart"),
        *(Deed(f"rate_{n}", edit, _tr("Rating %1").replace("%1", str(n)), (str(n),), here, "star") for n in range(1, 6)),
        Deed("rate_0", edit, _tr("No rating"), ("0",), here),
        Deed("remove", edit, _tr("Remove from the collection"), ("Del",), here, "trash"),
        Deed("undo", edit, _tr("Undo"), ("Ctrl+Z",), icon="undo"),
        Deed("redo", edit, _tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo"),
        *_of_pads(),
        *(Deed(f"view_{one.name}", view, one.text, (one.keys,), icon=one.icon) for one in views()),
        Deed("settings", view, _tr("Settings…"), ("Ctrl+,",), icon="gear"),
        Deed("theme", view, _tr("Dark or light"), ("Ctrl+Shift+L",), icon="moon"),
        Deed("keys", view, _tr("Keyboard overview"), ("?", "F1", "Ctrl+/"), icon="keyboard"),
        Deed("about", view, _tr("About SP-404 Batch"), icon="info"),
        Deed("quit", view, _tr("Quit"), ("Ctrl+Q",)),
    )


def _of_pads() -> tuple[Deed, ...]:
    pads, here = _tr("Pads"), Where.PADS
    return (
        Deed("fill", pads, _tr("Fill the bank"), ("G",), here, "wave"),
        Deed("lock_pad", pads, _tr("Lock or unlock the pad"), ("L",), here, "lock"),
        Deed("choke_pad", pads, _tr("Next choke group"), ("H",), here, "mute"),
        Deed("clear_pad", pads, _tr("Clear the pad"), ("Del", "Backspace"), here, "trash"),
        Deed("find_pad", pads, _tr("Show in the list"), ("Ctrl+Return",), here, "list"),
        Deed("bank_back", pads, _tr("Bank before"), ("PgUp",), here),
        Deed("bank_forth", pads, _tr("Next bank"), ("PgDown",), here),
        Deed("new_kit", pads, _tr("New kit"), icon="add"),
        Deed("rename_kit", pads, _tr("Rename the kit…"), ("F2",), here),
        Deed("copy_kit", pads, _tr("Duplicate the kit"), icon="copy"),
        Deed("delete_kit", pads, _tr("Delete the kit"), icon="trash"),
    )


Places = Mapping[Where, tuple[QWidget, ...]]


class Actions(QObject):
    """The actions of a window.

    Args:
        window: The keys of the whole window hold in it.
        places: The widgets in which the other keys hold.
        icons: Where the icons come from.
        do: What each action does, by name; one that is missing is an error.
    """

    def __init__(self, window: QWidget, places: Places, icons: Icons, do: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._icons = icons
        self.by_name: dict[str, QAction] = {}
        self.groups: dict[str, list[QAction]] = {}
        for deed in deeds():
            action = QAction(deed.text, self)
            action.setObjectName(deed.name)
            action.setShortcuts([QKeySequence(keys) for keys in deed.keys])
            action.setProperty("icon", deed.icon)
            action.setCheckable(deed.switch)
            action.triggered.connect(lambda _=False, deed=deed: do[deed.name]())
            self._place(action, deed.where, (window,) if deed.where is Where.WINDOW else places[deed.where])
            self.by_name[deed.name] = action
            self.groups.setdefault(deed.group, []).append(action)
        QTimer.singleShot(0, self, self.recolor)  # icons of menus can wait for the first frame

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def recolor(self) -> None:
        """Draw the icons in the colours of now."""
        for action in self.by_name.values():
            if name := action.property("icon"):
                action.setIcon(self._icons.icon(name))

    @staticmethod
    def _place(action: QAction, where: Where, widgets: tuple[QWidget, ...]) -> None:
        inside = where is not Where.WINDOW
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut if inside else Qt.ShortcutContext.WindowShortcut)
        for widget in widgets:
            widget.addAction(action)
