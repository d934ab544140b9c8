"""Which samples go onto a card: terms as the window's filter has them, the few that make sense in a command."""

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatch

from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.features import Category
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.export.text import visible

Test = Callable[[SampleRecord], bool]


def vibe_words(record: SampleRecord) -> tuple[str, ...]:
    """All words that describe a sample; none where it is not described."""
    vibe = record.vibe
    return () if vibe is None else (*vibe.mood, *vibe.descriptors, vibe.genre or "", vibe.era or "", str(vibe.energy))


_WORDS: dict[str, Callable[[SampleRecord], Iterable[object]]] = {
    "name": lambda record: (record.path,),
    "category": lambda record: (record.known("category"),),
    "subcategory": lambda record: (record.known("subcategory"),),
    "kind": lambda record: (record.known("kind"), str(record.known("kind")).replace("_", "-")),
    "key": lambda record: (record.known("key"), record.known("root_note")),
    "vibe": vibe_words,
    "tag": lambda record: record.user.tags,
}
_NUMBERS: dict[str, Callable[[SampleRecord], object]] = {
    "bpm": lambda record: record.known("bpm"),
    "length": lambda record: record.known("duration_s"),
    "rating": lambda record: record.user.rating,
}
_RANGE = re.compile(r"(?:(?P<sign>[<>]=?)(?P<limit>\d+\.?\d*)|(?P<low>\d+\.?\d*)(?:-(?P<high>\d+\.?\d*))?)")
_EXAMPLES = "category:drums, kind:loop, key:Am, vibe:dusty, bpm:85-95, rating:>3, -snare or a pattern like *.wav"
_ORDERS = ("listed", "name", "category")
_CATEGORIES = {category: place for place, category in enumerate(Category)}


def chosen(records: Iterable[SampleRecord], terms: Sequence[str], *, favorites: bool = False) -> list[SampleRecord]:
    """The samples that meet all terms, in their order; none that the user took out of the collection.

    Args:
        records: The samples.
        terms: `field:value` with commas for "or", a word of its path, vibe or tags, or a pattern; a minus in front excludes.
        favorites: Whether only favourites are wanted.

    Raises:
        UsageError: A term means nothing.
    """
    tests = [_test(term) for term in terms]
    return [
        record
        for record in records
        if not record.user.removed and (record.user.favorite or not favorites) and all(test(record) for test in tests)
    ]


def ordered(records: list[SampleRecord], order: str) -> list[SampleRecord]:
    """The samples as listed, by name, or by category and subcategory and then by name.

    Raises:
        UsageError: There is no such order.
    """
    if order not in _ORDERS:
        raise UsageError(f"There is no order {visible(order)!r}. The orders are {', '.join(_ORDERS)}.")
    if order == "listed":
        return records
    return sorted(records, key=lambda record: (*(_kind(record) if order == "category" else ()), record.path.casefold()))


def _kind(record: SampleRecord) -> tuple[int, str]:
    category = record.known("category")
    return (_CATEGORIES[category] if isinstance(category, Category) else len(_CATEGORIES)), str(record.known("subcategory") or "~")


def _test(term: str) -> Test:
    if term.startswith("-") and len(term) > 1:
        inner = _test(term[1:])
        return lambda record: not inner(record)
    name, colon, values = term.partition(":")
    if colon and name.lower() in _WORDS:
        return _one_of(_WORDS[name.lower()], values.casefold().split(","), whole=name.lower() not in {"name", "vibe"})
    if colon and name.lower() in _NUMBERS:
        return _within(term, _NUMBERS[name.lower()], values)
    if colon or not term.strip():
        raise UsageError(f"The filter {visible(term)!r} means nothing. Write {_EXAMPLES}.")
    if any(mark in term for mark in "*?["):
        return lambda record: fnmatch(record.path.casefold(), term.casefold()) or fnmatch(_last(record).casefold(), term.casefold())
    return _one_of(lambda record: (record.path, *vibe_words(record), *record.user.tags), [term.casefold()], whole=False)


def _one_of(read: Callable[[SampleRecord], Iterable[object]], wanted: Sequence[str], *, whole: bool) -> Test:
    words = [word.strip() for word in wanted if word.strip()]

    def test(record: SampleRecord) -> bool:
        found = [str(value).casefold() for value in read(record) if value is not None]
        found += [_short(value) for value in found] if whole else []
        return any(word == value if whole else word in value for word in words for value in found)

    return test


def _within(term: str, read: Callable[[SampleRecord], object], text: str) -> Test:
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"The filter {visible(term)!r} means nothing. Write {_EXAMPLES}.")
    low, high = float(found["low"] or 0), float(found["high"] or found["low"] or 0)
    limit = float(found["limit"] or 0)
    holds: Callable[[float], bool] = {
        "<": lambda value: value < limit,
        "<=": lambda value: value <= limit,
        ">": lambda value: value > limit,
        ">=": lambda value: value >= limit,
        None: lambda value: low <= value <= high,
    }[found["sign"]]

    def test(record: SampleRecord) -> bool:
        value = read(record)
        return isinstance(value, int | float) and holds(value)

    return test


def _short(key: str) -> str:
    """A key as people write it: "a minor" as "am", "a major" as "a"."""
    return key.replace(" minor", "m").replace(" major", "")


def _last(record: SampleRecord) -> str:
    return record.path.replace("\\", "/").rpartition("/")[2]
