"""What stands behind "More": measurements of second rank, reasons of what is absent, and the path."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.inspector.facts import Fact, FactGrid
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import ElidedLabel
from sp404_gui.ui.wording import plain_tooltip


class Details(QWidget):
    """Opens and closes; what is closed is not laid out.

    Args:
        theme: Where the colours come from.
        icons: Draws chevron and copy.
        parent: The widget around it.

    Attributes:
        toggle: The button that opens and closes; it stands elsewhere.
        copy_wanted: The user wants the path in the clipboard.
    """

    copy_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._facts: tuple[Fact, ...] = ()
        self._file = ""
        self.toggle = QPushButton()
        self._grid = FactGrid()
        self._path = ElidedLabel(role="dim")
        self._copy = QToolButton()
        self._arrange()
        self.toggle.toggled.connect(self._open)
        self._copy.clicked.connect(lambda: self.copy_wanted.emit(self._file))
        theme.changed.connect(self._dress)
        self._dress()
        self._open(opened=False)

    @property
    def grid(self) -> FactGrid:
        """The facts, as far as they are open."""
        return self._grid

    def show_details(self, facts: Sequence[Fact], file: str) -> None:
        """Show other details.

        Args:
            facts: The measurements.
            file: Absolute path.
        """
        self._facts, self._file = tuple(facts), file
        if self.toggle.isChecked():
            self._fill()

    def _fill(self) -> None:
        self._grid.show_facts(self._facts)
        self._path.setText(printable(self._file))
        self._path.setToolTip(plain_tooltip(self._file))

    def _open(self, opened: bool) -> None:
        if opened:
            self._fill()
        self.setVisible(opened)
        self.toggle.setText(self.tr("Less") if opened else self.tr("More"))
        self.toggle.setAccessibleName(self.tr("Less measurements") if opened else self.tr("More measurements"))
        self._dress()

    def _dress(self) -> None:
        self.toggle.setStyleSheet(f"QPushButton {{ color: {self._theme.palette.dim}; padding: 0 1px 0 3px; min-height: 0; }}")
        self.toggle.setIcon(self._icons.icon("chevron-down" if self.toggle.isChecked() else "chevron-right", "dim"))
        self._copy.setIcon(self._icons.icon("copy", "dim"))

    def _arrange(self) -> None:
        self.toggle.setProperty("role", "quiet")
        self.toggle.setCheckable(True)
        self._copy.setProperty("role", "quiet")
        self._copy.setAccessibleName(self.tr("Copy the path"))
        self._copy.setToolTip(self.tr("Copy the path"))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._path, 1)
        line.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 0)
        column.setSpacing(7)
        column.addWidget(self._grid)
        column.addLayout(line)
