"""Waveform thumbnails."""

from functools import partial

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from sp404_gui.ui.delegates.cell import Cell, Index
from sp404_gui.ui.delegates.pixmaps import PixmapCache
from sp404_gui.ui.delegates.thumbnails import Thumbnails
from sp404_gui.ui.models.cells import Role
from sp404_gui.ui.theme import Theme

_TALL = 0.72  # of the cell's height
_WIDEST = 400


class WaveCell(Cell):
    """The peak envelope as bars about a middle line, in the colour of the sample's category; a quiet line where it is not measured.

    Args:
        theme: Where the colours come from.
        cache: Keeps painted thumbnails.
        parent: Qt's owner.
    """

    def __init__(self, theme: Theme, cache: PixmapCache, parent: QObject | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._cache = cache
        self._thumbnails = Thumbnails()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Show the thumbnail."""
        room = option.rect
        waveform = index.data(Role.WAVE)
        if not waveform:
            painter.fillRect(room.x(), room.center().y(), room.width(), 1, self._theme.color("track"))
            return
        color = self._theme.fill(index.data(Role.CATEGORY))
        width, height = min(room.width(), _WIDEST), round(room.height() * _TALL)
        ratio = painter.device().devicePixelRatio()
        key = (waveform, color.rgb(), width, height, ratio)
        pixmap = self._cache.get(key, partial(self._thumbnails.paint, waveform, color, width, height, ratio))
        painter.drawPixmap(room.x(), room.y() + (room.height() - height) // 2, pixmap)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Wide enough for the shape to be recognised."""
        return QSize(8 * option.fontMetrics.height(), super().sizeHint(option, index).height())
