"""Cells that say something by a mark or a colour, beside the word that screen readers and tooltips have."""

from functools import partial

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem

from sp404_gui.domain.sample import SampleStatus
from sp404_gui.ui import wording
from sp404_gui.ui.delegates.cell import Cell, Index, side
from sp404_gui.ui.delegates.pixmaps import PixmapCache
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.cells import Role
from sp404_gui.ui.theme import Theme

_METER_THICK = 5
_MOST_STARS = 5


class CategoryCell(Cell):
    """The category's word in its colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Write the word."""
        self._write(painter, option, index.data(), index.data(Role.CATEGORY))


class MeterCell(Cell):
    """A bar that is filled as far as the sample has energy, in the colour of its category.

    Args:
        theme: Where the colours come from.
        cache: Keeps painted bars.
        parent: Qt's owner.
    """

    def __init__(self, theme: Theme, cache: PixmapCache, parent: QObject | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._cache = cache

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Show the bar; the dash where nothing is known."""
        level = index.data(Role.LEVEL)
        if level is None:
            super().paint(painter, option, index)
            return
        room = option.rect
        colors = (self._theme.color("track"), self._theme.fill(index.data(Role.CATEGORY)))
        ratio = painter.device().devicePixelRatio()
        key = ("meter", level, room.width(), ratio, colors[0].rgb(), colors[1].rgb())
        pixmap = self._cache.get(key, partial(_meter, level, room.width(), ratio, colors))
        painter.drawPixmap(room.x(), room.y() + (room.height() - _METER_THICK) // 2, pixmap)


class IconCell(Cell):
    """A cell with icons of the size of its text.

    Args:
        theme: Where the colours come from.
        icons: Draws them.
        parent: Qt's owner.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._icons = icons

    def _mark(self, painter: QPainter, option: QStyleOptionViewItem, name: str, color: str, place: int = 0) -> None:
        """Draw an icon at a place counted from the left."""
        room, size = option.rect, option.fontMetrics.height()
        pixmap = self._icons.pixmap(name, size, painter.device().devicePixelRatio(), color)
        painter.drawPixmap(room.x() + place * (size + 1), room.y() + (room.height() - size) // 2, pixmap)


class StatusCell(IconCell):
    """The icon of a sample's state, in its colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the icon."""
        status = SampleStatus(index.data(Role.STATUS))
        self._mark(painter, option, wording.status_icon(status), wording.status_color(status))


class HeartCell(IconCell):
    """A heart for favourites."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the heart."""
        if index.data(Role.FAVORITE):
            self._mark(painter, option, "heart-filled", "accent")


class StarsCell(IconCell):
    """As many stars as the user gave; nothing while the sample is not rated."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the stars."""
        stars = min(index.data(Role.STARS), _MOST_STARS)
        for place in range(_MOST_STARS if stars else 0):
            self._mark(painter, option, *(("star-filled", "accent") if place < stars else ("star", "dim")), place=place)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for all stars."""
        return QSize(
            _MOST_STARS * (option.fontMetrics.height() + 1) + 2 * side(option.fontMetrics.height()),
            super().sizeHint(option, index).height(),
        )


def _meter(level: float, width: int, ratio: float, colors: tuple[QColor, QColor]) -> QPixmap:
    pixmap = QPixmap(max(1, round(width * ratio)), max(1, round(_METER_THICK * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, color in zip((1.0, level), colors, strict=True):
            painter.setBrush(color)
            painter.drawRoundedRect(QRectF(0, 0, max(_METER_THICK, width * share), _METER_THICK), _METER_THICK / 2, _METER_THICK / 2)
    return pixmap
