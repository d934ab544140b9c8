"""Find similar: the list shows what is nearest to a sample or a file, the nearest first."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.engine.matching.similar import Floats, Respect, reach, rows_of
from sp404_gui.ui.models.sound_rows import SoundRows
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.models.table import Judge, Positions
from sp404_gui.ui.wording import file_stem

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow

_NEAREST = 100
_AGAIN_MS = 700


class SimilarControl(QObject):
    """Joins the bar, the list and what is measured.

    Args:
        window: The window.
        rows: The measured rows of the open collection.

    Attributes:
        said: Carries a sentence for the user and its tone.
    """

    said = Signal(str, str)

    def __init__(self, window: "MainWindow", rows: SoundRows) -> None:
        super().__init__(window)
        self._window = window
        self._rows = rows
        self._row: Floats | None = None
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(lambda: window.tasks.start(self._compare()))
        window.similar_bar.cleared.connect(self.clear)
        window.similar_bar.weights_changed.connect(self._weigh)
        window.listing.all_wanted.connect(self.clear)
        window.table.replaced.connect(self.clear)
        window.field.file_dropped.connect(self.find_like_file)

    @property
    def is_on(self) -> bool:
        """Whether the list is compared with something."""
        return self._row is not None

    def find(self) -> None:
        """Show what is like the current sample."""
        store = self._window.table.store
        place = store.position(self._window.samples.current_id())
        if place is not None:
            self._begin(store.records[place])

    def find_like_file(self, file: str) -> None:
        """Show what is like a file, of this collection or not.

        Args:
            file: Absolute path.
        """
        if self._window.shelf.current is None:
            self.said.emit(self.tr("Open a collection first: there is nothing to compare the file with."), "warning")
            return
        store = self._window.table.store
        known = next((record for record in store.records if record.sample.file == file), None)
        if known is not None and known.features is not None:
            self._begin(known)
        else:
            self._window.tasks.start(self._measure(file))

    def changed(self) -> None:
        """Samples are new or other."""
        if self.is_on and not self._again.isActive():
            self._again.start()

    def clear(self) -> None:
        """Show everything that the filter lets through again."""
        if self._row is None:
            return
        self._row = None
        self._again.stop()
        self._window.similar_bar.hide()
        self._window.table.store.set_distances(np.zeros(0, np.float32))
        self._window.samples.compare(on=False)
        self._window.listing.narrow(None)

    def distance_of(self, identifier: str) -> float | None:
        """How far a sample is from what is compared with."""
        store = self._window.table.store
        place = store.position(identifier) if self._row is not None else None
        distance = float("nan") if place is None else float(store.distances[place])
        return None if np.isnan(distance) else distance

    def _begin(self, record: SampleRecord) -> None:
        row = rows_of([record])[0]
        name = file_stem(record.sample.path)
        if np.isnan(row[0]):
            self.said.emit(self.tr("Nothing can be compared with %1: it is not measured.").replace("%1", name), "warning")
            return
        self._row = row
        self._window.similar_bar.show_target(name)
        self._window.tasks.start(self._compare_first())

    async def _measure(self, file: str) -> None:
        """Measure a file in a worker process, then compare with it."""
        from sp404_gui.engine.measuring.local_features import extract_local_features

        self.said.emit(self.tr("Listening to %1 …").replace("%1", file_stem(file)), "info")
        store = self._window.table.store
        folder, name = os.path.split(file)
        record = SampleRecord(sample=Sample("dropped", folder, name, 0, 0))
        found = (await extract_local_features([record]))[record.id]
        if isinstance(found, Sp404Error):
            self.said.emit(self.tr("%1 cannot be compared. %2").replace("%2", str(found)).replace("%1", file_stem(file)), "warning")
            return
        self._window.notices.hide()
        if store is self._window.table.store:
            self._begin(SampleRecord(sample=record.sample, features=found))

    async def _compare_first(self) -> None:
        """The nearest come first, until the user puts the rows in another order."""
        await self._compare()
        if self._row is not None and self._rows.store is self._window.table.store:
            self._window.samples.compare(on=True)

    async def _compare(self) -> None:
        store = self._window.table.store
        await self._rows.follow(store)
        if store is self._window.table.store:
            self._weigh(self._window.similar_bar.weights)

    def _weigh(self, weights: Mapping[Respect, float]) -> None:
        window, store = self._window, self._window.table.store
        if self._row is None or self._rows.store is not store:
            return
        store.set_distances(self._rows.sounds.distances(self._row, weights))
        window.listing.narrow(_nearest)


def _nearest(store: SampleStore, passing: NDArray[np.bool_]) -> Judge:
    """The nearest of those that the filter lets through."""
    within = reach(store.distances, passing, _NEAREST)

    def judge(store: SampleStore, positions: Positions | None) -> NDArray[np.bool_]:
        distances = store.distances if positions is None else store.distances[positions]
        return np.asarray(distances <= within, np.bool_)  # one that is not known is not near

    return judge
