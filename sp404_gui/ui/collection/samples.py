"""The samples of a collection, as the window shows them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.ui.collection.said import Said
from sp404_gui.ui.models.store import SampleStore


class Holder(Protocol):
    """Who holds the samples: their store, or the table while it shows them."""

    def put(self, records: Sequence[SampleRecord], /) -> object:
        """Take records in, new ones and other ones."""

    def set_removed(self, removed: Mapping[str, bool], /) -> object:
        """Take samples out, or back in, before their records say so."""


class ShownSamples(QObject):
    """Takes records in, with what the user said here laid over them.

    Args:
        parent: Its owner.

    Attributes:
        store: The samples.
        said: What the user said of them in this window.
        holder: Takes records into the store; the table does, while it shows them.
        stored: Samples are new or other; carries their records.
    """

    stored = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = SampleStore()
        self.said = Said(self.store, self.show, self._take_out)
        self._removed: Counter[SampleStatus] = Counter()
        self._errors: Counter[str] = Counter()
        self.holder: Holder = self.store

    def show(self, records: Sequence[SampleRecord]) -> None:
        """Take in records, new ones and other ones."""
        records = self.said.over(records)
        for record in {record.id: record for record in records}.values():
            self._count(record)
        self.holder.put(records)
        self.stored.emit(records)

    def removed(self) -> Counts:
        """Those that the user took out of the collection, as numbers of a job."""
        pending, done, failed, skipped = (self._removed[status] for status in SampleStatus)
        total = pending + done + failed + skipped
        return Counts(total=total, pending=pending, done=done, failed=failed, skipped=skipped, errors=dict(self._errors))

    def found(self, identifiers: Iterable[str]) -> list[SampleRecord]:
        """The records of those of these samples that are here."""
        places = map(self.store.position, identifiers)
        return [self.store.records[place] for place in places if place is not None]

    def _take_out(self, removed: Mapping[str, bool]) -> None:
        self.holder.set_removed(removed)

    def _count(self, record: SampleRecord) -> None:
        """Count a record in the place of the one that is here: many may be removed, and their numbers are wanted again and again."""
        place = self.store.position(record.id)
        if place is not None:
            self._tally(self.store.records[place], -1)
        self._tally(record, 1)

    def _tally(self, record: SampleRecord, by: int) -> None:
        if record.user.removed:
            self._removed[record.status] += by
            for error in record.errors:
                self._errors[error.kind] += by
