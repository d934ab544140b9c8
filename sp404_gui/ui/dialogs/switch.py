"""A switch: yes or no, drawn so that both are plain to see."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

_GAP = 8
_KNOB_EDGE = 3
_SHAPE = 1.8
"""Width of the track in heights."""


class Switch(QCheckBox):
    """Yes or no.

    Args:
        text: What yes means.
        parent: The widget around it.

    Attributes:
        edited: The user chose this bool.
    """

    edited = Signal(object)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.clicked.connect(self._clicked)

    def show_value(self, value: object) -> None:
        """Show yes or no."""
        self.setChecked(bool(value))

    def sizeHint(self) -> QSize:
        """Room for the track and the text."""
        metrics = self.fontMetrics()
        text = _GAP + metrics.horizontalAdvance(self.text()) if self.text() else 0
        return QSize(int(self._track().width()) + text + 6, metrics.height() + 10)

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, its knob at the right for yes, and the text."""
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            roles = QPalette.ColorRole
            colors = self.palette()
            on, enabled = self.isChecked(), self.isEnabled()
            track = self._track()
            edge = roles.Highlight if self.hasFocus() or (on and enabled) else roles.PlaceholderText
            painter.setPen(QPen(colors.color(edge), 1.2))
            painter.setBrush(colors.color(roles.Highlight if on and enabled else roles.Base))
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
            radius = track.height() / 2 - _KNOB_EDGE
            middle = track.right() - _KNOB_EDGE - radius if on else track.left() + _KNOB_EDGE + radius
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.color(roles.HighlightedText if on and enabled else roles.PlaceholderText))
            painter.drawEllipse(QPointF(middle, track.center().y()), radius, radius)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colors.color(roles.Text), 1))
                painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), track.height() / 2 + 2, track.height() / 2 + 2)
            group = QPalette.ColorGroup.Active if enabled else QPalette.ColorGroup.Disabled
            painter.setPen(colors.color(group, roles.WindowText))
            painter.drawText(self.rect().adjusted(int(track.right()) + _GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())

    def _track(self) -> QRectF:
        height = float(self.fontMetrics().height())
        return QRectF(2.5, (self.height() - height) / 2, height * _SHAPE, height)

    def _clicked(self, checked: bool) -> None:
        self.edited.emit(checked)
