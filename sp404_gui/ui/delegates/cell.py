"""Text in a cell, and what all cells share.

The list paints the row behind the cells (selection, hover, line), and hands each its rectangle without the free room at its sides.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from sp404_gui.ui.delegates.texts import Texts
from sp404_gui.ui.models.columns import ABSENT
from sp404_gui.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_SIDE = 0.47  # of the text's height


class Cell(QStyledItemDelegate):
    """One line of text; dim where there is no value.

    Args:
        theme: Where the colours come from.
        ink: Name of the text's colour in the palette.
        right: Whether the text stands at the right.
        parent: Qt's owner.

    Attributes:
        elide: Where a text is shortened that does not fit.
    """

    elide = Qt.TextElideMode.ElideRight

    def __init__(self, theme: Theme, ink: str = "text", *, right: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ink = ink
        self._right = right
        self._texts = Texts(self.elide)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the text of the cell."""
        text = index.data()
        if text:
            self._write(painter, option, text, "dim" if text == ABSENT else self._ink)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as its text: what a double click on the edge of a header gives."""
        metrics = option.fontMetrics
        return QSize(metrics.horizontalAdvance(index.data() or "") + 2 * side(metrics.height()) + 1, 2 * metrics.height())

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, text: str, ink: str) -> None:
        room = option.rect
        line = self._texts.line(text, room, option)
        left = room.x() + (room.width() - line.width if self._right else 0)
        painter.setPen(self._theme.color(ink))
        painter.drawStaticText(QPointF(left, room.y() + (room.height() - line.height) / 2), line.text)


def side(text_height: int) -> int:
    """Free room at the left and right of a cell, in pixels."""
    return round(_SIDE * text_height)
