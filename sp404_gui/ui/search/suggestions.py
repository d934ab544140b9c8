"""What may come next while a filter is typed: fields, and values with the number of samples that have them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sp404_gui.ui.models.fields import fold
from sp404_gui.ui.search.language import FIELDS, Field, field_named
from sp404_gui.ui.search.tokens import Token, Value, quoted, tokens

Counted = Mapping[str, Sequence[tuple[str, int]]]
"""For each field its values and how many samples have each, most frequent first."""

MOST = 10
_WORD_FIELDS = ("category", "kind", "status", "subcategory", "vibe", "tag")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to go on.

    Attributes:
        text: What stands in the list, and in the filter when it is taken.
        start: Position in the filter from which it replaces.
        end: Position up to which it replaces.
        count: How many samples it stands for; None for a field.
        example: What may follow a field.
    """

    text: str
    start: int
    end: int
    count: int | None = None
    example: str = ""

    def taken(self, filter_text: str) -> tuple[str, int]:
        """The filter with it, and the place of the cursor then: behind a space, or behind the colon of a field."""
        space = " " if not self.text.endswith(":") and filter_text[self.end : self.end + 1] != " " else ""
        before = filter_text[: self.start] + self.text + space
        after = filter_text[self.end :]
        return before + after, len(before) + (not space and after.startswith(" "))


def suggest(text: str, cursor: int, counted: Counted) -> list[Suggestion]:
    """What may complete the term that the cursor stands behind, at most `MOST`.

    Args:
        text: The filter.
        cursor: Place of the cursor in it.
        counted: The values of the collection; those of fields that are not in it come from the language.
    """
    token = next((token for token in tokens(text) if token.start < cursor <= token.end), None)
    if token is None:
        return []
    known = field_named(token.field) if token.field is not None else None
    if token.field is None:
        found = _for_words(token, cursor, counted)
    elif known is not None:
        found = _for_values(known, _at(token, cursor), counted)
    else:
        return []
    return [suggestion for suggestion in found if text[suggestion.start : suggestion.end] != suggestion.text][:MOST]


def _for_words(token: Token, cursor: int, counted: Counted) -> Iterable[Suggestion]:
    """Fields whose name begins so, then values of any field that do; only for a single plain word."""
    if len(token.values) != 1 or token.values[0].end < cursor:
        return []
    typed = token.values[0]
    start, end, word = typed.start, token.end, fold(typed.text)
    fields = [Suggestion(f"{name}:", start, end, example=FIELDS[name].examples[0]) for name in FIELDS if name.startswith(word)]
    values = [
        Suggestion(f"{field}:{quoted(value)}", start, end, count)
        for field in _WORD_FIELDS
        for value, count in _beginning(word, counted.get(field, ()))
    ]
    return [*fields, *sorted(values, key=lambda value: -(value.count or 0))]


def _for_values(known: Field, typed: Value, counted: Counted) -> Iterator[Suggestion]:
    values = counted.get(known.name, ())
    for value, count in _beginning(fold(typed.text), values):
        yield Suggestion(quoted(value), typed.start, typed.end, count)
    seen = {value for value, _ in values}
    for example in known.examples:
        if example.strip('"') not in seen and fold(example).startswith(fold(typed.text)):
            yield Suggestion(example, typed.start, typed.end)


def _beginning(word: str, values: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Values of which a word begins so; the first words of values come first."""
    held = [(value, count) for value, count in values if word in fold(value)]
    yield from (entry for entry in held if fold(entry[0]).startswith(word))
    yield from (
        entry for entry in held if not fold(entry[0]).startswith(word) and any(part.startswith(word) for part in fold(entry[0]).split())
    )


def _at(token: Token, cursor: int) -> Value:
    """The value that the cursor stands in or behind, up to the cursor's own place where nothing is typed yet."""
    return next((value for value in token.values if value.start < cursor <= value.end), Value("", cursor, cursor))
