"""Slips of the finger: which word a mistyped one was meant to be. Asked once for a word that a filter holds, never for each sample."""

import difflib
import string
from collections.abc import Collection

from sp404_gui.domain.likeness import DESCRIBING, alike, meant, spelled
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.search.conditions import matching

_SHORTEST = 4
_ALIKE = 0.8
"""Share of letters that two words have in common, in order, beyond one slip."""
_KNOWN = frozenset(word for vocabulary in DESCRIBING for word in vocabulary)


class Speech:
    """The words of a collection, beside those of the vocabularies.

    Args:
        store: The collection.
    """

    def __init__(self, store: SampleStore) -> None:
        self._store = store

    def described(self, word: str) -> str | None:
        """The word of the vibe that a word which no sample is described by was meant to be, or None."""
        words = self._store.vocabulary("words")
        if not _may_be_slip(word) or matching(word, words):
            return None
        return corrected(word, frozenset(words), self._found())

    def written(self, word: str) -> str | None:
        """The word that was meant by one whose letters stand nowhere in the collection, or None."""
        if not _may_be_slip(word) or any(word in text for text in self._store.haystacks):
            return None
        return corrected(word, frozenset(self._store.vocabulary("words")), self._found(), self._store.spoken)

    def _found(self) -> frozenset[str]:
        """Words of the vocabularies that find something here, be it only what is like them."""
        here = frozenset(self._store.vocabulary("words"))
        return frozenset(word for word in _KNOWN if not here.isdisjoint(alike(word)))


def corrected(word: str, *known: Collection[str]) -> str | None:
    """The word that lies one slip away, a letter too much, too few, another one, or two changed about; else the most alike.

    Args:
        word: As it was typed, folded.
        known: Sets of words, the likeliest first. Alike ones are looked for in the first two.
    """
    near = _one_slip_away(word)
    for words in known:
        if found := near & set(words):
            return min(found, key=lambda other: (sorted(other) != sorted(word), len(other) != len(word), other))
    return next(iter(difflib.get_close_matches(word, sorted({*known[0], *known[1]}), 1, _ALIKE)), None)


def _may_be_slip(word: str) -> bool:
    """Short words and those with digits are names; words of the vocabularies and their synonyms are what they are."""
    plain = word.replace("-", "").replace(" ", "")
    return len(word) >= _SHORTEST and plain.isalpha() and spelled(word) is None and next(meant(word), None) is None


def _one_slip_away(word: str) -> set[str]:
    letters = {*string.ascii_lowercase, *word, "-", " "}
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {head + tail[1:] for head, tail in cuts if tail}
    turned = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    other = {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    more = {head + letter + tail for head, tail in cuts for letter in letters}
    return (lost | turned | other | more) - {word}
