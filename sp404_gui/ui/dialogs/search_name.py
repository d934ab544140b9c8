"""The name of a search that is kept, and for which collections it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.dialogs.switch import Switch
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel

_LONGEST = 80


class SearchNameDialog(DialogFrame):
    """Asks for a name.

    Args:
        theme: Its colours.
        title: What is about to happen.
        text: The filter that is kept.
        parent: The window that it belongs to.

    Attributes:
        named: Carries the name, and whether the search is for the open collection alone.
    """

    named = Signal(str, bool)

    def __init__(self, theme: Theme, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self.say_under_heading(printable(text))
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.textChanged.connect(self._look)
        self.here = Switch(self.tr("For this collection alone"))
        explained = PlainLabel(
            self.tr("It stands in the sidebar with the number of samples that it finds, and brings its order along."), "dim"
        )
        explained.setWordWrap(True)
        for part in (self.name, self.here, explained):
            self.body.addWidget(part)
        self.body.addStretch()
        self.add_foot_space()
        self.add_button(self.tr("Cancel")).clicked.connect(self.reject)
        self.save = self.add_button(self.tr("Save"), "primary", default=True)
        self.save.clicked.connect(self._take)
        self.fit(70, 16)

    def show_values(self, name: str, *, here: bool) -> None:
        """Begin with a name and a scope."""
        self.name.setText(name)
        self.name.selectAll()
        self.here.show_value(here)
        self._look()

    def _look(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))

    def _take(self) -> None:
        self.named.emit(self.name.text().strip(), self.here.isChecked())
        self.accept()
