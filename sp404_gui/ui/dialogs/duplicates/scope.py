"""Where to look, and what counts as the same."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sp404_gui.domain.duplicate import Sameness
from sp404_gui.ui.dialogs.duplicates.words import sameness_word
from sp404_gui.ui.dialogs.fields import Choice
from sp404_gui.ui.dialogs.frame import push_button
from sp404_gui.ui.dialogs.switch import Switch
from sp404_gui.ui.wording import number


class Scope(StrEnum):
    """Where to look."""

    COLLECTION = "collection"
    SELECTION = "selection"
    ALL = "all"


class ScopeLine(QWidget):
    """The line above all else.

    Attributes:
        search_wanted: The user wants to look.
        stop_wanted: The user wants to look no more.
    """

    search_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.where = Choice()
        self.where.setAccessibleName(self.tr("Where to look"))
        self.kinds = {sameness: Switch(sameness_word(sameness)) for sameness in Sameness}
        self.look = push_button(self.tr("Look"), "primary")
        self._busy = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.where)
        for switch in self.kinds.values():
            switch.setChecked(True)
            switch.edited.connect(self._settle)
            row.addWidget(switch)
        row.addStretch(1)
        row.addWidget(self.look)
        self.look.clicked.connect(self._clicked)

    @property
    def scope(self) -> Scope:
        """Where to look."""
        return Scope(str(self.where.value))

    @property
    def chosen(self) -> frozenset[Sameness]:
        """What counts as the same."""
        return frozenset(sameness for sameness, switch in self.kinds.items() if switch.isChecked())

    def show_scopes(self, selected: int, collections: int) -> None:
        """Offer the places that there are: a selection of one, and a single collection, are no choice."""
        options: list[tuple[object, str]] = [(Scope.COLLECTION, self.tr("This collection"))]
        if selected > 1:
            options.append((Scope.SELECTION, self.tr("The selection (%1)").replace("%1", number(selected))))
        if collections > 1:
            options.append((Scope.ALL, self.tr("All collections (%1)").replace("%1", number(collections))))
        self.where.show_options(options)

    def show_busy(self, *, busy: bool) -> None:
        """Offer to look, or to stop looking."""
        self._busy = busy
        self.look.setDefault(False)
        text = self.tr("Stop looking") if busy else self.tr("Look")
        self.look.setText(text)
        self.look.setAccessibleName(text)
        for widget in (self.where, *self.kinds.values()):
            widget.setEnabled(not busy)
        self._settle()

    def _settle(self) -> None:
        self.look.setEnabled(self._busy or bool(self.chosen))

    def _clicked(self) -> None:
        (self.stop_wanted if self._busy else self.search_wanted).emit()
