"""All collections that the window knows, and those that are open."""

import asyncio
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.ui.collection import Collection

if TYPE_CHECKING:
    from sp404_gui.engine.reading import CollectionInfo


class Shelf(QObject):
    """Opens, makes and lists collections. Only the current one and those at work are kept in memory.

    Attributes:
        recent: Job folders outside the usual place, newest first.
        current: The collection that is shown.
        listed: The list of collections is another; carries `CollectionInfo` rows.
        switched: Another collection is shown, or none.
        noticed: Carries a sentence for the user and its tone.
    """

    listed = Signal(list)
    switched = Signal()
    noticed = Signal(str, str)

    def __init__(self, recent: Sequence[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.recent = list(recent)
        self.current: Collection | None = None
        self.infos: list[CollectionInfo] = []
        self._open: dict[str, Collection] = {}

    @property
    def working(self) -> Collection | None:
        """The collection that a run works on; one at a time, since all share one pace."""
        return next((c for c in self._open.values() if c.is_working), None)

    def opened(self, place: str) -> Collection | None:
        """The collection in a job folder, if it is in memory."""
        return self._open.get(place)

    async def refresh(self) -> None:
        """Look at the folders again."""
        self.infos = await asyncio.to_thread(_all, self.recent)
        self.listed.emit(self.infos)
        if self.current is not None:
            await self.current.refresh()

    async def open(self, place: str) -> None:
        """Show the collection in a job folder, an absolute path."""
        from sp404_gui.engine.reading import collection_info

        if self.current is not None and self.current.place == place:
            return
        known = self._open.get(place)
        if known is None:
            info = await asyncio.to_thread(collection_info, place)
            if info.damaged is not None:
                self.noticed.emit(info.damaged, "failed")
                return
            known = self._open[place] = Collection(info, self)
        self._show(known)
        if not len(known.store):
            await known.load()

    async def make(self, folders: Sequence[str]) -> Collection | None:
        """A collection of these folders: the one that they have already, or a new one, its samples listed. None where nothing is found."""
        try:
            place, is_new = await asyncio.to_thread(_prepared, folders)
        except Sp404Error as error:
            self.noticed.emit(str(error), "failed")
            return None
        await self.open(place)
        collection = self.current
        if collection is None or collection.place != place:
            return None
        if is_new:
            await collection.list_files()
            await self.refresh()
        return collection

    async def add(self, folders: Sequence[str]) -> None:
        """Add folders to the current collection."""
        if self.current is None:
            return
        before = len(self.current.store)
        await self.current.list_files(folders)
        found = len(self.current.store) - before
        sentence = (
            self.tr("%n new sample(s) were added.", "", found) if found else self.tr("All samples there are in the collection already.")
        )
        self.noticed.emit(sentence, "info")

    def close_current(self) -> None:
        """Show no collection."""
        self._show(None)

    def _show(self, collection: Collection | None) -> None:
        before, self.current = self.current, collection
        if before is not None and before is not collection and not before.is_working:
            self._open.pop(before.place, None)
            before.leave()
        if collection is not None:
            self.recent = [collection.place, *(place for place in self.recent if place != collection.place)]
        self.switched.emit()


def _all(recent: Sequence[str]) -> "list[CollectionInfo]":
    from sp404_gui.engine.choices import settled
    from sp404_gui.engine.reading import collection_info, collections

    infos = collections(settled().settings.jobs_dir)
    known = {info.place for info in infos}
    others = [collection_info(place) for place in recent if place not in known and os.path.isdir(place)]
    return [*infos, *(info for info in others if info.damaged is None)]


def _prepared(folders: Sequence[str]) -> tuple[str, bool]:
    """The job folder for these folders, and whether it is new. Blocks.

    Raises:
        Sp404Error: There is no audio, or the folder cannot be made.
    """
    from sp404_gui.engine.choices import job_options, settled
    from sp404_gui.engine.clock import SystemClock
    from sp404_gui.engine.jobs import create_job, default_place
    from sp404_gui.library.passed import PassedOver
    from sp404_gui.library.scan import nothing_found, scan
    from sp404_gui.store.job_folder import JobFolder

    resolved = settled()
    place = default_place(resolved.settings.jobs_dir, folders)
    if JobFolder.exists(place):
        return place, False
    passed = PassedOver()
    if next(scan(folders, resolved.settings.filters, passed), None) is None:
        raise nothing_found(folders, passed)
    create_job(place, folders, job_options(resolved), SystemClock())
    return place, True
