"""Which kit is shown."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox

from sp404_gui.ui.icons import Icons

_SIDE = 6


class KitBox(QComboBox):
    """A quiet choice that reads as part of a sentence.

    Args:
        icons: Where its arrow comes from.
    """

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.setProperty("role", "quiet")
        self.setAccessibleName(self.tr("Kit"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as what it says."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._said()) + metrics.height() + 2 * _SIDE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Some letters."""
        return QSize(min(self.fontMetrics().averageCharWidth() * 10, self.sizeHint().width()), super().minimumSizeHint().height())

    def showPopup(self) -> None:
        """Open the list, as wide as its lines."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 2 * self.fontMetrics().height())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel changes nothing by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what it says, and the arrow that says that there is a choice."""
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        edge = self.fontMetrics().height()
        room = self.rect().adjusted(_SIDE, 0, -edge, 0)
        with QPainter(self) as painter:
            self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
            text = self._fitting(room.width())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            pixmap = self._icons.pixmap("chevron-down", edge, self.devicePixelRatioF(), "dim")
            painter.drawPixmap(QPointF(self.width() - edge - _SIDE / 2, (self.height() - edge) / 2), pixmap)

    def _said(self) -> str:
        return self.tr("Kit “%1”").replace("%1", self.currentText())

    def _fitting(self, width: int) -> str:
        """The whole sentence; where there is no room for it the name alone, as far as it goes."""
        metrics, said = self.fontMetrics(), self._said()
        return (
            said if metrics.horizontalAdvance(said) <= width else metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, width)
        )
