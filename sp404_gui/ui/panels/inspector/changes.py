"""The user's edits as small functions, for one sample or many, and what several samples have in common."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sp404_gui.domain.features import SOUNDS, Category
from sp404_gui.domain.sample import SampleRecord, UserEdits

_T = TypeVar("_T")

Change = Callable[[UserEdits], UserEdits]
"""From what the user said before to what the user says now."""

COMPARED = 1000
"""Above so many samples, of what was measured only their number is told: comparing more would be felt."""
_OFFERED = 8


def favored(favorite: bool) -> Change:
    """Among the favourites, or not."""
    return lambda user: replace(user, favorite=favorite)


def rated(stars: int) -> Change:
    """So many stars; none takes the rating away."""
    return lambda user: replace(user, rating=stars or None)


def tagged(tag: str) -> Change:
    """One tag more."""
    return lambda user: user if tag in user.tags else replace(user, tags=(*user.tags, tag))


def untagged(tag: str) -> Change:
    """One tag less."""
    return lambda user: replace(user, tags=tuple(known for known in user.tags if known != tag))


def noted(text: str) -> Change:
    """Another note."""
    return lambda user: replace(user, note=text)


def categorised(category: Category | None) -> Change:
    """Another family of sounds; None is what was measured. A kind of sound that the user chose from another family goes with that."""

    def change(user: UserEdits) -> UserEdits:
        kept = _but(user, "category")
        if category is not None:
            if kept.get("subcategory") not in SOUNDS[category]:
                kept.pop("subcategory", None)
            kept["category"] = category.value
        return replace(user, corrected=kept)

    return change


def sounding(sound: str | None, family: Category | None = None) -> Change:
    """Another kind of sound; None is what was measured.

    Args:
        sound: A subcategory.
        family: Its family, where the samples are of several.
    """

    def change(user: UserEdits) -> UserEdits:
        kept = _but(user, "subcategory")
        if sound is not None:
            kept |= {"subcategory": sound} if family is None else {"subcategory": sound, "category": family.value}
        return replace(user, corrected=kept)

    return change


def _but(user: UserEdits, name: str) -> dict[str, str | float]:
    return {other: value for other, value in user.corrected.items() if other != name}


def changed(users: Mapping[str, UserEdits], change: Change) -> dict[str, UserEdits]:
    """What a change makes of the edits of samples, by id; those that stay the same are left out.

    Of thousands of samples most say the same: each of what they say is changed once.
    """
    once: dict[object, UserEdits | None] = {}
    found = {sample_id: _once(before, change, once) for sample_id, before in users.items()}
    return {sample_id: after for sample_id, after in found.items() if after is not None}


def _once(before: UserEdits, change: Change, known: dict[object, UserEdits | None]) -> UserEdits | None:
    key = (before.favorite, before.rating, before.tags, before.note, before.removed, tuple(before.corrected.items()))
    if key not in known:
        after = change(before)
        known[key] = after if after != before else None
    return known[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the fields for the user's own words show.

    Attributes:
        category: Family of sounds; None where unknown or not the same.
        measured: The measured family, the same way.
        sound: Subcategory; empty where unknown or not the same.
        corrected: Whether the user said another one, of any.
        favorite: Whether all are favourites; some are where it is mixed.
        rating: Stars of all; None where none is rated.
        tags: On all.
        partial: On some, most frequent first.
        note: Of all.
        mixed: Names of the fields in which the samples differ.
    """

    category: Category | None = None
    measured: Category | None = None
    sound: str = ""
    corrected: bool = False
    favorite: bool = False
    rating: int | None = None
    tags: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    note: str = ""
    mixed: frozenset[str] = frozenset()


def held(records: Sequence[SampleRecord]) -> Held:
    """What samples have in common of the user's own words; quick for any number of them.

    Args:
        records: At least one.
    """
    users = [record.user for record in records]
    mixed: set[str] = set()
    is_corrected = any(user.corrected for user in users)
    measured = _only("measured", (record.features.category if record.features else None for record in records), set())
    category = _only("category", _values(records, "category", corrected=is_corrected), mixed)
    sound = _only("sound", _values(records, "subcategory", corrected=is_corrected), mixed)
    favorite = _only("favorite", (user.favorite for user in users), mixed)
    tags = _tags(users)
    return Held(
        category=category if isinstance(category, Category) else None,
        measured=measured,
        sound=str(sound or ""),
        corrected=is_corrected and any("category" in user.corrected for user in users),
        favorite=bool(favorite),
        rating=_only("rating", (user.rating for user in users), mixed),
        tags=tuple(tag for tag, count in tags if count == len(users)),
        partial=tuple(tag for tag, count in tags if count < len(users))[:_OFFERED],
        note=_only("note", (user.note for user in users), mixed) or "",
        mixed=frozenset(mixed),
    )


def _values(records: Sequence[SampleRecord], name: str, *, corrected: bool) -> Iterator[object]:
    if corrected:
        return (record.known(name) for record in records)
    return (getattr(record.features, name) if record.features else None for record in records)


def _only(name: str, values: Iterator[_T], mixed: set[str]) -> _T | None:
    """The value that all have; None, and the name among the mixed ones, as soon as two differ."""
    first = next(values)
    if any(value != first for value in values):
        mixed.add(name)
        return None
    return first


def _tags(users: Sequence[UserEdits]) -> list[tuple[str, int]]:
    if len(users) == 1:
        return [(tag, 1) for tag in users[0].tags]
    return Counter(tag for user in users if user.tags for tag in user.tags).most_common()
