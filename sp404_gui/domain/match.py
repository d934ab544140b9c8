"""Which samples go together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Another sample that goes with this one; all scores 0-1, absent where a part could not be judged.

    Attributes:
        id: Of the other sample.
        path: Its path, relative to the job's root.
        score: How well they go together in all.
        harmonic: How well their keys or roots do.
        rhythmic: How well their tempos do.
        spectral: How well they leave each other room.
        energy: How near their energies are.
        why: The same in words.
    """

    id: str
    path: str
    score: float
    harmonic: float | None = None
    rhythmic: float | None = None
    spectral: float | None = None
    energy: float | None = None
    why: str = ""
