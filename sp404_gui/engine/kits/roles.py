"""What a kit is made of: a part for each of the 16 pads of a bank, as rows of rhythm, loops, pitched sounds, and voices with effects."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.sample import SampleRecord

HIHAT = "hihat"
_STEP = 0.15
"""How much less a sound suits with each place further down the list of its part."""
_OTHER_KIND = 0.7
_ANY = 0.25
"""A sound of the right family that is on no list still suits a little, where its part takes any."""

_ONE_PART_ONLY = frozenset({"bass"})
_Sort = tuple[object, str, object]
"""Category, subcategory and kind: all that a part asks for."""


@dataclass(frozen=True, slots=True)
class Role:
    """A part in a kit.

    Attributes:
        name: What it is called in a sentence, as "kick".
        category: Its family.
        sounds: Subcategories that suit, the best first.
        kind: One-shot or loop; None where either does.
        strict: Whether the other kind does not do at all.
        takes_any: Whether any sound of the family does where none of the list is left.
    """

    name: str
    category: Category
    sounds: tuple[str, ...]
    kind: Kind | None = None
    strict: bool = False
    takes_any: bool = False


def _drum(name: str, *sounds: str) -> Role:
    return Role(name, Category.DRUMS, sounds, Kind.ONE_SHOT, strict=True)


def _melodic(name: str, *sounds: str) -> Role:
    return Role(name, Category.MELODIC, sounds, Kind.LOOP, takes_any=name != "bass")


ROLES = (
    _drum("kick", "kick"),
    _drum("snare", "snare", "clap", "rim"),
    _drum("hi-hat", HIHAT),
    _drum("rim or clap", "rim", "clap", "percussion", "snare"),
    Role("drum loop", Category.DRUMS, ("drum_loop",), Kind.LOOP, strict=True, takes_any=True),
    Role("percussion loop", Category.DRUMS, ("percussion", HIHAT, "drum_loop"), Kind.LOOP, strict=True, takes_any=True),
    _drum("tom or percussion", "tom", "percussion"),
    _drum("cymbal", "cymbal", HIHAT, "percussion"),
    _melodic("bass", "bass"),
    _melodic("chords", "keys", "pad", "synth", "mallet", "strings"),
    _melodic("strings", "guitar", "plucked", "strings", "mallet", "synth"),
    _melodic("lead", "winds", "brass", "synth", "mallet", "keys"),
    Role("voice", Category.VOCALS, ("vocal", "speech"), takes_any=True),
    Role("second voice", Category.VOCALS, ("vocal", "speech"), takes_any=True),
    Role("texture", Category.FX, ("ambience", "noise", "fx"), takes_any=True),
    Role("accent", Category.FX, ("impact", "riser", "fx"), takes_any=True),
)
"""In the order of the pads 1 to 16."""

ORDER = tuple(ROLES[pad - 1].name for pad in (5, 9, 10, 1, 2, 3, 11, 12, 13, 4, 6, 7, 8, 14, 15, 16))
"""Names of the parts as they are filled: those first that the others have to go with."""


def suitable(records: Sequence[SampleRecord]) -> NDArray[np.float64]:
    """How well each sample suits each part, 0-1; 0 is not at all. Corrections hold.

    Returns:
        Shape (16, samples), in the order of `ROLES`.
    """
    known: dict[_Sort, int] = {}
    sorts = [known.setdefault(_sort(record), len(known)) for record in records]
    suits = np.array([[_suits(sort, role) for sort in known] for role in ROLES], np.float64).reshape(len(ROLES), len(known))
    return np.asarray(suits[:, sorts], np.float64)


def _sort(record: SampleRecord) -> _Sort:
    if record.features is None or record.features.is_silent or record.user.removed:
        return None, "", None
    return record.known("category"), str(record.known("subcategory")), record.known("kind")


def _suits(sort: _Sort, role: Role) -> float:
    category, subcategory, kind = sort
    if category is not role.category:
        return 0.0
    if subcategory in role.sounds:
        weight = 1 - _STEP * role.sounds.index(subcategory)
    else:
        weight = _ANY if role.takes_any and subcategory not in _ONE_PART_ONLY else 0.0
    if role.kind is None or kind is role.kind:
        return weight
    return 0.0 if role.strict else weight * _OTHER_KIND
