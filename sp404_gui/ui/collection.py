"""One collection in the window: its samples, and the run that works on them."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.errors import JobLocked, Sp404Error
from sp404_gui.domain.events import JobFinished, Noticed, Progressed
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.kit import Kits
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.ui.bridge import Changes, Gathering
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.said import Said
from sp404_gui.ui.stage import WORKING, Stage
from sp404_gui.ui.waits import in_words
from sp404_gui.ui.wording import plural

if TYPE_CHECKING:
    from sp404_gui.engine.jobs.intake import IsReady
    from sp404_gui.engine.jobs.reading import CollectionInfo
    from sp404_gui.engine.runner import Runner
    from sp404_gui.ui.job_start import JobStart


_SELDOM_S = 15.0
"""Between two readings of all samples of a job that another process works on."""


class Collection(QObject):
    """A job folder as the window has it.

    Args:
        info: What its folder says.
        parent: Its owner.

    Attributes:
        info: As it was read last.
        store: Its samples.
        put: Takes records into the store; the table does, while it shows them.
        stage: What goes on.
        progress: The newest numbers of a run.
        waiting: Why no call leaves right now; empty when one may.
        at_rest: Set while this program does not hold the job.
        ending: How the last run ended, if there was one.
        stored: Samples are new or other; carries their records.
        loaded: All samples were read.
        stage_changed: Another stage, or other facts in `info`.
        progressed: New numbers.
        noticed: Carries a sentence for the user and its tone.
        ended: A run has come to its end.
    """

    stored = Signal(object)
    loaded = Signal()
    stage_changed = Signal()
    progressed = Signal()
    noticed = Signal(str, str)
    ended = Signal()

    def __init__(self, info: "CollectionInfo", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.info = info
        self.store = SampleStore()
        self.stage = Stage.LOADING
        self.progress: Progressed | None = None
        self.waiting = ""
        self.ending: JobFinished | None = None
        self.put: Callable[[Sequence[SampleRecord]], object] = self.store.put
        self._runner: Runner | None = None
        self._left = False
        self._taken = False
        self._stop_wanted = False
        self._told: CollectionInfo | None = None
        self._loaded_at = 0.0
        self._said = Said(self.store, self._store)
        self.at_rest = asyncio.Event()
        self.at_rest.set()
        self._held = asyncio.Lock()
        self._has_lock = False
        self._lock_settled = asyncio.Event()
        self._lock_settled.set()
        self._gathering = Gathering(self)
        self._gathering.delivered.connect(self._take)

    @property
    def place(self) -> str:
        """Its job folder."""
        return self.info.place

    @property
    def is_working(self) -> bool:
        """Whether this program holds the job, or is about to."""
        return self._taken or self.stage in WORKING

    def leave(self) -> None:
        """It is no longer shown: what is left to read is not read."""
        self._left = True
        self.setParent(None)

    async def load(self) -> None:
        """Read the samples, in portions that show at once."""
        from sp404_gui.engine.jobs.reading import collection_info, read_records

        self.info = await asyncio.to_thread(collection_info, self.place)
        if self.info.damaged is not None:
            self._enter(Stage.DAMAGED)
            self.noticed.emit(self.info.damaged, "failed")
            return
        self._enter(Stage.LOADING)
        self._loaded_at = time.monotonic()
        chunks = read_records(self.place)
        try:
            while not self._left and (chunk := await asyncio.to_thread(next, chunks, None)):
                self._store(chunk)
        except Sp404Error as error:
            self.noticed.emit(str(error), "failed")
            self._enter(Stage.DAMAGED)
        else:
            self._enter(Stage.ELSEWHERE if self.info.locked else Stage.READY)
            self.loaded.emit()

    async def refresh(self) -> None:
        """Look at the folder again: a job that another process works on moves on."""
        from sp404_gui.engine.jobs.reading import collection_info

        if self.is_working or self.stage is Stage.LOADING:
            return
        async with self._held:  # while an edit is written, the job is locked, but not by somebody else
            before, self.info = self.info, await asyncio.to_thread(collection_info, self.place)
        moved_on = self.info.updated_at != before.updated_at
        seldom_enough = not self.info.locked or time.monotonic() - self._loaded_at > _SELDOM_S
        let_go = self.stage is Stage.ELSEWHERE and not self.info.locked
        if self.info.damaged is None and not self.is_working:
            if let_go or (moved_on and seldom_enough):
                await self.load()
            else:
                self._enter(Stage.ELSEWHERE if self.info.locked else Stage.READY)

    async def list_files(self, folders: Sequence[str] = (), is_ready: "IsReady | None" = None, files: Sequence[str] | None = None) -> None:
        """Find the samples, and show them as they are found.

        Args:
            folders: Places to add to the collection.
            is_ready: Says which files are taken in now; nobody asked for it then, and what is passed over is not told again.
            files: Files to look at alone; None: all that the folders hold.
        """
        from sp404_gui.engine.clock import SystemClock
        from sp404_gui.engine.jobs.intake import anything
        from sp404_gui.engine.jobs.listing import list_samples

        async def work() -> None:
            ready = is_ready or anything
            async with aclosing(list_samples(self.place, folders, clock=SystemClock(), is_ready=ready, files=files)) as events:
                async for event in events:
                    if is_ready is None or not isinstance(event, Noticed):
                        self._gathering.take(event)
            await self._gathering.drain()

        await self._holding(Stage.LISTING, work)

    async def measure(self, identifiers: Sequence[str]) -> None:
        """Measure samples before anybody starts the job; no model hears of them. `stop` ends it early."""
        from sp404_gui.engine.choices import settled
        from sp404_gui.engine.measuring.ahead import measure_ahead
        from sp404_gui.engine.threads import on_this_loop

        async def work() -> None:
            cache = (await asyncio.to_thread(settled)).settings.cache
            say = on_this_loop(lambda sentence: self.noticed.emit(sentence, "info"))
            places = map(self.store.position, identifiers)
            records = [self.store.records[place] for place in places if place is not None]
            async with aclosing(measure_ahead(self.place, records, cache, say, lambda: self._stop_wanted)) as events:
                async for event in events:
                    self._gathering.take(event)
            await self._gathering.drain()

        await self._holding(Stage.MEASURING, work)

    async def run(self, options: JobOptions, start: "JobStart") -> None:
        """Work on the job until it ends or is stopped."""

        async def work() -> None:
            async with start.runner(self.place, options) as runner:
                self._runner = runner
                runner.edit(self._said.taken_later())
                if self._stop_wanted:
                    runner.stop()
                try:
                    await self._follow(runner)
                finally:
                    self._runner = None

        await self._holding(Stage.STARTING, work)

    async def _follow(self, runner: "Runner") -> None:
        self.ending = None
        try:
            async with aclosing(runner.run()) as events:
                async for event in events:
                    self._gathering.take(event)
        finally:
            self._gathering.flush()

    def pause(self) -> None:
        """Let nothing new begin."""
        if self._runner is not None and self.stage is Stage.RUNNING:
            self._runner.pause()

    def rest(self, why: str) -> None:
        """Pause until somebody goes on, and say why meanwhile."""
        self.waiting = why
        self.pause()

    def go_on(self) -> None:
        """Go on after a pause."""
        if self._runner is not None and self.stage is Stage.PAUSED:
            self.waiting = ""
            self._runner.go_on()

    def stop(self) -> None:
        """Finish what is in flight, save, and end the run."""
        if self.stage in {Stage.MEASURING, Stage.STARTING, Stage.RUNNING, Stage.PAUSED}:
            self._stop_wanted = True
            if self._runner is not None:
                self._runner.stop()
            self._enter(Stage.STOPPING)

    def look_at(self, identifiers: Sequence[str]) -> None:
        """Samples that the user sees go first."""
        if self._runner is not None:
            self._runner.look_at(identifiers)

    def retry(self, identifiers: Sequence[str]) -> bool:
        """Have samples done again in the run that goes on; whether one does."""
        return self._runner is not None and self._runner.retry(identifiers)

    def edit(self, edits: Mapping[str, UserEdits]) -> Coroutine[Any, Any, None]:
        """Show what the user says of samples at once; what is returned keeps it on disk."""
        return self._keep(edits, self._said.say(edits))

    async def _keep(self, edits: Mapping[str, UserEdits], before: Mapping[str, UserEdits]) -> None:
        await self._said.show_rest(edits)
        if self._runner is not None and self._runner.edit(self._said.newest(edits)):
            return
        if self.is_working:  # the run takes them when it is there; else they are written when the job is let go
            self._said.keep_for_later(self._said.newest(edits))
            return
        async with self._held:
            await self._save(self._said.newest(edits), before)

    async def _save(self, edits: Mapping[str, UserEdits], before: Mapping[str, UserEdits]) -> None:
        from sp404_gui.engine.clock import SystemClock
        from sp404_gui.engine.jobs.edits import save_edits

        try:
            await asyncio.to_thread(save_edits, self.place, edits, clock=SystemClock())
        except Sp404Error as error:
            self.noticed.emit(self.tr("The change was not kept: %1").replace("%1", str(error)), "failed")
            self._said.take_back(before)

    async def bring_back(self) -> None:
        """Take in again what went to the trash as a duplicate and was restored from there; says how many."""
        from sp404_gui.engine.clock import SystemClock
        from sp404_gui.engine.duplicates.returning import bring_back

        if self.is_working or self.stage is not Stage.READY:
            return
        try:
            async with self._held:
                back = await asyncio.to_thread(bring_back, self.place, list(self.store.records), SystemClock())
        except Sp404Error as error:
            self.noticed.emit(str(error), "failed")
            return
        places = [place for identifier in back if (place := self.store.position(identifier)) is not None]
        records = [self.store.records[place] for place in places]
        if records:
            self._store([replace(record, user=replace(record.user, removed=False)) for record in records])
            back_again = plural(
                len(records), "%Ln sample is back: its file was restored.", "%Ln samples are back: their files were restored."
            )
            self.noticed.emit(back_again, "info")

    async def keep_kits(self, kits: Kits) -> None:
        """Keep kits on disk.

        Raises:
            Sp404Error: They were not kept.
        """
        from sp404_gui.engine.kits.keeping import save_kits

        await self._lock_settled.wait()
        if self._has_lock:
            await asyncio.to_thread(save_kits, self.place, kits, locked=True)
            return
        async with self._held:
            await asyncio.to_thread(save_kits, self.place, kits)

    async def matches_of(self, identifier: str) -> tuple[Match, ...]:
        """What goes with a sample."""
        from sp404_gui.engine.jobs.reading import read_matches

        return await asyncio.to_thread(read_matches, self.place, identifier)

    async def _holding(self, stage: Stage, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something with the job's lock held; what goes wrong is said."""
        from sp404_gui.engine.jobs.reading import collection_info
        from sp404_gui.engine.threads import entered
        from sp404_gui.store.lock import JobLock

        if self._taken:  # a second one that waited for the first would begin when the user stops that
            return
        self._taken = True
        try:
            async with self._held:
                self._stop_wanted = False
                self._lock_settled.clear()
                self._enter(stage)
                async with entered(JobLock(self.place)):
                    self._has_lock = True
                    self._lock_settled.set()
                    await work()
        except JobLocked as error:
            self.noticed.emit(str(error), "warning")
        except Sp404Error as error:
            self.noticed.emit(str(error), "failed")
        finally:
            self._has_lock = False
            self._lock_settled.set()
            info = await asyncio.to_thread(collection_info, self.place)
            while later := self._said.taken_later():
                await self._save(later, {})
            self.info, self._taken = info, False
            self._enter(Stage.ELSEWHERE if self.info.locked else Stage.READY)

    def _enter(self, stage: Stage) -> None:
        if (stage, self.info) == (self.stage, self._told):
            return
        self.stage, self._told = stage, self.info
        (self.at_rest.clear if self.is_working else self.at_rest.set)()
        self.stage_changed.emit()

    def _store(self, records: Sequence[SampleRecord]) -> None:
        records = self._said.over(records)
        self.put(records)
        self.stored.emit(records)

    def _take(self, changes: Changes) -> None:
        if changes.records:
            self._store(list(changes.records.values()))
        for notice in changes.notices:
            self.noticed.emit(notice, "info")
        if changes.waiting is not None:
            self.waiting = in_words(changes.waiting)
        elif changes.called:
            self.waiting = ""
        if changes.progress is not None:
            self.progress = changes.progress
            self.progressed.emit()
        self._take_turns(changes)

    def _take_turns(self, changes: Changes) -> None:
        """The turns that a run takes: begun, paused, gone on, ended."""
        if changes.started is not None and self.stage is Stage.STARTING:
            self._enter(Stage.RUNNING)
        if changes.paused is not None and self.stage in {Stage.RUNNING, Stage.PAUSED}:
            self._enter(Stage.PAUSED if changes.paused else Stage.RUNNING)
        if changes.finished is not None:
            self.ending, self.waiting = changes.finished, ""
            self.ended.emit()
