"""The header of the list: titles, the order, and a menu of columns."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from sp404_gui.ui.theme import Theme

_SIDE = 0.47  # of the text's height, as in the cells
_TALL = 2.35
_SMALLER = 0.87
_LEAST_LETTERS = 5  # of a title that is cut: fewer say nothing
_ARROWS = {Qt.SortOrder.AscendingOrder: " ▴", Qt.SortOrder.DescendingOrder: " ▾"}


class ListHeader(QHeaderView):
    """Titles that sort when they are clicked, move when they are dragged, and are chosen by a menu.

    Args:
        theme: Where the colours come from.
        locked: The column that is always shown.
        parent: The list.

    Attributes:
        columns_reset: The user wants the columns as they were at first.
    """

    columns_reset = Signal()

    def __init__(self, theme: Theme, locked: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._locked = locked
        self.setAccessibleName(self.tr("Columns"))
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(round(2.1 * self.fontMetrics().height()))
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """As tall as a line with air."""
        return QSize(super().sizeHint().width(), round(_TALL * self.fontMetrics().height()))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  # Qt calls it so
        """Paint a title, and where the list is sorted by it, the direction."""
        painter.fillRect(rect, self._theme.color("panel"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._theme.color("line"))
        sorted_here = self.sortIndicatorSection() == logicalIndex
        arrow = _ARROWS[self.sortIndicatorOrder()] if sorted_here else ""
        title = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        flags = Qt.AlignmentFlag(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole))
        painter.setFont(self._title_font())
        painter.setPen(self._theme.color("text" if sorted_here else "dim"))
        metrics, side = painter.fontMetrics(), self._side()
        room = rect.adjusted(side, 0, -side if flags & Qt.AlignmentFlag.AlignRight else 0, 0)
        text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width() - metrics.horizontalAdvance(arrow))
        if len(text) >= _LEAST_LETTERS or text == title:
            painter.drawText(room, int(flags) | Qt.TextFlag.TextSingleLine, text + arrow)

    def title_width(self, section: int) -> int:
        """Pixels that a title takes with the room at its sides."""
        title = self.model().headerData(section, Qt.Orientation.Horizontal)
        return QFontMetrics(self._title_font()).horizontalAdvance(title) + 2 * self._side() + 1

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the columns."""
        self.show_menu(event.globalPos())

    def show_menu(self, place: QPoint) -> None:
        """Open the menu of columns and orders, which is also the way to sort by keyboard.

        Args:
            place: In global coordinates.
        """
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        orders = menu.addMenu(self.tr("Sort by"))
        menu.addSeparator()
        for section in map(self.logicalIndex, range(self.count())):
            self._add_order(orders, section)
            self._add_choice(menu, section)
        menu.addSeparator()
        menu.addAction(self.tr("Reset columns")).triggered.connect(self.columns_reset)
        menu.popup(place)

    def _add_order(self, menu: QMenu, section: int) -> None:
        choice = self._checkable(menu, section, checked=self.sortIndicatorSection() == section)
        choice.triggered.connect(lambda: self._order_by(section))

    def _add_choice(self, menu: QMenu, section: int) -> None:
        choice = self._checkable(menu, section, checked=not self.isSectionHidden(section))
        choice.setEnabled(section != self._locked)
        choice.toggled.connect(lambda shown: self.setSectionHidden(section, not shown))

    def _checkable(self, menu: QMenu, section: int, *, checked: bool) -> QAction:
        action = QAction(self.model().headerData(section, Qt.Orientation.Horizontal), menu)
        menu.addAction(action)
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    def _order_by(self, section: int) -> None:
        """Sort by a column; the second time the other way round."""
        ascending = self.sortIndicatorSection() != section or self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.setSortIndicator(section, Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder)

    def _side(self) -> int:
        return round(_SIDE * self.fontMetrics().height())

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * _SMALLER)
        return font
