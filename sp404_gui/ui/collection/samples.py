"""The samples of a collection, as the window shows them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.ui.collection.said import Said
from sp404_gui.ui.models.store import SampleStore


class ShownSamples(QObject):
    """Takes records in, with what the user said here laid over them.

    Args:
        parent: Its owner.

    Attributes:
        store: The samples.
        said: What the user said of them in this window.
        put: Takes records into the store; the table does, while it shows them.
        stored: Samples are new or other; carries their records.
    """

    stored = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = SampleStore()
        self.said = Said(self.store, self.show)
        self.put: Callable[[Sequence[SampleRecord]], object] = self.store.put

    def show(self, records: Sequence[SampleRecord]) -> None:
        """Take in records, new ones and other ones."""
        records = self.said.over(records)
        self.put(records)
        self.stored.emit(records)

    def removed(self) -> Counts:
        """Those that the user took out of the collection, as numbers of a job."""
        records = [self.store.records[place] for place in self.store.removed.nonzero()[0]]
        states = Counter(record.status for record in records)
        return Counts(
            total=len(records),
            pending=states[SampleStatus.PENDING],
            done=states[SampleStatus.DONE],
            failed=states[SampleStatus.FAILED],
            skipped=states[SampleStatus.SKIPPED],
            errors=Counter(error.kind for record in records for error in record.errors),
        )

    def found(self, identifiers: Iterable[str]) -> list[SampleRecord]:
        """The records of those of these samples that are here."""
        places = map(self.store.position, identifiers)
        return [self.store.records[place] for place in places if place is not None]
