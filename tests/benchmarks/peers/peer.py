"""What a library is asked about one file."""

import math
from abc import ABC, abstractmethod

_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


class Peer(ABC):
    """One decoded file, heard by a library used as its manual shows. None where it has no answer, or no such method."""

    @abstractmethod
    def __init__(self, file: str) -> None: ...

    @abstractmethod
    def tempo(self) -> float | None:
        """Beats a minute."""

    @abstractmethod
    def key(self) -> str | None:
        """As "A minor"."""

    @abstractmethod
    def root(self) -> str | None:
        """As "A1"."""

    @abstractmethod
    def rest(self) -> None:
        """What the comparison of speed asks beside tempo, key and root."""


def note_name(frequency_hz: float) -> str:
    """The nearest note; C4 is MIDI 60, A4 has 440 Hz."""
    midi = round(69 + 12 * math.log2(frequency_hz / 440))
    return f"{_NAMES[midi % 12]}{midi // 12 - 1}"


def key_name(tonic: int, mode: str) -> str:
    """As "A minor", from a pitch class counted from C."""
    return f"{_NAMES[tonic]} {mode}"
