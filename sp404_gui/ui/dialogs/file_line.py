"""A file to write: its path written, or chosen in the system's own dialog."""

import os

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from sp404_gui.ui.dialogs.fields import Line
from sp404_gui.ui.dialogs.frame import push_button
from sp404_gui.ui.icons import Icons

_PAUSE_MS = 300


class FileLine(QWidget):
    """The absolute path of a file.

    Args:
        icons: Its icons.
        parent: The widget around it.

    Attributes:
        edited: The user chose the file of this path.
        line: Where the path is written.
    """

    edited = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Line("", self._fault)
        self.line.setAccessibleName(self.tr("File to write"))
        choose = push_button(self.tr("Choose…"))
        choose.setIcon(icons.icon("folder"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(choose)
        self.setFocusProxy(self.line)
        self.line.edited.connect(self.edited)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.edited.emit(self.path))
        self.line.textEdited.connect(self._pause.start)
        choose.clicked.connect(self._choose)

    @property
    def path(self) -> str:
        """The file."""
        return os.path.abspath(os.path.expanduser(self.line.text().strip()))

    def show_value(self, path: str) -> None:
        """Show a file."""
        self.line.show_value(path)

    def change_extension(self, before: str, after: str) -> None:
        """Give the file another extension, if it has the usual one."""
        stem, extension = os.path.splitext(self.line.text())
        if extension == before:
            self.show_value(stem + after)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("File to write"), self.path)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # whoever shows this line asks, for written paths as well
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.show_value(path)
        self.edited.emit(path)

    def _fault(self, text: str) -> str:
        return "" if os.path.basename(text) else self.tr("Name a file.")
