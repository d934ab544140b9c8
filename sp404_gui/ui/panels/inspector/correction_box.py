"""A choice by which the user corrects what was measured."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.quiet_field import quiet_field


class CorrectionBox(QComboBox):
    """Reads as a word of the panel; nothing changes by accident.

    Args:
        theme: Where the colours come from.
        icons: Draws the arrow.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setPlaceholderText("–")
        theme.changed.connect(self._dress)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and the arrow that says that there is a choice."""
        super().paintEvent(event)
        edge = self.fontMetrics().height()
        pixmap = self._icons.pixmap("chevron-down", edge, self.devicePixelRatioF(), "dim")
        with QPainter(self) as painter:
            painter.drawPixmap(QPointF(self.width() - edge - 4, (self.height() - edge) / 2), pixmap)

    def showPopup(self) -> None:
        """Open the list, as wide as its lines."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * self.fontMetrics().height())
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows open the list: they change nothing by themselves."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the panel around it."""
        event.ignore()

    def _dress(self) -> None:
        colors = self._theme.palette
        self.setStyleSheet(
            quiet_field("QComboBox", colors, padding="1px 7px")
            + f"QComboBox {{ combobox-popup: 0; }} QComboBox QAbstractItemView {{ background: {colors.panel}; color: {colors.text};"
            f" selection-background-color: {colors.accent_soft}; selection-color: {colors.text}; }}"
            "QComboBox QAbstractItemView::item { min-height: 1.8em; }"
        )
