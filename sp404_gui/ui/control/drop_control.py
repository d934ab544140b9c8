"""What is dropped or handed over: folders become collections, job folders are opened."""

import asyncio
import os
from collections.abc import Sequence

from PySide6.QtCore import QObject

from sp404_gui.config.paths import resource
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import Stage


class DropControl(QObject):
    """Takes paths in, in the order in which they come.

    Args:
        shelf: Where collections are made and opened.
        tasks: Where the work is started.
        parent: Its owner.
    """

    def __init__(self, shelf: Shelf, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._tasks = tasks

    def take(self, paths: Sequence[str], *, add: bool = False) -> None:
        """Take absolute paths.

        Args:
            paths: Folders, files or job folders.
            add: Whether they join the current collection.
        """
        collection = self._shelf.current if add else None
        if paths:
            self._tasks.start(self._take(paths, collection.place if collection is not None else ""))

    def take_into(self, place: str, paths: Sequence[str]) -> None:
        """Add paths to the collection in a job folder."""
        self._tasks.start(self._take_into(place, paths))

    def open(self, place: str) -> None:
        """Show the collection in a job folder."""
        self._tasks.start(self.show(os.path.normpath(place)))  # as a dialog gives it, it may end in a slash

    def demo(self) -> None:
        """Make a collection of the demo samples."""
        self.take([str(resource("demo"))])

    def rescan(self) -> None:
        """Look for new files in the folders of the current collection."""
        self._tasks.start(self._look_again())

    async def show(self, place: str) -> None:
        """Show the collection in a job folder; a list that was cut short is made complete."""
        await self._shelf.open(place)
        await self.complete(self._shelf.opened(place))

    async def complete(self, collection: Collection | None) -> None:
        """Make the list of a collection complete if it was cut short."""
        if collection is not None and _is_cut_short(collection):
            is_there = await asyncio.to_thread(os.path.isdir, collection.info.root)
            if is_there and _is_cut_short(collection):  # a disk that spins up takes its time
                await collection.ahead.list_files()
        await self._shelf.refresh()

    async def _take(self, paths: Sequence[str], place: str) -> None:
        jobs, folders = await asyncio.to_thread(_sorted_out, paths)
        if folders and place:
            await self._add(place, folders)
        for job in jobs:
            await self.show(job)
        if folders and not place:
            await self.complete(await self._shelf.make(folders))

    async def _take_into(self, place: str, paths: Sequence[str]) -> None:
        await self.show(place)
        if self._shelf.opened(place) is not None or self._shelf.wanted != place:  # otherwise it was said why it is not shown
            await self._add(place, paths)

    async def _add(self, place: str, paths: Sequence[str]) -> None:
        """Add paths to the collection in a job folder, unless it was left meanwhile."""
        collection = self._shelf.opened(place)
        if collection is None:
            sentence = self.tr("Nothing was added: “%1” was left before all was read. Drop it there again.")
            self._shelf.noticed.emit(sentence.replace("%1", os.path.basename(place)), "warning")
            return
        await self._shelf.add(collection, paths)
        await self._shelf.refresh()

    async def _look_again(self) -> None:
        """New files come in, and what was restored from the trash comes back."""
        collection = self._shelf.current
        if collection is not None:
            await self._shelf.add(collection, ())
            await collection.edits.bring_back()
        await self._shelf.refresh()


def _is_cut_short(collection: Collection) -> bool:
    return collection.stage is Stage.READY and not collection.info.scan_complete


def _sorted_out(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Job folders, and what holds samples. Blocks."""
    from sp404_gui.store.job_folder import JobFolder

    jobs = {path for path in paths if JobFolder.exists(path)}
    return [os.path.normpath(path) for path in paths if path in jobs], [path for path in paths if path not in jobs]
