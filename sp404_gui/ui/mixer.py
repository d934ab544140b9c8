"""What the sound device is fed: one sound at a time, without a click wherever it starts, stops, jumps or repeats. Knows no Qt."""

import time
from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.audition import Heard

FADE_S = 0.005
_SHORTEST_LOOP_S = 0.02
_FULL_SCALE = np.float32(1 / 32768)

Frames = NDArray[np.float32]


class Mixer:
    """Renders blocks in the device's thread; the other methods are called from one other thread and take effect with the next block.

    Wherever the output would jump, what was heard goes on for 5 ms under a falling curve, and the new beginning is bent, by as much as it
    jumps, for as long: the output stays continuous, and the attack of a drum is not dulled as by a fade.

    Attributes:
        position: Frame of the sound that is rendered next.
        blocks: How many blocks were rendered: it stands still when the device does.
        ended: Number of the last sound that came to its end by itself.
        begun: Number of the sound that was begun last, and the clock's reading when its first block was rendered.
        volume: Linear; a change is spread over one block.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.position = 0
        self.blocks = 0
        self.ended = 0
        self.begun = (0, 0.0)
        self.volume = 1.0
        self._clock = clock
        self._wishes: deque[Callable[[], None]] = deque()
        self._frames = np.empty((0, 2), np.int16)
        self._complete = True
        self._number = 0
        self._loop: tuple[int, int] | None = None
        self._running = False
        self._starved = False
        self._gain = self._wanted_gain = 1.0
        self._volume = 1.0
        self._tail: Frames = np.empty((0, 2), np.float32)
        self._curve = _falling(48_000)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is heard any more and nothing is about to be."""
        return not (self._running or len(self._tail) or self._wishes)

    def play(self, heard: Heard, number: int, start: int, loop: tuple[int, int] | None, gain: float) -> None:
        """Play a sound from a frame on; what is heard now fades out under it.

        Args:
            heard: The sound, at the device's rate.
            number: Names it, from 1 up.
            start: First frame.
            loop: First frame and end of what is repeated.
            gain: Linear gain of this sound.
        """

        def begin() -> None:
            leaving = self._leaving()
            self._curve = _falling(heard.rate_hz)
            self._frames, self._complete, self._number = heard.frames, heard.complete or heard.cut, number
            self._gain = self._wanted_gain = gain
            self._loop, self._running, self._starved = _long_enough(loop, heard.rate_hz), True, False
            self.position = min(start, len(heard.frames))
            self._bend(leaving)
            self.begun = (number, self._clock())

        self._wishes.append(begin)

    def extend(self, heard: Heard) -> None:
        """Put a longer version of the sound in its place."""

        def lengthen() -> None:
            self._frames, self._complete = heard.frames, heard.complete or heard.cut

        self._wishes.append(lengthen)

    def halt(self) -> None:
        """Fade out and stay at the position."""

        def halt() -> None:
            if self._running:
                self._bend(self._leaving(), silent=True)
                self._running = self._starved = False

        self._wishes.append(halt)

    def resume(self) -> None:
        """Go on from the position."""

        def go_on() -> None:
            if not self._running and self._number:
                self._running = True
                self._bend(None)

        self._wishes.append(go_on)

    def seek(self, frame: int) -> None:
        """Go on from another frame."""

        def jump() -> None:
            leaving = self._leaving()
            self.position = max(0, min(frame, len(self._frames)))
            if leaving is not None:
                self._bend(leaving)

        self._wishes.append(jump)

    def repeat(self, loop: tuple[int, int] | None, rate_hz: int) -> None:
        """Repeat from a frame to another; None: play to the end."""

        def change() -> None:
            self._loop = _long_enough(loop, rate_hz)

        self._wishes.append(change)

    def level(self, gain: float) -> None:
        """Change the gain of the sound; spread over one block."""

        def change() -> None:
            self._wanted_gain = gain

        self._wishes.append(change)

    def render(self, out: Frames) -> None:
        """Fill a block.

        Args:
            out: Shape (frames, 2), written over.
        """
        while self._wishes:
            self._wishes.popleft()()
        done = 0
        while done < len(out):
            done += self._fill(out[done:])
        volume, self._volume = self._volume, self.volume
        out *= _ramp(volume, self._volume, len(out))
        np.clip(out, -1.0, 1.0, out=out)
        self.blocks += 1

    def _fill(self, out: Frames) -> int:
        """Write up to the next jump; returns the number of frames."""
        count = min(len(out), max(self._end() - self.position, 0)) if self._running else 0
        if not count:
            if self._running and self._turn_back():
                return 0
            count = len(out)
            out[:] = 0
        else:
            if self._starved:
                self._starved = False
                self._bend(None)
            np.multiply(self._frames[self.position : self.position + count], _FULL_SCALE, out=out[:count])
            gain, self._gain = self._gain, self._wanted_gain
            out[:count] *= _ramp(gain, self._gain, count)
            self.position += count
        bent = min(count, len(self._tail))
        out[:bent] += self._tail[:bent]
        self._tail = self._tail[bent:]
        return count

    def _end(self) -> int:
        return min(self._loop[1], len(self._frames)) if self._loop else len(self._frames)

    def _turn_back(self) -> bool:
        """At an end: back to the start of the loop, or halt; a sound of which more is to come waits in silence. Says whether it goes on."""
        leaving = self._leaving()
        whole = self._complete or (self._loop is not None and self._loop[1] <= len(self._frames))
        if whole and self._loop is not None and self._loop[0] < self._end():
            self.position = self._loop[0]
            self._bend(leaving)
            return True
        if whole:
            self._running, self.ended = False, self._number
        if whole or not self._starved:
            self._bend(leaving, silent=True)
            self._starved = not whole
        return False

    def _leaving(self) -> Frames | None:
        """How what is heard would go on for the length of the curve; behind its end it stands still. None: nothing is heard."""
        if not self._running or self._starved:
            return None
        index = np.arange(self.position, self.position + len(self._curve))
        if not len(self._frames):
            return np.zeros((len(self._curve), 2), np.float32)
        held = self._frames[np.minimum(index, len(self._frames) - 1)]
        return np.asarray(held * np.float32(self._gain / 32768), np.float32)

    def _bend(self, leaving: Frames | None, *, silent: bool = False) -> None:
        """Lead from what is heard to what comes now."""
        jump = np.zeros((len(self._curve), 2), np.float32) if leaving is None else leaving.copy()
        if not silent and self.position < len(self._frames):
            jump -= self._frames[self.position] * np.float32(self._gain / 32768)
        jump *= self._curve
        kept = min(len(self._tail), len(jump))
        jump[:kept] += self._tail[:kept]
        self._tail = jump


def _falling(rate_hz: int) -> Frames:
    """Half a cosine from 1 to 0, in a column."""
    count = max(round(FADE_S * rate_hz), 2)
    return np.asarray(0.5 + 0.5 * np.cos(np.linspace(0, np.pi, count)), np.float32)[:, None]


def _ramp(first: float, last: float, count: int) -> Frames | float:
    return last if first == last else np.linspace(first, last, count, dtype=np.float32)[:, None]


def _long_enough(loop: tuple[int, int] | None, rate_hz: int) -> tuple[int, int] | None:
    return (loop[0], max(loop[1], loop[0] + round(_SHORTEST_LOOP_S * rate_hz))) if loop else None
