"""What is dropped or handed over: folders become collections, job folders are opened."""

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QObject

from sp404_gui.config.paths import resource
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.shelf import Shelf


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
        self._one_by_one = asyncio.Lock()

    def take(self, paths: Sequence[str], *, add: bool = False) -> None:
        """Take absolute paths.

        Args:
            paths: Folders, files or job folders.
            add: Whether they join the current collection.
        """
        if paths:
            self._tasks.start(self._take(paths, add=add))

    def take_into(self, place: str, paths: Sequence[str]) -> None:
        """Add paths to the collection in a job folder."""
        self._tasks.start(self._take_into(place, paths))

    def open(self, place: str) -> None:
        """Show the collection in a job folder."""
        self._tasks.start(self._open(place))

    def demo(self) -> None:
        """Make a collection of the demo samples."""
        self.take([str(resource("demo"))])

    async def _take(self, paths: Sequence[str], *, add: bool) -> None:
        jobs, folders = await asyncio.to_thread(_sorted_out, paths)
        async with self._one_by_one:
            for job in jobs:
                await self._shelf.open(job)
            if folders and add:
                await self._shelf.add(folders)
            elif folders:
                await self._shelf.make(folders)
            await self._shelf.refresh()

    async def _take_into(self, place: str, paths: Sequence[str]) -> None:
        async with self._one_by_one:
            await self._shelf.open(place)
            await self._shelf.add(paths)
            await self._shelf.refresh()

    async def _open(self, place: str) -> None:
        async with self._one_by_one:
            await self._shelf.open(place)
            await self._shelf.refresh()


def _sorted_out(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Job folders, and what holds samples. Blocks."""
    from sp404_gui.store.job_folder import JobFolder

    jobs = {path for path in paths if JobFolder.exists(path)}
    return [path for path in paths if path in jobs], [path for path in paths if path not in jobs]
