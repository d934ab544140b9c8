"""A model's text turned into descriptions, sample by sample: matched by id, validated, in the words of the vocabularies."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from sp404_gui.domain.errors import PartialError
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.domain.vocabulary import COMPATIBILITY_TAGS, ERAS, GENRES, MOODS, TEXTURES, USES, Vocabulary, canonical, contained
from sp404_gui.llm.salvage import item_objects
from sp404_gui.llm.wording import cleaned

_WORD_LIMIT = 60
_WORDS_LIMIT = 12
_PARTS_LIMIT = 48
"""Looked at for words; some may be empty."""
_MOODS = 3
_DESCRIPTORS = 5
_TAGS = 5
_ENERGIES: Mapping[str, Energy] = {
    **{energy.value: energy for energy in Energy},
    **dict.fromkeys(("very low", "low energy", "calm", "quiet"), Energy.LOW),
    **dict.fromkeys(("mid", "med", "middle", "moderate", "medium energy", "medium-high", "medium-low", "normal"), Energy.MEDIUM),
    **dict.fromkeys(("very high", "high energy", "extreme", "intense"), Energy.HIGH),
}
_DECADE = re.compile(r"(19[2-9]|20[0-2])\d")
_SHORT_DECADE = re.compile(r"\b([0-9]0)'?s\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an answer holds for the samples that were asked about; each of them is in exactly one of the two mappings.

    Attributes:
        vibes: Id to description.
        problems: Id to what is wrong: left out, invalid or contradictory. Ask for these again, alone.
        unknown_ids: How many objects were about samples that nobody asked for; they are ignored.
    """

    vibes: Mapping[str, Vibe]
    problems: Mapping[str, PartialError]
    unknown_ids: int = 0


def parse_reply(content: str, wanted: Collection[str], model: str) -> Reply:
    """Return what a model's text says of the wanted samples. Never raises for what a model can write.

    An object is valid when it has at least one mood word, a known energy, at least one descriptor, a best use and a confidence from 0 to 1
    (percent, too: 2 to 100, or with a %). Words outside the vocabularies do not make it invalid: they are kept under `extra`. The same id
    twice counts once where both say the same, and as a problem where they contradict each other.

    Args:
        content: The text of the answer.
        wanted: Ids of the samples that were asked about.
        model: Id of the model that answered.
    """
    readings: dict[str, list[Vibe | PartialError]] = {}
    unknown = 0
    for item in item_objects(content):
        sample_id = item["id"].strip()
        if sample_id in wanted:
            readings.setdefault(sample_id, []).append(_read(item, sample_id, model))
        else:
            unknown += 1
    settled = {sample_id: _settled(readings.get(sample_id, []), sample_id) for sample_id in wanted}
    return Reply(
        vibes={sample_id: vibe for sample_id, vibe in settled.items() if isinstance(vibe, Vibe)},
        problems={sample_id: problem for sample_id, problem in settled.items() if isinstance(problem, PartialError)},
        unknown_ids=unknown,
    )


def _settled(readings: list[Vibe | PartialError], sample_id: str) -> Vibe | PartialError:
    vibes = [reading for reading in readings if isinstance(reading, Vibe)]
    if not readings:
        return PartialError(f"The answer left {sample_id} out.")
    if not vibes:
        return readings[0]
    if any(vibe != vibes[0] for vibe in vibes):
        return PartialError(f"The answer describes {sample_id} twice and contradicts itself.")
    return vibes[0]


def _word(value: object) -> str | None:
    return cleaned(value, _WORD_LIMIT) or None if isinstance(value, str) else None


def _words(value: object) -> list[str]:
    """Words of a list, or of a text that lists them; a "…" stands for those beyond the limit, as at the end of a long phrase."""
    parts = re.split(r"[,;/|\n]", value, maxsplit=_PARTS_LIMIT) if isinstance(value, str) else value
    if not isinstance(parts, list):
        return []
    words = [word for part in parts[:_PARTS_LIMIT] if (word := _word(part))]
    has_more = len(words) > _WORDS_LIMIT or len(parts) > _PARTS_LIMIT
    return [*words[:_WORDS_LIMIT], "…"] if words and has_more else words


