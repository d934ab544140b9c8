"""Watching the folders of the collection that is open: what comes is listed and measured by itself, what changed or went is said."""

import asyncio
import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sp404_gui.domain.text import printable
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.stage import RUN, Stage
from sp404_gui.ui.wording import plural

if TYPE_CHECKING:
    from sp404_gui.domain.sample import SampleRecord
    from sp404_gui.engine.jobs.drift import Drift
    from sp404_gui.library.scan import Found
    from sp404_gui.library.watch import FolderWatch, Seen
    from sp404_gui.ui.main_window import MainWindow

_REST_S = 2.0
"""A file that was written to within the last seconds may still be written."""
_NANO = 1_000_000_000


class WatchControl(QObject):
    """Watches while the switch of the open collection is on.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._collection: Collection | None = None
        self._folders: tuple[str, ...] = ()
        self._watch: FolderWatch | None = None
        self._turn = 0
        self._due: Seen | None = None
        self._is_looking = False
        self._said: set[str] = set()
        self._told: dict[str, str] = {}
        self._left_out: set[str] = set()
        self._again = QTimer(self, singleShot=True, interval=round(_REST_S * 1000))
        self._again.timeout.connect(self._look_again)
        window.shelf.switched.connect(self._follow)
        window.samples.selection_changed.connect(self._looked_at)

    def toggle(self) -> None:
        """Watch the folders of the open collection, or no longer."""
        collection, watched = self._window.shelf.current, self._window.services.state.watched
        if collection is not None:
            on = collection.place not in watched
            (watched.append if on else watched.remove)(collection.place)
            on_words = self.tr("The folders of “%1” are watched while it is open: new files come in and are measured by themselves.")
            sentence = on_words if on else self.tr("The folders of “%1” are watched no longer.")
            self._window.notices.say(sentence.replace("%1", collection.info.name), "info")
            self._window.tasks.start(self._window.services.keeper.keep())
            self._window.tasks.start(self._window.shelf.refresh())
        self._follow()

    async def shut_down(self) -> None:
        """Watch no more, and wait until that is so."""
        watch = self._leave()
        if watch is not None:
            await asyncio.to_thread(watch.close)

    def _follow(self) -> None:
        """Watch what is to be watched now."""
        current = self._window.shelf.current
        wanted = current if current is not None and current.place in self._window.services.state.watched else None
        self._window.actions_["watch"].setChecked(wanted is not None)
        folders = wanted.info.folders if wanted is not None else ()
        if (wanted, folders) == (self._collection, self._folders):
            return
        if (before := self._leave()) is not None:
            self._window.tasks.start(asyncio.to_thread(before.close))
        if wanted is not None:
            self._begin(wanted, folders)

    def _begin(self, collection: Collection, folders: tuple[str, ...]) -> None:
        from sp404_gui.engine.threads import on_this_loop
        from sp404_gui.library.watch import FolderWatch

        self._collection, self._folders = collection, folders
        collection.stage_changed.connect(self._stage)
        self._watch = FolderWatch(folders, on_this_loop(partial(self._take, self._turn)))
        self._watch.start()

    def _leave(self) -> "FolderWatch | None":
        """Forget what was watched; the watch that is to be closed."""
        self._turn += 1
        self._again.stop()
        if self._collection is not None:
            self._collection.stage_changed.disconnect(self._stage)
            if self._collection.stage is Stage.MEASURING:
                self._collection.stop()
        watch, self._watch = self._watch, None
        self._collection, self._folders, self._due = None, (), None
        self._said.clear()
        self._told.clear()
        self._left_out.clear()
        return watch

    def _stage(self) -> None:
        self._follow()  # folders may have been added
        self._act()

    def _take(self, turn: int, seen: "Seen") -> None:
        """Something was seen; what an earlier watch still says counts no more."""
        if turn == self._turn:
            self._note(seen)
            self._act()

    def _note(self, seen: "Seen") -> None:
        from sp404_gui.library.watch import Seen

        due = self._due or Seen()
        self._due = Seen(due.files | seen.files, seen.writing, due.all or seen.all)

    def _look_again(self) -> None:
        from sp404_gui.library.watch import Seen

        self._note(Seen(frozenset(self._left_out)))
        self._act()

    def _act(self) -> None:
        """Look at what was seen, now or when the job rests."""
        collection, due = self._collection, self._due
        if collection is None or due is None or self._is_looking:
            return
        if collection.stage is Stage.READY and not collection.is_working:
            self._is_looking = True
            self._window.tasks.start(self._look(collection))
        elif due.files and collection.stage in RUN:
            self._say_once(self.tr("Files came or changed in the folders of “%1”: they are looked at when the job rests."))
        elif due.files and collection.stage is Stage.ELSEWHERE:
            self._say_once(self.tr("Files came or changed in the folders of “%1”: they are looked at when the other process is done."))

    async def _look(self, collection: Collection) -> None:
        due, self._due = self._due, None
        try:
            if due is not None and not await self._is_away(collection):
                await self._look_at(collection, due)
        finally:
            self._is_looking = False
            self._act()

    async def _look_at(self, collection: Collection, due: "Seen") -> None:
        from sp404_gui.engine.jobs.drift import drift

        before = len(collection.store)
        if await asyncio.to_thread(_may_be_back, list(collection.store.records), due):
            await collection.edits.bring_back()
        found = await asyncio.to_thread(drift, list(collection.store.records), None if due.all else due.files)
        await _leave_out_removed(collection, found)
        ready = _Rested(due.writing)
        if due.all or found.unknown:
            alone = None if due.all else await asyncio.to_thread(_plain, found.unknown, collection.info.folders)
            await collection.ahead.list_files(is_ready=ready, files=alone)
        if collection is not self._collection:
            return
        if collection.is_working or collection.stage is not Stage.READY:  # a run or another process was quicker: nothing was listed
            self._note(due)
            return
        new = [record.id for record in collection.store.records[before:]]
        self._window.table.set_new(new, new=True)
        self._tell(len(new), self._untold(found))
        self._left_out = ready.left_out
        if self._left_out:
            self._again.start()
        if new:
            await collection.ahead.measure(new)

    async def _is_away(self, collection: Collection) -> bool:
        """Whether one of the folders is not there: the watch tells when it is back."""
        away = await asyncio.to_thread(_first_away, collection.info.folders)
        if away and collection is self._collection:
            self._say_once(
                self.tr("The folder %2 of “%1” is not there right now. When it is back, it is looked through.").replace(
                    "%2", printable(away)
                )
            )
        return bool(away)

    def _untold(self, found: "Drift") -> tuple[int, int]:
        """How many files have changed and how many are gone that were not told of yet."""
        now = dict.fromkeys(found.changed, "changed") | dict.fromkeys(found.gone, "gone")
        fresh = [what for path, what in now.items() if self._told.get(path) != what]
        self._told |= now
        return fresh.count("changed"), fresh.count("gone")

    def _tell(self, new: int, others: tuple[int, int]) -> None:
        changed, gone = others
        parts = [
            plural(new, "%Ln new sample came in.", "%Ln new samples came in.") if new else "",
            plural(changed, "%Ln file has changed.", "%Ln files have changed.") if changed else "",
            plural(gone, "%Ln file is gone; its sample stays.", "%Ln files are gone; their samples stay.") if gone else "",
        ]
        if sentence := " ".join(filter(None, parts)):
            self._window.notices.say(sentence, "info")

    def _say_once(self, sentence: str) -> None:
        if self._collection is not None and sentence not in self._said:
            self._said.add(sentence)
            self._window.notices.say(sentence.replace("%1", self._collection.info.name), "info")

    def _looked_at(self, identifiers: Sequence[str]) -> None:
        if self._window.table.store.new.any():
            self._window.table.set_new(identifiers, new=False)


class _Rested:
    """Lets files in that nobody writes any more.

    Args:
        writing: Files that somebody writes.

    Attributes:
        left_out: Those that were not let in.
    """

    def __init__(self, writing: frozenset[str]) -> None:
        self._writing = writing
        self.left_out: set[str] = set()

    def __call__(self, found: "Found") -> bool:
        is_young = 0 <= time.time_ns() - found.mtime_ns < _REST_S * _NANO
        if is_young or found.path in self._writing:
            self.left_out.add(found.path)
        return found.path not in self.left_out


async def _leave_out_removed(collection: Collection, found: "Drift") -> None:
    """Files that this window moves to the trash are not told of as gone: once its move has had its turn, their samples are removed."""
    if not found.gone or collection.is_working:  # a run has its turn to its end: what was seen is looked at again then
        return
    async with collection.hold.turn:
        records = [record for record in collection.store.records if record.sample.file in found.gone]
        said = collection.samples.said.now(record.id for record in records)
        found.gone -= {record.sample.file for record in records if said[record.id].removed}


def _may_be_back(records: "Sequence[SampleRecord]", due: "Seen") -> bool:
    """Whether there was something where the file of a removed sample was: one that had gone to the trash is back then. Blocks."""
    return any(record.user.removed and (due.all or record.sample.file in due.files) for record in records)


def _plain(files: "set[str]", folders: Sequence[str]) -> list[str] | None:
    """The files, where it is enough to look at them alone; None where links or hidden folders play a part. Blocks."""
    from sp404_gui.library.scan import is_plainly_below

    return sorted(files) if all(is_plainly_below(file, folders) for file in files) else None


def _first_away(folders: Sequence[str]) -> str:
    """The first place that is not there right now; empty where all are. Blocks."""
    from sp404_gui.library.scan import may_come_back

    return next(filter(may_come_back, folders), "")
