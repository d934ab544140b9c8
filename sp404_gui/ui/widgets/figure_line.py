"""A line of figures that drops the least important ones where it gets narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.fonts import scaled
from sp404_gui.ui.wording import plain_tooltip

_GAP = 20
_SMALLER = 0.92
_ICON_EM = 1.1


class Span(NamedTuple):
    """A piece of a figure; what is strong stands out."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the words around it.

    Attributes:
        spans: Its pieces, from the left.
        rank: 0 always stays, shortened where it must be; the higher, the sooner it is dropped.
        color: Name of the colour of all pieces; empty for bright and dim ones.
        icon: Name of a sign before it.
    """

    spans: tuple[Span, ...]
    rank: int = 1
    color: str = ""
    icon: str = ""

    @property
    def text(self) -> str:
        """All pieces."""
        return printable("".join(span.text for span in self.spans))


class FigureLine(QWidget):
    """Paints figures in one line, and tells all of them to a screen reader.

    Args:
        theme: Where the colours come from.
        icons: Draws the signs.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._figures: tuple[Figure, ...] = ()
        self._plain, self._strong = QFont(), QFont()
        self._take_font()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures."""
        figures = tuple(figures)
        if figures != self._figures:
            self._figures = figures
            text = " · ".join(figure.text for figure in figures)
            self.setAccessibleName(text)
            self.setToolTip(plain_tooltip(text))
            self.update()

    def shown(self) -> list[Figure]:
        """The figures that have room, from the left."""
        left = list(self._figures)
        while self._needed(left) > self.width() and any(figure.rank for figure in left):
            worst = max(figure.rank for figure in left)
            left.remove(next(figure for figure in reversed(left) if figure.rank == worst))
        return left

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(400, round(1.6 * self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(60, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Another font makes other widths."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._take_font()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint what has room."""
        with QPainter(self) as painter:
            x = 0.0
            for figure in self.shown():
                x = self._paint(painter, figure, x) + _GAP

    def _paint(self, painter: QPainter, figure: Figure, x: float) -> float:
        if figure.icon:
            edge = self._icon_edge()
            pixmap = self._icons.pixmap(figure.icon, edge, self.devicePixelRatioF(), figure.color or "dim")
            painter.drawPixmap(QPointF(x, (self.height() - edge) / 2), pixmap)
            x += edge + 5
        for span in figure.spans:
            font = self._strong if span.strong else self._plain
            metrics = QFontMetricsF(font)
            text = metrics.elidedText(printable(span.text), Qt.TextElideMode.ElideRight, max(0.0, self.width() - x))
            painter.setFont(font)
            painter.setPen(self._theme.color(figure.color or ("text" if span.strong else "dim")))
            painter.drawText(QRectF(x, 0, self.width() - x + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x += metrics.horizontalAdvance(text)
        return x

    def _needed(self, figures: Sequence[Figure]) -> float:
        widths = [self._width(figure) for figure in figures]
        return sum(widths) + _GAP * (len(widths) - 1)

    def _width(self, figure: Figure) -> float:
        sign = self._icon_edge() + 5 if figure.icon else 0
        fonts = {True: QFontMetricsF(self._strong), False: QFontMetricsF(self._plain)}
        return sign + sum(fonts[span.strong].horizontalAdvance(printable(span.text)) for span in figure.spans)

    def _icon_edge(self) -> int:
        return round(_ICON_EM * QFontMetricsF(self._plain).ascent())

    def _take_font(self) -> None:
        self._plain = scaled(self.font(), _SMALLER)
        self._strong = scaled(self.font(), _SMALLER, bold=True)
        self.updateGeometry()
        self.update()
