"""The current collection on the screen: its rows, its selection, and what is remembered of it."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.control.inspector_control import InspectorControl
from sp404_gui.ui.control.memory_control import MemoryControl
from sp404_gui.ui.control.moved_control import MovedControl
from sp404_gui.ui.control.origin_control import OriginControl
from sp404_gui.ui.control.pair_control import PairControl
from sp404_gui.ui.control.report_control import ReportControl
from sp404_gui.ui.control.watch_control import WatchControl
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.stage import Stage

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow

_OF_COLLECTION = ("add_here", "plan", "rescan", "watch", "duplicates", "export", "card", "show_data", "close_job")
_LOOK_MS = 3000
_SELDOM = 5
_LET_GO_S = 1.0
"""What a call in flight gets to come back when the window closes; what is paid and lost then is one call."""


class CollectionControl(QObject):
    """Joins the shelf with list and audition.

    Args:
        window: The window.

    Attributes:
        watching: Watches its folders.
        memory: Remembers it.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._shown: Collection | None = None
        self._reports = ReportControl(window)
        self._moved = MovedControl(window)
        OriginControl(window)
        self._pairs = PairControl(window)
        self._inspecting = InspectorControl(window)
        self.watching = WatchControl(window)
        self._wanted = ""
        self._left: dict[str, tuple[str, str]] = {}
        self.memory = MemoryControl(window, self._left_at)
        self._look = QTimer(self)
        self._look.timeout.connect(self._look_around)
        self._looks = 0
        self._looking: asyncio.Task[None] | None = None
        self._join()

    def begin(self, job: str, *, restore: bool) -> None:
        """Show a job, or the one that was shown last, or the empty window.

        Args:
            job: The job folder; empty for none.
            restore: Whether the one that was shown last may be shown.
        """
        state = self._window.services.state
        place = job or (state.place if restore else "")
        if place == state.place:
            self._left[place] = (state.sample, state.filter)
            self.memory.begin()
        self._offer()
        self._window.tasks.start(self._begin(place, asked_for=bool(job)))
        self._look.start(_LOOK_MS)

    def view_changed(self, name: str) -> None:
        """Another view is shown."""
        self._reports.view_changed(name)
        self._window.mapping.view_changed()
        self._window.padding.view_changed()

    async def shut_down(self) -> None:
        """End the run: what is in flight may come back for a moment, then all is saved."""
        await self.watching.shut_down()
        self._look.stop()
        self._inspecting.stop()
        self._reports.close()
        working = self._window.shelf.working
        if working is not None:
            working.stop()
            with suppress(TimeoutError):
                await asyncio.wait_for(working.at_rest.wait(), _LET_GO_S)

    def go_to(self, identifier: str) -> None:
        """Select a sample, though the filter hide it."""
        if self._window.table.row_of(identifier) is None:
            self._window.listing.reset()
        if self._window.views.currentWidget() not in {self._window.map, self._window.pads}:
            self._window.show_view("list")
        self._window.samples.select_id(identifier)

    def _join(self) -> None:
        window = self._window
        window.shelf.switched.connect(self._switched)
        window.samples.activated_id.connect(lambda _: window.listening.play_from_start())
        window.sidebar.collection_chosen.connect(window.drops.open)
        window.sidebar.folders_dropped.connect(window.drops.take_into)
        window.empty.collection_chosen.connect(window.drops.open)
        window.samples.current_changed.connect(self._current)
        window.samples.pressed.connect(self._come_back)
        window.samples.visible_changed.connect(self._visible)
        window.inspector.match_opened.connect(self.go_to)
        window.problems.sample_chosen.connect(self.go_to)

    def _look_around(self) -> None:
        """Jobs that other processes work on move on by themselves; everything else seldom changes."""
        self._window.night.look()
        self._looks += 1
        lively = any(info.locked for info in self._window.shelf.infos)
        is_through = self._looking is None or self._looking.done()  # a drive that does not answer is asked once, not every few seconds
        if is_through and (lively or (self._looks % _SELDOM == 0 and self._window.isActiveWindow())):
            self._looking = self._window.tasks.start(self._window.shelf.refresh())

    async def _begin(self, place: str, *, asked_for: bool) -> None:
        shelf = self._window.shelf
        await shelf.refresh()
        if place and not asked_for and place not in {info.place for info in shelf.infos}:
            self._window.show_view("list")
            place = place if await self.memory.awaited(place) else ""
        await shelf.all_made()
        if place and shelf.wanted is None:  # whoever has dropped something meanwhile wants to see that
            await self._window.drops.show(place)
        if place:
            await self.memory.go_on()
        elif shelf.current is None:
            self._window.show_view("list")

    def _left_at(self, collection: Collection) -> tuple[str, str]:
        """The row and the filter of a collection, as they are or as they were left."""
        if collection is self._shown:
            return self._wanted or self._window.samples.current_id(), self._window.field.text()
        return self._left.get(collection.place, ("", ""))

    def _switched(self) -> None:
        window, before = self._window, self._shown
        self._looking = None  # what a drive holds up may be the look at the one before
        if before is not None:
            before.samples.holder = before.store
            before.stored.disconnect(self._stored)
            before.stage_changed.disconnect(self._stage)
            before.loaded.disconnect(self._loaded)
            self._left[before.place] = self._left_at(before)
        collection = self._shown = window.shelf.current
        self._wanted, text = self._left.get(collection.place, ("", "")) if collection is not None else ("", "")
        window.field.set_text(text)
        self._reports.switch(before, collection)
        if collection is not None:
            collection.stored.connect(self._stored)
            collection.stage_changed.connect(self._stage)
            collection.loaded.connect(self._loaded)
            window.listing.show_store(collection.store)
            collection.samples.holder = window.table
        else:
            window.listing.show_store(SampleStore())
        if before is not None:
            window.notices.hide()
        window.overlay.set_current(collection.info.name if collection is not None else None)
        window.setWindowTitle(f"{printable(collection.info.name)} – SP-404 Batch" if collection is not None else "SP-404 Batch")
        window.show_view(window.services.state.view)
        self._current(window.samples.current_id())
        self._offer()
        self._go_back()

    def _stored(self, records: Sequence[SampleRecord]) -> None:
        window = self._window
        window.listing.changed()
        window.searches.changed()
        window.similar.changed()
        window.mapping.changed()
        window.padding.changed()
        self._inspecting.show_stored(records)
        for record in records:
            window.listening.refresh(record)
        self._go_back()

    def _go_back(self) -> None:
        """Select the sample that was selected last in this collection, once it is there."""
        if self._wanted and self._window.samples.select_id(self._wanted):
            self._wanted = ""

    def _offer(self) -> None:
        """Offer what can be done in this stage, nothing that would not be kept, and nothing with a collection where there is none."""
        self._window.runs.show_stage()
        for name in _OF_COLLECTION:
            self._window.actions_[name].setEnabled(self._shown is not None)
        self._window.bar.export.setEnabled(self._shown is not None)
        self._window.inspector.set_editable(may=self._shown is None or not self._shown.state.is_read_only)

    def _stage(self) -> None:
        window, collection = self._window, self._shown
        self._offer()
        if collection is None or collection.stage is not Stage.READY:
            window.collector.work()
            return
        window.collector.rest()
        window.table.resort()
        self._inspecting.show_matches(window.samples.current_id())

    def _loaded(self, is_first: bool) -> None:
        if is_first:  # what is read anew, every quarter of a minute while another process works on it, has taken the place of the same
            self._window.collector.settle()
        self._wanted = ""
        if self._shown is not None:
            self._moved.look(self._shown)

    def _current(self, identifier: str) -> None:
        if self._window.samples.moved_by_hand:
            self._wanted = ""  # whoever chooses while the list is still being read has chosen
        self._window.listening.show_sample(identifier, play=self._window.samples.moved_by_hand)
        self._inspecting.current_changed(identifier)

    def _come_back(self) -> None:
        """The row that is current is pressed while another sample is heard, as one that goes with it."""
        identifier = self._window.samples.current_id()
        if identifier != self._window.listening.shown_id:
            self._window.listening.show_sample(identifier, play=self._window.samples.moved_by_hand)

    def _visible(self, identifiers: Sequence[str]) -> None:
        if self._shown is not None:
            self._shown.run.look_at(identifiers)
