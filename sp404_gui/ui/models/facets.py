"""How many samples there are of each category, kind, status and word."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sp404_gui.ui.models.fields import FEEL_SLOTS
from sp404_gui.ui.models.store import SampleStore

_ONE = np.int16(1)

Bools = NDArray[np.bool_]
Counted = tuple[tuple[str, int], ...]

FACETS = ("category", "kind", "status", "subcategory", "energy", "source", "key")
"""Fields of codes that are counted; "vibe" is counted as well."""


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """Samples by the values of each field.

    Attributes:
        values: Field name to its values and their counts, most frequent first, those that occur alone; "vibe" holds all words.
        feel: Mood and texture words alone, most frequent first.
        total: Samples counted.
    """

    values: Mapping[str, Counted] = field(default_factory=dict)
    feel: Counted = ()
    total: int = 0

    def of(self, name: str, value: str) -> int:
        """How many samples have a value of a field."""
        return next((count for known, count in self.values.get(name, ()) if known == value), 0)


def count(store: SampleStore, mask: Bools | None = None, own: Mapping[str, Bools] | None = None) -> FacetCounts:
    """Count the samples that are not removed.

    Args:
        store: The samples.
        mask: Which of them count, shape (len(store),); None for all.
        own: Field name to another mask for it: that of the filter without the terms of this field, so that a facet that is
            on still says what its alternatives would give. See `Query.without`.
    """
    kept = ~store.removed
    counted = _places(kept if mask is None else kept & mask)
    places = {name: _places(kept & other) for name, other in (own or {}).items()}
    values = {name: _coded(store, name, places.get(name, counted)) for name in FACETS}
    words = store.vocabulary("words")
    feel, everywhere = _word_counts(store.word_codes[:, places.get("vibe", counted)], len(words))
    total = len(store) if isinstance(counted, slice) else len(counted)
    return FacetCounts(values | {"vibe": _ranked(words, everywhere)}, _ranked(words, np.where(feel > 0, everywhere, 0)), total)


def _places(mask: Bools) -> NDArray[np.intp] | slice:
    """Where a mask is true; all of it is a slice, which copies nothing."""
    return slice(None) if mask.all() else np.flatnonzero(mask)


def _coded(store: SampleStore, name: str, places: NDArray[np.intp] | slice) -> Counted:
    vocabulary = store.vocabulary(name)
    return _ranked(vocabulary, _tally(store.codes(name)[places], len(vocabulary)))


def _word_counts(codes: NDArray[np.int16], size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """How many samples have each word: among moods and textures, and anywhere. A word that a sample has twice counts once.

    Args:
        codes: Word codes, shape (slots, samples).
        size: Number of words.
    """
    feel = _tally(codes[:FEEL_SLOTS], size)
    everywhere = feel.copy()
    for slot in range(FEEL_SLOTS, len(codes)):
        found = _tally(codes[slot], size)
        for word in np.flatnonzero((found > 0) & (everywhere > 0)):  # few: textures that are also a genre, an era or a use
            having = np.flatnonzero(codes[slot] == word)
            found[word] -= np.count_nonzero((codes[:slot, having] == word).any(axis=0))
        everywhere += found
    return feel, everywhere


def _tally(codes: NDArray[np.int16], size: int) -> NDArray[np.intp]:
    """Occurrences of each code; code -1, for absent, is left out."""
    counts = np.zeros(size, np.intp)
    for row in np.atleast_2d(codes):
        counts += np.bincount(row + _ONE, minlength=size + 1)[1:]
    return counts


def _ranked(words: tuple[str, ...], counts: NDArray[np.intp]) -> Counted:
    """Words that occur, the most frequent first, equals in the order of the alphabet."""
    found = [(words[place], int(counts[place])) for place in np.flatnonzero(counts)]
    return tuple(sorted(found, key=lambda entry: (-entry[1], entry[0])))
