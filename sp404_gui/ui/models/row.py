"""One record, read once for all columns of the store."""

from collections.abc import Callable, Iterable, Mapping
from math import nan
from sys import intern
from typing import NamedTuple

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.vibe import Energy, Vibe
from sp404_gui.ui.models.fields import CLOSED, FEEL_SLOTS, fold
from sp404_gui.ui.models.tones import key_code, note_code

ENERGY_LEVELS: Mapping[Energy, float] = {Energy.LOW: 1 / 3, Energy.MEDIUM: 2 / 3, Energy.HIGH: 1.0}
"""How far the meter of a row is filled."""

_PLACES: Mapping[str, Mapping[str, int]] = {field: {word: place for place, word in enumerate(words)} for field, words in CLOSED.items()}
_PITCH_CLASS_SPAN = 16  # in the order of keys, a pitch class has its major key, its minor key, then its notes by octave


class Row(NamedTuple):
    """What one record comes to.

    Attributes:
        numbers: In the order of `NUMBERS`; NaN where absent.
        codes: In the order of `CLOSED`; -1 where absent.
        subcategory: Empty where absent.
        feel: Mood and texture words, folded, each once, at most `FEEL_SLOTS`.
        facts: Era, genre and best use, folded; empty where absent.
        tags: The user's tags, folded.
        extra: More text to search in, folded: words that no vocabulary knows, and the note.
        removed: Whether the user took the sample out of the collection.
    """

    numbers: tuple[float, ...]
    codes: tuple[int, ...]
    subcategory: str
    feel: tuple[str, ...]
    facts: tuple[str, ...]
    tags: tuple[str, ...]
    extra: str
    removed: bool


def row_of(record: SampleRecord) -> Row:
    """Read a record; the user's corrections stand before what was measured."""
    known, vibe, user = record.known, record.vibe, record.user
    key, root = _code(key_code, known("key")), _code(note_code, known("root_note"))
    return Row(
        numbers=(*_numbers(record), _tone(key, root)),
        codes=(
            _PLACES["category"].get(known("category"), -1),  # type: ignore[call-overload]  # any value may be asked for
            _PLACES["kind"].get(known("kind"), -1),  # type: ignore[call-overload]
            _PLACES["status"][record.status],
            -1 if vibe is None else _PLACES["energy"][vibe.energy],
            -1 if vibe is None else _PLACES["source"][vibe.source],
            key,
            root,
            int(user.favorite),
        ),
        subcategory=str(known("subcategory") or ""),
        feel=() if vibe is None else _feel(vibe),
        facts=() if vibe is None else (_word(vibe.era or ""), _word(vibe.genre or ""), _word(vibe.best_use)),
        tags=tuple(map(fold, user.tags)) if user.tags else (),
        extra=_extra(vibe, user.note) if user.note or (vibe is not None and vibe.extra) else "",
        removed=user.removed,
    )


def _numbers(record: SampleRecord) -> Iterable[float]:
    """The fields of `NUMBERS` but for the last."""
    features, vibe, user = record.features, record.vibe, record.user
    level, confidence = (nan, nan) if vibe is None else (ENERGY_LEVELS[vibe.energy], vibe.confidence)
    rating = nan if user.rating is None else user.rating
    if features is None:
        return (nan, nan, level, nan, nan, nan, nan, nan, rating, confidence, record.sample.size_bytes, nan, nan)
    return (
        _number(record.known("bpm")),
        features.duration_s,
        level,
        _number(features.loudness_lufs),
        _number(features.peak_dbfs),
        _number(features.true_peak_dbtp),
        _number(features.spectral_centroid_hz),
        _number(features.tail_ms),
        rating,
        confidence,
        record.sample.size_bytes,
        features.sample_rate_hz,
        features.channels,
    )


def _number(value: object) -> float:
    return value if isinstance(value, int | float) else nan


def _code(read: Callable[[str], int], value: object) -> int:
    return read(value) if isinstance(value, str) else -1


def _tone(key: int, root: int) -> float:
    """Place in the order of keys and notes: by pitch class, then major, minor, notes from low to high; NaN without either."""
    if key >= 0:
        return _PITCH_CLASS_SPAN * (key // 2) + key % 2
    return _PITCH_CLASS_SPAN * (root % 12) + 2 + root // 12 if root >= 0 else nan


def _word(text: str) -> str:
    return intern(fold(text))  # a few hundred words describe all samples: each is kept once


def _feel(vibe: Vibe) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_word, (*vibe.mood, *vibe.descriptors))))[:FEEL_SLOTS]


def _extra(vibe: Vibe | None, note: str) -> str:
    words = [word for words in vibe.extra.values() for word in words] if vibe is not None else []
    return fold("\n".join((*words, note)))
