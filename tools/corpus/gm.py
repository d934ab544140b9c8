"""General MIDI: what its programs and drum notes are, and the registers in which the instruments are played."""

from collections.abc import Iterator

_RANGES = {
    "keys": (0, 7, 36, 88), "mallet": (8, 14, 55, 91), "plucked": (15, 15, 48, 79), "organ": (16, 23, 40, 84), "guitar": (24, 31, 40, 76),
    "bass": (32, 39, 28, 52), "violin": (40, 41, 55, 90), "cello": (42, 43, 33, 64), "ensemble": (44, 45, 43, 84), "harp": (46, 46, 40, 88),
    "strings": (48, 51, 40, 84), "voice": (52, 54, 48, 77), "brass": (56, 63, 43, 77), "sax": (64, 67, 46, 79), "reed": (68, 71, 48, 81),
    "flute": (72, 79, 60, 91), "synth": (80, 87, 40, 84), "pad": (88, 95, 40, 79),
    "ethnic": (104, 107, 48, 79),
    "kalimba": (108, 108, 55, 84), "pipe": (109, 109, 55, 76), "fiddle": (110, 110, 55, 88), "shanai": (111, 111, 60, 84),
    "fx": (119, 127, 48, 72),
}  # fmt: skip
_SUBTYPES = {
    "organ": "keys", "violin": "strings", "cello": "strings", "ensemble": "strings", "harp": "plucked", "voice": "vocal", "sax": "winds",
    "reed": "winds", "flute": "winds", "ethnic": "plucked", "kalimba": "mallet", "pipe": "winds", "fiddle": "strings", "shanai": "winds",
}  # fmt: skip

_DRUMS = {
    "kick": (35, 36), "snare": (38, 40), "clap": (39,), "hat": (42, 44, 46), "cymbal": (49, 51, 52, 53, 55, 57, 59),
    "tom": (41, 43, 45, 47, 48, 50),
    "perc": (37, 54, 56, 58, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 73, 74, 75, 76, 77, 78, 79, 80, 81),
}  # fmt: skip
DRUM_OF = {note: subtype for subtype, notes in _DRUMS.items() for note in notes}


def programs() -> Iterator[tuple[int, str, int, int]]:
    """All programs that are labelled: program, subtype, lowest and highest note."""
    for name, (first, last, low, high) in _RANGES.items():
        for program in range(first, last + 1):
            yield program, _SUBTYPES.get(name, name), low, high


def category_of(subtype: str) -> str:
    """Category that a subtype belongs to."""
    return {"vocal": "vocals", "fx": "fx", "drumloop": "drums"}.get(subtype, "drums" if subtype in _DRUMS else "melodic")
