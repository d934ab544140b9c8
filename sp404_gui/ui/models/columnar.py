"""The parts that the store is made of: arrays that grow, vocabularies that grow, and a natural order that is kept while texts come in."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sp404_gui.ui.models.fields import natural

_FIRST_CAPACITY = 256
_MOST_WORDS = np.iinfo(np.int16).max


class Block:
    """Columns of equal length in one array, grown by doubling.

    Args:
        columns: How many.
        dtype: Type of the values.
        absent: The value that stands for "not known".
    """

    def __init__(self, columns: int, dtype: DTypeLike, absent: float) -> None:
        self._array = np.full((columns, _FIRST_CAPACITY), absent, dtype)
        self._absent = absent
        self._length = 0

    def grow_to(self, length: int) -> None:
        """Make room for so many rows; new ones are absent."""
        columns, capacity = self._array.shape
        if length > capacity:
            grown = np.full((columns, max(length, 2 * capacity)), self._absent, self._array.dtype)
            grown[:, : self._length] = self._array[:, : self._length]
            self._array = grown
        self._length = length

    def write(self, positions: Sequence[int], rows: Sequence[Sequence[float]]) -> None:
        """Put whole rows, each with a value for every column, at positions."""
        self._array[:, positions] = np.array(rows, self._array.dtype).T

    def fill(self, place: int, values: NDArray[np.generic]) -> None:
        """Put a value for every row into one column."""
        self._array[place, : self._length] = values

    def column(self, place: int) -> NDArray[np.generic]:
        """One column, shape (rows,): a view that cannot be written to and holds until the next `grow_to`."""
        view = self._array[place, : self._length]
        view.flags.writeable = False
        return view

    @property
    def columns(self) -> NDArray[np.generic]:
        """All columns, shape (columns, rows), with the promise of `column`."""
        view = self._array[:, : self._length]
        view.flags.writeable = False
        return view


class Lexicon:
    """Words and their codes, in order of first appearance."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._words: tuple[str, ...] = ()

    def code(self, word: str) -> int:
        """The code of a word, a new one where needed; -1 for no word, and when 32,767 are in use."""
        known = self._codes.get(word)
        if known is not None:
            return known
        if not word or len(self._codes) >= _MOST_WORDS:
            return -1
        return self._codes.setdefault(word, len(self._codes))

    @property
    def words(self) -> tuple[str, ...]:
        """The word of each code."""
        if len(self._words) != len(self._codes):
            self._words = tuple(self._codes)
        return self._words

    def alphabetical(self, codes: NDArray[np.generic]) -> NDArray[np.float64]:
        """The place of each code's word in the alphabet; NaN for -1."""
        places = np.full(len(self._codes) + 1, np.nan)
        places[sorted(range(len(self._codes)), key=self.words.__getitem__)] = np.arange(len(self._codes))
        return np.asarray(places[codes], np.float64)  # -1 is the last, which is NaN


class NaturalOrder:
    """The natural order of texts that only ever come in; merging some new ones costs one pass over all."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._order: list[int] = []
        self._ranks = np.empty(0, np.int32)

    def extend(self, texts: Iterable[str]) -> None:
        """Take in more texts."""
        self._keys.extend(map(natural, texts))

    def ranks(self) -> NDArray[np.int32]:
        """The place of each text in the order, shape (texts,)."""
        if len(self._ranks) != len(self._keys):
            self._order.extend(range(len(self._order), len(self._keys)))
            self._order.sort(key=self._keys.__getitem__)  # two sorted runs and a few new ones: Timsort merges them
            self._ranks = np.empty(len(self._keys), np.int32)
            self._ranks[self._order] = np.arange(len(self._keys), dtype=np.int32)
        return self._ranks
