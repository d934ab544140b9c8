"""Start, plan, pause, stop: the user's hand on the job of the current collection."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.job import JobOptions, JobStatus
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.top_bar import TopBar
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import RUN, Stage
from sp404_gui.ui.theme import Theme

if TYPE_CHECKING:
    from sp404_gui.engine.checks.checklist import Check
    from sp404_gui.engine.outlook.estimate import Estimate
    from sp404_gui.ui.dialogs.plan import PlanDialog
    from sp404_gui.ui.job_start import JobStart

_A_FEW = 5
"""Of samples that are done, so many are asked about again without a plan: no more than a call takes."""


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
        self._theme = theme
        self._icons = icons
        self._window = window
        self._plan: PlanDialog | None = None
        self._wanted: frozenset[str] = frozenset()
        self._estimating: asyncio.Task[None] | None = None
        shelf.leaving.connect(self._leave)

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
            self._begin(collection)
        elif collection.stage is Stage.MEASURING:
            self._tasks.start(self._begin_instead(collection))

    def stop(self) -> None:
        """End the run after what is in flight."""
        if self._shelf.current is not None:
            self._shelf.current.stop()

    def show_plan(self, again: frozenset[str] = frozenset()) -> None:
        """Open the plan of the current collection, in which these samples are done again."""
        from sp404_gui.ui.dialogs.plan import PlanDialog

        if (collection := self._shelf.current) is None or collection.stage is not Stage.READY or not self._is_free(collection):
            return
        if self._plan is not None:
            self._plan.activateWindow()
            return
        plan = self._plan = PlanDialog(self._theme, self._icons, self._window)
        self._wanted = again
        plan.start_wanted.connect(lambda options: self.run(collection, options, again, is_named=True))
        plan.options_changed.connect(lambda options: self._estimate_anew(plan, collection, options))
        plan.settings_wanted.connect(self.settings_wanted)
        plan.finished.connect(self._plan_closed)
        plan.show_job(collection.info.name, collection.info.options)
        plan.open()
        self._estimate_anew(plan, collection, collection.info.options)

    def estimate_again(self) -> None:
        """What was settled meanwhile may change the plan that is open."""
        if self._plan is not None and self._shelf.current is not None:
            self._plan.show_busy()
            self._estimate_anew(self._plan, self._shelf.current, self._plan.options)

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
            self._begin(collection, wanted)
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

    def _begin(self, collection: Collection, again: frozenset[str] = frozenset()) -> None:
        """A job that was begun goes on; the plan is shown before a call that no plan has told of."""
        if _needs_plan(collection, again):
            self.show_plan(again)
        else:
            self._tasks.start(self._go_on(collection, again))

    async def _begin_instead(self, collection: Collection, again: frozenset[str] = frozenset()) -> None:
        """What is measured ahead of the job can wait: the job measures as well."""
        collection.stop()
        await collection.at_rest.wait()
        if collection is self._shelf.current and collection.stage is Stage.READY:
            self._begin(collection, again)

    async def _go_on(self, collection: Collection, again: frozenset[str]) -> None:
        """A job from elsewhere that asks a server of its own shows its plan first."""
        options = collection.info.options
        is_known = await asyncio.to_thread(_is_known, options)
        if collection is self._shelf.current:
            self.run(collection, options, again) if is_known else self.show_plan(again)

    def _is_free(self, collection: Collection) -> bool:
        other = self._shelf.working
        if other is not None:
            sentence = self.tr("“%1” is being worked on. One job runs at a time: stop it first, or wait for it.")
            self.said.emit(sentence.replace("%1", other.info.name), "info")
        return other is None and collection.stage is Stage.READY

    def _estimate_anew(self, plan: "PlanDialog", collection: Collection, options: JobOptions) -> None:
        if self._estimating is not None:
            self._estimating.cancel()
        self._estimating = self._tasks.start(self._estimate(plan, collection, options))

    async def _estimate(self, plan: "PlanDialog", collection: Collection, options: JobOptions) -> None:
        try:
            found, checks = await looked_at(collection.place, options, self._wanted)
        except Sp404Error as error:
            plan.show_failure(in_window(str(error)))
        else:
            plan.show_estimate(found, checks)

    def _leave(self) -> None:
        """The plan is one of the collection that is about to be left."""
        if self._plan is not None:
            self._plan.reject()

    def _plan_closed(self) -> None:
        if self._estimating is not None:
            self._estimating.cancel()
        if self._plan is not None:
            self._plan.deleteLater()
        self._plan = None


async def looked_at(place: str, options: JobOptions, again: frozenset[str]) -> "tuple[Estimate, list[Check]]":
    """What a job would take in which these samples are done again, and what speaks against it.

    Raises:
        Sp404Error: It cannot be told.
    """
    from sp404_gui.engine.checks.checklist import check
    from sp404_gui.engine.choices import find_key, places_of, settled
    from sp404_gui.engine.compose import asks, base_url, interval_of
    from sp404_gui.engine.outlook.estimate import estimate_job
    from sp404_gui.engine.outlook.outlook import outlook_of, priced

    is_known = await asyncio.to_thread(_is_known, options)
    online = asks(options) and is_known
    key = await asyncio.to_thread(find_key, base_url(options.provider)) if online else None
    outlook = await asyncio.to_thread(lambda: outlook_of(options, places_of(settled()), key))
    outlook = await priced(outlook, options, key) if online else outlook
    found = await asyncio.to_thread(estimate_job, place, options, interval_of(options), again, asks=asks(options), outlook=outlook)
    checks = await check(place, options, found, key, is_known=is_known)
    return found, [replace(one, sentence=in_window(one.sentence)) for one in checks]


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


def _is_known(options: JobOptions) -> bool:
    from sp404_gui.engine.checks.acquaintance import is_known
    from sp404_gui.engine.choices import places_of, settled

    resolved = settled()
    return is_known(options, places_of(resolved).notes, resolved.settings.provider)
