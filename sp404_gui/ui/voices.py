"""Many sounds at once, one a pad: a pad that is struck again begins anew, a loop ends, and pads of one choke group silence each other.

Knows no Qt.
"""

import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sp404_gui.audio.audition import Heard
from sp404_gui.ui.mixer import Frames, Mixer

_ALL_OF_IT = (0, sys.maxsize)
_RECOVERY = 1.02
"""How much of its level the sum wins back with each block, after it was lowered so that it did not clip."""


@dataclass(slots=True)
class _Voice:
    """The sound of one pad.

    Attributes:
        mixer: Renders it.
        choke: Its group, 0 for none.
        repeats: Whether it goes on until it is silenced.
    """

    mixer: Mixer
    choke: int
    repeats: bool = False

    def halt(self) -> None:
        """Fade out."""
        self.repeats = False
        self.mixer.halt()


class Voices:
    """Renders blocks in the device's thread; the other methods are called from one other thread and take effect with the next block.

    Attributes:
        sounding: Pads that are heard, after the last block.
        struck: The pad that was struck last, and the clock's reading when its first block was rendered.
        volume: Linear.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.sounding: frozenset[int] = frozenset()
        self.struck = (-1, 0.0)
        self.volume = 1.0
        self._clock = clock
        self._wishes: deque[Callable[[], None]] = deque()
        self._voices: dict[int, _Voice] = {}
        self._level = self._volume = 1.0

    @property
    def is_waiting(self) -> bool:
        """Whether something was asked for that the next block begins with."""
        return bool(self._wishes)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is heard and nothing is about to be."""
        return not self.sounding and not self.is_waiting

    def strike(self, pad: int, heard: Heard, choke: int = 0, *, repeat: bool = False) -> None:
        """Play a pad from its start; silence a loop that is heard.

        Args:
            pad: Its number.
            heard: Its sound, at the device's rate.
            choke: Its choke group: what else is heard of that group is silenced; 0 is none.
            repeat: Whether the sound is a loop: it repeats without a gap until it is silenced.
        """

        def begin() -> None:
            for other, voice in self._voices.items():
                if choke and voice.choke == choke and other != pad:
                    voice.halt()
            voice = self._voices.setdefault(pad, _Voice(Mixer(self._clock), choke))
            if repeat and voice.repeats:
                voice.halt()
                return
            voice.choke, voice.repeats = choke, repeat
            voice.mixer.play(heard, 1, 0, _ALL_OF_IT if repeat else None, 1.0)
            self.struck = (pad, self._clock())

        self._wishes.append(begin)

    def extend(self, pad: int, heard: Heard) -> None:
        """Put a longer version of a pad's sound in its place."""

        def lengthen() -> None:
            if pad in self._voices:
                self._voices[pad].mixer.extend(heard)

        self._wishes.append(lengthen)

    def hush(self, pad: int | None = None) -> None:
        """Silence a pad, or all."""

        def silence() -> None:
            for number, voice in self._voices.items():
                if pad in {None, number}:
                    voice.halt()

        self._wishes.append(silence)

    def add_to(self, out: Frames) -> None:
        """Add what the pads play to a block; where that is too much for the device, all of it is lowered.

        Args:
            out: Shape (frames, 2), -1 to 1, and so it stays.
        """
        while self._wishes:
            self._wishes.popleft()()
        if not self._voices:
            self.sounding, self._volume, self._level = frozenset(), self.volume, 1.0
            return
        together, block = np.zeros(out.shape, np.float32), np.empty(out.shape, np.float32)
        for voice in self._voices.values():
            voice.mixer.render(block)
            together += block
        volume, self._volume = self._volume, self.volume
        together *= np.linspace(volume, self._volume, len(out), dtype=np.float32)[:, None]
        out += together
        self._lower(out)
        self._voices = {pad: voice for pad, voice in self._voices.items() if not voice.mixer.is_quiet}
        self.sounding = frozenset(self._voices)

    def _lower(self, out: Frames) -> None:
        peak = float(np.abs(out).max(initial=0.0))
        before, self._level = self._level, min(1.0, self._level * _RECOVERY, 1 / max(peak, 1e-9))
        if before < 1 or self._level < 1:
            out *= np.linspace(before, self._level, len(out), dtype=np.float32)[:, None]
            np.clip(out, -1.0, 1.0, out=out)
