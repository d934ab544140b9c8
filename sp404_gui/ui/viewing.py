"""The views of the window, as data: their words and keys, and which of them the bar at the top offers. A new one is one line."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class View:
    """One view.

    Attributes:
        name: Its name in the program.
        text: What the user reads.
        keys: Its key.
        icon: Name of its icon.
        in_bar: Whether the bar at the top offers it; the others are in the menus.
    """

    name: str
    text: str
    keys: str
    icon: str
    in_bar: bool = False


VIEW_NAMES = ("list", "map", "pads", "problems", "monitor")


def views() -> tuple[View, ...]:
    """All of them, in the order of the bar."""
    return (
        View("list", _tr("List"), "Alt+1", "list", in_bar=True),
        View("map", _tr("Map"), "Alt+2", "map", in_bar=True),
        View("pads", _tr("Pads"), "Alt+3", "pads", in_bar=True),
        View("problems", _tr("Problems"), "Alt+4", "alert"),
        View("monitor", _tr("Monitor"), "Alt+5", "plot"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("views", text)
