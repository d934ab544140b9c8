"""Words in rounded fields."""

from functools import partial

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem

from sp404_gui.ui.delegates.cell import Cell, Index, side
from sp404_gui.ui.delegates.pixmaps import PixmapCache
from sp404_gui.ui.models.cells import Role
from sp404_gui.ui.theme import Theme

_SMALLER = 0.93
_SIDE, _TALL, _GAP = 0.55, 1.5, 0.35  # of the text's height
_LONGEST, _SHORTEST = 60, 4  # in average characters
_WIDEST = 1 << 14
_LIKE = "≈ "
"""Stands before a word that is only like the one that is looked for."""


class ChipsCell(Cell):
    """The words of a cell as chips, as many as there is room for and how many more there are; the cell's text where there are none.

    Args:
        theme: Where the colours come from.
        cache: Keeps painted chips.
        parent: Qt's owner.
    """

    def __init__(self, theme: Theme, cache: PixmapCache, parent: QObject | None = None) -> None:
        super().__init__(theme, "dim", parent=parent)
        self._cache = cache

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Show the chips."""
        words = index.data(Role.CHIPS)
        if not words:
            super().paint(painter, option, index)
            return
        ratio = painter.device().devicePixelRatio()
        look, likes = self._look(option.font, ratio), index.data(Role.LIKE) or {}
        room, gap = option.rect, round(_GAP * option.fontMetrics.height())
        more = option.fontMetrics.horizontalAdvance(f"+{len(words)}") + 2
        left = room.x()
        for place, plain in enumerate(words):
            word = _LIKE + plain if plain in likes else plain
            pixmap = self._cache.get((word, *look), partial(self._painted, word, option.font, ratio))
            width = round(pixmap.width() / ratio)
            free = room.right() + 1 - left - (gap + more if place < len(words) - 1 else 0)
            if width > free and not place:
                pixmap = self._cache.get((word, free, *look), partial(self._painted, word, option.font, ratio, free))
                width = round(pixmap.width() / ratio)
            if width > free:
                option.rect = room.adjusted(left - room.x(), 0, 0, 0)
                self._write(painter, option, f"+{len(words) - place}", "dim")
                return
            painter.drawPixmap(left, room.y() + (room.height() - round(pixmap.height() / ratio)) // 2, pixmap)
            left += width + gap

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as all chips."""
        gap = round(_GAP * option.fontMetrics.height())
        likes = index.data(Role.LIKE) or {}
        words = (_LIKE + word if word in likes else word for word in index.data(Role.CHIPS) or ())
        widths = [self._painted(word, option.font, 1.0).width() + gap for word in words]
        hint = super().sizeHint(option, index)
        return QSize(sum(widths) + 2 * side(option.fontMetrics.height()), hint.height()) if widths else hint

    def _look(self, font: QFont, ratio: float) -> tuple[object, ...]:
        """All that a chip depends on beside its word."""
        color = self._theme.color
        return font.pointSizeF(), font.pixelSize(), ratio, color("chip").rgb(), color("chip_text").rgb(), color("accent").rgb()

    def _painted(self, word: str, font: QFont, ratio: float, most: int = _WIDEST) -> QPixmap:
        """A chip; one that is cut is no wider than `most` logical pixels, as long as a few letters have room."""
        small = _smaller(font)
        metrics = QFontMetrics(small)
        sides = round(2 * _SIDE * metrics.height())
        longest = min(_LONGEST * metrics.averageCharWidth(), max(most - sides, _SHORTEST * metrics.averageCharWidth()))
        word = metrics.elidedText(word, Qt.TextElideMode.ElideRight, longest)
        width = metrics.horizontalAdvance(word) + sides
        height = round(_TALL * metrics.height())
        pixmap = QPixmap(round(width * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("chip"))
            painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
            if word.startswith(_LIKE):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._theme.color("accent"), 1, Qt.PenStyle.DashLine))
                painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), height / 2, height / 2)
            painter.setPen(self._theme.color("chip_text"))
            painter.setFont(small)
            painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, word)
        return pixmap


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * _SMALLER)
    else:
        small.setPixelSize(round(font.pixelSize() * _SMALLER))
    return small
