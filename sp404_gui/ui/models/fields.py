"""The columns that the store keeps of each record: numbers, codes of closed or growing vocabularies, and texts to search in."""

import os
import re
import unicodedata
from collections.abc import Mapping

from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.domain.vibe import Energy, VibeSource
from sp404_gui.ui.models.tones import KEY_NAMES, NOTE_NAMES

NUMBERS = (
    "bpm", "length", "energy_level", "loudness", "peak", "truepeak", "brightness", "tail", "rating", "confidence", "size", "rate",
    "channels", "tone",
)  # fmt: skip
"""Fields of numbers: beats a minute, s, 0-1, LUFS, dBFS, dBTP, Hz, ms, 1-5, 0-1, bytes, Hz, count, and the order of the key column."""

TEXTS = ("name", "path")

CLOSED: Mapping[str, tuple[str, ...]] = {
    "category": tuple(Category),
    "kind": tuple(Kind),
    "status": tuple(SampleStatus),
    "energy": tuple(Energy),
    "source": tuple(VibeSource),
    "key": KEY_NAMES,
    "root": NOTE_NAMES,
    "favorite": ("no", "yes"),
}
"""Code fields whose vocabulary is known: a code is the place of the word in it."""

CODES = (*CLOSED, "subcategory")
"""All code fields; the vocabulary of subcategories grows with the samples."""

FEEL_SLOTS = 8
"""Slots of mood and texture words; three of mood and at most five descriptors."""
WORD_SLOTS = FEEL_SLOTS + 3
"""All slots of vibe words: era, genre and best use follow the feel."""

_DIGITS = re.compile(r"\d+")


def fold(text: str) -> str:
    """Text as searches compare it: composed (macOS decomposes names) and case folded."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def folded_path(path: str) -> str:
    """A sample's path as searches compare it: folded, with `/` between folders on every system."""
    return fold(path if os.sep == "/" else path.replace(os.sep, "/"))


def natural(text: str) -> str:
    """A key that sorts numbers inside text by their value: "kick 2" before "kick 10". Each is led by its count of digits."""
    return _DIGITS.sub(_led_by_length, text)


def _led_by_length(digits: re.Match[str]) -> str:
    value = digits[0].lstrip("0")
    return f"{len(value):02d}{value}"
