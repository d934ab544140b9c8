"""The description of a sample in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Energy(StrEnum):
    """How much drive a sound has."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class VibeSource(StrEnum):
    """Where a description comes from, most trusted first."""

    ASKED = "asked"
    LENT = "lent"
    LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vibe:
    """What a sample feels like and is good for; words from the vocabularies, anything else in `extra`.

    Attributes:
        mood: Three words.
        era: A decade or period.
        genre: A style.
        energy: Low, medium or high.
        descriptors: Three to five words of texture.
        compatibility_tags: What it goes with.
        best_use: Role in a track.
        confidence: 0-1.
        source: Asked of a model, lent by an alike sample, or derived locally.
        model: Id of the model that answered; absent for local words.
        extra: Field name to the words that the vocabularies do not know.
    """

    mood: tuple[str, ...]
    energy: Energy
    descriptors: tuple[str, ...]
    best_use: str
    confidence: float
    source: VibeSource
    era: str | None = None
    genre: str | None = None
    compatibility_tags: tuple[str, ...] = ()
    model: str | None = None
    extra: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
