"""Paints the cells in sight: as Qt does it, without asking the style for backgrounds that the list has painted already."""

from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QTableView

from sp404_gui.ui.delegates.cell import side


class _Strip(NamedTuple):
    section: int
    left: int
    width: int
    delegate: QAbstractItemDelegate


def paint_cells(view: QTableView, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
    """Let the delegates of a table paint what lies in an area.

    Args:
        view: The table; its rows are of one height.
        painter: On its viewport.
        option: Holds the font of the view.
        area: In the coordinates of the viewport.
    """
    model = view.model()
    first, last = view.rowAt(area.top()), view.rowAt(area.bottom())
    if first < 0:
        return
    strips = _strips(view, area, side(option.fontMetrics.height()))
    height, top = view.verticalHeader().defaultSectionSize(), view.rowViewportPosition(first)
    for row in range(first, (last if last >= 0 else model.rowCount() - 1) + 1):
        for section, left, width, delegate in strips:
            option.rect = QRect(left, top, width, height - 1)
            delegate.paint(painter, option, model.index(row, section))
        top += height


def _strips(view: QTableView, area: QRect, margin: int) -> list[_Strip]:
    """The columns that reach into an area, without their sides."""
    header = view.horizontalHeader()
    strips = []
    for section in range(header.count()):
        left, width = header.sectionViewportPosition(section), header.sectionSize(section)
        if not header.isSectionHidden(section) and left <= area.right() and left + width > area.left() and width > 2 * margin:
            strips.append(_Strip(section, left + margin, width - 2 * margin, view.itemDelegateForColumn(section)))
    return strips
