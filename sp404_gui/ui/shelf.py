"""All collections that the window knows, and those that are open."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.far_places import FarPlaces
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.wording import plural

if TYPE_CHECKING:
    from sp404_gui.engine.jobs.reading import CollectionInfo


class Shelf(QObject):
    """Opens, makes and lists collections. Only the current one and those at work are kept in memory.

    Attributes:
        jobs_dir: The usual place of job folders.
        recent: Job folders outside the usual place, newest first.
        current: The collection that is shown.
        wanted: The job folder that was chosen last; empty since folders were dropped, None before anything was wanted.
        trusting: Whether collections are opened unasked whatever folders they name.
        listed: The list of collections is another; carries `CollectionInfo` rows.
        leaving: The current collection is about to be left: what is still being typed belongs to it.
        switched: Another collection is shown, or none.
        moved_on: Something else goes on in an open collection, seen or not.
        strange: A collection was not opened: it names folders of which the user never spoke; carries its `CollectionInfo` and those.
        noticed: Carries a sentence for the user and its tone.
    """

    listed = Signal(list)
    leaving = Signal()
    switched = Signal()
    moved_on = Signal()
    strange = Signal(object, list)
    noticed = Signal(str, str)

    def __init__(self, recent: Sequence[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.recent = list(recent)
        self.current: Collection | None = None
        self.infos: list[CollectionInfo] = []
        self.jobs_dir = ""
        self.wanted: str | None = None
        self.trusting = False
        self._open: dict[str, Collection] = {}
        self._far = FarPlaces(_at)
        self._looks = FarPlaces(_look_into)
        self._one_by_one = asyncio.Lock()

    @property
    def working(self) -> Collection | None:
        """The collection that a run works on; one at a time, so that their calls keep one pace."""
        return next((c for c in self._open.values() if c.is_working), None)

    def opened(self, place: str) -> Collection | None:
        """The collection in a job folder, if it is in memory."""
        return self._open.get(place)

    async def refresh(self) -> None:
        """Look at the folders again."""
        infos = await asyncio.to_thread(_usual, self.jobs_dir)
        known = {info.place for info in infos}
        others = await self._far.found([place for place in self.recent if place not in known])
        self.infos = [*infos, *(info for info in others if info is not None and info.damaged is None)]
        self.listed.emit(self.infos)
        if self.current is not None:
            await self.current.reading.refresh()

    async def has(self, place: str) -> bool:
        """Whether a recent collection is there, once its drive has answered."""
        info = await self._far.at(place)
        return info is not None and info.damaged is None

    async def open(self, place: str) -> None:
        """Show the collection in a job folder, an absolute path, and read it, unless another one is wanted meanwhile."""
        self.wanted = place
        collection = await self._collection(place, is_chosen=True)
        if collection is not None:
            self._show(collection)
            await collection.reading.begin()

    async def make(self, folders: Sequence[str]) -> Collection | None:
        """Show the collection of these folders: the one that they have already, or a new one. None where nothing is found."""
        before, self.wanted = self.wanted, ""
        async with self._one_by_one:
            try:
                place = await asyncio.to_thread(_prepared, folders)
            except Sp404Error as error:
                self.noticed.emit(str(error), "failed")
                self.wanted = self.wanted or before
                return None
            collection = await self._collection(place)
            if collection is not None and not self.wanted:
                self._show(collection)
        if collection is not None:
            await collection.reading.begin()
        return self._open.get(place)

    async def all_made(self) -> None:
        """Wait until it is known which of the dropped folders are shown."""
        async with self._one_by_one:
            pass

    async def add(self, collection: Collection, folders: Sequence[str]) -> None:
        """Add folders to an open collection; without any, look for new files in those that it has."""
        if collection.is_working or collection.stage is not Stage.READY:
            self.noticed.emit(self.tr("“%1” is busy: add folders when it rests.").replace("%1", collection.info.name), "warning")
            return
        before = len(collection.store)
        if not await collection.ahead.list_files(folders):
            return
        found = len(collection.store) - before
        nothing = self.tr("All samples there are in the collection already.")
        added = plural(found, "%Ln new sample was added.", "%Ln new samples were added.")
        self._notice(collection.info, added if found else nothing, "info")

    def close_current(self) -> None:
        """Show no collection."""
        self._show(None)

    async def _collection(self, place: str, *, is_chosen: bool = False) -> Collection | None:
        """The collection in a job folder, once its drive has answered; None where it may not be shown, or is not wanted any more."""
        if place not in self._open:
            info, strange = await self._looks.at(place)
            if is_chosen and self.wanted != place:
                return None
            if info.damaged is not None:
                self.noticed.emit(info.damaged, "failed")
                return None
            if strange and not self.trusting:
                self.strange.emit(info, strange)
                return None
            place = info.place
            if place not in self._open:  # asked for twice, it came in meanwhile
                self._take_in(info)
        return self._open[place]

    def _take_in(self, info: "CollectionInfo") -> None:
        """Hear a collection. What hears it knows its folder alone: a closure over it would keep it in memory for ever."""
        place = info.place
        self._open[place] = collection = Collection(info, self)
        collection.stage_changed.connect(self.moved_on)
        collection.ended.connect(lambda: self._ended(place))
        collection.stage_changed.connect(lambda: self._forget_unseen(place))
        collection.paid.connect(lambda: self._forget_unseen(place))
        collection.noticed.connect(lambda sentence, tone: self._notice(info, sentence, tone))

    def _ended(self, place: str) -> None:
        """A run has ended: say so where nobody saw it."""
        collection = self._open.get(place)
        if collection is not None and collection is not self.current and collection.news.ending is not None:
            counts = collection.held(collection.news.ending.counts)
            sentence = (
                self.tr("“%1” has ended: %2 of %3 samples are done.").replace("%2", str(counts.done)).replace("%3", str(counts.total))
            )
            self.noticed.emit(" ".join([sentence.replace("%1", collection.info.name), collection.news.ending.reason]).strip(), "info")

    def _forget_unseen(self, place: str) -> None:
        """Keep nothing in memory of what is not shown, once nothing is done with it any more."""
        collection = self._open.get(place)
        if collection is not None and collection is not self.current and not (collection.is_working or collection.hold.owes):
            self._let_go(collection)

    def _notice(self, info: "CollectionInfo", sentence: str, tone: str) -> None:
        is_shown = self.current is not None and self.current.place == info.place
        self.noticed.emit(sentence if is_shown else f"{info.name}: {sentence}", tone)

    def _show(self, collection: Collection | None) -> None:
        if collection is self.current:
            return
        if self.current is not None:
            self.leaving.emit()
        before, self.current = self.current, collection
        if before is not None:
            self._forget_unseen(before.place)
        if collection is not None:
            self.recent = [collection.place, *(place for place in self.recent if place != collection.place)]
        self.switched.emit()

    def _let_go(self, collection: Collection) -> None:
        """Keep nothing of it in memory, but how many samples it has not any more: its folder is not looked at for that."""
        self._open.pop(collection.place, None)
        if collection.stage is not Stage.LOADING:
            removed = collection.samples.removed()
            self.infos = [replace(info, removed=removed) if info.place == collection.place else info for info in self.infos]
        collection.leave()


def _usual(jobs_dir: str) -> "list[CollectionInfo]":
    from sp404_gui.engine.jobs.reading import collections

    return collections(jobs_dir)


def _look_into(place: str) -> "tuple[CollectionInfo, list[str]]":
    """What a job folder says, and the folders that it names and the user never did."""
    from sp404_gui.engine.choices import strange_folders_of
    from sp404_gui.engine.jobs.reading import collection_info

    info = collection_info(place)
    return info, strange_folders_of(place, info.folders) if info.damaged is None else []


def _at(place: str) -> "CollectionInfo | None":
    from sp404_gui.engine.jobs.reading import collection_info

    return collection_info(place) if os.path.isdir(place) else None


def _prepared(folders: Sequence[str]) -> str:
    """The job folder for these folders; a new one has no samples listed yet. Blocks.

    Raises:
        Sp404Error: There is no audio, or the folder cannot be made.
    """
    from sp404_gui.engine.choices import job_options, remember_as_own, settled
    from sp404_gui.engine.clock import SystemClock
    from sp404_gui.engine.jobs.folders import create_job, default_place
    from sp404_gui.library.passed import PassedOver
    from sp404_gui.library.scan import nothing_found, scan
    from sp404_gui.store.job_folder import JobFolder

    resolved = settled()
    place = default_place(resolved.settings.jobs_dir, folders)
    remember_as_own(folders)
    if JobFolder.exists(place):
        return place
    passed = PassedOver()
    if next(scan(folders, resolved.settings.filters, passed), None) is None:
        raise nothing_found(folders, passed)
    create_job(place, folders, job_options(resolved), SystemClock())
    return place
