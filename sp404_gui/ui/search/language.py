"""The fields of the filter language: what each is called, and how its values are read. A new field is one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sp404_gui.ui.models.fields import CLOSED, fold
from sp404_gui.ui.models.tones import key_code, note_code
from sp404_gui.ui.search.conditions import Between, Coded, Condition, Described, Named, New, NoNumber, Tagged, Undescribed, Written
from sp404_gui.ui.search.numbers import span

NONE = "none"
"""The value that asks for samples of which a field is not known."""

_ABSENT = -1
_NEW = "new"
_NOTES = 128
_SEMITONES = 12

Read = Callable[[str], Condition | None]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a term may name.

    Attributes:
        name: How it is written before the colon.
        read: Understands a value, or returns None.
        examples: Values that show how they are written.
        closed: Whether the examples are all there is.
    """

    name: str
    read: Read
    examples: tuple[str, ...]
    closed: bool = False


def _closed(name: str, other_words: Mapping[str, str] | None = None) -> Field:
    """A field with a fixed list of words; a beginning of a word stands for all words that begin so."""
    words = {_letters(word): code for code, word in enumerate(CLOSED[name])}
    words |= {other: words[_letters(word)] for other, word in (other_words or {}).items()}

    def read(value: str) -> Condition | None:
        if fold(value) == NONE:
            return Coded(name, frozenset({_ABSENT}))
        typed = _letters(value)
        codes = {words[typed]} if typed in words else {code for word, code in words.items() if typed and word.startswith(typed)}
        return Coded(name, frozenset(codes)) if codes else None

    return Field(name, read, tuple(word.replace("_", "-") for word in CLOSED[name]), closed=True)


def _number(name: str, examples: str, **units: float) -> Field:
    """A field of numbers. The units are given with their size in the field's own; `percent` stands for "%"."""
    sizes = {"%" if unit == "percent" else unit: size for unit, size in units.items()} | {"": 1.0}

    def read(value: str) -> Condition | None:
        if fold(value) == NONE:
            return NoNumber(name)
        found = span(value, sizes)
        return None if found is None else Between(name, found)

    return Field(name, read, tuple(examples.split()))


def _key(value: str) -> Condition | None:
    """A key, all keys of a mode, or the root of a one-shot: the list shows both in one column."""
    folded = fold(value.strip())
    if folded == NONE:
        return Coded("key", frozenset({_ABSENT}))
    if folded in {"major", "minor"}:
        return Coded("key", frozenset(range(folded == "minor", 2 * _SEMITONES, 2)))
    if (note := note_code(value)) >= 0:
        return Coded("root", frozenset({note}))
    code = key_code(value)
    return Coded("key", frozenset({code})) if code >= 0 else None


def _root(value: str) -> Condition | None:
    """A note, in one octave or in all."""
    if fold(value.strip()) == NONE:
        return Coded("root", frozenset({_ABSENT}))
    if (note := note_code(value)) >= 0:
        return Coded("root", frozenset({note}))
    code = key_code(value)
    return Coded("root", frozenset(range(code // 2, _NOTES, _SEMITONES))) if code >= 0 and code % 2 == 0 else None


def _subcategory(value: str) -> Condition | None:
    word = fold(value.strip()).replace("-", "_").replace(" ", "_")
    return Coded("subcategory", frozenset({_ABSENT})) if word == NONE else Named("subcategory", word)


def _vibe(value: str) -> Condition | None:
    word = fold(value.strip())
    return Undescribed() if word == NONE else Described(word)


def _tag(value: str) -> Condition | None:
    word = fold(value.strip())
    return Tagged("" if word == NONE else word)


def _is(value: str) -> Condition | None:
    word = fold(value.strip())
    return New() if word and _NEW.startswith(word) else None


def _text(name: str) -> Field:
    return Field(name, lambda value: Written(fold(value), name), ("amen", '"two words"'))


def _letters(word: str) -> str:
    return "".join(char for char in fold(word) if char.isalnum())


_ALL = (
    _closed("category"),
    _closed("kind", {"single": "one_shot"}),
    _closed("status", {"waiting": "pending", "analysed": "done", "analyzed": "done"}),
    Field("vibe", _vibe, ("dusty", "warm", "none")),
    _number("bpm", "90 85-95 <100 none", bpm=1.0),
    Field("key", _key, ("Am", "F#", '"Bb minor"', "minor")),
    Field("root", _root, ("A1", "F#", "none")),
    _number("length", "<2 0.5-2 >1:30", s=1.0, ms=0.001, m=60.0, min=60.0),
    _closed("energy"),
    Field("tag", _tag, ("intro", "none")),
    _number("rating", "5 >3 none"),
    _closed("favorite", {"true": "yes", "false": "no"}),
    Field("subcategory", _subcategory, ("kick", "bass", "pad")),
    _number("loudness", ">-14 -20--10", lufs=1.0, db=1.0),
    _number("peak", ">-1 <-6", dbfs=1.0, db=1.0),
    _number("truepeak", ">0 <-1", dbtp=1.0, db=1.0),
    _number("brightness", "<500 2-5k", hz=1.0, k=1000.0, khz=1000.0),
    _number("tail", "<200 >1s", ms=1.0, s=1000.0),
    _closed("source"),
    _number("confidence", ">80% <0.5", percent=0.01),
    _number("channels", "1 2"),
    _number("rate", "44.1k 48k", hz=1.0, k=1000.0, khz=1000.0),
    _number("size", ">1mb", b=1.0, kb=1e3, mb=1e6, gb=1e9),
    Field("is", _is, (_NEW,), closed=True),
    _text("name"),
    _text("path"),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}
"""Every field, by its name."""

OTHER_NAMES: Mapping[str, str] = {
    "tempo": "bpm",
    "duration": "length",
    "favourite": "favorite",
    "fav": "favorite",
    "stars": "rating",
    "tags": "tag",
    "mood": "vibe",
    "folder": "path",
}
"""Names that people also try."""


def field_named(name: str) -> Field | None:
    """The field of that name, or none."""
    return FIELDS.get(OTHER_NAMES.get(name, name))
