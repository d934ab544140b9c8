"""Lines of text that are cut and laid out once and shown many times."""

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QStaticText, QTransform
from PySide6.QtWidgets import QStyleOptionViewItem

_MOST_LINES = 512
"""Several screens full. A line takes 1.4 kB, each kind of cell keeps its own, and each width of a column asks for others."""


class Line(NamedTuple):
    """A text that fits its room, and its size in pixels."""

    text: QStaticText
    width: float
    height: float


class Texts:
    """Keeps the lines that were laid out last.

    Args:
        elide: Where a line is shortened: names in the middle, what else there is at the end.
    """

    def __init__(self, elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        self._elide = elide
        self._lines: OrderedDict[tuple[str, int, int], Line] = OrderedDict()

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, text: str, room: QRect, option: QStyleOptionViewItem) -> Line:
        """A text laid out for a room, elided where it is longer.

        Args:
            text: Plain text, however it looks.
            room: Of the cell; its height follows the font, so another font is another room.
            option: Holds the font.
        """
        key = (text, room.width(), room.height())
        known = self._lines.get(key)
        if known is None:
            known = self._lines[key] = _laid_out(text, room.width(), option, self._elide)
            if len(self._lines) > _MOST_LINES:
                self._lines.popitem(last=False)
        return known


def _laid_out(text: str, width: int, option: QStyleOptionViewItem, elide: Qt.TextElideMode) -> Line:
    static = QStaticText(text)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.prepare(QTransform(), option.font)
    if static.size().width() > width:
        static.setText(option.fontMetrics.elidedText(text, elide, width))
        static.prepare(QTransform(), option.font)
    size = static.size()
    return Line(static, size.width(), size.height())
