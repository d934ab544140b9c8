"""The rows that a filter judges: all of the store, or some."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sp404_gui.ui.models.store import SampleStore

Positions = NDArray[np.intp]
_Value = TypeVar("_Value")


class Rows:
    """A selection of a store's rows, read column by column.

    Args:
        store: The samples.
        positions: Places in the store; None for all of them.
    """

    def __init__(self, store: SampleStore, positions: Positions | None = None) -> None:
        self._store = store
        self._positions = positions

    def __len__(self) -> int:
        return len(self._store) if self._positions is None else len(self._positions)

    def among(self, chosen: NDArray[np.bool_]) -> "Rows":
        """Those of these rows that are chosen."""
        places = np.flatnonzero(chosen)
        return Rows(self._store, places if self._positions is None else self._positions[places])

    def numbers(self, field: str) -> NDArray[np.float32]:
        """A field of numbers; NaN where absent."""
        numbers = self._store.numbers(field)
        return numbers if self._positions is None else numbers[self._positions]

    def codes(self, field: str) -> NDArray[np.int16]:
        """A field of codes; -1 where absent."""
        codes = self._store.codes(field)
        return codes if self._positions is None else codes[self._positions]

    def new(self) -> NDArray[np.bool_]:
        """Which rows came by themselves, and were not looked at yet."""
        new = self._store.new
        return new if self._positions is None else new[self._positions]

    def vocabulary(self, field: str) -> tuple[str, ...]:
        """The word of each code; of "words", that of the vibe."""
        return self._store.vocabulary(field)

    def described_by(self, words: Sequence[int]) -> NDArray[np.bool_]:
        """Which rows have one of these words of the vibe, given by their codes."""
        table = np.zeros(len(self.vocabulary("words")) + 1, np.bool_)  # the last place is that of -1
        table[list(words)] = True
        codes = self._store.word_codes
        found = np.zeros(len(self), np.bool_)
        for slot in codes:
            found |= table[slot if self._positions is None else slot[self._positions]]
        return found

    def texts(self, field: str) -> Sequence[str]:
        """A folded text of each row: its name, its path, or with "" all that can be searched."""
        return self._chosen(self._store.texts(field) if field else self._store.haystacks)

    def tags(self) -> Sequence[tuple[str, ...]]:
        """The folded tags of each row."""
        return self._chosen(self._store.tags)

    def _chosen(self, values: Sequence[_Value]) -> Sequence[_Value]:
        return values if self._positions is None else [values[position] for position in self._positions.tolist()]
