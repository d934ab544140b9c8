"""The name of a sample, with a word behind it where it is new."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from sp404_gui.ui import wording
from sp404_gui.ui.delegates.cell import Cell, Index, side
from sp404_gui.ui.models.cells import Role


class NameCell(Cell):
    """The name, shortened in the middle, for takes of one sound differ at the end; a new sample says so at the right."""

    elide = Qt.TextElideMode.ElideMiddle

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Write the word, and the name into what is left of the room."""
        if index.data(Role.NEW):
            room, word = QRect(option.rect), wording.new_word()
            width = option.fontMetrics.horizontalAdvance(word) + 1
            option.rect = room.adjusted(max(0, room.width() - width), 0, 0, 0)
            self._write(painter, option, word, "accent")
            option.rect = room.adjusted(0, 0, -min(room.width(), width + side(option.fontMetrics.height())), 0)
        super().paint(painter, option, index)
