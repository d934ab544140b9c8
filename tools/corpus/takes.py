"""Takes: short scores that a soundfont plays, one take becoming one sound of the corpus."""

from dataclasses import dataclass

from tools.corpus.model import Label


@dataclass(frozen=True, slots=True)
class Note:
    """One note: onset and length in seconds, MIDI number and velocity."""

    onset_s: float
    midi: int
    velocity: int
    length_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A score of one program.

    Attributes:
        notes: In any order.
        program: General MIDI program.
        is_kit: Whether it is played on the percussion channel.
        length_s: Length of the sound; a one-shot that fades earlier is cut where it is silent.
        label: What it is.
        is_cut: Whether the length is exact, as of loops.
        wrap: Whether what rings on after the end is added at the start, as loopers do.
    """

    notes: tuple[Note, ...]
    program: int
    length_s: float
    label: Label
    is_kit: bool = False
    is_cut: bool = False
    wrap: bool = False
