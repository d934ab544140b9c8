"""A folder: written, or chosen in the system's own dialog."""

import os

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from sp404_gui.ui.dialogs.fields import Line
from sp404_gui.ui.dialogs.frame import push_button
from sp404_gui.ui.dialogs.writing import is_being_written


class FolderLine(QWidget):
    """An absolute folder.

    Attributes:
        edited: The user chose the folder of this path.
        line: Where the path is written.
        choose: Opens the system's dialog.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Line("", self._fault)
        self.choose = push_button(self.tr("Choose…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)
        self.setFocusProxy(self.line)
        self.line.edited.connect(self.edited)
        self.choose.clicked.connect(self._choose)

    @property
    def path(self) -> str:
        """What is shown."""
        return self.line.text().strip()

    def show_value(self, value: object) -> None:
        """Show a folder; of a long path its end."""
        self.line.show_value(value)
        if not is_being_written(self.line, self.line):
            self.line.setCursorPosition(len(self.path))

    def setAccessibleName(self, name: str) -> None:
        """Name the line."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.accessibleName(), self.path)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, path: str) -> None:
        if path != self.path:
            self.show_value(path)
            self.edited.emit(path)

    def _fault(self, text: str) -> str:
        return "" if os.path.isabs(os.path.expanduser(text)) else self.tr("Write the whole path of a folder.")
