"""Listening: the selected sample, the wave below, and the sound device."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sp404_gui.audio.audition import Envelope
from sp404_gui.domain.features import Category, LocalFeatures
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.ui.audition import Audition
from sp404_gui.ui.models.table import SampleTable
from sp404_gui.ui.panels.wave_panel import WavePanel
from sp404_gui.ui.proof_tone import proof_tone
from sp404_gui.ui.views.sample_list import SampleList
from sp404_gui.ui.views.wave_picture import Music
from sp404_gui.ui.window_state import WindowState

if TYPE_CHECKING:
    from sp404_gui.config.settings import Settings

_SEEK_S = 0.5
_NEIGHBOURS = (1, -1, 2)


class AuditionControl(QObject):
    """Joins the list's current sample, the audition and the wave panel.

    Args:
        audition: Decodes and plays.
        panel: Shows the wave and the transport.
        samples: Where the current sample is.
        table: Its model.
        state: What the window remembers.

    Attributes:
        said: Carries a sentence for the user and its tone.
        settled: Carries settings that were changed here, as a dict.
    """

    said = Signal(str, str)
    settled = Signal(dict)

    def __init__(self, audition: Audition, panel: WavePanel, samples: SampleList, table: SampleTable, state: WindowState) -> None:
        super().__init__(panel)
        self._audition = audition
        self._panel = panel
        self._samples = samples
        self._table = table
        self._state = state
        self._shown: SampleRecord | None = None
        self._outline: Envelope | None = None
        self._device = ""
        panel.set_ready(ready=False)
        panel.set_many(many=False)
        table.counted.connect(lambda shown, _: panel.set_many(many=shown > 0))
        self._join_panel()
        self._join_audition()

    def begin(self, settings: "Settings") -> None:
        """Start the decoding process and look for sound devices, with the volume and the switches of last time."""
        self._audition.set_volume(self._state.volume_db)
        self._set_loop(self._state.loop)
        self._set_on_select(self._state.on_select)
        self.apply(settings)
        self._audition.start()

    def apply(self, settings: "Settings") -> None:
        """Follow the settings."""
        self._device = settings.audio_device or ""
        self._audition.player.set_device(settings.audio_device)
        self._audition.set_level_match(settings.level_match)
        self._panel.set_level_match(on=settings.level_match)
        self._show_devices()

    def show_sample(self, identifier: str, *, play: bool) -> None:
        """A sample is current now, or none with an empty id.

        Args:
            identifier: Its id.
            play: Whether it may be heard, where selecting plays: not so when it was not the user who went there.
        """
        row = self._table.row_of(identifier) if identifier else None
        self._show(self._table.record(row) if row is not None else None, row, play=play)

    @property
    def shown_id(self) -> str:
        """Id of the sample that is seen and heard; empty for none."""
        return self._shown.id if self._shown is not None else ""

    def refresh(self, record: SampleRecord) -> None:
        """The current sample has other results now."""
        if self._shown is not None and record.id == self._shown.id and record is not self._shown:
            self._shown = record
            self._panel.show_wave(self._outline, _music(record))

    def show(self, record: SampleRecord) -> None:
        """Show a sample that the list does not, and leave it silent."""
        self._show(record, None, play=False)

    def play(self, record: SampleRecord) -> None:
        """Play another sample than the selected one, as one that goes with it."""
        self._show(record, None, play=False)
        self._audition.play_from_start()

    def play_at(self, record: SampleRecord, position_s: float) -> None:
        """Play a sample from a position on."""
        self._show(record, None, play=False)
        self._audition.play_from(position_s)

    def toggle(self) -> None:
        """Play or pause."""
        self._audition.toggle()

    def play_from_start(self) -> None:
        """Play again."""
        self._audition.play_from_start()

    def stop(self) -> None:
        """Be silent at once."""
        self._audition.stop()

    def seek(self, steps: int) -> None:
        """Go back or forth."""
        self._audition.seek_by(steps * _SEEK_S)

    def volume(self, steps: int) -> None:
        """Softer or louder, by decibels."""
        self._audition.change_volume(steps)

    def toggle_loop(self) -> None:
        """Repeat, or not."""
        self._set_loop(not self._state.loop)

    def toggle_on_select(self) -> None:
        """Play what is selected, or not."""
        self._set_on_select(not self._state.on_select)

    def test_tone(self) -> None:
        """Let the sound device be heard."""
        player = self._audition.player
        if player.rate_hz is None:
            self.said.emit(player.reason, "warning")
        else:
            player.play(proof_tone(player.rate_hz))

    def _show(self, record: SampleRecord | None, row: int | None, *, play: bool) -> None:
        if _sound(record) != _sound(self._shown):
            self._outline = None  # that of the same one is not told again
        self._shown = record
        self._panel.set_ready(ready=record is not None)
        if record is None:
            self._audition.select("", "")
            return
        loudness = record.features.loudness_lufs if record.features is not None else None
        self._audition.select(record.id, record.sample.file, loudness, self._neighbours(row), play=play)

    def _neighbours(self, row: int | None) -> list[tuple[str, str]]:
        rows = [row + offset for offset in _NEIGHBOURS if 0 <= row + offset < self._table.rowCount()] if row is not None else []
        return [(record.id, record.sample.file) for record in map(self._table.record, rows)]

    def _join_panel(self) -> None:
        panel = self._panel
        panel.play_wanted.connect(self._audition.toggle)
        panel.previous_wanted.connect(lambda: self._samples.go(-1))
        panel.next_wanted.connect(lambda: self._samples.go(1))
        panel.loop_toggled.connect(self._set_loop)
        panel.on_select_toggled.connect(self._set_on_select)
        panel.volume_changed.connect(self._audition.set_volume)
        panel.level_match_toggled.connect(lambda on: self.settled.emit({"level_match": on}))
        panel.device_chosen.connect(lambda name: self.settled.emit({"audio_device": name or None}))
        panel.devices_wanted.connect(self._look_for_devices)
        panel.wave.seek_wanted.connect(self._audition.seek)
        panel.wave.region_changed.connect(lambda start, end: self._audition.set_region((start, end)))
        panel.wave.region_cleared.connect(lambda: self._audition.set_region(None))

    def _join_audition(self) -> None:
        audition = self._audition
        audition.wave_changed.connect(self._show_wave)
        audition.position_changed.connect(self._panel.set_position)
        audition.state_changed.connect(self._panel.set_state)
        audition.volume_changed.connect(self._volume_changed)
        audition.noticed.connect(self._notice)
        audition.player.devices_changed.connect(self._show_devices)

    def _look_for_devices(self) -> None:
        """Show what is known; where nothing can be heard, look again."""
        self._show_devices()
        if not self._audition.player.available:
            self._audition.player.start()

    def _notice(self, sentence: str) -> None:
        if sentence != self._audition.player.reason:  # that stands above the wave already
            self.said.emit(sentence, "warning")

    def _show_devices(self) -> None:
        player = self._audition.player
        self._panel.show_devices([device.name for device in player.devices()], self._device)
        self._panel.show_notice(player.reason)

    def _show_wave(self, identifier: str, envelope: Envelope | None) -> None:
        if identifier == (self._shown.id if self._shown is not None else ""):
            self._outline = envelope
            self._panel.show_wave(envelope, _music(self._shown) if self._shown is not None else None)

    def _set_loop(self, on: bool) -> None:
        self._state.loop = on
        self._audition.set_loop_on(on)
        self._panel.set_loop(on=on)

    def _set_on_select(self, on: bool) -> None:
        self._state.on_select = on
        self._audition.set_on_select(on)
        self._panel.set_on_select(on=on)

    def _volume_changed(self, volume_db: float) -> None:
        self._state.volume_db = volume_db
        self._panel.set_volume(volume_db)


def _sound(record: SampleRecord | None) -> tuple[str, str]:
    """By which the audition knows a sample."""
    return (record.id, record.sample.file) if record is not None else ("", "")


def _music(record: SampleRecord) -> Music:
    category, bpm = record.known("category"), record.known("bpm")
    measured: LocalFeatures | None = record.features
    return Music(
        category=category if isinstance(category, Category) else None,
        bpm=bpm if isinstance(bpm, float) else None,
        beats=measured.beats if measured is not None else None,
        onsets_s=measured.onsets_s or () if measured is not None else (),
    )
