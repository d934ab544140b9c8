"""Dialogs and the desktop: choosing files, exporting, showing folders, the keyboard overview, errors that nobody expected."""

import getpass
import logging
import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from sp404_gui import __version__
from sp404_gui.domain.text import printable
from sp404_gui.ui.control.export_control import ExportControl
from sp404_gui.ui.program_log import recent_lines
from sp404_gui.ui.versions import parts, versions

if TYPE_CHECKING:
    from sp404_gui.ui.control.settings_control import SettingsControl
    from sp404_gui.ui.dialogs.error_report import ErrorReportDialog
    from sp404_gui.ui.main_window import MainWindow

_LOG = logging.getLogger(__name__)
_THEMES = {"system": "dark", "dark": "light", "light": "system"}


class DialogControl(QObject):
    """Opens dialogs; none of them blocks.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._report: ErrorReportDialog | None = None
        self._settings_made: SettingsControl | None = None
        self._export = ExportControl(window)
        self._hook = sys.excepthook
        sys.excepthook = self._unexpected

    def greet(self) -> None:
        """Show the first steps, once ever."""
        state = self._window.services.state
        if not state.seen:
            state.seen = True
            self._settings().welcome()

    def settings(self) -> None:
        """Show the settings."""
        self._settings().open()

    def keep(self, **changes: object) -> None:
        """Keep settings that were changed in the window itself."""
        self._settings().change(**changes)

    def export(self) -> None:
        """Show the export of the current collection."""
        self._export.open()

    def switch_theme(self) -> None:
        """Dark, light, or as the system has it, in turn."""
        self._settings().change(theme=_THEMES[self._window.services.theme.mode])

    def keys(self) -> None:
        """Show all keys."""
        from sp404_gui.ui.dialogs.shortcuts import ShortcutsDialog

        dialog = ShortcutsDialog(self._window.services.theme, self._window)
        dialog.show_groups(self._window.actions_.groups)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def about(self) -> None:
        """Show what this program is."""
        from sp404_gui.ui.dialogs.about import AboutDialog

        dialog = AboutDialog(self._window.services.theme, __version__, parts(), self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

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
        dialog.fileSelected.connect(lambda path: self._window.drops.take([path], add=self._window.shelf.current is not None))
        self._choose(dialog)

    def choose_files(self) -> None:
        """Let the user choose single samples."""
        dialog = QFileDialog(self._window, self.tr("Add samples"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self._window.drops.take(paths, add=self._window.shelf.current is not None))
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
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
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

    def report(self, error: BaseException) -> None:
        """Show an error that nobody expected; the program goes on."""
        from sp404_gui.ui.dialogs.error_report import ErrorReportDialog
        from sp404_gui.ui.dialogs.report_text import report_text

        if self._report is None:
            self._report = ErrorReportDialog(self._window.services.theme, self._window.services.icons, self._window)
            self._report.finished.connect(self._reported)
        sentence = self.tr("%1: %2").replace("%1", type(error).__name__).replace("%2", str(error))
        text = report_text(error, versions(), recent_lines(), home=os.path.expanduser("~"), secrets=_secrets(), user=_user())
        self._report.show_report(sentence, text)
        self._report.open()

    def close(self) -> None:
        """Report no more."""
        sys.excepthook = self._hook

    def _settings(self) -> "SettingsControl":
        from sp404_gui.ui.control.settings_control import SettingsControl

        if self._settings_made is None:
            self._settings_made = SettingsControl(self._window)
        return self._settings_made

    def _unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _LOG.error("Something unexpected happened", exc_info=(kind, error, trace))
        self._hook(kind, error, trace)
        if isinstance(error, Exception):
            self.report(error)

    def _reported(self) -> None:
        if self._report is not None:
            self._report.deleteLater()
        self._report = None

    def _choose(self, dialog: QFileDialog) -> None:
        dialog.setDirectory(self._window.services.state.folder or os.path.expanduser("~"))
        dialog.fileSelected.connect(self._note_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _note_folder(self, chosen: str) -> None:
        self._window.services.state.folder = os.path.dirname(chosen)

    def _files(self) -> list[str]:
        store = self._window.table.store
        places = map(store.position, self._window.samples.selected_ids())
        return [store.records[place].sample.file for place in places if place is not None]


def _user() -> str:
    """The user's name on this machine; empty where the system does not know it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _secrets() -> list[str]:
    """Keys that the environment holds."""
    return [value for name, value in os.environ.items() if name.endswith(("_KEY", "_TOKEN", "_SECRET", "_PASSWORD"))]
