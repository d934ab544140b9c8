"""What a term asks of a sample, judged for many samples at once over the columns of the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from sp404_gui.domain.likeness import alike, mood_meant, spelled
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
class Worded:
    """What is asked by a word that may be one of a vocabulary.

    Attributes:
        word: Folded.
        loose: Whether words that are like it will do.
    """

    word: str
    loose: bool = True

    @property
    def itself(self) -> str:
        """The word, as the vocabularies spell it."""
        return spelled(self.word) or self.word

    @property
    def near(self) -> frozenset[str]:
        """Words that will do as well."""
        return alike(self.word) if self.loose else frozenset()

    def strict(self) -> Self:
        """The word itself, and nothing like it."""
        return replace(self, loose=False)


@dataclass(frozen=True, slots=True)
class Described(Worded):
    """One of the words of the vibe is this one or, where no sample has it, begins with it; or it is one that is like it."""

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        vocabulary = rows.vocabulary("words")
        return rows.described_by([*matching(self.itself, vocabulary), *_codes(self.near, vocabulary)])


@dataclass(frozen=True, slots=True)
class Spoken(Worded):
    """All that can be searched holds these letters; or a word of a vocabulary is meant, and one of the vibe is that or like it."""

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        if not self.loose:
            return Written(self.word).holds(rows)
        found = rows.described_by(_codes(self.near | {self.itself}, rows.vocabulary("words")))
        found[~found] = Written(self.word).holds(rows.among(~found))  # texts are slow to read: only the others'
        return found

    @property
    def near(self) -> frozenset[str]:
        """Words that will do as well; of one that stands in no vocabulary the mood that it means: others name things, as "bass" does."""
        if not self.loose:
            return frozenset()
        return alike(self.word) if spelled(self.word) is not None else mood_meant(self.word)


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


@dataclass(frozen=True, slots=True)
class New:
    """It came by itself, and was not looked at yet."""

    def holds(self, rows: Rows) -> Bools:
        """Of which of the rows it is true."""
        return rows.new()


def matching(word: str, vocabulary: Sequence[str]) -> list[int]:
    """Codes of the words that a typed word stands for: that very word, or where it is not known all that begin with it."""
    folded = [fold(known) for known in vocabulary]
    exact = [code for code, known in enumerate(folded) if known == word]
    return exact or [code for code, known in enumerate(folded) if known.startswith(word)]


def _codes(words: frozenset[str], vocabulary: Sequence[str]) -> list[int]:
    return [code for code, known in enumerate(vocabulary) if known in words] if words else []


def _among(codes: NDArray[np.integer], wanted: Iterable[int], size: int) -> Bools:
    table = np.zeros(size + 1, np.bool_)  # the last place is that of -1
    table[list(wanted)] = True
    chosen: Bools = table[codes]
    return chosen
