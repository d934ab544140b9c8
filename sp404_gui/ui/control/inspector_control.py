"""What is chosen in the list, in the inspector, with what goes with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sp404_gui.domain.features import Category
from sp404_gui.domain.job import JobStatus
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.store.layout import MATCHING
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.stage import Stage

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow

_COMPARED = frozenset({JobStatus.DONE, JobStatus.DONE_WITH_FAILURES})
_MOST_LIVE = 1000
"""Of more selected samples, what they have in common is not counted anew ten times a second, but now and then."""
_SELDOM_MS = 1200


class InspectorControl(QObject):
    """Joins the inspector with list, edits and audition.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._chosen: Sequence[str] = ()
        self._matched = ""
        self._anew = QTimer(self, singleShot=True, interval=_SELDOM_MS)
        self._anew.timeout.connect(self._inspect)
        self._join()

    def show_stored(self, records: Sequence[SampleRecord]) -> None:
        """More is known of some samples."""
        if len(self._chosen) > _MOST_LIVE:
            if not self._anew.isActive():
                self._anew.start()
        elif not {record.id for record in records}.isdisjoint(self._chosen):
            self._inspect()

    def show_matches(self, identifier: str) -> None:
        """Read what goes with a sample, and show it once it is there."""
        store, collection = self._window.table.store, self._window.shelf.current
        place = store.position(identifier)
        if collection is None or place is None:
            return
        if MATCHING in store.records[place].stages or (collection.stage is Stage.READY and collection.info.counts.done):
            self._window.tasks.start(self._matches(collection, identifier))

    def current_changed(self, identifier: str) -> None:
        """Another row is the current one; mostly it is the only one that is chosen, too."""
        self.show_matches(identifier)
        self._matched = identifier

    def stop(self) -> None:
        """The window closes."""
        self._anew.stop()

    def _join(self) -> None:
        window, inspector = self._window, self._window.inspector
        window.shelf.leaving.connect(lambda: inspector.show_records(()))
        window.samples.selection_changed.connect(self._selected)
        window.edits.refused.connect(inspector.show_again)
        inspector.newest = window.edits.now
        inspector.edit_wanted.connect(window.edits.do)
        inspector.match_chosen.connect(self._play_match)
        inspector.retry_wanted.connect(window.runs.again)
        inspector.retry_wanted.connect(lambda _: window.samples.setFocus())
        inspector.copy_wanted.connect(window.files.copy)

    def _selected(self, identifiers: Sequence[str]) -> None:
        before = self._chosen
        self._window.inspector.commit()  # what is typed on some of them is in their records then
        if self._chosen is not before:  # and took some out of the list: what is left was told meanwhile
            return
        self._chosen = identifiers
        self._inspect()
        alone = identifiers[0] if len(identifiers) == 1 else ""
        if alone and alone != self._matched:  # it was the current one all the time, among others
            self.show_matches(alone)
        self._matched = alone

    def _inspect(self) -> None:
        store = self._window.table.store
        places = map(store.position, self._chosen)
        self._window.inspector.show_records([store.records[place] for place in places if place is not None])

    async def _matches(self, collection: Collection, identifier: str) -> None:
        matches = await collection.reading.matches_of(identifier)
        if collection is not self._window.shelf.current:
            return
        self._window.map.show_links(identifier, [match.id for match in matches])
        compared = collection.info.status in _COMPARED
        self._window.inspector.show_matches(identifier, matches, {m.id: self._category(m) for m in matches}, compared=compared)
        if identifier == self._matched and self._chosen != [identifier]:  # they came while others were chosen, too
            self._matched = ""

    def _category(self, match: Match) -> Category | None:
        store = self._window.table.store
        place = store.position(match.id)
        known = store.records[place].known("category") if place is not None else None
        return known if isinstance(known, Category) else None

    def _play_match(self, identifier: str) -> None:
        store = self._window.table.store
        if (place := store.position(identifier)) is not None:
            self._window.listening.play(store.records[place])
