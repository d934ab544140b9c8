"""Small drawings that the stylesheet cannot make."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractSpinBox, QStyle, QStyleOptionSpinBox, QWidget

ARROWLESS = (
    "QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 20px; }"
    "QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0; height: 0; }"
)
"""For a field with arrows: the stylesheet's frame takes their drawing away, so `draw_spin_arrows` makes it."""

_HALF = 3.5
_PEN = 1.4


def draw_arrow(widget: QWidget, room: QRect, *, down: bool) -> None:
    """Draw a small arrow up or down in the middle of a part of a widget, during its paint event."""
    with QPainter(widget) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Active if widget.isEnabled() else QPalette.ColorGroup.Disabled
        color = widget.palette().color(group, QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(color, _PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        middle = QPointF(room.center()) + QPointF(0.5, 0.5)
        tip = _HALF / 2 if down else -_HALF / 2
        painter.drawPolyline([middle + QPointF(-_HALF, -tip), middle + QPointF(0, tip), middle + QPointF(_HALF, -tip)])


def draw_spin_arrows(field: QAbstractSpinBox, option: QStyleOptionSpinBox) -> None:
    """Draw both arrows of a field, during its paint event."""
    parts = QStyle.SubControl
    for part in (parts.SC_SpinBoxUp, parts.SC_SpinBoxDown):
        room = field.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, field)
        draw_arrow(field, room, down=part == parts.SC_SpinBoxDown)
