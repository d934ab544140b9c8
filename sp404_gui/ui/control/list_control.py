"""The list and what it is narrowed by: filter field, facets, counts."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer

from sp404_gui.ui.models.facets import FACETS, count
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.models.table import SampleTable
from sp404_gui.ui.panels.sidebar import Sidebar
from sp404_gui.ui.search.facet_terms import toggle
from sp404_gui.ui.search.query import Query, parse
from sp404_gui.ui.views.sample_list import SampleList
from sp404_gui.ui.widgets.filter_field import FilterField

_COUNT_MS = 250
_COUNTED = {*FACETS, "vibe"}


class ListControl(QObject):
    """Joins the filter field, the sidebar's facets, the table and the list.

    Args:
        field: Where the filter is typed.
        sidebar: Where facets are clicked.
        table: What is filtered.
        samples: The list.
    """

    def __init__(self, field: FilterField, sidebar: Sidebar, table: SampleTable, samples: SampleList) -> None:
        super().__init__(samples)
        self._field = field
        self._sidebar = sidebar
        self._table = table
        self._samples = samples
        self._query = parse("")
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._count)
        field.query_changed.connect(self._filter)
        field.left.connect(self._go_to_list)
        sidebar.facet_toggled.connect(self._toggle)
        table.counted.connect(field.show_count)
        samples.reset_filter.connect(self.reset)

    def show_store(self, store: SampleStore) -> None:
        """Show another collection, in the light of the same filter."""
        self._table.show_store(store)
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

    def _toggle(self, field: str, value: str) -> None:
        self._field.set_text(toggle(self._field.text(), field, value))

    def _filter(self, query: Query) -> None:
        self._query = query
        self._sidebar.show_active(query.text)
        self._table.set_filter(None if query.is_empty else query.matches)
        self._count()

    def _count(self) -> None:
        """Counts beside the facets; a facet that is on still says what its alternatives would give."""
        store, table, query = self._table.store, self._table, self._query
        mask: NDArray[np.bool_] | None = None
        if not query.is_empty:
            mask = np.zeros(len(store), np.bool_)
            mask[table.shown] = True
        own = {name: query.without(name).matches(store) for name in _COUNTED & {term.field for term in query.terms}}
        counts = count(store, mask, own)
        self._sidebar.show_counts(counts)
        self._field.set_values(counts)
