"""Which samples go together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Another sample that goes with this one; all scores 0-1, absent where a part could not be judged."""

    id: str
    path: str
    score: float
    harmonic: float | None = None
    rhythmic: float | None = None
    spectral: float | None = None
    energy: float | None = None
    why: str = ""
