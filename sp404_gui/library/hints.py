"""What a file's name claims of its sound: evidence beside the signal, so a doubtful reading is no reading."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from sp404_gui.domain.features import Category, Hints, Kind
from sp404_gui.library.chunks import chunk_hints
from sp404_gui.library.name_words import KINDS, MEANINGS, Meaning

__all__ = ["chunk_hints", "name_hints"]

_MAX_NAME = 255
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_EDGE, _END = r"(?<![A-Za-z0-9#.,])", r"(?![A-Za-z0-9#.,])"
_NUMBER = r"(\d{2,3}(?:[.,]\d{1,2})?)"
_TEMPO = re.compile(rf"(?<![\d.,]){_NUMBER}[ _-]?bpm(?![A-Za-z])|(?<![A-Za-z])bpm[ _-]?{_NUMBER}{_END}", re.IGNORECASE | re.ASCII)
_BARE_NUMBER = re.compile(r"(?:^|[ _-])([1-9]\d{1,2})(?=[ _-]|$)", re.ASCII)
_TEMPO_RANGE, _BARE_RANGE = (40.0, 300.0), (60.0, 200.0)
_RHYTHM = frozenset(("loop", "loops", "beat", "beats", "break", "breaks", "groove", "drumloop", "breakbeat"))

_ACCIDENTAL = r"(#|♯|b|♭|[ _-]?sharp|[ _-]?flat)?"
# an "a" apart from its mode is more likely the article, so there the letter must be a capital
_KEY = re.compile(rf"{_EDGE}([A-G]|a(?![ _-])|[b-g]){_ACCIDENTAL}[ _-]?(?i:(min(?:or)?)|maj(?:or)?)(?:7|9)?{_END}")
_SHORT_KEY = re.compile(rf"{_EDGE}([A-G])(#|♯|b|♭)?(m)(?:7|9)?{_END}")
_ROOT = re.compile(rf"{_EDGE}([A-G])(#|♯|b|♭|sharp|flat|(?<=[ACDFG])s)?(-1|[0-8]){_END}")
_PITCH_CLASSES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")

_Claim = TypeVar("_Claim")
_Value = TypeVar("_Value")


def name_hints(path: str) -> Hints:
    """Read tempo, key, root and kind of sound out of a file's name.

    Only the name itself speaks, not its folders. Where a name contradicts itself (two tempos, a snare that is a
    piano) that part is left out. Numbers are a tempo only with "bpm", or between separators in a name that speaks of
    a loop or a key: "808", "03", "24bit" and years are none.

    Args:
        path: Any path; only its last part is read, its first 255 characters.

    Returns:
        What is claimed: bpm 40-300, key as "A minor", root as "F#2" (octave as the name counts it).
    """
    stem = os.path.splitext(os.path.basename(path))[0][:_MAX_NAME]
    words = [word.lower() for word in _WORD.findall(stem)]
    key = _only(_keys(stem))
    kind = _only(_phrases(words, KINDS))
    category, subcategory = _sound(words, kind)
    return Hints(
        bpm=_tempo(stem, words, key),
        key=key,
        root_note=_only(_pitch_class(letter, accidental) + octave for letter, accidental, octave in _ROOT.findall(stem)),
        category=category,
        subcategory=subcategory,
        kind=kind,
    )


def _only(claims: Iterable[_Claim]) -> _Claim | None:
    """The one claim that is made; None when there is none, or when they contradict each other."""
    distinct = set(claims)
    return distinct.pop() if len(distinct) == 1 else None


def _tempo(stem: str, words: Sequence[str], key: str | None) -> float | None:
    named = [float((before or after).replace(",", ".")) for before, after in _TEMPO.findall(stem)]
    if named:
        bpm = _only(named)
        return bpm if bpm is not None and _TEMPO_RANGE[0] <= bpm <= _TEMPO_RANGE[1] else None
    if key is None and _RHYTHM.isdisjoint(words):
        return None
    bare = _only(number for number in _BARE_NUMBER.findall(stem) if _BARE_RANGE[0] <= int(number) <= _BARE_RANGE[1])
    # "loop 87" is the 87th loop of a series
    is_series = len(words) > 1 and words[-1] == bare and words[-2] in _RHYTHM
    return None if bare is None or is_series else float(bare)


def _keys(stem: str) -> Iterator[str]:
    for letter, accidental, mode in (*_KEY.findall(stem), *_SHORT_KEY.findall(stem)):
        yield f"{_pitch_class(letter, accidental)} {'minor' if mode else 'major'}"


def _pitch_class(letter: str, accidental: str) -> str:
    """Name of the pitch class, by sharps: "Bb" is "A#"."""
    sign = accidental.strip(" _-").lower()
    shift = (sign in ("#", "♯", "s", "sharp")) - (sign in ("b", "♭", "flat"))
    return _PITCH_CLASSES[(_PITCH_CLASSES.index(letter.upper()) + shift) % 12]


def _phrases(words: Sequence[str], table: Mapping[tuple[str, ...], _Value]) -> Iterator[_Value]:
    """The entries of a table that occur in the words, pairs before their parts: "bass drum" is no bass."""
    index = 0
    while index < len(words):
        for length in (2, 1):
            phrase = tuple(words[index : index + length])
            if len(phrase) == length and phrase in table:
                yield table[phrase]
                index += length
                break
        else:
            index += 1


def _sound(words: Sequence[str], kind: Kind | None) -> tuple[Category | None, str | None]:
    """Category and subcategory, as far as the words agree."""
    meanings: list[Meaning] = list(_phrases(words, MEANINGS))
    decisive = [meaning for meaning in meanings if meaning.is_strong] or meanings
    category = _only(meaning.category for meaning in decisive)
    if category is None:
        return None, None
    subcategory = _only(meaning.subcategory for meaning in decisive if meaning.subcategory)
    if category is Category.DRUMS and kind is Kind.LOOP and subcategory in (None, "percussion"):
        subcategory = "drum_loop"
    return category, subcategory
