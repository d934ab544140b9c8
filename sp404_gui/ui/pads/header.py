"""What stands over the pads: the banks, the kit, and what can be done with it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from sp404_gui.domain.kit import BANKS
from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.pads.kit_box import KitBox
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.icon_button import IconButton
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.spaced_button import SpacedButton
from sp404_gui.ui.wording import plain_tooltip

_MARGIN = 6
_SPACING = 8


class PadsHeader(QWidget):
    """Passive: its buttons trigger the window's actions.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        bank_chosen: Carries a bank, "A" to "J".
        kit_chosen: Carries the number of a kit.
        bank: The bank that is shown.
    """

    bank_chosen = Signal(str)
    kit_chosen = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._banks = {bank: self._bank(bank) for bank in BANKS}
        self.kits = KitBox(icons)
        self.kits.activated.connect(self.kit_chosen)
        self._about = PlainLabel("", "dim")
        self._about.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._more = IconButton(theme, icons, "dots", self.tr("New, rename, duplicate or delete a kit"))
        self.fill = SpacedButton(self.tr("Fill"))
        self.fill.setAccessibleName(self.tr("Fill"))
        self.card = SpacedButton(self.tr("Write card…"))
        self.card.setAccessibleName(self.tr("Write card…"))
        self.card.setProperty("role", "primary")
        self.bank = BANKS[0]
        self._lay_out()

    def connect_actions(self, fill: QAction, kits: QMenu) -> None:
        """Let the buttons do what the window can do."""
        self.fill.clicked.connect(fill.trigger)
        self.fill.setToolTip(f"{fill.text()} ({fill.shortcut().toString()})")
        self._more.setMenu(kits)

    def show_bank(self, bank: str, used: Collection[str]) -> None:
        """Mark the bank that is shown, and those on which something lies."""
        self.bank = bank
        for name, button in self._banks.items():
            button.setChecked(name == bank)
            kind = "used" if name in used else "free"
            spoken = self.tr("Bank %1") if name in used else self.tr("Bank %1, empty")
            button.setAccessibleName(spoken.replace("%1", name))
            if button.property("bank") != kind:
                button.setProperty("bank", kind)
                button.style().unpolish(button)
                button.style().polish(button)

    def show_kits(self, names: Sequence[str], current: int, about: str, *, is_empty: bool) -> None:
        """Show which kits there are.

        Args:
            names: Of all; data, shown as they are.
            current: Which of them is shown.
            about: Its key and tempo, in words; empty where it has none.
            is_empty: Whether nothing lies on it.
        """
        shown = list(map(printable, names))
        if shown != [self.kits.itemText(n) for n in range(self.kits.count())]:
            self.kits.clear()
            self.kits.addItems(shown)
        self.kits.setCurrentIndex(current)
        self.kits.updateGeometry()
        self.card.setEnabled(not is_empty)
        self._about.setText(f"· {about}" if about else "")
        self.kits.setToolTip(plain_tooltip(" · ".join(filter(None, (shown[current], about)))))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one is too narrow."""
        super().resizeEvent(event)
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of its two lines, even while it stands in one: what is beside the pads keeps its room."""
        widest = max(self._left.minimumSizeHint().width(), self._right.minimumSizeHint().width())
        return QSize(widest + 2 * _MARGIN, super().minimumSizeHint().height())

    def _turn(self) -> None:
        """Two lines where one is too narrow; the name of the kit comes before what it is like."""
        self._about.setVisible(bool(self._about.text()))
        hints = self._left.sizeHint().width() + self._right.sizeHint().width()
        fits = hints + 2 * _MARGIN + _SPACING <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not direction:
            self._row.setDirection(direction)
        self._about.setVisible(bool(self._about.text()) and self._right.sizeHint().width() + 2 * _MARGIN <= self.width())

    def _bank(self, bank: str) -> QPushButton:
        button = QPushButton(bank)
        button.setProperty("role", "bank")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.bank_chosen.emit(bank))
        self._group.addButton(button)
        return button

    def _lay_out(self) -> None:
        self._left, self._right = QWidget(), QWidget()
        banks, kit = QHBoxLayout(self._left), QHBoxLayout(self._right)
        for row, spacing in ((banks, 5), (kit, 6)):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(spacing)
        for button in self._banks.values():
            banks.addWidget(button)
        banks.addStretch(1)
        kit.addStretch(1)
        kit.addWidget(self.kits)
        kit.addWidget(self._about)
        for button in (self._more, self.fill, self.card):
            kit.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._row.setSpacing(_SPACING)
        self._row.addWidget(self._left)
        self._row.addWidget(self._right, 1)
