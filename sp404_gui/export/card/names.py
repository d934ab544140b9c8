"""Names that the sampler and a FAT32 card take."""

import re
import unicodedata

from sp404_gui.domain.card import LONGEST_NAME, NAME_CHARACTERS
from sp404_gui.domain.features import Kind
from sp404_gui.domain.sample import SampleRecord

EXTENSION = ".wav"
"""Counts as a part of the name: whether the unit counts it, nobody says."""
_NOTHING_LEFT = "sample"
_SPELLED = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
    | {"þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ı": "i", "♯": "s", "♭": "b"}
    | {"–": "-", "—": "-", "−": "-", "’": "", "'": "", "#": "s", "~": "-", "<": "(", ">": ")"}
)  # fmt: skip
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))})
_UNITS = frozenset({"SMPL", "PTN", "PROJECT", "EXPORT", "IMPORT", "ROLAND", "BACKUP"})
"""Folders that the sampler makes itself."""
_GAPS = re.compile(r" {2,}")
_BREAK = re.compile(r"[ _.-]+")
_MIDDLE = re.compile(r"_{2,}")


def plain(text: str) -> str:
    """Text in the characters that the sampler knows; letters lose their accents, anything else becomes a gap. May be empty.

    Args:
        text: Any text; may hold surrogates from `os.fsdecode`.
    """
    spelled = unicodedata.normalize("NFKD", text.translate(_SPELLED)).translate(_SPELLED)
    bare = (character for character in spelled if not unicodedata.combining(character))
    kept = "".join(character if character in NAME_CHARACTERS else " " for character in bare)
    return _MIDDLE.sub("_", _GAPS.sub(" ", kept)).strip(" _.-")


def folder_name(text: str, suffix: str = "") -> str:
    """Name of a folder, at most 23 characters, the suffix included; never one that Windows, FAT32 or the sampler keeps for itself.

    Args:
        text: What it is to be called.
        suffix: What tells it from others of its kind, as " 2"; of the sampler's characters.
    """
    name = plain(text)
    if name.partition(".")[0].strip().upper() in _RESERVED | _UNITS:
        name = f"kit {name}"
    return _cut(name or "samples", LONGEST_NAME - len(suffix)) + suffix


def file_name(pad: str, text: str, *, from_start: bool = False) -> str:
    """Name of a file, at most 23 characters, as "A01 kick dusty.wav": files sort in the order of the pads. Of a long name, the end is kept.

    Args:
        pad: Label of the pad, as "A01"; unique within a folder, and so is the name.
        text: What the sample is called.
        from_start: Whether of a long name the beginning is kept instead, in whole words.
    """
    room = LONGEST_NAME - len(pad) - 1 - len(EXTENSION)
    name = plain(text) or _NOTHING_LEFT
    return f"{pad} {_first_words(name, room) if from_start else _telling(name, room)}{EXTENSION}"


def described(record: SampleRecord) -> str:
    """A name from what a sample is and sounds like, as "kick dusty" or "bass loop deep"."""
    kind = record.known("subcategory") or record.known("category") or _NOTHING_LEFT
    loop = "loop" if record.known("kind") is Kind.LOOP and "loop" not in str(kind) else ""
    word = next(iter((*record.vibe.mood, *record.vibe.descriptors)), "") if record.vibe is not None else ""
    return " ".join(part for part in (str(kind).replace("_", " "), loop, word) if part)


def _telling(name: str, room: int) -> str:
    """The last words of a long name that there is room for: packs put their own name first. A long last word is cut behind."""
    if len(name) <= room:
        return name
    ends = (name[found.end() :].strip(" _.-") for found in _BREAK.finditer(name))
    fitting = next((end for end in ends if len(end) <= room), "")
    return fitting if len(fitting) > room // 2 else _cut(name, room)


def _first_words(name: str, room: int) -> str:
    """The first words of a long name that there is room for, or what there is room for of the first."""
    return _cut(name[: room + 1].rpartition(" ")[0] or name, room) if len(name) > room else name


def _cut(name: str, room: int) -> str:
    return name[:room].strip(" _.-") or _NOTHING_LEFT[:room]
