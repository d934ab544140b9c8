"""Settings: sound and looks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from sp404_gui.ui.dialogs.fields import Choice
from sp404_gui.ui.dialogs.settings_page import SettingsPage
from sp404_gui.ui.dialogs.sound_box import SoundBox
from sp404_gui.ui.dialogs.switch import Switch


class SoundPage(SettingsPage):
    """Listening.

    Attributes:
        tone_wanted: Play a test tone on the device that is set.
        search_wanted: Look for devices again.
    """

    tone_wanted = Signal()
    search_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Sound"), "speaker")
        self._box = SoundBox()
        self._box.tone_wanted.connect(self.tone_wanted)
        self._box.search_wanted.connect(self.search_wanted)
        self.bind("audio_device", self.tr("Output device"), self._box)
        self.bind(
            "level_match",
            self.tr("Level"),
            Switch(self.tr("Play all samples equally loud")),
            self.tr("By their measured loudness; files are not changed."),
        )
        self.content.addStretch()

    def show_devices(self, devices: Sequence[str], reason: str = "") -> None:
        """Offer these devices, or say why there is no sound, with the way out."""
        self._box.show_devices(devices, reason)


class AppearancePage(SettingsPage):
    """Looks, and what happens at the start."""

    def __init__(self) -> None:
        super().__init__(self.tr("Appearance and start"), "sun")
        looks = Choice((("system", self.tr("as the system")), ("dark", self.tr("dark")), ("light", self.tr("light"))))
        self.bind("theme", self.tr("Colours"), looks)
        tongues = Choice((("system", self.tr("as the system")), ("en", "English"), ("de", "Deutsch")))
        self.bind("language", self.tr("Language"), tongues, self.tr("From the next start on."))
        start = Choice((("at_once", self.tr("go on at once")), ("wait", self.tr("wait for me"))))
        self.bind("go_on", self.tr("Unfinished collections"), start, self.tr("When the window opens again."))
        self.content.addStretch()
