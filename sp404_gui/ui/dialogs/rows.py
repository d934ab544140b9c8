"""Rows of lists with air between them."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem


class RoomyRows(QStyledItemDelegate):
    """Draws rows as ever, but higher.

    Args:
        room: Pixels to add to a row's height.
        parent: The view.
    """

    def __init__(self, room: int, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The usual size, and the room."""
        return super().sizeHint(option, index) + QSize(0, self._room)
