"""One of several, drawn so that it is plain to see which."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QRadioButton

_GAP = 8
_EDGE = 2.5
_DOT = 0.22
"""Radius of the dot in diameters of the ring."""


class Radio(QRadioButton):
    """A choice among others of its parent."""

    def sizeHint(self) -> QSize:
        """Room for the ring and the text."""
        metrics = self.fontMetrics()
        return QSize(int(self._ring().right()) + _GAP + metrics.horizontalAdvance(self.text()) + 6, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring, its dot, and the text."""
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            roles = QPalette.ColorRole
            colors = self.palette()
            ring = self._ring()
            marked = self.isChecked() or self.hasFocus()
            painter.setPen(QPen(colors.color(roles.Highlight if marked else roles.PlaceholderText), 1.4))
            painter.setBrush(colors.color(roles.Base))
            painter.drawEllipse(ring)
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colors.color(roles.Highlight))
                painter.drawEllipse(ring.center(), ring.width() * _DOT, ring.width() * _DOT)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colors.color(roles.Text), 1))
                painter.drawEllipse(ring.adjusted(-2, -2, 2, 2))
            painter.setPen(colors.color(roles.WindowText))
            painter.drawText(self.rect().adjusted(int(ring.right()) + _GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())

    def _ring(self) -> QRectF:
        size = float(self.fontMetrics().height())
        return QRectF(_EDGE, (self.height() - size) / 2, size, size)