def _single(value: object) -> str | None:
    """One phrase; from a list, its first."""
    return next(iter(_words(value)), None) if isinstance(value, list) else _word(value)


def _energy(value: object) -> object:
    return _ENERGIES.get(value.strip().lower()) if isinstance(value, str) else None


def _confidence(value: object) -> object:
    if isinstance(value, bool):
        return None
    try:
        number = float(value.strip().rstrip("%")) if isinstance(value, str) else value
    except ValueError:
        return None
    if not isinstance(number, (int, float)):
        return None
    is_percent = 2 <= number <= 100 or (isinstance(value, str) and "%" in value)  # noqa: PLR2004 - no share is so large
    return number / 100 if is_percent else number


_Words = Annotated[list[str], BeforeValidator(_words)]
_Phrase = Annotated[str | None, BeforeValidator(_single)]


class _Item(BaseModel):
    """One sample object as it must be to count."""

    mood: Annotated[_Words, Field(min_length=1)]
    energy: Annotated[Energy, BeforeValidator(_energy)]
    descriptors: Annotated[_Words, Field(min_length=1)]
    best_use: Annotated[str, BeforeValidator(_single)]
    confidence: Annotated[float, BeforeValidator(_confidence), Field(ge=0, le=1, allow_inf_nan=False)]
    era: _Phrase = None
    genre: _Phrase = None
    compatibility_tags: _Words = Field(default_factory=list)


@dataclass(slots=True)
class _Extra:
    """Gathers the words that no vocabulary knows, by field."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def keep(self, name: str, words: Iterable[str]) -> None:
        kept = tuple(words)
        if kept:
            self.words[name] = kept

    def several(self, name: str, given: list[str], vocabulary: Vocabulary, limit: int) -> tuple[str, ...]:
        """Known words, each once and at most `limit`, those first that were meant as such; others and phrases that say more are kept."""
        meant = {word: canonical(word, vocabulary) for word in given}
        vague = [word for word, known in meant.items() if known is None]
        found = (*meant.values(), *(contained(phrase, vocabulary) for phrase in vague))
        known = tuple(dict.fromkeys(word for word in found if word is not None))
        self.keep(name, [*vague, *known[limit:]])
        return known[:limit]

    def single(self, name: str, given: str | None, vocabulary: Vocabulary) -> str | None:
        """The known word, or the known word inside the phrase; a phrase that says more is kept."""
        if given is None:
            return None
        known = canonical(given, vocabulary)
        if known is None:
            self.keep(name, [given])
            known = _decade(given) if vocabulary is ERAS else contained(given, vocabulary)
        return known


def _read(item: Mapping[str, Any], sample_id: str, model: str) -> Vibe | PartialError:
    try:
        read = _Item.model_validate(dict(item))
    except ValidationError as error:
        fields = ", ".join(sorted({str(detail["loc"][0]) for detail in error.errors()}))
        return PartialError(f"The answer for {sample_id} is not usable: {fields} missing or invalid.")
    extra = _Extra()
    return Vibe(
        mood=extra.several("mood", read.mood, MOODS, _MOODS),
        era=extra.single("era", read.era, ERAS),
        genre=extra.single("genre", read.genre, GENRES),
        energy=read.energy,
        descriptors=extra.several("descriptors", read.descriptors, TEXTURES, _DESCRIPTORS),
        compatibility_tags=extra.several("compatibility_tags", read.compatibility_tags, COMPATIBILITY_TAGS, _TAGS),
        best_use=extra.single("best_use", read.best_use, USES) or "",
        confidence=read.confidence,
        source=VibeSource.ASKED,
        model=model,
        extra=extra.words,
    )


def _decade(text: str) -> str | None:
    """Decade of a phrase such as "1994", "mid-1980s" or "late 90s"."""
    year = _DECADE.search(text)
    if year:
        return canonical(f"{year[1]}0s", ERAS)
    short = _SHORT_DECADE.search(text)
    return canonical(f"{short[1]}s", ERAS) if short else contained(text, ERAS)
