"""The files of a card's plan as a list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from sp404_gui.ui.delegates.roomy import RoomyDelegate
from sp404_gui.ui.models.card_rows import CardRows

_SHARES = (0.29, 0.31)
"""Of the width, for the name on the card and the sample; the rest is for what becomes of it."""


class CardList(QTreeView):
    """Shows the files and what becomes of them.

    Args:
        rows: What is shown.
        parent: The widget around it.
    """

    def __init__(self, rows: CardRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(rows)
        self.setAccessibleName(self.tr("What is written"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(RoomyDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES):
            self.header().resizeSection(column, round(share * self.viewport().width()))
