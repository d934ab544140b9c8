"""Start, plan, pause, stop: the user's hand on the job of the current collection."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.job import JobOptions, JobStatus
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.control.plan_control import PlanControl, is_known
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.top_bar import TopBar
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import RUN, Stage
from sp404_gui.ui.theme import Theme

if TYPE_CHECKING:
    from sp404_gui.ui.job_start import JobStart

_A_FEW = 5
"""Of samples that are done, so many are asked about again without a plan: no more than a call takes."""
_PATIENCE_S = 1.0
"""How long a drive may take to answer before the window says that it waits for it."""


class RunControl(QObject):
    """Joins the top bar, the plan and the current collection.

    Args:
        shelf: Where the current collection is.
        tasks: Where the work is started.
        bar: Shows what can be done.
        theme: Colours of the dialog.
        icons: Icons of the dialog.
        window: Parent of the dialog.

    Attributes:
        said: Carries a sentence for the user and its tone.
        settings_wanted: The user wants to set up a provider.
        add_wanted: There is nothing to start yet.
    """

    said = Signal(str, str)
    settings_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, shelf: Shelf, tasks: Tasks, bar: TopBar, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self._shelf = shelf
        self._tasks = tasks
        self._bar = bar
        self._plan = PlanControl(tasks, theme, icons, window)
        self._beginning: set[Collection] = set()
        self._plan.start_wanted.connect(lambda *start: tasks.start(self._start_planned(*start)))
        self._plan.settings_wanted.connect(self.settings_wanted)
        shelf.leaving.connect(self._plan.close)

    def start_or_pause(self) -> None:
        """What the large button does."""
        collection = self._shelf.current
        if collection is None:
            self.add_wanted.emit()
        elif collection.stage is Stage.RUNNING:
            collection.run.pause()
        elif collection.stage is Stage.PAUSED:
            collection.run.go_on()
        elif collection.stage is Stage.READY:
            self._tasks.start(self._begin(collection))
        elif collection.stage is Stage.MEASURING:
            self._tasks.start(self._begin_instead(collection))

    def stop(self) -> None:
        """End the run after what is in flight."""
        if self._shelf.current is not None:
            self._shelf.current.stop()

    def show_plan(self, again: frozenset[str] = frozenset()) -> None:
        """Open the plan of the current collection, in which these samples are done again."""
        if (collection := self._shelf.current) is not None and collection.stage is Stage.READY:
            self._tasks.start(self._show_plan(collection, again))

    def estimate_again(self) -> None:
        """What was settled meanwhile may change the plan that is open."""
        self._plan.estimate_again()

    def run(self, collection: Collection, options: JobOptions, again: frozenset[str] = frozenset(), *, is_named: bool = False) -> None:
        """Start work; `is_named` when the user has seen who is asked."""
        from sp404_gui.ui.job_start import JobStart

        if self._is_free(collection):
            self._tasks.start(self._work(collection, options, JobStart(again, is_named)))

    async def _work(self, collection: Collection, options: JobOptions, start: "JobStart") -> None:
        """Nothing where the collection was left meanwhile: nobody could see the run, or stop it."""
        if self._shelf.opened(collection.place) is collection:
            await collection.run.work(options, start)

    def again(self, identifiers: Sequence[str]) -> None:
        """Have samples of the current collection done again, now or in a run of their own."""
        collection, wanted = self._shelf.current, frozenset(identifiers)
        if collection is None or not wanted:
            return
        is_paid_unseen = collection.stage in RUN and _asked_anew(collection, wanted) > _A_FEW
        if not is_paid_unseen and collection.run.retry(identifiers):
            return
        if collection.stage is Stage.READY:
            self._tasks.start(self._begin(collection, wanted))
        elif collection.stage is Stage.MEASURING:
            self._tasks.start(self._begin_instead(collection, wanted))
        else:
            self.said.emit(self.tr("“%1” is busy: ask again when it rests.").replace("%1", collection.info.name), "warning")

    def show_stage(self) -> None:
        """Let the buttons say what they would do now."""
        collection = self._shelf.current
        stage = collection.stage if collection is not None else None
        self._bar.show_state(
            _word(collection),
            can_start=stage in {Stage.READY, Stage.RUNNING, Stage.PAUSED, Stage.MEASURING},
            can_stop=stage in {Stage.RUNNING, Stage.PAUSED, Stage.STARTING, Stage.MEASURING},
        )

    async def _begin(self, collection: Collection, again: frozenset[str] = frozenset()) -> None:
        """A job that was begun goes on; the plan is shown before a call that no plan has told of."""
        async with self._looked_at_again(collection) as may_begin:
            if may_begin and _needs_plan(collection, again):
                self._open_plan(collection, again)
            elif may_begin:
                await self._go_on(collection, again)

    async def _begin_instead(self, collection: Collection, again: frozenset[str] = frozenset()) -> None:
        await _make_way(collection)
        if self._may_begin(collection):
            await self._begin(collection, again)

    async def _show_plan(self, collection: Collection, again: frozenset[str]) -> None:
        async with self._looked_at_again(collection) as may_begin:
            if may_begin:
                self._open_plan(collection, again)

    @asynccontextmanager
    async def _looked_at_again(self, collection: Collection) -> AsyncIterator[bool]:
        """Whether something may begin, with the options that the job has now: a command may have changed them. One at a time is begun."""
        if collection in self._beginning:
            yield False
            return
        self._beginning.add(collection)
        try:
            look = self._tasks.start(collection.reading.refresh())
            if not (await asyncio.wait([look], timeout=_PATIENCE_S))[0]:
                sentence = self.tr("“%1” is begun when its drive answers.")
                self.said.emit(sentence.replace("%1", collection.info.name), "info")
            await look
            if collection.info.damaged is not None:
                self.said.emit(collection.info.damaged, "failed")
                yield False
            else:
                yield self._may_begin(collection)
        finally:
            self._beginning.discard(collection)

    async def _go_on(self, collection: Collection, again: frozenset[str]) -> None:
        """A job from elsewhere that asks a server of its own shows its plan first."""
        options = collection.info.options
        was_named = await asyncio.to_thread(is_known, options)
        if collection is self._shelf.current:
            self.run(collection, options, again) if was_named else self._open_plan(collection, again)

    def _open_plan(self, collection: Collection, again: frozenset[str]) -> None:
        if self._is_free(collection):
            self._plan.show(collection, again)

    async def _start_planned(self, collection: Collection, options: JobOptions, again: frozenset[str]) -> None:
        await _make_way(collection)
        if self._may_begin(collection):
            self.run(collection, options, again, is_named=True)

    def _may_begin(self, collection: Collection) -> bool:
        """Whether what the user wanted may begin after all that was waited for; he hears why not."""
        sentence = ""
        if collection is not self._shelf.current:  # nobody would see the run, or stop it
            sentence = self.tr("“%1” was not started: it is no longer shown.")
        elif collection.stage not in {Stage.READY, Stage.DAMAGED}:  # that it is damaged was said
            sentence = self.tr("“%1” is busy: start it when it rests.")
        if sentence:
            self.said.emit(sentence.replace("%1", collection.info.name), "warning")
        return collection is self._shelf.current and collection.stage is Stage.READY

    def _is_free(self, collection: Collection) -> bool:
        other = self._shelf.working
        if other is not None:
            sentence = self.tr("“%1” is being worked on. One job runs at a time: stop it first, or wait for it.")
            self.said.emit(sentence.replace("%1", other.info.name), "info")
        return other is None and collection.stage is Stage.READY


async def _make_way(collection: Collection) -> None:
    """What is measured ahead of the job can wait: the job measures as well."""
    if collection.stage is Stage.MEASURING:
        collection.stop()
        await collection.at_rest.wait()


def _needs_plan(collection: Collection, again: frozenset[str]) -> bool:
    """A new job does, one to which samples were added, another round of a finished one, and more than a few that are asked about anew."""
    info = collection.info
    is_over = not (again or info.counts.pending or info.counts.failed)
    return info.status is JobStatus.CREATED or info.added > 0 or is_over or _asked_anew(collection, again) > _A_FEW


def _asked_anew(collection: Collection, again: frozenset[str]) -> int:
    """Of how many of these samples that are done a model is asked once more."""
    from sp404_gui.engine.compose import asks

    return sum(record.status is SampleStatus.DONE for record in collection.samples.found(again)) if asks(collection.info.options) else 0


def _word(collection: Collection | None) -> str:
    """What the large button would do."""
    if collection is None:
        return "start"
    if collection.stage in {Stage.RUNNING, Stage.STARTING}:
        return "pause"
    begun = collection.info.status is not JobStatus.CREATED and collection.info.counts.pending > 0
    return "continue" if collection.stage is Stage.PAUSED or begun else "start"
