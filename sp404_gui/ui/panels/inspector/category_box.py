"""The choice of a sample's category."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from sp404_gui.domain.features import Category
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.inspector.changes import Held
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.quiet_field import quiet_field
from sp404_gui.ui.wording import category_word

_CATEGORIES = tuple(Category)


class CategoryBox(QComboBox):
    """The family of sounds: one of the four, or as measured.

    Args:
        theme: Where the colours come from.
        icons: Draws the arrow.
        parent: The widget around it.

    Attributes:
        chosen: The user chose a `Category`, or None for what was measured.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._held: Held | None = None
        self.setAccessibleName(self.tr("Category"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(max(len(category_word(category)) for category in _CATEGORIES))
        self.setPlaceholderText("–")
        for category in _CATEGORIES:
            self.addItem(category_word(category))
        self.addItem(self.tr("As measured"))
        self.activated.connect(lambda index: self.chosen.emit(_CATEGORIES[index] if index < len(_CATEGORIES) else None))
        theme.changed.connect(self._dress)
        self._dress()

    def show_category(self, held: Held) -> None:
        """Show what holds; a correction can be taken back, and is marked as one."""
        if held == self._held:
            return
        self._held = held
        measured = category_word(held.measured)
        self.setItemText(len(_CATEGORIES), self.tr("As measured: %1").replace("%1", measured) if held.measured else self.tr("As measured"))
        self.setCurrentIndex(_CATEGORIES.index(held.category) if held.category is not None else -1)
        self.setPlaceholderText(self.tr("Different") if "category" in held.mixed else "–")
        corrected = self.tr("Corrected by you; measured: %1").replace("%1", measured)
        self.setToolTip(corrected if held.corrected else self.tr("Category: choose another one to correct it"))

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
        edge = self.fontMetrics().height()
        self.setIconSize(QSize(edge, edge))
        for index, category in enumerate(_CATEGORIES):
            self.setItemIcon(index, self._dot(category, edge))

    def _dot(self, category: Category, edge: int) -> QIcon:
        icon = QIcon()
        for ratio in (1, 2):
            pixmap = QPixmap(edge * ratio, edge * ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.category(category))
                side = edge * ratio * 0.55
                painter.drawEllipse(QRectF(0, (pixmap.height() - side) / 2, side, side))
            pixmap.setDevicePixelRatio(ratio)
            icon.addPixmap(pixmap)
        return icon
