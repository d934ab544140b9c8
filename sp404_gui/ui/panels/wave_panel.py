"""The lower part of the window: the transport, and the waveform of the selected sound."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.device_button import DeviceButton
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views.wave_view import Envelope, Music, WaveView
from sp404_gui.ui.widgets.icon_button import IconButton
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.readout import Readout
from sp404_gui.ui.widgets.volume import QUIETEST_DB, VolumeBars
from sp404_gui.ui.wording import moment

_SIDE = 14
_BUTTON_EDGE = 9
"""A quiet button begins with room for its edge: what has none is set in by as much, so that icons and waveform stand in line."""
_ON = "●"
_OFF = "○"


class WavePanel(QWidget):
    """Buttons to listen with, above a waveform to point into.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        play_wanted: Play, or pause what plays.
        previous_wanted: The sample before.
        next_wanted: The sample after.
        loop_toggled: Whether the sound is to repeat.
        on_select_toggled: Whether a sample plays as soon as it is selected.
        level_match_toggled: Whether all samples play equally loud.
        volume_changed: In dB, 0 at most.
        device_chosen: Name of the output device, "" for the system's.
        devices_wanted: The menu of devices opens, or nothing can be heard: have `show_devices` called.
        wave: The waveform; its own signals say where to seek and what to loop.
    """

    play_wanted = Signal()
    previous_wanted = Signal()
    next_wanted = Signal()
    loop_toggled = Signal(bool)
    on_select_toggled = Signal(bool)
    level_match_toggled = Signal(bool)
    volume_changed = Signal(float)
    device_chosen = Signal(str)
    devices_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.wave = WaveView(theme)
        self._previous = IconButton(theme, icons, "previous", self.tr("Previous sample"))
        self._play = IconButton(theme, icons, "play", self.tr("Play"))
        self._next = IconButton(theme, icons, "next", self.tr("Next sample"))
        self._loop = self._toggle("loop", self.tr("Repeat the sound, or the part that is marked in the waveform"), self.tr("loop"))
        self._on_select = self._toggle("", self.tr("Play each sample when it is selected"), "")
        self._match = self._toggle("wave", self.tr("Play all samples equally loud"), self.tr("match levels"))
        self._device = DeviceButton(theme, icons)
        self._time = Readout(theme, f"{moment(0)} / {moment(0)}", self.tr("Position and length"))
        self._dot = PlainLabel(" · ", "dim")
        self._decibels = Readout(theme, self.tr("mute") + "  ", self.tr("Volume"))
        self._volume = VolumeBars(theme)
        self._notice = PlainLabel(role="warning")
        self._notice.setWordWrap(True)
        self._notice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._search = IconButton(theme, icons, "retry", self.tr("Look for sound devices again"), self.tr("Search again"))
        self._search.clicked.connect(self.devices_wanted)
        self._lay_out()
        self._connect()
        self.set_on_select(on=False)
        self.set_volume(0.0)
        self.show_wave(None)
        self.show_notice("")

    def show_wave(self, wave: Envelope | None, music: Music | None = None) -> None:
        """Show a sound, or none; see `WaveView.show_wave`."""
        self.wave.show_wave(wave, music)
        self._tell_time()

    def show_message(self, text: str) -> None:
        """Say in place of a waveform why there is none."""
        self.wave.show_message(text)

    def show_notice(self, text: str) -> None:
        """Say above the waveform what is wrong with the sound, and the way out; "" takes it away."""
        self._notice.setText(text)
        for part in (self._notice, self._search):
            part.setVisible(bool(text))

    def set_ready(self, *, ready: bool) -> None:
        """Allow to play, or not: nothing is selected, or there is no sound."""
        self._play.setEnabled(ready)

    def set_many(self, *, many: bool) -> None:
        """Allow to go to the sample before and after, or not: the list has none."""
        for button in (self._previous, self._next):
            button.setEnabled(many)

    def set_state(self, state: str) -> None:
        """Show whether it plays: "stopped", "playing" or "paused"."""
        playing = state == "playing"
        self._play.set_icon("pause" if playing else "play")
        self._play.set_title(self.tr("Pause") if playing else self.tr("Play"))

    def set_position(self, moment_s: float) -> None:
        """Show where it plays, in seconds."""
        self.wave.set_position(moment_s)
        self._tell_time()

    def set_loop(self, *, on: bool) -> None:
        """Show whether the sound repeats."""
        self._loop.setChecked(on)

    def set_on_select(self, *, on: bool) -> None:
        """Show whether selecting plays."""
        self._on_select.setChecked(on)
        self._on_select.setText(f"{_ON if on else _OFF} {self.tr('audition on select')}")

    def set_level_match(self, *, on: bool) -> None:
        """Show whether levels are matched."""
        self._match.setChecked(on)

    def set_volume(self, volume_db: float) -> None:
        """Show the volume in dB."""
        self._volume.setValue(round(volume_db))
        shown = self._volume.value()
        self._decibels.set_text(self.tr("mute") if shown <= QUIETEST_DB else self.tr("%1 dB").replace("%1", f"−{-shown}" if shown else "0"))

    def show_devices(self, names: Sequence[str], chosen: str = "") -> None:
        """Show which output devices there are, and which one is used ("" for the system's)."""
        self._device.show_devices(names, chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and a line above."""
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("field"))
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))

    def _toggle(self, icon: str, title: str, text: str) -> IconButton:
        button = IconButton(self._theme, self._icons, icon, title, text)
        button.setCheckable(True)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self._previous, self._play, self._next, self._loop, self._on_select):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self._match, self._device, self._time, self._dot, self._decibels, self._volume):
            row.addWidget(widget)
        below = QVBoxLayout()
        below.setContentsMargins(_BUTTON_EDGE, 0, 0, 0)
        below.setSpacing(4)
        said = QHBoxLayout()
        said.addWidget(self._notice, 1)
        said.addWidget(self._search)
        below.addLayout(said)
        below.addWidget(self.wave, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE - _BUTTON_EDGE, 7, _SIDE, 2)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self._previous.clicked.connect(self.previous_wanted)
        self._play.clicked.connect(self.play_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._loop.clicked.connect(self.loop_toggled)
        self._on_select.clicked.connect(self._on_select_clicked)
        self._match.clicked.connect(self.level_match_toggled)
        self._volume.moved.connect(self._volume_moved)
        self._device.chosen.connect(self.device_chosen)
        self._device.opened.connect(self.devices_wanted)

    def _on_select_clicked(self, on: bool) -> None:
        self.set_on_select(on=on)
        self.on_select_toggled.emit(on)

    def _volume_moved(self, volume_db: float) -> None:
        self.set_volume(volume_db)
        self.volume_changed.emit(volume_db)

    def _tell_time(self) -> None:
        length_s = self.wave.span.total_s
        self._time.set_text(f"{moment(self.wave.position_s)} / {moment(length_s)}" if length_s else "")
        self._dot.setText(" · " if length_s else "")
