"""A rating of up to five stars."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme

_MOST = 5
_GAP = 3


class Stars(QAbstractSlider):
    """Five stars: a click rates, a click on the last full one clears; arrow keys do the same.

    Args:
        theme: Where the colours come from.
        icons: Draws the stars.
        parent: The widget around it.

    Attributes:
        rated: The user chose a number of stars, 0-5.
    """

    rated = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._hovered = 0
        self._mixed = False
        self.setRange(0, _MOST)
        self.setSingleStep(1)
        self.setPageStep(1)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setAccessibleName(self.tr("Rating"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._choose)

    def set_rating(self, stars: int | None, *, mixed: bool = False) -> None:
        """Show a rating; says nothing.

        Args:
            stars: 0-5, None for no rating.
            mixed: Whether several samples differ in it.
        """
        with QSignalBlocker(self):
            self.setValue(stars or 0)
        self._mixed = mixed
        words = self.tr("Different ratings") if mixed else self.tr("%1 of 5 stars").replace("%1", str(self.value()))
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Five stars of the height of the text."""
        edge = self._edge()
        return QSize(_MOST * edge + (_MOST - 1) * _GAP + 4, edge + 4)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the stars."""
        with QPainter(self) as painter:
            edge, ratio = self._edge(), self.devicePixelRatioF()
            full = self._hovered or self.value()
            top = (self.height() - edge) / 2
            for star in range(_MOST):
                name, color = ("star-filled", "accent") if star < full else ("star", "dim")
                painter.drawPixmap(QPointF(2 + star * (edge + _GAP), top), self._icons.pixmap(name, edge, ratio, color))
                if self._mixed and not self._hovered:
                    dash = QRectF(2 + star * (edge + _GAP) + edge * 0.32, self.height() / 2 - 0.5, edge * 0.36, 1.5)
                    painter.fillRect(dash, self._theme.color("text"))
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(self._theme.color("accent"))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Rate, or clear."""
        if event.button() is Qt.MouseButton.LeftButton:
            stars = self._star_at(event.position().x())
            self._set_by_user(0 if stars == self.value() and not self._mixed else stars)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would do."""
        self._hover(self._star_at(event.position().x()))

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:
        """A press is all."""

    def leaveEvent(self, event: QEvent) -> None:
        """Show the rating itself again."""
        self._hover(0)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the panel around it."""
        event.ignore()

    def _set_by_user(self, stars: int) -> None:
        self._hovered = 0
        if stars == self.value():
            self._choose(stars)
        else:
            self.setValue(stars)

    def _choose(self, stars: int) -> None:
        self.set_rating(stars)
        self.rated.emit(stars)

    def _hover(self, stars: int) -> None:
        if stars != self._hovered:
            self._hovered = stars
            self.update()

    def _star_at(self, x: float) -> int:
        return max(1, min(_MOST, 1 + int((x - 2) // (self._edge() + _GAP))))

    def _edge(self) -> int:
        return self.fontMetrics().height()
