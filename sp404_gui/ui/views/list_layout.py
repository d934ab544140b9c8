"""The arrangement of the list's columns: first widths, the elastic column, what is kept between sessions."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontMetricsF

from sp404_gui.ui.models.columns import Column, Look
from sp404_gui.ui.views.list_header import ListHeader

_WIDEST = 4000
_NARROWEST = {"waveform": 0.32, "name": 0.58, "category": 0.92, "bpm": 0.9, "key": 0.85, "energy": 0.5, "vibe": 0.66}
"""How far columns give way in a narrow window, as a share of their own width; the others keep it."""
_MARKS = frozenset({Look.STATUS, Look.HEART})
"""Looks that are clear without a title."""
_ORDERS = {"ascending": Qt.SortOrder.AscendingOrder, "descending": Qt.SortOrder.DescendingOrder}


class ListLayout(QObject):
    """Keeps the columns of a header; one of them takes what room is left, and all give way where there is too little.

    Args:
        header: The header.
        columns: What its sections are.
        elastic: Id of the column that grows into free room.
        sort: Id of the column that orders the list at first.
    """

    def __init__(self, header: ListHeader, columns: Sequence[Column], elastic: str, sort: str) -> None:
        super().__init__(header)
        self._header = header
        self._columns = columns
        self._places = {column.id: place for place, column in enumerate(columns)}
        self._elastic = self._places[elastic]
        self._sort = sort
        self._own = [0] * len(columns)
        self._sized: set[int] = set()
        self._room = 0
        self._busy = False
        header.sectionResized.connect(self._resized)

    def reset(self) -> None:
        """Columns as they are at first."""
        self.restore({})

    def show(self, name: str, *, shown: bool) -> None:
        """Show or hide a column."""
        self._header.setSectionHidden(self._places[name], not shown)
        self.fill(self._room)

    def save(self) -> dict[str, Any]:
        """The arrangement as JSON values."""
        header = self._header
        hidden = [column.id for place, column in enumerate(self._columns) if header.isSectionHidden(place)]
        return {
            "order": [self._columns[header.logicalIndex(visual)].id for visual in range(header.count())],
            "widths": {column.id: self._own[place] for place, column in enumerate(self._columns) if column.id not in hidden},
            "hidden": hidden,
            "sort": list(self.order),
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
            self._own[place] = width
        self._sized.clear()
        self._move(state.get("order"))
        self.order_by(state.get("sort"))
        self.fill(self._room)

    def fill(self, room: int) -> None:
        """Share so many pixels out: the elastic column takes what is left, and where nothing is, all but those sized by hand give way."""
        self._room = room
        shown = [place for place in range(len(self._columns)) if not self._header.isSectionHidden(place)]
        spare = room - sum(self._own[place] for place in shown)
        give = {place: self._own[place] - self._least(place) for place in shown}
        share = min(1.0, -spare / total) if spare < 0 and (total := sum(give.values())) else 0.0
        self._busy = True
        for place in shown:
            more = max(0, spare) if place == self._elastic else 0
            self._header.resizeSection(place, self._own[place] + more - math.ceil(give[place] * share))
        self._busy = False

    def _resized(self, section: int, before: int, size: int) -> None:
        if self._busy:
            return
        if before and size:
            self._own[section] = size
            self._sized.add(section)
        if section != self._elastic:
            self.fill(self._room)

    def _least(self, place: int) -> int:
        """The width down to which a column gives way."""
        column, own = self._columns[place], self._own[place]
        if place in self._sized:
            return own
        if column.look in _MARKS:
            return min(own, self._header.minimumSectionSize())
        return round(own * _NARROWEST.get(column.id, 1.0))

    def _first_width(self, column: Column) -> int:
        width = round(column.width * QFontMetricsF(self._header.font()).averageCharWidth())
        return max(width, self._header.title_width(self._places[column.id]))

    def _move(self, order: object) -> None:
        """Columns that the wish does not name keep their place after the one that they followed at first."""
        known = [name for name in order if name in self._places] if isinstance(order, list) else []
        wish = list(dict.fromkeys(known))
        for place, column in enumerate(self._columns):
            if column.id not in wish:
                wish.insert(wish.index(self._columns[place - 1].id) + 1 if place else 0, column.id)
        for visual, name in enumerate(wish):
            self._header.moveSection(self._header.visualIndex(self._places[name]), visual)

    @property
    def order(self) -> tuple[str, str]:
        """Id of the column that orders the list, and "ascending" or "descending"."""
        section, order = self._header.sortIndicatorSection(), self._header.sortIndicatorOrder()
        return self._columns[section].id, "descending" if order is Qt.SortOrder.DescendingOrder else "ascending"

    def order_by(self, wish: object) -> None:
        """Order as `order` said; where that makes no sense, as at first."""
        name, order = wish if isinstance(wish, list | tuple) and len(wish) == len(("column", "order")) else (self._sort, "ascending")
        if name not in self._places or order not in _ORDERS:
            name, order = self._sort, "ascending"
        self._header.setSortIndicator(self._places[name], _ORDERS[order])
