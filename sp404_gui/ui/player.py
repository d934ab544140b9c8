"""Plays sounds on a sound device. It is the only one that imports its binding, and only when it is started."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from sp404_gui.audio.audition import Heard
from sp404_gui.ui.mixer import Frames, Mixer
from sp404_gui.ui.output import Device
from sp404_gui.ui.speaker import Speaker
from sp404_gui.ui.voices import Voices

STOPPED = "stopped"
PLAYING = "playing"
PAUSED = "paused"

_TICK_MS = 33
_PATIENCE_S = 3.0
_ENDLESS_S = 1e6


def load_portaudio() -> Any:
    """PortAudio's binding.

    Raises:
        OSError: The PortAudio library is missing.
    """
    import sounddevice  # noqa: PLC0415 - 0.2 s, and it raises OSError without the PortAudio library

    return sounddevice


class Player(QObject):
    """One sound at a time, and those of the pads beside it.

    Attributes:
        state_changed: "stopped", "playing" or "paused".
        position_changed: Seconds, about 30 times a second while playing, and once when it jumps.
        finished: The sound came to its end.
        failed: A sentence: why nothing can be heard, and the way out.
        devices_changed: `available`, `reason`, `rate_hz` and `devices()` are new.
        sounding_changed: Carries the pads that are heard, a frozenset.

    Args:
        parent: Owner.
        load: Imports PortAudio's binding; raises OSError where the library is missing.
        clock: Seconds, monotonic.
    """

    state_changed = Signal(str)
    position_changed = Signal(float)
    finished = Signal()
    failed = Signal(str)
    devices_changed = Signal()
    sounding_changed = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, load: Callable[[], Any] = load_portaudio, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__(parent)
        self.mixer = Mixer(clock)
        self.voices = Voices(clock)
        self.state = STOPPED
        self._clock = clock
        self._heard: Heard | None = None
        self._number = 0
        self._from_s = 0.0
        self._gain = 1.0
        self._blocks, self._moved_at = 0, 0.0
        self._speaker = Speaker(load, self._render, self)
        self._speaker.devices_changed.connect(self.devices_changed)
        self._speaker.opened.connect(self._be_patient)
        self._speaker.failed.connect(self._give_up)
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._held = False
        self._sounding: frozenset[int] = frozenset()
        self._listening = QTimer(self, interval=_TICK_MS)
        self._listening.timeout.connect(self._tell_pads)

    def start(self) -> None:
        """Look for sound devices, off this thread; `devices_changed` tells the outcome. Again: look anew."""
        self.stop()
        self._speaker.search()

    def close(self) -> None:
        """Fall silent and let the device go."""
        self._ticking.stop()
        self._listening.stop()
        self._speaker.end()

    @property
    def available(self) -> bool:
        """Whether there is a device to play on."""
        return bool(self._speaker.devices)

    @property
    def reason(self) -> str:
        """Why there is none, and the way out; empty as long as it is not known."""
        return self._speaker.reason

    @property
    def rate_hz(self) -> int | None:
        """Frames a second of the device in use."""
        device = self._speaker.device
        return device.rate_hz if device else None

    @property
    def position_s(self) -> float:
        """Where the sound is, in seconds; 0 when stopped."""
        if self._heard is None or self.state == STOPPED:
            return 0.0
        return self.mixer.position / self._heard.rate_hz if self.mixer.begun[0] == self._number else self._from_s

    def devices(self) -> tuple[Device, ...]:
        """The devices that can play."""
        return self._speaker.devices

    def set_device(self, name: str | None) -> None:
        """Choose a device by its name; None: the system's default. One that is not there is waited for, the default used meanwhile."""
        if self._speaker.choose(name):
            self.stop()

    def wake(self) -> None:
        """Open the device ahead of a sound, so that it starts at once; it is closed again after 30 s without one."""
        self._speaker.open_ahead()
        self._rest()

    def strike(self, pad: int, heard: Heard, choke: int = 0, *, repeat: bool = False) -> None:
        """Play a pad from its start, beside what else is heard; silence a loop that is heard.

        Args:
            pad: Its number.
            heard: Its sound, decoded for `rate_hz`.
            choke: Its choke group, 0 for none.
            repeat: Whether it is a loop.
        """
        if not self.available:
            self.failed.emit(self.reason)
        elif heard.rate_hz == self.rate_hz:  # else another device was chosen a moment ago
            self._speaker.open()
            self.voices.strike(pad, heard, choke, repeat=repeat)
            self._be_patient()
            self._listening.start()
            self._show_sounding(self._sounding | {pad})

    def hold(self, *, on: bool) -> None:
        """Keep the device open, so that a pad is heard the moment it is struck; or let it go as usual."""
        self._held = on
        if on:
            self._speaker.open_ahead()
        else:
            self._rest()

    def hush(self) -> None:
        """Silence the pads."""
        self.voices.hush()

    def play(self, heard: Heard, from_s: float = 0.0, loop: tuple[float, float] | None = None) -> None:
        """Play a sound in place of what is heard.

        Args:
            heard: The sound, decoded for `rate_hz`.
            from_s: Where to begin.
            loop: Start and end in seconds of what is repeated; an end beyond the sound's stands for its end.

        Raises:
            ValueError: The sound was decoded for another rate.
        """
        if not self.available:
            self.failed.emit(self.reason)
            return
        if heard.rate_hz != self.rate_hz:
            raise ValueError(f"a sound at {heard.rate_hz} Hz for a device at {self.rate_hz} Hz")
        self._speaker.open()
        self._heard, self._from_s = heard, from_s
        self._number += 1
        self.mixer.play(heard, self._number, round(from_s * heard.rate_hz), _in_frames(loop, heard), self._gain)
        self._enter(PLAYING)

    def extend(self, heard: Heard) -> None:
        """Put a longer version in place of the sound that is played."""
        if self._heard is not None:
            self._heard = heard
            self.mixer.extend(heard)

    def pause(self) -> None:
        """Hold where it is."""
        if self.state == PLAYING:
            self.mixer.halt()
            self._enter(PAUSED)

    def resume(self) -> None:
        """Go on after a pause."""
        if self.state == PAUSED:
            self._speaker.open()
            self.mixer.resume()
            self._enter(PLAYING)

    def stop(self) -> None:
        """Fall silent and forget the position."""
        if self.state != STOPPED:
            self.mixer.halt()
            self._enter(STOPPED)
            self.position_changed.emit(0.0)

    def seek(self, position_s: float) -> None:
        """Go on from another position."""
        if self._heard is not None and self.state != STOPPED:
            self._from_s = position_s
            self.mixer.seek(round(position_s * self._heard.rate_hz))
            self.position_changed.emit(position_s)

    def set_loop(self, loop: tuple[float, float] | None) -> None:
        """Repeat from one second to another; None: play to the end."""
        if self._heard is not None:
            self.mixer.repeat(_in_frames(loop, self._heard), self._heard.rate_hz)

    def set_volume_db(self, volume_db: float) -> None:
        """Set the volume of everything."""
        self.mixer.volume = self.voices.volume = _linear(volume_db)

    def set_gain_db(self, gain_db: float) -> None:
        """Set the gain of this sound and those to come."""
        self._gain = _linear(gain_db)
        if self.state != STOPPED:  # else nobody may ever take it from the mixer, and the next sound brings its own
            self.mixer.level(self._gain)

    def _enter(self, state: str) -> None:
        before, self.state = self.state, state
        if state == PLAYING:
            self._be_patient()
            self._ticking.start()
        else:
            self._ticking.stop()
            self._rest()
        if state != before:
            self.state_changed.emit(state)

    def _render(self, out: Frames) -> None:
        self.mixer.render(out)
        self.voices.add_to(out)

    def _rest(self) -> None:
        """Let the device go after a while, where nothing is heard and nobody is about to play."""
        if self.state != PLAYING and not self._held and not self._listening.isActive():
            self._speaker.rest()

    def _show_sounding(self, pads: frozenset[int]) -> None:
        if pads != self._sounding:
            self._sounding = pads
            self.sounding_changed.emit(pads)

    def _tell_pads(self) -> None:
        if not self.voices.is_waiting:
            self._show_sounding(self.voices.sounding)
        if self.voices.is_quiet:
            self._listening.stop()
            self._rest()
        elif self.state != PLAYING:
            self._look_for_life()

    def _be_patient(self) -> None:
        self._blocks, self._moved_at = self.mixer.blocks, self._clock()

    def _look_for_life(self) -> bool:
        """Whether the device still takes blocks; one that has not for a while is given up."""
        if self.mixer.blocks != self._blocks:
            self._be_patient()
        elif self._clock() - self._moved_at > _PATIENCE_S:
            self._speaker.lose()
            return False
        return True

    def _tick(self) -> None:
        if not self._look_for_life():
            return
        if self.mixer.ended == self._number:
            self._enter(STOPPED)
            self.position_changed.emit(0.0)
            self.finished.emit()
        else:
            self.position_changed.emit(self.position_s)

    def _give_up(self, sentence: str) -> None:
        self.stop()
        self.hush()
        self._listening.stop()
        self._show_sounding(frozenset())
        self.failed.emit(sentence)


def _linear(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _in_frames(loop: tuple[float, float] | None, heard: Heard) -> tuple[int, int] | None:
    if loop is None:
        return None
    return round(loop[0] * heard.rate_hz), round(min(loop[1], _ENDLESS_S) * heard.rate_hz)
