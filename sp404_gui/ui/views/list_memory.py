"""Selection, current row and scroll position of the list, by sample, so that they outlast a reset of the model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from sp404_gui.ui.models.table import SampleTable

ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True, slots=True)
class Anchor:
    """A sample that stands at a height of the viewport, in pixels from its top; `is_current` when the user chose it."""

    sample_id: str
    top: int
    is_current: bool


def selected_rows(view: QTableView) -> list[int]:
    """The rows of a selection, from top to bottom; cheap however many they are."""
    selection = view.selectionModel().selection()
    spans = sorted((selection.at(place).top(), selection.at(place).bottom()) for place in range(selection.count()))
    return list(dict.fromkeys(row for top, bottom in spans for row in range(top, bottom + 1)))


def anchor_of(view: QTableView, table: SampleTable) -> Anchor | None:
    """What the reader's eye holds on to: the current row if it is in sight, else the first row in sight."""
    current = view.currentIndex().row()
    if 0 <= current < table.rowCount() and _in_sight(view, current):
        return Anchor(table.record(current).id, view.rowViewportPosition(current), is_current=True)
    first = view.rowAt(0)
    return Anchor(table.record(first).id, view.rowViewportPosition(first), is_current=False) if first >= 0 else None


def scroll_back(view: QTableView, table: SampleTable, anchor: Anchor | None) -> None:
    """Scroll so that a sample stands at its height again; where it is not shown any more, to the top."""
    view.executeDelayedItemsLayout()
    row = table.row_of(anchor.sample_id) if anchor is not None else None
    value = row * view.verticalHeader().defaultSectionSize() - anchor.top if anchor is not None and row is not None else 0
    view.verticalScrollBar().setValue(value)


def select_again(view: QTableView, table: SampleTable, chosen: Sequence[str], current: str) -> None:
    """Select those of some samples that are shown, however many and wherever they stand.

    Args:
        view: The list.
        table: Its model.
        chosen: Ids of samples.
        current: Id of the current sample; it may be hidden.
    """
    rows = np.array(table.rows_of(chosen), np.int64)
    breaks = np.flatnonzero(np.diff(rows) != 1)
    starts, ends = rows[[0, *(breaks + 1)]] if len(rows) else rows, rows[[*breaks, -1]] if len(rows) else rows
    current_row = table.row_of(current)
    selection, model = QItemSelection(), view.selectionModel()
    last = table.columnCount() - 1
    for top, bottom in zip(starts.tolist(), ends.tolist(), strict=True):
        selection.select(table.createIndex(top, 0), table.createIndex(bottom, last))
    model.reset()  # or Qt compares each span of before with each of now
    if current_row is not None:
        model.setCurrentIndex(table.index(current_row, 1), QItemSelectionModel.SelectionFlag.NoUpdate)
    model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)  # `Rows` would merge each with all others
    view.viewport().update()


def _in_sight(view: QTableView, row: int) -> bool:
    top = view.rowViewportPosition(row)
    return top + view.rowHeight(row) > 0 and top < view.viewport().height()
