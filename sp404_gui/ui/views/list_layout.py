"""The arrangement of the list's columns: first widths, the elastic column, what is kept between sessions."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHeaderView

from sp404_gui.ui.models.columns import Column

_WIDEST = 4000
_ORDERS = {"ascending": Qt.SortOrder.AscendingOrder, "descending": Qt.SortOrder.DescendingOrder}


class ListLayout(QObject):
    """Keeps the columns of a header; one of them takes what room is left.

    Args:
        header: The header.
        columns: What its sections are.
        elastic: Id of the column that grows into free room.
        sort: Id of the column that orders the list at first.

    Attributes:
        changed: The user moved, sized, hid or sorted columns.
    """

    changed = Signal()

    def __init__(self, header: QHeaderView, columns: Sequence[Column], elastic: str, sort: str) -> None:
        super().__init__(header)
        self._header = header
        self._columns = columns
        self._places = {column.id: place for place, column in enumerate(columns)}
        self._elastic = self._places[elastic]
        self._sort = sort
        self._own_width = 0
        self._room = 0
        self._busy = False
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._tell)
        header.sortIndicatorChanged.connect(self._tell)

    def reset(self) -> None:
        """Columns as they are at first."""
        self.restore({})

    def save(self) -> dict[str, Any]:
        """The arrangement as JSON values."""
        header = self._header
        section, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        hidden = [column.id for place, column in enumerate(self._columns) if header.isSectionHidden(place)]
        return {
            "order": [self._columns[header.logicalIndex(visual)].id for visual in range(header.count())],
            "widths": {column.id: self._width(place) for place, column in enumerate(self._columns) if column.id not in hidden},
            "hidden": hidden,
            "sort": [self._columns[section].id, "descending" if order is Qt.SortOrder.DescendingOrder else "ascending"],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Arrange as `save` said; what is missing or makes no sense is as at first."""
        hidden = state.get("hidden")
        widths = state.get("widths")
        self._busy = True
        for place, column in enumerate(self._columns):
            wish = widths.get(column.id) if isinstance(widths, dict) else None
            width = wish if isinstance(wish, int) and self._header.minimumSectionSize() <= wish <= _WIDEST else self._first_width(column)
            self._header.setSectionHidden(place, False)
            self._header.resizeSection(place, width)
            self._header.setSectionHidden(place, column.id in hidden if isinstance(hidden, list) else not column.visible)
            self._own_width = width if place == self._elastic else self._own_width
        self._move(state.get("order"))
        self._order(state.get("sort"))
        self.fill(self._room)

    def fill(self, room: int) -> None:
        """Let the elastic column take what the others leave of so many pixels, but no less than its own width."""
        self._room = room
        header = self._header
        if header.isSectionHidden(self._elastic):
            return
        others = header.length() - header.sectionSize(self._elastic)
        self._busy = True
        header.resizeSection(self._elastic, max(self._own_width, room - others))
        self._busy = False

    def _resized(self, section: int, before: int, size: int) -> None:
        if self._busy:
            return
        if section == self._elastic and before and size:
            self._own_width = size
        else:
            self.fill(self._room)
        self._tell()

    def _tell(self) -> None:
        if not self._busy:
            self.changed.emit()

    def _width(self, place: int) -> int:
        return self._own_width if place == self._elastic else self._header.sectionSize(place)

    def _first_width(self, column: Column) -> int:
        return round(column.width * QFontMetricsF(self._header.font()).averageCharWidth())

    def _move(self, order: object) -> None:
        """Columns that the wish does not name keep their place after the one that they followed at first."""
        known = [name for name in order if name in self._places] if isinstance(order, list) else []
        wish = list(dict.fromkeys(known))
        for place, column in enumerate(self._columns):
            if column.id not in wish:
                wish.insert(wish.index(self._columns[place - 1].id) + 1 if place else 0, column.id)
        for visual, name in enumerate(wish):
            self._header.moveSection(self._header.visualIndex(self._places[name]), visual)

    def _order(self, wish: object) -> None:
        name, order = wish if isinstance(wish, list | tuple) and len(wish) == len(("column", "order")) else (self._sort, "ascending")
        if name not in self._places or order not in _ORDERS:
            name, order = self._sort, "ascending"
        self._header.setSortIndicator(self._places[name], _ORDERS[order])
