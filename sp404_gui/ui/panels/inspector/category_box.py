"""The choice of a sample's category."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.features import Category
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.inspector.changes import Held
from sp404_gui.ui.panels.inspector.correction_box import CorrectionBox
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import category_word

_CATEGORIES = tuple(Category)


class CategoryBox(CorrectionBox):
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
        super().__init__(theme, icons, parent)
        self._held: Held | None = None
        self.setAccessibleName(self.tr("Category"))
        self.setMinimumContentsLength(max(len(category_word(category)) for category in _CATEGORIES))
        for category in _CATEGORIES:
            self.addItem(category_word(category))
        self.addItem(self.tr("As measured"))
        self.activated.connect(lambda index: self.chosen.emit(_CATEGORIES[index] if index < len(_CATEGORIES) else None))
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

    def _dress(self) -> None:
        super()._dress()
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
