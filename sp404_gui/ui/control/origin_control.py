"""Collections from somebody else that are about files of which the user never spoke: opened when the user has agreed, once."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sp404_gui.domain.text import printable
from sp404_gui.ui.wording import plural

if TYPE_CHECKING:
    from sp404_gui.engine.jobs.reading import CollectionInfo
    from sp404_gui.ui.main_window import MainWindow

_NAMED = 3


class OriginControl(QObject):
    """Asks about collections that name strange folders.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.shelf.strange.connect(self._ask)

    def _ask(self, info: "CollectionInfo", folders: Sequence[str]) -> None:
        sentence = self.tr(
            "“%1” is about files in %2, from where you took no samples on this machine before. "
            "It was not opened: open it if you know where it comes from."
        )
        sentence = sentence.replace("%2", _named(folders)).replace("%1", info.name)
        agreed = self.tr("Open it")
        self._window.notices.say(sentence, "warning", agreed, lambda: self._agree(info.place, folders))

    def _agree(self, place: str, folders: Sequence[str]) -> None:
        self._window.tasks.start(self._open(place, folders))

    async def _open(self, place: str, folders: Sequence[str]) -> None:
        from sp404_gui.engine.choices import remember_as_own

        await asyncio.to_thread(remember_as_own, folders)
        await self._window.drops.show(place)


def _named(folders: Sequence[str]) -> str:
    """All folders to which the user agrees: the widest by name, since what they hold follows from them, and how many others there are."""
    ordered = [printable(folder) for folder in sorted(folders, key=len)]
    shown, others = ", ".join(ordered[:_NAMED]), len(ordered) - _NAMED
    return plural(others, "%1 and %Ln other folder", "%1 and %Ln other folders").replace("%1", shown) if others > 0 else shown
