"""A list in a window of 1440 x 900, and what its reader does."""

import gc
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import psutil
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.columns import list_columns
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.models.table import SampleTable
from sp404_gui.ui.search.query import parse
from sp404_gui.ui.search.speech import Speech
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views.sample_list import SampleList
from tests.benchmarks.command import fact, row
from tests.fakes.records import made_records

_STEPS = {"the wheel, 3 rows": 111, "a page": 850, "flinging, all rows new": 6_131}
_FRAMES = 600
_CHUNK = 500
_MEDIAN_GOAL_MS, _LAST_GOAL_MS, _CHANGE_GOAL_MS = 8.0, 16.0, 150.0
_QUERIES = ("kick", "dusty -kick", "category:drums bpm:85-95", "vibe:warm length:<2", "vibe:dusty", "dusty", "dusyt")


class LongList:
    """The real list over made-up records with a waveform each.

    Args:
        rows: How many.
    """

    def __init__(self, rows: int) -> None:
        existing = QApplication.instance()
        self._app = existing if isinstance(existing, QApplication) else QApplication([])
        self._theme = Theme("dark")
        self._theme.prepare(self._app)
        self._theme.dress(self._app)
        self._records = list(made_records(rows))
        self._store = SampleStore()
        self._table = SampleTable(list_columns())
        self._list = SampleList(self._table, self._theme, Icons(self._theme))
        self._list.resize(1440, 900)

    def measure(self) -> None:
        """Print all figures."""
        self._take_in()
        gc.freeze()  # as the window does: a full collection walks through all records
        for name, step in _STEPS.items():
            self._scroll(name, step)
        for name, section in (("name", 1), ("BPM", 3), ("vibe", 7), ("path", 19)):
            self._change(f"sort by {name}", partial(self._sort, section))
        for text in _QUERIES:
            self._change(f"filter: {text}", partial(self._filter, text))
        self._change("no filter", partial(self._table.set_filter, None))
        gc.unfreeze()

    def _take_in(self) -> None:
        memory = psutil.Process()
        before, started, longest = memory.memory_info().rss, time.perf_counter(), 0.0
        for start in range(0, len(self._records), _CHUNK):
            begun = time.perf_counter()
            self._store.put(self._records[start : start + _CHUNK])
            longest = max(longest, time.perf_counter() - begun)
        spent = time.perf_counter() - started
        fact("taking in a record", f"{1e6 * spent / len(self._records):.1f} us")
        fact(f"taking in {_CHUNK}, the longest", f"{1e3 * longest:.1f} ms")
        fact("memory a row, beside the record", f"{(memory.memory_info().rss - before) / len(self._records):.0f} B")
        self._table.show_store(self._store)
        self._list.show()
        self._app.processEvents()

    def _scroll(self, name: str, step: int) -> None:
        bar, viewport = self._list.verticalScrollBar(), self._list.viewport()
        frames = []
        for frame in range(_FRAMES):
            started = time.perf_counter()
            bar.setValue(frame * step % bar.maximum())
            viewport.grab()
            frames.append(1e3 * (time.perf_counter() - started))
        median, last = np.percentile(frames, (50, 99))
        row(f"a frame, {name}: median", f"{median:.1f} ms", "< 8 ms", reached=bool(median < _MEDIAN_GOAL_MS))
        row(f"a frame, {name}: 99 %", f"{last:.1f} ms", "< 16 ms", reached=bool(last < _LAST_GOAL_MS))

    def _filter(self, text: str) -> None:
        query = parse(text, Speech(self._store))
        self._table.set_filter(query.matches, query.strict().matches if query.is_loose else None, query.sought)

    def _sort(self, section: int) -> None:
        self._list.horizontalHeader().setSortIndicator(section, Qt.SortOrder.DescendingOrder)

    def _change(self, name: str, change: Callable[[], object]) -> None:
        """Time a change with the painting after it."""
        started = time.perf_counter()
        change()
        self._app.processEvents()
        spent = 1e3 * (time.perf_counter() - started)
        row(f"{name} ({self._table.rowCount():,} rows)", f"{spent:.0f} ms", "< 150 ms", reached=spent < _CHANGE_GOAL_MS)
