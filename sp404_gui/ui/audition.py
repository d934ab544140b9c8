"""Listening to the selected sample: what keys and rows ask for, brought together with decoding ahead and the player."""

import asyncio
import math
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from sp404_gui.audio.audition import Envelope, Heard, matched_gain_db
from sp404_gui.engine.listening.listener import Listener
from sp404_gui.ui.decoding import Decoding
from sp404_gui.ui.pair import Pair, Timing
from sp404_gui.ui.player import PAUSED, PLAYING, STOPPED, Player

_QUIETEST_DB, _LOUDEST_DB = -60.0, 0.0


class Audition(QObject):
    """What is selected can be heard and seen. Needs the running event loop; `aclose` ends it.

    Attributes:
        wave_changed: Id of the selected sample, and its `Envelope`; None while it is not known, or cannot be.
        position_changed: Seconds from the start of the sample.
        state_changed: "stopped", "playing" or "paused".
        volume_changed: Decibels.
        together_changed: Whether the selected sample is heard together with another one.
        noticed: A sentence for the user.

    Args:
        listener: Decodes; closed by `aclose`.
        player: Plays; closed by `aclose`.
        parent: Owner.
    """

    wave_changed = Signal(str, object)
    position_changed = Signal(float)
    state_changed = Signal(str)
    volume_changed = Signal(float)
    together_changed = Signal(bool)
    noticed = Signal(str)

    def __init__(self, listener: Listener, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.player = player
        self.volume_db = 0.0
        self._listener = listener
        self._id, self._file = "", ""
        self._loudness: float | None = None
        self._decoding = Decoding(listener, lambda: player.rate_hz, grown=self._grow, outlined=self._show, refused=self._refuse)
        self._wish_s: float | None = None
        self._cursor_s = 0.0
        self._region: tuple[float, float] | None = None
        self._on_select, self._loop_on, self._level_match = False, False, False
        self._pair = Pair(listener, lambda: player.rate_hz, self._play_pair, self._refuse_pair)
        player.state_changed.connect(self._change_state)
        player.position_changed.connect(self._move)
        player.failed.connect(self.noticed)
        player.devices_changed.connect(self._change_device)

    def start(self) -> None:
        """Look for sound devices and start the decoding process, both in the background."""
        self._listener.start()
        self.player.start()

    async def aclose(self) -> None:
        """Fall silent, end all tasks, let the device and the process go."""
        await self._pair.aclose()
        await self._decoding.aclose()
        self.player.close()
        await asyncio.to_thread(self._listener.close)

    def select(
        self, sample_id: str, file: str, loudness: float | None = None, prefetch: Sequence[tuple[str, str]] = (), *, play: bool = True
    ) -> None:
        """Turn to another sample; what is heard stops. Cheap: what is passed over quickly is hardly decoded.

        Args:
            sample_id: Id; empty: none is selected.
            file: Absolute path.
            loudness: Integrated loudness in LUFS, if it was measured.
            prefetch: Id and file of those that may come next, the likeliest first.
            play: False: do not play it, even where selecting plays.
        """
        if (sample_id, file) == (self._id, self._file):
            self._loudness = loudness
            return
        self._wish_s, self._cursor_s, self._region = None, 0.0, None
        self._id, self._file, self._loudness = sample_id, file, loudness
        self._part()
        self.player.stop()
        self._decoding.follow(file if sample_id else "", [other for _, other in prefetch])
        self.wave_changed.emit(sample_id, self._listener.kept_envelope(file) if sample_id else None)
        if self._on_select and play:
            self._play(0.0)

    def toggle(self) -> None:
        """Play, pause, or go on."""
        if self.player.state == PLAYING:
            self.player.pause()
        elif self.player.state == PAUSED:
            self.player.resume()
        elif self._wish_s is not None:
            self._wish_s = None
        else:
            self._play(self._cursor_s)

    def play_together(self, file: str, timing: Timing, *, repeat: bool) -> None:
        """Play the selected sample and another one as one sound, as soon as both are decoded; `stop` ends it.

        Args:
            file: Absolute path of the other one.
            timing: How they go in time.
            repeat: Whether they repeat, even where nothing else does.
        """
        if not self._id:
            return
        if not self.player.available and self.player.reason:
            self.noticed.emit(self.player.reason)
            return
        self.stop()
        self.player.wake()
        self._pair.begin(self._file, file, timing, repeat=repeat)
        self.together_changed.emit(True)

    def play_from_start(self) -> None:
        """Play from the start, of the region where one is repeated."""
        self._play(self._region[0] if self._loop_on and self._region else 0.0)

    def play_from(self, position_s: float) -> None:
        """Play from a position on, in seconds."""
        self._play(position_s)

    def stop(self) -> None:
        """Fall silent."""
        self._part()
        self._wish_s, self._cursor_s = None, 0.0
        self.player.stop()
        self.position_changed.emit(0.0)

    def seek_by(self, seconds: float) -> None:
        """Go forwards, or backwards."""
        self.seek((self._cursor_s if self.player.state == STOPPED else self.player.position_s) + seconds)

    def seek(self, position_s: float) -> None:
        """Go to a position, which playing then starts from where nothing is heard."""
        position_s = max(0.0, min(position_s, self._decoding.length_s or position_s))
        heard = self._decoding.heard
        if self.player.state == STOPPED:
            self._cursor_s = position_s
            if self._wish_s is not None:
                self._wish_s = position_s
            self.position_changed.emit(position_s)
        elif heard is not None and position_s > heard.duration_s and not heard.cut:
            self._play(position_s)
        else:
            self.player.seek(position_s)

    def set_loop_on(self, on: bool) -> None:
        """Repeat the region, or all of it where there is none."""
        self._loop_on = on
        if not self._pair.is_on:
            self.player.set_loop(self._loop())

    def set_region(self, region: tuple[float, float] | None) -> None:
        """Choose what is repeated: start and end in seconds."""
        self._region = region
        if not self._pair.is_on:
            self.player.set_loop(self._loop())

    def change_volume(self, step_db: float) -> None:
        """Make everything louder, or quieter."""
        self.set_volume(self.volume_db + step_db)

    def set_volume(self, volume_db: float) -> None:
        """Set the volume, from -60 dB, which is silence, to 0 dB."""
        self.volume_db = max(_QUIETEST_DB, min(volume_db, _LOUDEST_DB))
        self.player.set_volume_db(self.volume_db if self.volume_db > _QUIETEST_DB else -math.inf)
        self.volume_changed.emit(self.volume_db)

    def set_on_select(self, on: bool) -> None:
        """Play each sample as it is selected."""
        self._on_select = on

    def set_level_match(self, on: bool) -> None:
        """Play all samples equally loud."""
        self._level_match = on
        self._set_gain()

    def _play(self, from_s: float) -> None:
        """Play the selected sample as soon as it is decoded so far."""
        if not self._id:
            return
        if not self.player.available and self.player.reason:
            self.noticed.emit(self.player.reason)
            return
        self._part()
        self._wish_s = from_s
        self.player.wake()
        self._decoding.hear()
        if self._decoding.heard is not None:
            self._fulfil(self._decoding.heard)

    def _grow(self, heard: Heard) -> None:
        if self._pair.is_on:
            return
        if self.player.state != STOPPED:
            self.player.extend(heard)
        elif self._wish_s is None:
            self.player.wake()
        self._fulfil(heard)

    def _fulfil(self, heard: Heard) -> None:
        """Play what was wished for, if it is decoded by now."""
        wish_s = self._wish_s
        if wish_s is None or (wish_s >= heard.duration_s and not heard.complete and not heard.cut):
            return
        self._wish_s, self._cursor_s = None, 0.0
        if heard.cut:
            minutes = heard.duration_s / 60
            self.noticed.emit(self.tr("This file is long: its first {:.0f} minutes can be listened to here.").format(minutes))
        self._set_gain()
        self.player.play(heard, wish_s, self._loop())

    def _play_pair(self, heard: Heard, *, repeat: bool) -> None:
        self.player.set_gain_db(0.0)
        self.player.play(heard, 0.0, (0.0, math.inf) if repeat or self._loop_on else None)

    def _refuse_pair(self, sentence: str) -> None:
        self._part()
        self.noticed.emit(sentence)

    def _part(self) -> None:
        """The selected sample is heard alone again."""
        if self._pair.is_on:
            self._pair.end()
            self.together_changed.emit(False)

    def _change_state(self, state: str) -> None:
        if state == STOPPED:
            self._part()
        self.state_changed.emit(state)

    def _move(self, position_s: float) -> None:
        """Of two together, the selected one begins anew in between."""
        self.position_changed.emit(position_s % self._pair.first_s if self._pair.is_on else position_s)

    def _refuse(self, sentence: str) -> None:
        if self._wish_s is not None:
            self._wish_s = None
            self.noticed.emit(sentence)

    def _show(self, envelope: Envelope | None) -> None:
        self.wave_changed.emit(self._id, envelope)

    def _set_gain(self) -> None:
        if self._pair.is_on:
            return
        gain_db = 0.0
        heard = self._decoding.heard
        if self._level_match and heard is not None:
            loudness = self._loudness if self._loudness is not None else heard.loudness_lufs
            gain_db = matched_gain_db(loudness, heard.peak, heard.channels)
        self.player.set_gain_db(gain_db)

    def _loop(self) -> tuple[float, float] | None:
        return (self._region or (0.0, math.inf)) if self._loop_on else None

    def _change_device(self) -> None:
        """Another device may take another rate: what was decoded for the old one is of no use."""
        heard = self._decoding.heard
        self._part()
        if not self.player.available:
            self._refuse(self.player.reason)
        elif heard is None or heard.rate_hz != self.player.rate_hz:
            self._decoding.hear_anew()
