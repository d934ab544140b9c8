"""Putting together what the listener's process sends piece by piece."""

from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import numpy as np

from sp404_gui.audio.audition import Envelope, Heard
from sp404_gui.engine.listening.decode_worker import Stamp

V = TypeVar("V")
_FIRST_ROOM = 1 << 16


@dataclass(frozen=True, slots=True)
class Gathered(Generic[V]):
    """What there is so far.

    Attributes:
        value: The value; None where nothing has come yet, and at the end where the file is the one that was known.
        stamp: The content of the file.
        ended: Whether nothing more comes.
    """

    value: V | None
    stamp: Stamp
    ended: bool


class Gathering(Protocol[V]):
    """Takes the items of a job, turn by turn, the stamp first; a new stamp means that the job began anew."""

    def take(self, items: list[Any], *, ended: bool) -> Gathered[V]:
        """Add what a turn brought."""


class GrowingSound:
    """A sound that becomes longer. What was given out stays as it is.

    Args:
        rate_hz: Frames a second.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._begin((0, 0, 0))

    def _begin(self, stamp: Stamp) -> None:
        self._stamp = stamp
        self._buffer = np.empty((_FIRST_ROOM, 2), np.int16)
        self._count, self._peak, self._cut = 0, 0.0, False
        self._loudness: float | None = None
        self._channels = 2

    def take(self, items: list[Any], *, ended: bool) -> Gathered[Heard]:
        """Add parts of the sound."""
        for item in items:
            if isinstance(item, tuple):
                self._begin(item)
                continue
            after = self._count + len(item.frames)
            if after > len(self._buffer):
                wider = np.empty((max(after, 2 * len(self._buffer)), 2), np.int16)
                wider[: self._count] = self._buffer[: self._count]
                self._buffer = wider
            self._buffer[self._count : after] = item.frames
            self._count, self._peak, self._cut = after, max(self._peak, item.peak), item.cut
            self._loudness = self._loudness if item.loudness_lufs is None else item.loudness_lufs
            self._channels = item.channels
        return Gathered(self._heard(ended) if self._count else None, self._stamp, ended)

    def _heard(self, ended: bool) -> Heard:
        room = self._buffer if not ended or self._count > len(self._buffer) // 2 else self._buffer[: self._count].copy()
        frames = room[: self._count]
        frames.flags.writeable = False
        duration_s = self._count / self._rate_hz
        return Heard(frames, self._rate_hz, duration_s, ended and not self._cut, self._loudness, self._peak, self._cut, self._channels)


class WholeEnvelope:
    """An envelope: it comes in one piece."""

    def __init__(self) -> None:
        self._stamp: Stamp = (0, 0, 0)
        self._value: Envelope | None = None

    def take(self, items: list[Any], *, ended: bool) -> Gathered[Envelope]:
        """Add what came."""
        for item in items:
            if isinstance(item, tuple):
                self._stamp = item
            else:
                self._value = item
        return Gathered(self._value, self._stamp, ended)
