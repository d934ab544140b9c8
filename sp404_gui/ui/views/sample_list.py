"""The list of samples."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from sp404_gui.ui.delegates.looks import delegates
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.table import SampleTable
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views.list_header import ListHeader
from sp404_gui.ui.views.list_layout import ListLayout
from sp404_gui.ui.views.list_memory import Anchor, anchor_of, scroll_back, select_again, selected_rows
from sp404_gui.ui.views.nothing_found import NothingFound
from sp404_gui.ui.views.row_copy import RowCopy
from sp404_gui.ui.views.row_table import RowTable

_LOOK_AFTER_MS = 120


class SampleList(RowTable):
    """Samples in rows. Selection, current row and scroll position belong to samples, so they hold while the model sorts and filters.

    Samples that the filter hides are chosen again when they come back, unless the user chose others meanwhile.

    Args:
        table: What is shown; its filter and content are set there.
        theme: Where the colours come from.
        icons: Draws icons.
        parent: The widget around it.

    Attributes:
        current_changed: The current sample is another one; an empty id when there is none.
        selection_changed: The selected samples, from top to bottom.
        activated_id: Enter, or a double click.
        context_menu: A menu is wanted at a global point for some samples.
        visible_changed: The samples in sight, some time after they came into sight.
        reset_filter: The user wants all samples back.
    """

    current_changed = Signal(str)
    selection_changed = Signal(list)
    activated_id = Signal(str)
    context_menu = Signal(QPoint, list)
    visible_changed = Signal(list)
    reset_filter = Signal()

    def __init__(self, table: SampleTable, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(table, theme, parent)
        self.setAccessibleName(self.tr("Samples"))
        self._chosen: list[str] = []
        self._current = ""
        self._told: tuple[str, list[str]] = ("", [])
        self._anchor: Anchor | None = None
        self._anew = False
        self._resetting = False
        self._by_hand = False
        self._order_before = (1, Qt.SortOrder.AscendingOrder)
        self._copy = RowCopy(self)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._look.timeout.connect(self._tell_visible)
        self._nothing = NothingFound(self.viewport())
        self._nothing.reset_wanted.connect(self.reset_filter)
        self._header = ListHeader(theme, self._handle, self)
        self.setHorizontalHeader(self._header)
        self.setModel(table)
        painters = delegates(theme, icons, self)
        for place, column in enumerate(table.columns):
            self.setItemDelegateForColumn(place, painters[column.look])
        self._columns = ListLayout(self._header, table.columns, elastic="vibe", sort="name")
        self._connect()
        self._columns.reset()

    def _connect(self) -> None:
        self._header.sortIndicatorChanged.connect(self._sort)
        self._header.columns_reset.connect(self._columns.reset)
        self._table.replaced.connect(self._begin_anew)
        self._table.modelAboutToBeReset.connect(self._remember)
        self._table.modelReset.connect(self._recall)
        self._table.rowsInserted.connect(self._look.start)
        self._table.counted.connect(self._show_counts)
        self.selectionModel().selectionChanged.connect(self._notice)
        self.selectionModel().currentRowChanged.connect(self._notice)
        self.doubleClicked.connect(self._activate)
        self.verticalScrollBar().valueChanged.connect(self._look.start)

    def current_id(self) -> str:
        """The current sample; empty when there is none."""
        row = self.currentIndex().row()
        return self._table.record(row).id if row >= 0 else ""

    @property
    def moved_by_hand(self) -> bool:
        """Whether it is the user who goes to another row right now."""
        return self._by_hand

    def go(self, step: int) -> None:
        """Go some rows down or up, as the user's keys do."""
        self._by_hand = True
        self.move_current(step)
        self._by_hand = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses; a right click only asks for a menu."""
        self._by_hand = event.button() == Qt.MouseButton.LeftButton
        super().mousePressEvent(event)
        self._by_hand = False

    def selected_ids(self) -> list[str]:
        """The selected samples, from top to bottom."""
        return self._table.ids(selected_rows(self))

    def visible_ids(self) -> list[str]:
        """The samples in sight, from top to bottom."""
        first = self.rowAt(0)
        if first < 0 or not self.isVisible():
            return []
        last = self.rowAt(self.viewport().height() - 1)
        return self._table.ids(range(first, (last if last >= 0 else self._table.rowCount() - 1) + 1))

    def select_id(self, sample_id: str) -> bool:
        """Make a sample the current and only selected one and show it; False where it is not in the list."""
        row = self._table.row_of(sample_id)
        if row is None:
            return False
        self.choose(row)
        self.scrollTo(self._table.index(row, self._handle), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def select_ids(self, sample_ids: Sequence[str], current: str = "") -> None:
        """Select those of some samples that are in the list, and make one of them the current one; the list stands at it."""
        before = self.current_id()
        self._by_hand = bool(current) and current != before
        self._resetting = True
        select_again(self, self._table, sample_ids, current or before)
        self._resetting = False
        self._notice()
        if current and (row := self._table.row_of(current)) is not None:
            self.scrollTo(self._table.index(row, self._handle), QAbstractItemView.ScrollHint.EnsureVisible)
        self._by_hand = False

    def compare(self, *, on: bool) -> None:
        """Show distances and put the nearest first, or go back to the order of before."""
        header, place = self._header, next(n for n, column in enumerate(self._table.columns) if column.id == "distance")
        is_on = header.sortIndicatorSection() == place
        if on and not is_on:
            self._order_before = header.sortIndicatorSection(), header.sortIndicatorOrder()
        self._columns.show("distance", shown=on)
        if on and not is_on:
            header.setSortIndicator(place, Qt.SortOrder.AscendingOrder)
        elif not on and is_on:
            header.setSortIndicator(*self._order_before)

    @property
    def order(self) -> tuple[str, str]:
        """Id of the column that orders the list, and "ascending" or "descending"."""
        return self._columns.order

    def order_by(self, order: tuple[str, str]) -> None:
        """Put the rows in an order, as `order` names it."""
        self._columns.order_by(order)

    def move_current(self, step: int) -> None:
        """Go some rows down, or up with a negative step; to the first row when none is current."""
        last = self._table.rowCount() - 1
        row = self.currentIndex().row()
        if last >= 0:
            self.select_id(self._table.record(min(last, max(0, row + step))).id if row >= 0 else self._table.record(0).id)

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard: as text, the columns in sight separated by tabs."""
        header = self.horizontalHeader()
        sections = [header.logicalIndex(visual) for visual in range(header.count())]
        columns = [self._table.columns[section] for section in sections if not header.isSectionHidden(section)]
        if rows := selected_rows(self):
            self._copy.begin([self._table.record(row) for row in rows], columns)

    def show_columns_menu(self) -> None:
        """Open the menu of columns and orders below the header."""
        header = self._header
        header.show_menu(header.mapToGlobal(header.rect().bottomLeft()))

    def save_state(self) -> dict[str, Any]:
        """Order, widths, hidden columns and sorting as JSON values."""
        return self._columns.save()

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Arrange the columns as `save_state` said; from another version, as far as it makes sense."""
        self._columns.restore(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates, and the copy key copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._activate(self.currentIndex())
        else:
            self._by_hand = True
            super().keyPressEvent(event)
            self._by_hand = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where Qt makes the first row the current one, it is the selected one as well: wave and inspector tell of the same sample."""
        had_one = self.currentIndex().isValid() or self.selectionModel().hasSelection()
        super().focusInEvent(event)
        if not had_one and (row := self.currentIndex().row()) >= 0:
            self.choose(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the mouse, or at the current row."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if ids := self.selected_ids():
            self.context_menu.emit(place, ids)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The elastic column takes the room that there is."""
        super().resizeEvent(event)
        self._columns.fill(self.viewport().width())
        self._nothing.setGeometry(self.viewport().rect())
        self._look.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Samples come into sight."""
        super().showEvent(event)
        self._look.start()

    def _tell_visible(self) -> None:
        if ids := self.visible_ids():
            self.visible_changed.emit(ids)

    def _show_counts(self, shown: int, total: int) -> None:
        self._nothing.setVisible(total > 0 and not shown)

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self.activated_id.emit(self._table.record(index.row()).id)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        """Order by a column; the current row keeps its height, and without one the list begins at its top."""
        self._table.sort(section, order)
        if self._anchor is None or not self._anchor.is_current:
            self.verticalScrollBar().setValue(0)

    def _begin_anew(self) -> None:
        """Another collection: the same ids are other samples there."""
        self._chosen, self._current, self._anchor, self._anew = [], "", None, True

    def _remember(self) -> None:
        self._resetting = True
        self._anchor = None if self._anew else anchor_of(self, self._table)
        self._anew = False

    def _recall(self) -> None:
        select_again(self, self._table, self._chosen, self._current)
        scroll_back(self, self._table, self._anchor)
        self._resetting = False
        self._look.start()
        self._tell(self.current_id(), self.selected_ids())

    def _notice(self) -> None:
        """The user, or the program for the user, chose something; what a reset does is no choice."""
        if not self._resetting:
            self._current, self._chosen = self.current_id(), self.selected_ids()
            self._tell(self._current, self._chosen)

    def _tell(self, current: str, chosen: list[str]) -> None:
        before, self._told = self._told, (current, chosen)
        if current != before[0]:
            self.current_changed.emit(current)
        if chosen != before[1]:
            self.selection_changed.emit(chosen)
