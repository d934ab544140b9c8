"""Keys and notes as numbers, so that they compare and sort as music does and not as words do."""

import re

NATURALS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
PITCH_CLASSES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
KEY_NAMES = tuple(f"{pitch} {mode}" for pitch in PITCH_CLASSES for mode in ("major", "minor"))
"""The name of each key code: two to a pitch class, major before minor."""
NOTE_NAMES = tuple(f"{PITCH_CLASSES[midi % 12]}{midi // 12 - 1}" for midi in range(128))
"""The name of each MIDI note; C4 is 60."""

_ACCIDENTALS = {"#": 1, "♯": 1, "b": -1, "♭": -1}
_KEY = re.compile(r"([a-gA-G])([#b♯♭]*)[ _-]*(?:(M|(?i:maj(?:or)?))|(m|(?i:min(?:or)?)))?")
_NOTE = re.compile(r"([a-gA-G])([#b♯♭]*)(-?\d{1,2})")
_LAST_MIDI = 127


def key_code(text: str) -> int:
    """Number of a key: twice its pitch class, plus one for minor; -1 when the text names none. Enharmonic spellings are equal.

    Args:
        text: As "A minor", "Am", "Bb", "F# major" or "c#m".
    """
    found = _KEY.fullmatch(text.strip())
    return -1 if found is None else 2 * (_semitones(found) % 12) + bool(found[4])


def note_code(text: str) -> int:
    """MIDI number 0-127 of a note, -1 when the text names none.

    Args:
        text: As "A1", "Bb-1" or "f#3"; C4 is 60.
    """
    found = _NOTE.fullmatch(text.strip())
    midi = -1 if found is None else _semitones(found) + 12 * (int(found[3]) + 1)
    return midi if 0 <= midi <= _LAST_MIDI else -1


def short_key(name: str) -> str:
    """A key as a musician writes it: "Am" for "A minor", "Eb" for "Eb major"; text that is no key comes back as it is."""
    if key_code(name) < 0:
        return name
    tonic, _, mode = name.strip().partition(" ")
    return f"{tonic}m" if mode == "minor" else tonic


def _semitones(found: re.Match[str]) -> int:
    return NATURALS[found[1].lower()] + sum(_ACCIDENTALS[sign] for sign in found[2])
