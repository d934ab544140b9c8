"""What a term asks of a sample, judged for many samples at once over the columns of the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sp404_gui.domain.vocabulary import ERAS, GENRES, MOODS, TEXTURES, USES, canonical
from sp404_gui.ui.models.fields import fold
from sp404_gui.ui.search.numbers import Span
from sp404_gui.ui.search.rows import Rows

Bools = NDArray[np.bool_]


class Condition(Protocol):
    """One thing that is true of a sample or not."""

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true, shape (len(rows),)."""


@dataclass(frozen=True, slots=True)
class Between:
    """A number lies in a span; an absent one does not."""

    field: str
    span: Span

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        return self.span.holds(rows.numbers(self.field))


@dataclass(frozen=True, slots=True)
class NoNumber:
    """A number is absent."""

    field: str

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        return np.isnan(rows.numbers(self.field))


@dataclass(frozen=True, slots=True)
class Coded:
    """A word of a closed vocabulary is one of these. Code -1 asks for those without a word."""

    field: str
    codes: frozenset[int]

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        return _among(rows.codes(self.field), self.codes, len(rows.vocabulary(self.field)))


@dataclass(frozen=True, slots=True)
class Named:
    """A word of a growing vocabulary is this one or, where there is no such word, begins with it."""

    field: str
    word: str

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        vocabulary = rows.vocabulary(self.field)
        return _among(rows.codes(self.field), matching(self.word, vocabulary), len(vocabulary))


@dataclass(frozen=True, slots=True)
class Described:
    """One of the words of the vibe is this one or, where no sample has it, begins with it or is what it commonly means."""

    word: str

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        vocabulary = rows.vocabulary("words")
        return rows.described_by(matching(self.word, vocabulary) or _meant(self.word, vocabulary))


@dataclass(frozen=True, slots=True)
class Undescribed:
    """There is no vibe yet."""

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        return rows.codes("source") < 0


@dataclass(frozen=True, slots=True)
class Tagged:
    """One of the user's tags is this one or begins with it; with an empty word, there is none."""

    word: str

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        if not self.word:
            return np.fromiter((not tags for tags in rows.tags()), np.bool_, len(rows))
        return np.fromiter((any(tag.startswith(self.word) for tag in tags) for tags in rows.tags()), np.bool_, len(rows))


@dataclass(frozen=True, slots=True)
class Written:
    """A text holds these letters anywhere: the name, the path, or all that can be searched."""

    text: str
    field: str = ""

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        text = self.text
        return np.fromiter((text in whole for whole in rows.texts(self.field)), np.bool_, len(rows))


def matching(word: str, vocabulary: Sequence[str]) -> list[int]:
    """Codes of the words that a typed word stands for: that very word, or where it is not known all that begin with it."""
    folded = [fold(known) for known in vocabulary]
    exact = [code for code, known in enumerate(folded) if known == word]
    return exact or [code for code, known in enumerate(folded) if known.startswith(word)]


def _meant(word: str, vocabulary: Sequence[str]) -> list[int]:
    targets = {target for words in (MOODS, TEXTURES, GENRES, ERAS, USES) if (target := canonical(word, words)) is not None}
    return [code for code, known in enumerate(vocabulary) if known in targets]


def _among(codes: NDArray[np.integer], wanted: Iterable[int], size: int) -> Bools:
    table = np.zeros(size + 1, np.bool_)  # the last place is that of -1
    table[list(wanted)] = True
    chosen: Bools = table[codes]
    return chosen
