"""Samples that were moved: said when their collection is opened, with a way to say where they are now."""

import asyncio
import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.text import printable
from sp404_gui.ui.collection import Collection

if TYPE_CHECKING:
    from sp404_gui.engine.jobs.reading import CollectionInfo
    from sp404_gui.ui.main_window import MainWindow


class MovedControl(QObject):
    """Looks whether the samples of a collection are where they were.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def look(self, collection: Collection) -> None:
        """Look, and offer to choose the new place where they are gone."""
        self._window.tasks.start(self._look(collection))

    async def _look(self, collection: Collection) -> None:
        root = collection.info.root
        if not await asyncio.to_thread(os.path.isdir, root) and collection is self._window.shelf.current:
            sentence = self.tr("The samples are no longer in %1. Connect the disk, or say where they are now: all that is known is kept.")
            if not root:
                sentence = self.tr("Where the samples are is not known any more. Say where they are: all that is known of them is kept.")
            sentence = sentence.replace("%1", printable(root))
            self._window.notices.say(sentence, "warning", self.tr("Choose the folder…"), lambda: self._choose(collection))

    def _choose(self, collection: Collection) -> None:
        dialog = QFileDialog(self._window, self.tr("Where are the samples now?"))
        self._window.services.theme.dress(dialog)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda root: self._window.tasks.start(self._move(collection, root)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def _move(self, collection: Collection, root: str) -> None:
        shelf = self._window.shelf
        try:
            info, strange = await asyncio.to_thread(_moved, collection.place, root)
        except Sp404Error as error:
            self._window.notices.say(str(error), "failed")
            return
        opened = shelf.opened(collection.place)  # another one may be shown meanwhile, or this one again
        if opened is not None and not strange:
            await opened.reading.load()
            await self._window.drops.complete(opened)
        elif opened is not None and opened is shelf.current:
            shelf.close_current()
            shelf.strange.emit(info, strange)


def _moved(place: str, root: str) -> "tuple[CollectionInfo, list[str]]":
    """Note where the samples are, as the user says; what the job is now, and those of its folders of which he says nothing. Blocks.

    Raises:
        Sp404Error: It was not noted.
    """
    from sp404_gui.engine.choices import remember_as_own, strange_folders_of
    from sp404_gui.engine.jobs.folders import move_job
    from sp404_gui.engine.jobs.reading import collection_info

    move_job(place, root)
    remember_as_own([root])
    info = collection_info(place)
    return info, strange_folders_of(place, info.folders)
