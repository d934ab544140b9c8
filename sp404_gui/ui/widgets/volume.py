"""A volume control: rising bars, as many of them lit as it is loud."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from sp404_gui.ui.theme import Theme

QUIETEST_DB = -60
_LOUDEST_DB = 0
_BARS = 6
_GAP = 2


class VolumeBars(QAbstractSlider):
    """A slider in decibels: click or drag, the wheel, the arrow keys.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.

    Attributes:
        moved: The volume that the user chose, in dB.
    """

    moved = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(QUIETEST_DB, _LOUDEST_DB)
        self.setPageStep(6)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Volume in decibels"))
        self.setToolTip(self.tr("Volume"))
        self.actionTriggered.connect(self._user_moved)

    def sizeHint(self) -> QSize:
        """Small."""
        height = round(self.fontMetrics().height() * 0.9)
        return QSize(round(height * 3.2), height + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        del event
        with QPainter(self) as painter:
            if self.hasFocus():
                painter.setPen(self._theme.color("accent"))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            width = (self.width() - 4 - _GAP * (_BARS - 1)) / _BARS
            room = self.height() - 4
            lit = self._share() * _BARS
            for bar in range(_BARS):
                height = max(2.0, room * (bar + 1) / _BARS)
                place = QRectF(2 + bar * (width + _GAP), 2 + room - height, width, height)
                painter.fillRect(place, self._theme.color("track"))
                if lit > bar:
                    place.setWidth(width * min(1.0, lit - bar))
                    painter.fillRect(place, self._theme.color("dim"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the volume under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._take(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take(event.position().x())

    def _take(self, x: float) -> None:
        share = min(1.0, max(0.0, (x - 2) / max(1, self.width() - 4)))
        self.setSliderPosition(round(QUIETEST_DB * (1 - share) ** 2))

    def _user_moved(self, _: int) -> None:
        self.setValue(self.sliderPosition())
        self.moved.emit(float(self.value()))

    def _share(self) -> float:
        return float(1 - (self.value() / QUIETEST_DB) ** 0.5)
