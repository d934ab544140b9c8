"""The list's model: it shows a store, and sorts and filters it itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.ui.models import carrying
from sp404_gui.ui.models.arrangement import Arrangement
from sp404_gui.ui.models.cells import READERS, alignment
from sp404_gui.ui.models.columns import BEST_FIRST, Column, Look
from sp404_gui.ui.models.store import SampleStore

Index = QModelIndex | QPersistentModelIndex
Bools = NDArray[np.bool_]
Positions = NDArray[np.int32]
Judge = Callable[[SampleStore, Positions | None], Bools]
"""Says which samples of a store pass, shape (samples,), or of some positions of it, shape (positions,)."""

_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
_ROOT = QModelIndex()
_SINGLE_UPDATES = 64


class SampleTable(QAbstractTableModel):
    """Rows of a store, filtered and sorted; a row is a sample, a column a `Column`.

    Rows that change stay where they are, so that nothing moves under the reader's eye; `resort` puts them in order. A view keeps selection
    and scroll position over resets by the samples' ids.

    Args:
        columns: What to show.
        parent: Qt's owner.

    Attributes:
        counted: How many samples are shown, of how many in the collection, whenever either changes.
        replaced: Another collection is about to be shown.
        columns: The columns.
        store: What is shown.
        first: How many rows stood before the others when they were put in order last: see `set_filter`.
    """

    counted = Signal(int, int)
    replaced = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(replace(column, is_new=self._is_new) if column.look is Look.NAME else column for column in columns)
        self.store = SampleStore()
        self._rows = Arrangement()
        self._judge: Judge | None = None
        self._first: Judge | None = None
        self._mask: Bools = np.empty(0, np.bool_)
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        self._counts = (0, 0)
        self.first = 0

    def show_store(self, store: SampleStore) -> None:
        """Show another collection; the filter and the order stay."""
        self.replaced.emit()
        self.beginResetModel()
        self.store = store
        self._mask = self._judged()
        self._rows.replace(self._arranged(), len(store))
        self.endResetModel()
        self._count()

    def put(self, records: Iterable[SampleRecord]) -> None:
        """Take in new and changed records; the store may be fed by this alone."""
        added, changed = self.store.put(records)
        touched = np.array([*changed, *added], np.int32)
        passes = self._judged(touched)
        self._mask = _padded(self._mask, len(self.store))
        self._mask[touched] = passes
        self._rows.grow_to(len(self.store))
        shown = self._rows.rows_of(touched) >= 0
        if np.any(passes != shown):
            self._admit()
        self._update(touched[passes & shown])
        self._count()

    def set_removed(self, removed: Mapping[str, bool]) -> None:
        """Take rows out, or back in, all at once: the records that say so may come one after the other."""
        touched = np.array(self.store.set_removed(removed), np.int32)
        if len(touched):
            self._mask[touched] = self._judged(touched)
            self._admit()
            self._count()

    def set_new(self, sample_ids: Iterable[str], *, new: bool) -> None:
        """Mark samples as new, or as looked at. A row that a filter for new ones lets through no more stays until it is filtered anew."""
        touched = np.array(self.store.set_new(sample_ids, new=new), np.int32)
        if new and len(touched):
            self._mask[touched] = self._judged(touched)
            if np.any(self._mask[touched] != (self._rows.rows_of(touched) >= 0)):
                self._admit()
        self._update(touched[self._rows.rows_of(touched) >= 0])
        self._count()

    def set_filter(self, judge: Judge | None, first: Judge | None = None, sought: Mapping[str, str] | None = None) -> None:
        """Show the samples that pass, now and as they come and change; all with None.

        Args:
            judge: Says which pass.
            first: Says which of them stand before the others, whatever the order; but for that of the distance.
            sought: Words of the vibe that are looked for: see `Column.sought`.
        """
        self._judge, self._first = judge, first
        self.columns = tuple(replace(column, sought=sought or {}) if column.look is Look.CHIPS else column for column in self.columns)
        self._mask = self._judged()
        self._rearrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, equals by name; samples without a value come last either way. A column of -1 is the order of arrival."""
        self._sorting = (column, order)
        self._rearrange()

    def resort(self) -> None:
        """Put rows that have changed since the last sorting in their places."""
        self._rearrange()

    @property
    def shown(self) -> Positions:
        """Store positions in the order of the rows."""
        return self._rows.positions

    def record(self, row: int) -> SampleRecord:
        """The sample of a row."""
        return self.store.records[self._rows.positions.item(row)]

    def row_of(self, sample_id: str) -> int | None:
        """The row of a sample; None while it is not shown."""
        return next(iter(self.rows_of((sample_id,))), None)

    def ids(self, rows: Iterable[int]) -> list[str]:
        """The samples of rows."""
        records = self.store.records
        return [records[position].sample.id for position in self._rows.positions[list(rows)].tolist()]

    def rows_of(self, sample_ids: Iterable[str]) -> list[int]:
        """The rows of those samples that are shown, in the order of the list."""
        positions = [position for sample_id in sample_ids if (position := self.store.position(sample_id)) is not None]
        rows = self._rows.rows_of(np.array(positions, np.int32))
        return list(np.sort(rows[rows >= 0]).tolist())

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Samples that are shown."""
        return 0 if parent.isValid() else len(self._rows.positions)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Columns, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The value of a cell for a role of Qt or of `cells.Role`."""
        reader = READERS.get(role)
        if reader is None or not index.isValid():
            return None
        return reader(self.store.records[self._rows.positions.item(index.row())], self.columns[index.column()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.columns[section].title
        if role == Qt.ItemDataRole.InitialSortOrderRole and self.columns[section].look in BEST_FIRST:
            return Qt.SortOrder.DescendingOrder
        return alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows are selected and dragged; edits are made in the inspector."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def carried(self, rows: Iterable[int]) -> QMimeData:
        """The files of rows, for a drag."""
        positions = self._rows.positions[list(rows)].tolist()
        return carrying.files_of([self.store.records[position] for position in positions])

    def supportedDragActions(self) -> Qt.DropAction:
        """Files are copied, never moved away."""
        return Qt.DropAction.CopyAction

    def _is_new(self, sample_id: str) -> bool:
        return self.store.is_new(sample_id)

    def _judged(self, positions: Positions | None = None) -> Bools:
        """Which samples are to be shown, of all or of some positions: not removed, and passing the filter."""
        kept = ~_at(positions, self.store.removed)
        return kept if self._judge is None else kept & self._judge(self.store, positions)

    def _arranged(self) -> Positions:
        """Positions of all samples to be shown, in order."""
        passing = np.flatnonzero(self._mask).astype(np.int32)
        column, order = self._sorting
        keys = [] if column < 0 else self._keys(self.columns[column].field, order, passing)
        if self._first is not None:
            first = self._first(self.store, passing)
            self.first = int(first.sum())
            keys += [~first] if column < 0 or self.columns[column].field != "distance" else []
        return passing[np.lexsort(keys)] if keys else passing

    def _keys(self, field: str, order: Qt.SortOrder, passing: Positions) -> list[NDArray[np.generic]]:
        """What some samples are sorted by, the least first."""
        keys = np.asarray(self.store.sort_keys(field)[passing], np.float64)
        names = self.store.sort_keys("name")[passing]
        return [names, -keys if order is Qt.SortOrder.DescendingOrder else keys]

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._rows.replace(self._arranged(), len(self.store))
        self.endResetModel()
        self._count()

    def _admit(self) -> None:
        """Let rows in and out; where new ones only follow the others, nothing else moves."""
        before, after = self._rows.positions, self._arranged()
        if len(after) <= len(before) or not np.array_equal(before, after[: len(before)]):
            self._rearrange()
            return
        self.beginInsertRows(_ROOT, len(before), len(after) - 1)
        self._rows.replace(after, len(self.store))
        self.endInsertRows()

    def _update(self, positions: Positions) -> None:
        """Tell views about rows that hold other values now."""
        rows = np.sort(self._rows.rows_of(positions)).tolist()
        last = len(self.columns) - 1
        spans = [(row, row) for row in rows] if len(rows) <= _SINGLE_UPDATES else [(rows[0], rows[-1])]
        for top, bottom in spans:
            self.dataChanged.emit(self.index(top, 0), self.index(bottom, last))

    def _count(self) -> None:
        counts = (len(self._rows.positions), len(self.store) - int(self.store.removed.sum()))
        if counts != self._counts:
            self._counts = counts
            self.counted.emit(*counts)


def _at(positions: Positions | None, values: Bools) -> Bools:
    return values if positions is None else np.asarray(values[positions], np.bool_)


def _padded(mask: Bools, length: int) -> Bools:
    """The mask of a store that has grown: new samples do not pass yet."""
    return np.pad(mask[:length], (0, max(0, length - len(mask))))
