"""The plan of a collection while it is open: what it shows is what a start would take, whatever comes in meanwhile."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.job import JobOptions
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.theme import Theme

if TYPE_CHECKING:
    from sp404_gui.engine.checks.checklist import Check
    from sp404_gui.engine.outlook.estimate import Estimate
    from sp404_gui.ui.dialogs.plan import PlanDialog

_LISTED = frozenset({Stage.READY, Stage.MEASURING})
"""The stages in which it is known which samples a start would take."""


class PlanControl(QObject):
    """Opens the plan, and estimates anew when a choice or the collection is another.

    Args:
        tasks: Where the work is started.
        theme: Colours of the dialog.
        icons: Icons of the dialog.
        window: Parent of the dialog.

    Attributes:
        start_wanted: The user starts a job; carries its collection, the JobOptions and the ids of samples that are done again.
        settings_wanted: The user wants to set up a provider.
    """

    start_wanted = Signal(object, object, object)
    settings_wanted = Signal()

    def __init__(self, tasks: Tasks, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._theme = theme
        self._icons = icons
        self._window = window
        self._dialog: PlanDialog | None = None
        self._collection: Collection | None = None
        self._again: frozenset[str] = frozenset()
        self._estimating: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether a plan is shown."""
        return self._dialog is not None

    def show(self, collection: Collection, again: frozenset[str]) -> None:
        """Open the plan of a collection in which these samples are done again; one that is open comes to the front."""
        from sp404_gui.ui.dialogs.plan import PlanDialog

        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        plan = self._dialog = PlanDialog(self._theme, self._icons, self._window)
        self._collection, self._again = collection, again
        plan.start_wanted.connect(lambda options: self.start_wanted.emit(collection, options, again))
        plan.options_changed.connect(self._estimate_anew)
        plan.settings_wanted.connect(self.settings_wanted)
        plan.finished.connect(self._closed)
        collection.stage_changed.connect(self.estimate_again)
        plan.show_job(collection.info.name, collection.info.options)
        plan.open()
        self._estimate_anew()

    def close(self) -> None:
        """Close the plan without a start."""
        if self._dialog is not None:
            self._dialog.reject()

    def estimate_again(self) -> None:
        """What was settled or came in meanwhile may change the plan that is open."""
        if self._dialog is not None:
            self._dialog.show_busy()
            self._estimate_anew()

    def _estimate_anew(self) -> None:
        """Estimate what is chosen now; while samples come in there is nothing to say."""
        if self._estimating is not None:
            self._estimating.cancel()
        if self._dialog is None or self._collection is None:
            return
        if self._collection.stage in _LISTED:
            self._estimating = self._tasks.start(self._estimate(self._dialog, self._collection, self._dialog.options))
        elif self._collection.stage is Stage.ELSEWHERE:
            self._dialog.show_busy(self.tr("Another process works on this collection: nothing starts before it is done."))

    async def _estimate(self, plan: "PlanDialog", collection: Collection, options: JobOptions) -> None:
        try:
            found, checks = await looked_at(collection.place, options, self._again)
        except Sp404Error as error:
            plan.show_failure(in_window(str(error)))
        else:
            plan.show_estimate(found, checks)

    def _closed(self) -> None:
        if self._estimating is not None:
            self._estimating.cancel()
        if self._dialog is not None:
            self._dialog.deleteLater()
        if self._collection is not None:
            self._collection.stage_changed.disconnect(self.estimate_again)
        self._dialog = self._collection = None


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

    is_named = await asyncio.to_thread(is_known, options)
    online = asks(options) and is_named
    key = await asyncio.to_thread(find_key, base_url(options.provider)) if online else None
    outlook = await asyncio.to_thread(lambda: outlook_of(options, places_of(settled()), key))
    outlook = await priced(outlook, options, key) if online else outlook
    found = await asyncio.to_thread(estimate_job, place, options, interval_of(options), again, asks=asks(options), outlook=outlook)
    checks = await check(place, options, found, key, is_known=is_named)
    return found, [replace(one, sentence=in_window(one.sentence)) for one in checks]


def is_known(options: JobOptions) -> bool:
    """Whether the server that a job asks was ever named on this machine. Blocks."""
    from sp404_gui.engine.checks.acquaintance import is_known as is_acquainted
    from sp404_gui.engine.choices import places_of, settled

    resolved = settled()
    return is_acquainted(options, places_of(resolved).notes, resolved.settings.provider)
