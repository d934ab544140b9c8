"""Asking for the name of a kit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from sp404_gui.domain.kit import LONGEST_NAME
from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.theme import Theme


class KitNameDialog(DialogFrame):
    """A field with the name.

    Args:
        theme: Its colours.
        name: What the kit is called now.
        parent: The window that it belongs to.

    Attributes:
        named: Carries the name that the user settled on.
    """

    named = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Rename the kit"), parent)
        self.field = QLineEdit(printable(name))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName(self.tr("Name of the kit"))
        self.field.selectAll()
        self.body.addWidget(self.field)
        self.add_foot_space()
        self.add_button(self.tr("Cancel")).clicked.connect(self.reject)
        self._take = self.add_button(self.tr("Rename"), "primary", default=True)
        self._take.clicked.connect(self._settle)
        self.field.textChanged.connect(lambda text: self._take.setEnabled(bool(text.strip())))
        self.fit(52, 9)
        self.field.setFocus()

    def _settle(self) -> None:
        self.named.emit(self.field.text())
        self.accept()
