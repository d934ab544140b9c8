"""Facets are terms of the filter's text: what is on, and the text after a click. So the field and the facets never disagree."""

from collections.abc import Iterable

from sp404_gui.ui.models.fields import fold
from sp404_gui.ui.search.conditions import Coded, Condition
from sp404_gui.ui.search.language import field_named
from sp404_gui.ui.search.tokens import Token, Value, quoted, tokens


def has(text: str, field: str, value: str) -> bool:
    """Whether a filter asks for a value of a field.

    Args:
        text: The filter.
        field: Name of the field, as "category".
        value: As "drums".
    """
    return any(_same(field, typed.text, value) for token in _of(text, field) if not token.excluded for typed in token.values)


def asked(text: str, field: str) -> tuple[str, ...]:
    """The values of a field that a filter asks for, as they were typed, each once."""
    return tuple(dict.fromkeys(typed.text for token in _of(text, field) if not token.excluded for typed in token.values))


def toggle(text: str, field: str, value: str) -> str:
    """The filter that also asks for a value, or no longer does. Two values of one field are alternatives: `category:drums,fx`.

    Args:
        text: The filter.
        field: Name of the field, as "category".
        value: As "drums".
    """
    asked = has(text, field, value)
    stripped = _taken_out(text, field, value)
    return stripped if asked else _put_in(stripped, field, value)


def _put_in(text: str, field: str, value: str) -> str:
    term = next((token for token in _of(text, field) if not token.excluded), None)
    if term is not None:
        typed = text[term.start : term.end]
        typed += '"' if typed.count('"') % 2 else ""
        typed += "," if term.values and not typed.endswith(",") else ""
        return text[: term.start] + typed + _exactly(field, value) + text[term.end :]
    closed = text + '"' if text.count('"') % 2 else text
    return f"{closed.rstrip()} {field}:{_exactly(field, value)}".lstrip()


def _exactly(field: str, value: str) -> str:
    """A value as it is typed. A word of the vibe stands between quotes: a click shows as many samples as the facet counts, none alike."""
    return quoted(value, always=field == "vibe")


def _taken_out(text: str, field: str, value: str) -> str:
    """Without the value, whether it is asked for or excluded; a term that is left without values goes as well."""
    for token in reversed(list(_of(text, field))):
        kept = [typed for typed in token.values if not _same(field, typed.text, value)]
        if len(kept) != len(token.values):
            text = _respelled(text, token, kept)
    return text


def _respelled(text: str, token: Token, values: Iterable[Value]) -> str:
    listed = ",".join(text[value.start : value.end] for value in values)
    before, after = text[: token.start], text[token.end :]
    if not listed:
        return (before.rstrip() + " " + after.lstrip()).strip() if before.strip() and after.strip() else (before + after).strip()
    head = text[token.start : token.values[0].start]
    return before + head + listed + after


def _of(text: str, field: str) -> Iterable[Token]:
    for token in tokens(text):
        known = field_named(token.field) if token.field is not None else None
        if known is not None and known.name == field:
            yield token


def _same(field: str, typed: str, value: str) -> bool:
    """Whether a typed value asks for `value`: the very word, or a beginning or another name of it in a fixed list."""
    if fold(typed.strip()) == fold(value):
        return True
    meant, wanted = _read(field, typed), _read(field, value)
    return meant == wanted if not isinstance(meant, Coded) or not isinstance(wanted, Coded) else wanted.codes <= meant.codes


def _read(field: str, value: str) -> Condition | None:
    known = field_named(field)
    return known.read(value) if known is not None else None
