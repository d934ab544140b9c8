"""Settings: where things are kept, and how much room they may take."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sp404_gui.config.paths import Locations
from sp404_gui.config.secrets import without_password
from sp404_gui.config.settings import Settings
from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.fields import Number
from sp404_gui.ui.dialogs.folder_line import FolderLine
from sp404_gui.ui.dialogs.frame import push_button
from sp404_gui.ui.dialogs.settings_page import SettingsPage
from sp404_gui.ui.widgets.labels import ElidedLabel, PlainLabel
from sp404_gui.ui.wording import bytes_text, number, plain_tooltip


class StoragePage(SettingsPage):
    """Places and sizes.

    Attributes:
        prune_wanted: Shrink the result cache to so many megabytes (1 MB is 1,000,000 bytes).
        folder_wanted: Show this file or folder in the system's file manager.
    """

    prune_wanted = Signal(int)
    folder_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Storage"), "disk", self.tr("Results are kept when the program is removed. Samples stay where they are."))
        self._max_mb = 0
        self.jobs = FolderLine()
        self.bind("jobs_dir", self.tr("Collections"), self.jobs, self.tr("New collections are kept here; others stay where they are."))
        self.bind(
            "cache_max_mb",
            self.tr("Remember at most"),
            Number(1, 1_000_000, step=100, unit="MB"),
            self.tr("Results of all collections, by content: a known sample is not measured or asked again."),
        )
        self._cache_state = PlainLabel()
        self._cache_state.setWordWrap(True)
        self.prune = push_button(self.tr("Forget the oldest"))
        self.prune.clicked.connect(lambda: self.prune_wanted.emit(self._max_mb))
        self.add_other(self.tr("Remembered now"), _beside(self._cache_state, self.prune))
        self._places = {
            "cache": self._add_place(self.tr("Result cache")),
            "config_file": self._add_place(self.tr("Settings file")),
            "log_dir": self._add_place(self.tr("Logs")),
        }
        self.show_folder = push_button(self.tr("Show the data folder"))
        self.show_folder.clicked.connect(lambda: self.folder_wanted.emit(self.jobs.path))
        self.content.addWidget(self.show_folder, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addStretch()
        self.show_cache_busy()

    def show_settings(self, settings: Settings, origin: Mapping[str, str]) -> None:
        """Show what is set."""
        super().show_settings(settings, origin)
        self._max_mb = settings.cache_max_mb
        self._places["cache"].setText(printable(without_password(settings.cache)))

    def show_places(self, places: Locations) -> None:
        """Show where the other things are kept."""
        for name, label in self._places.items():
            text = printable(getattr(places, name))
            label.setText(text)
            label.setToolTip(plain_tooltip(text))

    def show_cache_busy(self) -> None:
        """Show that the cache is being looked at or shrunk."""
        self._say(self.tr("Looking…"), "dim")
        self.prune.setEnabled(False)

    def show_cache(self, entries: int, size_bytes: int) -> None:
        """Show how much the result cache holds."""
        results = self.tr("%1 results, %2").replace("%1", number(entries)).replace("%2", bytes_text(size_bytes))
        self._say(results, "")
        self.prune.setEnabled(entries > 0)

    def show_cache_failure(self, sentence: str) -> None:
        """Say why the cache is not known."""
        self._say(printable(sentence), "failed")
        self.prune.setEnabled(False)

    def _add_place(self, title: str) -> ElidedLabel:
        label = ElidedLabel("", "dim")
        self.add_other(title, label)
        return label

    def _say(self, text: str, role: str) -> None:
        self._cache_state.set_role(role)
        self._cache_state.setText(text)


def _beside(label: QWidget, button: QWidget) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label, 1)
    row.addWidget(button)
    return pair
