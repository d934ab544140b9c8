"""A line of the sidebar: a mark, words, and a number at the right."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.fonts import scaled

_HEIGHT = 1.7
_EDGE = 0.85
_SIDE = 7
_GAP = 8


class SideRow(QAbstractButton):
    """A line that can be switched on. It stands out by its ground and a bar at the left, not by colour alone.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._detail = ""
        self._sign = ""
        self.setCheckable(True)
        self.setFont(scaled(self.font(), 1.0))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def detail(self) -> str:
        """The word or number at the right."""
        return self._detail

    def show_line(self, text: str, detail: str, spoken: str, sign: str = "") -> None:
        """Show other words.

        Args:
            text: At the left; data, shown as it is.
            detail: At the right.
            spoken: All of it, for a screen reader.
            sign: Name of an icon before what stands at the right; empty for none.
        """
        if (text, detail, spoken, sign) != (self.text(), self._detail, self.accessibleName(), self._sign):
            self.setText(text)
            self._detail, self._sign = detail, sign
            self.setAccessibleName(printable(spoken))
            self.update()

    def sizeHint(self) -> QSize:
        """A line with air."""
        return QSize(100, round(self.fontMetrics().height() * _HEIGHT))

    def nextCheckState(self) -> None:
        """A click asks; what is on is shown from outside, when it is."""

    def text_color(self) -> str:
        """Name of the colour of the words."""
        return "text" if self.isChecked() or self.underMouse() or self.hasFocus() else "dim"

    def detail_color(self) -> str:
        """Name of the colour of what stands at the right."""
        return "dim"

    def ground(self) -> str:
        """Name of the colour below a line that is on."""
        return "accent_soft"

    def paint_mark(self, painter: QPainter, room: QRectF) -> None:
        """Paint the mark at the left into a square."""

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint ground, mark, words and number."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            metrics = self.fontMetrics()
            edge = round(metrics.height() * _EDGE)
            self.paint_mark(painter, QRectF(_SIDE, (self.height() - edge) / 2, edge, edge))
            room = self.rect().adjusted(_SIDE + edge + 5, 0, -_SIDE, 0)
            painter.setPen(self._theme.color(self.detail_color()))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._detail)
            room.setRight(room.right() - metrics.horizontalAdvance(self._detail) - (_GAP if self._detail else 0))
            if self._sign:
                room.setRight(room.right() - edge)
                self.paint_icon(painter, QRectF(room.right(), (self.height() - edge) / 2, edge, edge), self._sign, "dim")
                room.setRight(room.right() - _GAP)
            painter.setPen(self._theme.color(self.text_color()))
            text = metrics.elidedText(printable(self.text()), Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def paint_icon(self, painter: QPainter, room: QRectF, name: str, color: str) -> None:
        """Paint an icon as the mark."""
        painter.drawPixmap(room.topLeft(), self._icons.pixmap(name, round(room.width()), self.devicePixelRatioF(), color))

    def _paint_ground(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = self.ground() if self.isChecked() else "hover" if self.underMouse() else None
        painter.setPen(self._theme.color("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        if ground or self.hasFocus():
            painter.drawRoundedRect(room, 5, 5)
        if self.isChecked():
            painter.fillRect(QRectF(0, self.height() * 0.2, 2.5, self.height() * 0.6), self._theme.fill("accent"))
