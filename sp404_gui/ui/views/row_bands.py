"""What lies behind the cells of a row: selection, hover, the line below, and where the keyboard is."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from sp404_gui.ui.theme import Theme

_BAR = 3


class RowBands:
    """Paints rows across all columns, once a row.

    Args:
        view: The list.
        theme: Where the colours come from.

    Attributes:
        hovered: The row under the mouse; -1 for none.
    """

    def __init__(self, view: QTableView, theme: Theme) -> None:
        self._view = view
        self._theme = theme
        self.hovered = -1
        self._current = -1
        self._alone = True  # the current row is the only selected one: the bar says enough

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint the rows of a part of the viewport."""
        view = self._view
        first, last = view.rowAt(area.top()), view.rowAt(area.bottom())
        if first < 0:
            return
        last = last if last >= 0 else view.model().rowCount() - 1
        left, width = -view.horizontalHeader().offset(), max(view.horizontalHeader().length(), view.viewport().width())
        height = view.verticalHeader().defaultSectionSize()
        top = view.rowViewportPosition(first)
        selection = view.selectionModel().selection()
        self._current = view.currentIndex().row()
        self._alone = selection.count() == 1 and selection.at(0).top() == selection.at(0).bottom() == self._current
        for row in range(first, last + 1):
            self._paint_row(painter, row, QRect(left, top, width, height))
            top += height

    def _paint_row(self, painter: QPainter, row: int, band: QRect) -> None:
        color = self._theme.color
        if self._view.selectionModel().isSelected(self._view.model().index(row, 0)):
            painter.fillRect(band, color("accent_soft" if self._view.hasFocus() else "hover"))
            painter.fillRect(band.x(), band.y(), _BAR, band.height(), self._theme.fill("accent"))
        elif row == self.hovered:
            painter.fillRect(band, color("hover"))
        painter.fillRect(band.x(), band.bottom(), band.width(), 1, color("line"))
        if row == self._current and self._view.hasFocus() and not self._alone:
            for edge in (band.top(), band.bottom()):
                painter.fillRect(band.x(), edge, band.width(), 1, color("accent"))
