"""How a job runs: three plots over time, and every step of it."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from sp404_gui.domain.job import Counts
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.audit import AuditTable, NameOf
from sp404_gui.ui.models.moments import seconds_of
from sp404_gui.ui.models.timeline import Timeline
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.icon_button import IconButton
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.plot import Plot

_ROW = 1.6
_SIDE, _GAP = 8, 8
_WIDTHS = {0: 19, 1: 13}


class AuditView(QTableView):
    """The audit trail; it stays at its end while the end is in sight.

    Args:
        table: The entries.
        parent: The widget around it.

    Attributes:
        copy_wanted: The selected entries as text.
    """

    copy_wanted = Signal(str)

    def __init__(self, table: AuditTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._at_end = True
        self.setModel(table)
        self.setAccessibleName(self.tr("Audit trail"))
        self.setProperty("role", "framed")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * _ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setStretchLastSection(True)
        for column, characters in _WIDTHS.items():
            self.setColumnWidth(column, characters * self.fontMetrics().averageCharWidth())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy whole rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = [self._table.row(index.row()) for index in self.selectionModel().selectedRows()]
            self.copy_wanted.emit("\n".join(f"{row.at}\t{row.event}\t{row.detail}" for row in rows))
        else:
            super().keyPressEvent(event)

    def _scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum()

    def _follow(self) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())


class MonitorPanel(QWidget):
    """Samples, calls and errors a minute, and the audit trail.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        copy_wanted: Text for the clipboard.
        close_wanted: The panel is no longer needed.
    """

    copy_wanted = Signal(str)
    close_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settled: int | None = None
        self._lines = {name: Timeline() for name in ("samples", "call", "retry")}
        self._plots = {
            "samples": Plot(theme, self.tr("Samples a minute"), "ok", self.tr("Counted while it works")),
            "call": Plot(theme, self.tr("Calls a minute"), "accent", self.tr("No calls")),
            "retry": Plot(theme, self.tr("Errors a minute"), "failed", self.tr("No errors")),
        }
        self._table = AuditTable(theme, self)
        self._view = AuditView(self._table)
        self._view.copy_wanted.connect(self.copy_wanted)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr("Filter the audit trail"))
        self._filter.setAccessibleName(self.tr("Filter the audit trail"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._table.set_filter)
        self._close = IconButton(theme, icons, "close", self.tr("Close the monitor"))
        self._close.clicked.connect(self.close_wanted)
        self._lay_out()
        self.setFocusProxy(self._filter)
        for before, after in pairwise((self._filter, *self._plots.values(), self._view, self._close)):
            QWidget.setTabOrder(before, after)

    def call_samples(self, name_of: NameOf) -> None:
        """Let entries that come from now on name their samples so."""
        self._table.name_of = name_of

    def note_counts(self, at_s: float, counts: Counts) -> None:
        """Take the numbers of a running job.

        Args:
            at_s: Now, in seconds since 1970.
            counts: The job's.
        """
        settled = counts.done + counts.failed + counts.skipped
        if self._settled is None:
            self._settled = settled
        self._lines["samples"].add(at_s, max(0, settled - self._settled))
        self._settled = settled
        for name in ("call", "retry"):
            self._lines[name].reach(at_s)
        self._draw()

    def note_entries(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Take entries of the audit trail, oldest first, each once."""
        entries = list(entries)
        self._table.append(entries)
        for entry in entries:
            line, at_s = self._lines.get(str(entry.get("event"))), seconds_of(str(entry.get("at")))
            if line is not None and at_s is not None:
                line.add(at_s)
        self._draw()

    def clear(self) -> None:
        """Show nothing: another collection follows."""
        self._settled = None
        for line in self._lines.values():
            line.clear()
        self._table.clear()
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while it was hidden."""
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self.isVisible():
            for name, plot in self._plots.items():
                plot.show_series(*self._lines[name].per_minute())

    def _lay_out(self) -> None:
        head, plots = QHBoxLayout(), QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Monitor"), "title"))
        head.addStretch(1)
        head.addWidget(self._filter, 1)
        head.addWidget(self._close)
        for plot in self._plots.values():
            plots.addWidget(plot)
        head.setSpacing(_GAP)
        plots.setSpacing(_GAP)
        head.setContentsMargins(_SIDE, 8, _SIDE, 6)
        plots.setContentsMargins(_SIDE, 0, _SIDE, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(plots)
        column.addWidget(self._view, 1)
