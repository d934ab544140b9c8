"""How well two pitches go together: keys by the circle of fifths, single notes by their place in a key or their interval.

A pitch is a number: 0-11 a major key, 12-23 a minor key, 24-35 a single note, each by pitch class from C; 36 is no pitch.
"""

import re

import numpy as np
from numpy.typing import NDArray

MINOR, NOTE, UNPITCHED = 12, 24, 36

# Fit by steps on the circle of fifths, 0-6: between keys of one mode, and between a major and a minor key (0: relative keys).
_SAME_MODE = (1.0, 0.85, 0.6, 0.35, 0.2, 0.1, 0.0)
_OTHER_MODE = (0.95, 0.7, 0.45, 0.35, 0.2, 0.1, 0.0)
# Fit by semitones of a note above the tonic: the triad first, then the scale, then what lies outside.
_IN_MAJOR = (1.0, 0.1, 0.65, 0.1, 0.85, 0.65, 0.1, 0.9, 0.1, 0.7, 0.1, 0.4)
_IN_MINOR = (1.0, 0.1, 0.55, 0.85, 0.1, 0.7, 0.1, 0.9, 0.65, 0.1, 0.65, 0.1)
# Fit by interval class between two notes, 0-6 semitones: unison and fifth, thirds, seconds, tritone.
_BETWEEN_NOTES = (1.0, 0.15, 0.4, 0.6, 0.6, 0.85, 0.1)

_NATURALS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_KEY = re.compile(r"([A-G][#b]?) (major|minor)")
_ROOT = re.compile(r"([A-G][#b]?)-?\d{1,2}")


def pitch_of(key: str | None, root_note: str | None) -> tuple[int, str]:
    """The pitch of a sound and its name; the key, where there is one, says more than the root.

    Args:
        key: As "A minor".
        root_note: As "A1".
    """
    if found := _KEY.fullmatch(key or ""):
        return _pitch_class(found[1]) + (MINOR if found[2] == "minor" else 0), found[0]
    if found := _ROOT.fullmatch(root_note or ""):
        return _pitch_class(found[1]) + NOTE, found[1]
    return UNPITCHED, ""


def relation(a: int, b: int, name_a: str, name_b: str) -> str:
    """What connects two pitches that fit, in words."""
    if a == b:
        return f"same {'note' if a >= NOTE else 'key'} {name_a}"
    if a >= NOTE and b >= NOTE:
        return f"notes {name_a} and {name_b} in harmony"
    if a >= NOTE or b >= NOTE:
        note, key = (name_a, name_b) if a >= NOTE else (name_b, name_a)
        return f"note {note} fits {key}"
    return f"{('relative', 'neighbouring', 'related')[min(2, _steps(a, b))]} keys {name_a} and {name_b}"


def fits() -> NDArray[np.float32]:
    """The fit 0-1 of every pitch with every other, shape (37, 37), symmetric; 0 where one has no pitch."""
    return np.array([[_fit(a, b) for b in range(UNPITCHED + 1)] for a in range(UNPITCHED + 1)], dtype=np.float32)


def _fit(a: int, b: int) -> float:
    a, b = min(a, b), max(a, b)
    semitones = (b - a) % 12
    if b == UNPITCHED:
        return 0.0
    if a >= NOTE:
        return _BETWEEN_NOTES[min(semitones, 12 - semitones)]
    if b >= NOTE:
        return (_IN_MINOR if a >= MINOR else _IN_MAJOR)[semitones]
    return (_SAME_MODE if (a >= MINOR) == (b >= MINOR) else _OTHER_MODE)[_steps(a, b)]


def _steps(a: int, b: int) -> int:
    """Steps on the circle of fifths between two keys, 0-6; a minor key stands where its relative major does."""
    places = [(7 * (key % 12 + 3 * (key >= MINOR))) % 12 for key in (a, b)]
    around = abs(places[0] - places[1])
    return min(around, 12 - around)


def _pitch_class(name: str) -> int:
    return (_NATURALS[name[0]] + name.count("#") - name.count("b")) % 12
