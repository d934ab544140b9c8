"""Files and folders: choosing them, showing them in the file manager, copying their paths."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from sp404_gui.domain.text import printable
from sp404_gui.ui.models.carrying import address_of

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow


class FileControl(QObject):
    """Opens the system's dialogs for files; none of them blocks.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def choose_folder(self) -> None:
        """Let the user choose a folder of samples."""
        dialog = QFileDialog(self._window, self.tr("Add a folder of samples"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self._window.drops.take([path]))
        self._choose(dialog)

    def choose_folder_to_add(self) -> None:
        """Let the user choose a folder for the current collection."""
        dialog = QFileDialog(self._window, self.tr("Add a folder to this collection"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        place = self._place()
        dialog.fileSelected.connect(lambda path: self._take(place, [path]))
        self._choose(dialog)

    def choose_files(self) -> None:
        """Let the user choose single samples."""
        dialog = QFileDialog(self._window, self.tr("Add samples"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        place = self._place()
        dialog.filesSelected.connect(lambda paths: self._take(place, paths))
        self._choose(dialog)

    def choose_job(self) -> None:
        """Let the user choose a job folder."""
        dialog = QFileDialog(self._window, self.tr("Open a job folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._window.drops.open)
        self._choose(dialog)

    def show_data(self) -> None:
        """Show the current job folder in the file manager."""
        if (collection := self._window.shelf.current) is not None:
            self.show_folder_of(os.path.join(collection.place, ""))

    def show_file(self) -> None:
        """Show the folder of the current sample in the file manager."""
        if files := self._files():
            self.show_folder_of(files[0])

    def show_folder_of(self, file: str) -> None:
        """Show the folder of a file in the file manager; where none answers, its path is copied instead."""
        folder = os.path.dirname(file)
        if not QDesktopServices.openUrl(address_of(folder)):
            self.copy(printable(folder))
            sentence = self.tr("No file manager answers. The path was copied instead: %1")
            self._window.notices.say(sentence.replace("%1", printable(folder)), "warning")

    def copy_paths(self) -> None:
        """Copy the paths of the selected samples."""
        self.copy("\n".join(map(printable, self._files())))

    @staticmethod
    def copy(text: str) -> None:
        """Copy a text."""
        QGuiApplication.clipboard().setText(text)

    def _place(self) -> str:
        collection = self._window.shelf.current
        return collection.place if collection is not None else ""

    def _take(self, place: str, paths: Sequence[str]) -> None:
        """Take what was chosen for the collection in a job folder, whichever is shown by now; "" for one of their own."""
        if place and place != self._place():
            self._window.drops.take_into(place, paths)
        else:
            self._window.drops.take(paths, add=bool(place))

    def _choose(self, dialog: QFileDialog) -> None:
        self._window.services.theme.dress(dialog)
        dialog.setDirectory(self._window.services.state.folder or os.path.expanduser("~"))
        dialog.filesSelected.connect(self._note_folder)  # one or many
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _note_folder(self, chosen: Sequence[str]) -> None:
        self._window.services.state.folder = os.path.dirname(chosen[0])

    def _files(self) -> list[str]:
        store = self._window.table.store
        places = map(store.position, self._window.samples.selected_ids())
        return [store.records[place].sample.file for place in places if place is not None]
