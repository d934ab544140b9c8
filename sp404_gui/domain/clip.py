"""A short piece of a sample's sound, encoded: what a model that hears is sent."""

from dataclasses import dataclass

LONGEST_CLIP_S = 10.0
"""A longer sound is cut: a model needs no more, and each second is paid for."""


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound of a sample, short and small.

    Attributes:
        data: A whole file of that format.
        format: "mp3" or "wav", as chat APIs name it.
        duration_s: Length in seconds.
    """

    data: bytes
    format: str
    duration_s: float
