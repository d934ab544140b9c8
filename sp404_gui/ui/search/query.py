"""A filter understood: which samples it lets through, and what in it could not be understood."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from sp404_gui.ui.models.fields import fold
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.search.conditions import Condition, Described, Spoken, Tagged, Written
from sp404_gui.ui.search.hearing import Remark, heard
from sp404_gui.ui.search.language import FIELDS, OTHER_NAMES, Field, field_named
from sp404_gui.ui.search.rows import Rows
from sp404_gui.ui.search.speech import Speech
from sp404_gui.ui.search.tokens import Token, Value, quoted, tokens

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a filter that means nothing; it is ignored.

    Attributes:
        start: Position of its first character.
        end: Position after its last.
        sentence: What is wrong, and what could be written.
        unfinished: Whether it only lacks its value, as while it is being typed.
    """

    start: int
    end: int
    sentence: str
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One term: any of its conditions must hold, or none of them where it is excluded.

    Attributes:
        field: Name of the field; empty for free words.
        excluded: Whether it keeps samples out.
        conditions: What its values ask for.
    """

    field: str
    excluded: bool
    conditions: tuple[Condition, ...]

    @property
    def is_slow(self) -> bool:
        """Whether it reads the texts of each sample, so that it is judged last, for those that are left."""
        return any(isinstance(condition, Written | Spoken | Tagged) for condition in self.conditions)

    def holds(self, rows: Rows) -> Bools:
        """Which rows it lets through, shape (len(rows),)."""
        found = self.conditions[0].holds(rows)
        for condition in self.conditions[1:]:
            found = found | condition.holds(rows)
        return ~found if self.excluded else found

    def strict(self) -> "Term":
        """The same, but for what is only like its words."""
        return replace(self, conditions=tuple(map(_strict, self.conditions)))


@dataclass(frozen=True, slots=True)
class Query:
    """A filter. Two are equal when they ask the same.

    Attributes:
        text: As it was typed.
        terms: What was understood; a sample must meet all of them.
        faults: What was not.
        remarks: What was taken for something else.
    """

    text: str = field(default="", compare=False)
    terms: tuple[Term, ...] = ()
    faults: tuple[Fault, ...] = field(default=(), compare=False)
    remarks: tuple[Remark, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything through."""
        return not self.terms

    def matches(self, store: SampleStore, positions: NDArray[np.integer[Any]] | Sequence[int] | None = None) -> Bools:
        """Which samples it lets through, removed ones among them.

        Args:
            store: The samples.
            positions: Places in the store to be judged; None for all.

        Returns:
            One truth a sample, shape (len(store),) or (len(positions),).
        """
        rows = Rows(store, None if positions is None else np.asarray(positions, np.intp))
        found = np.ones(len(rows), np.bool_)
        for term in sorted(self.terms, key=lambda term: term.is_slow):
            if term.is_slow:
                found[found] = term.holds(rows.among(found))
            else:
                found &= term.holds(rows)
        return found

    @property
    def sought(self) -> Mapping[str, str]:
        """The words of the vibe that it looks for, each with the typed one that it is only like: empty for the typed one itself."""
        worded = [
            condition
            for term in self.terms
            if not term.excluded
            for condition in term.conditions
            if isinstance(condition, Described | Spoken)
        ]
        alike = {word: condition.word for condition in worded for word in condition.near}
        return alike | {condition.itself: "" for condition in worded}

    @property
    def is_loose(self) -> bool:
        """Whether it lets samples through that are only like what was typed."""
        return any(self.sought.values())

    def strict(self) -> "Query":
        """The same filter, but for samples that are only like what was typed."""
        return replace(self, terms=tuple(term.strict() for term in self.terms))

    def without(self, name: str) -> "Query":
        """The same filter, but for what it demands of one field: how a facet counts its own alternatives."""
        return replace(self, terms=tuple(term for term in self.terms if term.field != name or term.excluded))


def parse(text: str, speech: Speech | None = None) -> Query:
    """Understand a filter. Wrong terms are faults, and ignored; nothing raises.

    Free words, `field:value`, `field:<2`, `field:85-95`; a comma means or, quotes hold words together, a minus excludes.
    All terms must hold. Words of the vibe let what is like them through as well, unless they are excluded or between quotes.

    Args:
        text: As it was typed.
        speech: Knows what mistyped words were meant to be.
    """
    terms, faults, remarks = [], [], []
    for token in tokens(text):
        meant, noted = heard(token, speech) if speech is not None else (token, [])
        term, wrong = _understood(meant)
        faults += wrong
        remarks += noted
        if term.conditions:
            terms.append(term)
    return Query(text, tuple(terms), tuple(faults), tuple(remarks))


def _understood(token: Token) -> tuple[Term, list[Fault]]:
    if token.field is None:
        return Term("", token.excluded, tuple(_meant(Spoken(fold(value.text)), value, token) for value in token.values)), []
    known = field_named(token.field)
    if known is None:
        return Term("", token.excluded, ()), [Fault(token.start, token.end, _no_field(token))]
    if not token.values:
        return Term("", token.excluded, ()), [Fault(token.start, token.end, _no_value(known), unfinished=True)]
    read = [(value, known.read(value.text)) for value in token.values]
    faults = [Fault(value.start, value.end, _no_sense(known, value)) for value, condition in read if condition is None]
    conditions = tuple(_meant(condition, value, token) for value, condition in read if condition is not None)
    return Term(known.name, token.excluded, conditions), faults


def _meant(condition: Condition, value: Value, token: Token) -> Condition:
    """What is excluded or quoted means the word itself."""
    return _strict(condition) if token.excluded or value.is_quoted else condition


def _strict(condition: Condition) -> Condition:
    return condition.strict() if isinstance(condition, Described | Spoken) else condition


def _no_field(token: Token) -> str:
    name = token.field or ""
    near = difflib.get_close_matches(name, (*FIELDS, *OTHER_NAMES), n=1)
    if near:
        sentence = QCoreApplication.translate("filter", "There is no field “%1”. Did you mean “%2”?")
        return sentence.replace("%2", near[0]).replace("%1", name)
    typed = ",".join(value.text for value in token.values)
    sentence = QCoreApplication.translate("filter", "There is no field “%1”. To look for these letters, write %2.")
    return sentence.replace("%2", quoted(f"{name}:{typed}")).replace("%1", name)


def _no_value(known: Field) -> str:
    return QCoreApplication.translate("filter", "“%1:” waits for a value: %2.").replace("%1", known.name).replace("%2", _examples(known))


def _no_sense(known: Field, value: Value) -> str:
    sentence = QCoreApplication.translate("filter", "“%1” says nothing about “%2”. Write %3.")
    return sentence.replace("%3", _examples(known)).replace("%2", known.name).replace("%1", value.text)


def _examples(known: Field) -> str:
    return " · ".join(f"{known.name}:{example}" for example in known.examples)
