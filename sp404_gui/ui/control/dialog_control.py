"""Dialogs: settings, exporting, the keyboard overview, errors that nobody expected."""

import getpass
import logging
import os
import sys
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sp404_gui import __version__
from sp404_gui.config.paths import locations
from sp404_gui.config.secrets import secret_variables, without_password
from sp404_gui.ui.control.export_control import ExportControl
from sp404_gui.ui.program_log import recent_lines
from sp404_gui.ui.turns import in_next_turn
from sp404_gui.ui.versions import parts, versions

if TYPE_CHECKING:
    from sp404_gui.ui.control.settings_control import SettingsControl
    from sp404_gui.ui.dialogs.error_report import ErrorReportDialog
    from sp404_gui.ui.dialogs.shortcuts import ShortcutsDialog
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
            self._window.tasks.start(self._window.services.keeper.keep())
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
        """Show all keys, as soon as they are put together."""
        from sp404_gui.ui.dialogs.shortcuts import ShortcutsDialog

        if (known := self._window.findChild(ShortcutsDialog)) is not None:
            known.activateWindow()
            return
        dialog = ShortcutsDialog(self._window.services.theme, self._window)
        dialog.finished.connect(dialog.deleteLater)
        in_next_turn(dialog, partial(self._fill, dialog))

    def _fill(self, dialog: "ShortcutsDialog") -> None:
        dialog.show_groups(self._window.actions_.groups)
        in_next_turn(dialog, dialog.open)

    def about(self) -> None:
        """Show what this program is."""
        from sp404_gui.ui.dialogs.about import AboutDialog
        from sp404_gui.ui.licences import licence_lines

        dialog = AboutDialog(self._window.services.theme, __version__, parts(), self._places(), licence_lines(), self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

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

    def _places(self) -> dict[str, str]:
        places = locations(os.environ)
        settings = self._window.services.settings
        return {
            self.tr("Jobs"): settings.jobs_dir,
            self.tr("Result cache"): without_password(settings.cache),
            self.tr("Settings"): places.config_file,
            self.tr("Log"): places.log_dir,
        }

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


def _user() -> str:
    """The user's name on this machine; empty where the system does not know it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _secrets() -> list[str]:
    """Keys that the environment holds."""
    return [os.environ[name] for name in secret_variables(os.environ)]
