"""Rows with some air between them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

_HEIGHT = 1.75
"""Lines of text that a row is high."""


class RoomyDelegate(QStyledItemDelegate):
    """Paints as Qt does, in higher rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as Qt would have it, and higher."""
        size = super().sizeHint(option, index)
        size.setHeight(round(option.fontMetrics.height() * _HEIGHT))
        return size
