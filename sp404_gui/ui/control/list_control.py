"""The list and what it is narrowed by: filter field, facets, counts."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from sp404_gui.ui.models.facets import FACETS, count
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.models.table import Judge, Positions, SampleTable
from sp404_gui.ui.panels.sidebar import Sidebar
from sp404_gui.ui.search.facet_terms import toggle
from sp404_gui.ui.search.query import Query, parse
from sp404_gui.ui.search.speech import Speech
from sp404_gui.ui.turns import TURN_MS
from sp404_gui.ui.views.sample_list import SampleList
from sp404_gui.ui.widgets.filter_field import FilterField

Narrowing = Callable[[SampleStore, NDArray[np.bool_]], Judge]
"""Makes a judge of more than the filter says, from the samples that the filter lets through."""

_COUNT_MS = 250
_COUNTED = {*FACETS, "vibe"}


class ListControl(QObject):
    """Joins the filter field, the sidebar's facets, the table and the list.

    Args:
        field: Where the filter is typed.
        sidebar: Where facets are clicked.
        table: What is filtered.
        samples: The list.

    Attributes:
        all_wanted: Everything is to be shown, whatever it is narrowed by.
    """

    all_wanted = Signal()

    def __init__(self, field: FilterField, sidebar: Sidebar, table: SampleTable, samples: SampleList) -> None:
        super().__init__(samples)
        self._field = field
        self._sidebar = sidebar
        self._table = table
        self._samples = samples
        self._query = parse("")
        self._narrowing: Narrowing | None = None
        self._narrow: Judge | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._look_again)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._count)
        field.query_changed.connect(self._filter)
        field.left.connect(self._go_to_list)
        sidebar.facet_toggled.connect(self._toggle)
        table.counted.connect(field.show_count)
        samples.reset_filter.connect(self.reset)

    def show_store(self, store: SampleStore) -> None:
        """Show another collection, in the light of the same filter."""
        self._table.show_store(store)
        self._field.set_speech(Speech(store))
        self._count()

    def changed(self) -> None:
        """Samples have changed: count them again soon."""
        if not self._due.isActive():
            self._due.start(_COUNT_MS)

    def begin(self) -> None:
        """Let the user type a filter."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _go_to_list(self) -> None:
        """The keyboard belongs to the list now; what it stands on is selected."""
        self._samples.setFocus()
        if not self._samples.selected_ids():
            self._samples.move_current(0)

    def reset(self) -> None:
        """Show everything."""
        self._field.clear_filter()
        self.all_wanted.emit()

    def narrow(self, narrowing: Narrowing | None) -> None:
        """Show only some of what the filter lets through, or all of it."""
        self._narrowing = narrowing
        self._judge()

    def _toggle(self, field: str, value: str) -> None:
        self._field.set_text(toggle(self._field.text(), field, value))

    def _filter(self, query: Query) -> None:
        self._query = query
        self._sidebar.show_active(query.text)
        self._judge()

    def _judge(self) -> None:
        """Let the table know what passes now."""
        query, narrow, store = self._query, None, self._table.store
        if self._narrowing is not None:
            narrow = self._narrowing(store, query.matches(store) & ~store.removed)
        self._narrow = narrow

        def both(store: SampleStore, positions: Positions | None) -> NDArray[np.bool_]:
            passing = query.matches(store, positions)
            return passing if narrow is None else passing & narrow(store, positions)

        first = query.strict().matches if query.is_loose else None
        self._table.set_filter(None if query.is_empty and narrow is None else both, first, query.sought)
        self._counting.start(TURN_MS)  # with what passes painted, it would take several frames

    def _look_again(self) -> None:
        """Samples came: a word that was taken for another one may stand among them."""
        if self._field.query.remarks:
            self._field.settle()
        self._count()

    def _count(self) -> None:
        """Counts beside the facets; a facet that is on still says what its alternatives would give."""
        store, table, query = self._table.store, self._table, self._query
        mask: NDArray[np.bool_] | None = None
        if not query.is_empty or self._narrow is not None:
            mask = np.zeros(len(store), np.bool_)
            mask[table.shown] = True
        near = None if self._narrow is None else self._narrow(store, None)
        own = {name: query.without(name).matches(store) for name in _COUNTED & {term.field for term in query.terms}}
        own = own if near is None else {name: passing & near for name, passing in own.items()}
        counts = count(store, mask, own)
        self._sidebar.show_counts(counts)
        self._field.set_values(counts)
        if query.is_loose:
            self._field.show_alike(table.first, len(table.shown) - table.first)
