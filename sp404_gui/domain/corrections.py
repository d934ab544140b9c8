"""The measurements of a sample with the user's word in place of what was measured, for all that reckons with them."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from sp404_gui.domain.features import SOUNDS, Category, Kind, LocalFeatures
from sp404_gui.domain.sample import SampleRecord

_TELLS: Mapping[str, tuple[str, ...]] = {
    "category": ("category_confidence",),
    "subcategory": (),
    "kind": ("kind_confidence",),
    "bpm": ("bpm_confidence", "bpm_source", "beats"),
    "key": ("key_confidence", "key_source"),
    "root_note": ("root_hz", "root_source"),
}
"""What can be corrected, and what was measured along with it, which says nothing of the user's value."""

_LISTS: Mapping[str, type[StrEnum]] = {"category": Category, "kind": Kind}


def corrections(record: SampleRecord) -> dict[str, Any]:
    """The user's values for what can be corrected, by name of the feature; one of a wrong kind does not count."""
    said = ((name, _understood(name, record.user.corrected.get(name))) for name in _TELLS)
    return {name: value for name, value in said if value is not None}


def corrected(record: SampleRecord) -> LocalFeatures | None:
    """The measurements as the user corrected them, what is corrected without a confidence; None where nothing is measured."""
    features = record.features
    if features is None or not record.user.corrected:
        return features
    said = corrections(record)
    absent = [*(name for fact in said for name in _TELLS[fact]), *_overruled(features, said)]
    changes: dict[str, Any] = {**dict.fromkeys(absent), **said}
    return replace(features, **changes)


def _overruled(features: LocalFeatures, said: Mapping[str, Any]) -> Iterator[str]:
    """What was measured and cannot be true beside what the user says."""
    if "category" in said and "subcategory" not in said and features.subcategory not in SOUNDS[said["category"]]:
        yield "subcategory"
    if "root_note" in said and "key" not in said:  # a single note, which has no key
        yield from ("key", "key_confidence", "key_source")


def _understood(name: str, value: object) -> object:
    """A correction may come from outside: None for one of a wrong kind."""
    match name, value:
        case (("category" | "kind"), str()):
            return next((word for word in _LISTS[name] if word == value), None)
        case "bpm", int() | float():
            return value if math.isfinite(value) and value > 0 else None
        case (("subcategory" | "key" | "root_note"), str()):
            return value
    return None
