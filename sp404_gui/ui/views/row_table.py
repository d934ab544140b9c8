"""A table in which whole rows are read, chosen and dragged."""

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from sp404_gui.ui.models.table import Index, SampleTable
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views.cell_painter import paint_cells
from sp404_gui.ui.views.list_memory import ONLY, selected_rows
from sp404_gui.ui.views.row_bands import RowBands
from sp404_gui.ui.views.type_ahead import TypeAhead

_ROW_HEIGHT = 2.45  # of the text's height
_LEFT_ALONE = frozenset(
    {Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Tab}
)
"""Keys that mean something to the window, not to the list."""
_ENDS = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}


class RowTable(QTableView):
    """Rows of one height, painted across, with hover, type-ahead and keys for whole rows.

    Args:
        table: What is shown.
        theme: Where the colours come from.
        parent: The widget around it.
    """

    def __init__(self, table: SampleTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._handle = next(place for place, column in enumerate(table.columns) if column.id == "name")
        self._bands = RowBands(self, theme)
        clock = QElapsedTimer()
        clock.start()
        self._type_ahead = TypeAhead(table, clock.elapsed, QApplication.keyboardInputInterval)
        self._behave()
        self._size_rows()
        theme.changed.connect(self.viewport().update)

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName(self.tr("Select all"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setAccessibleName(self.tr("Rows"))
        self.verticalHeader().hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the cells on them."""
        with QPainter(self.viewport()) as painter:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            self._bands.paint(painter, event.rect())
            paint_cells(self, painter, option, event.rect())

    def selectedIndexes(self) -> list[QModelIndex]:
        """One index where rows are selected: Qt asks whether there is something to drag, about each cell by itself."""
        return [self._table.index(row, self._handle) for row in selected_rows(self)[:1]]

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N803  # Qt calls it so
        """Drag the selected rows."""
        drag = QDrag(self)
        drag.setMimeData(self._table.carried(selected_rows(self)))
        picture, corner = self._picture()
        drag.setPixmap(picture)
        drag.setHotSpot(self.viewport().mapFromGlobal(self.cursor().pos()) - corner)
        drag.exec(supportedActions)

    def choose(self, row: int) -> None:
        """Make a row the current and only selected one, also while a key is held with which a click would add it to the others."""
        self.selectRow(row)
        self.selectionModel().select(self._table.index(row, 0), ONLY)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next name that begins with what is typed."""
        row = self._type_ahead.find(search, self.currentIndex().row())
        if row is not None:
            self.choose(row)
            self.scrollTo(self._table.index(row, self._handle))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and choose; the window's own keys are left to it."""
        if event.key() in _LEFT_ALONE:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """While a name is being typed, its letters are no shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._continues_word(event):
            event.accept()
            return True
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._size_rows()
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse stands out."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The mouse stands over another row now."""
        super().scrollContentsBy(dx, dy)
        if dy and self._bands.hovered >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(self.cursor().pos()).y()))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The lines about the current row move with it."""
        super().currentChanged(current, previous)
        self._repaint_row(current.row())
        self._repaint_row(previous.row())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row. The keyboard moves along the names, which a screen reader reads as a sentence."""
        if action in _ENDS and self._table.rowCount():
            return self._table.index(_ENDS[action] % self._table.rowCount(), self._handle)
        return super().moveCursor(action, modifiers).siblingAtColumn(self._handle)

    def _picture(self) -> tuple[QPixmap, QPoint]:
        """The selected rows that are in sight, and where their corner is in the viewport."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        indexes = [self._table.index(row, 0) for row in range(first, (last if last >= 0 else self._table.rowCount() - 1) + 1)]
        region = QRegion()
        for index in filter(self.selectionModel().isSelected, indexes):
            region |= QRect(0, self.rowViewportPosition(index.row()), self.viewport().width(), self.rowHeight(index.row()))
        region &= self.viewport().rect()
        picture = QPixmap(region.boundingRect().size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        self.viewport().render(picture, QPoint(), region)
        return picture, region.boundingRect().topLeft()

    def _continues_word(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        return plain and event.text().isprintable() and bool(event.text().strip()) and self._type_ahead.is_typing

    def _hover(self, row: int) -> None:
        before, self._bands.hovered = self._bands.hovered, row
        if before != row:
            self._repaint_row(before)
            self._repaint_row(row)

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _size_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(round(_ROW_HEIGHT * self.fontMetrics().height()))
