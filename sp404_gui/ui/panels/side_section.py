"""A part of the sidebar: a heading, and buttons below it that share one tab stop."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QLayout, QVBoxLayout, QWidget

from sp404_gui.ui.widgets.labels import SectionLabel
from sp404_gui.ui.widgets.roving import Roving


class SideSection(QWidget):
    """A heading with buttons; hidden while there are none.

    Args:
        title: The heading.
        body: Lays the buttons out; lines below each other when None.
        parent: The widget around it.

    Attributes:
        buttons: The buttons, in order.
        entered: Carries the button that has the keyboard now.
    """

    entered = Signal(object)

    def __init__(self, title: str, body: QLayout | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = SectionLabel(title)
        self._body = body or _lines()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addWidget(self._heading)
        layout.addLayout(self._body)
        self.buttons: tuple[QAbstractButton, ...] = ()
        self._roving = Roving(self)
        self._roving.entered.connect(self.entered)
        self.setAccessibleName(title)
        self.hide()

    def put(self, buttons: Sequence[QAbstractButton]) -> None:
        """Have these buttons, in this order; those that are there and not among them are deleted."""
        for button in self.buttons:
            self._body.removeWidget(button)  # of what `takeAt` gives, Python would have to delete the item
            if button not in buttons:
                button.hide()
                button.deleteLater()
        for button in buttons:
            self._body.addWidget(button)
        self.buttons = tuple(buttons)
        self._roving.rove(buttons)
        self.setVisible(bool(buttons))


def _lines() -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setSpacing(1)
    return lines
