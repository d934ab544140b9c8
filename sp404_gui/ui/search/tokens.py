"""A filter's text cut into terms: what stands where, before anything of it is understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PIECE = r'"(?:[^"]|"")*"?'
_TOKEN = re.compile(rf'(?P<minus>-)?(?:(?P<field>[^\W\d_][^\W\d_]*):)?(?P<body>(?:{_PIECE}|[^\s"])*)')
_VALUE = re.compile(rf'(?:{_PIECE}|[^,"])+')
_QUOTED = re.compile(r'"((?:[^"]|"")*)"?')
_NEEDS_QUOTES = re.compile(r'[\s,":]|^-')


@dataclass(frozen=True, slots=True)
class Value:
    """One of the words that a term allows.

    Attributes:
        text: The word, without its quotes.
        start: Position of its first character in the filter, quotes included.
        end: Position after its last.
        is_quoted: Whether it stands between quotes as a whole.
    """

    text: str
    start: int
    end: int
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A term as it was typed.

    Attributes:
        start: Position of its first character in the filter.
        end: Position after its last.
        excluded: Whether a minus stands before it.
        field: The word before the colon, case folded; None for free words.
        values: What stands between its commas; empty while nothing was typed.
    """

    start: int
    end: int
    excluded: bool
    field: str | None
    values: tuple[Value, ...]


def tokens(text: str) -> Iterator[Token]:
    """Cut a filter at the spaces that are not between quotes. An open quote runs to the end; a quote inside quotes is doubled."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.end() == at:
            at += 1
            continue
        field = found["field"].casefold() if found["field"] is not None else None
        yield Token(found.start(), found.end(), found["minus"] is not None, field, tuple(_values(found["body"], found.start("body"))))
        at = found.end()


def quoted(value: str, *, always: bool = False) -> str:
    """A value as it is typed: between quotes where it holds a character that means something, or always."""
    return '"' + value.replace('"', '""') + '"' if always or not value or _NEEDS_QUOTES.search(value) else value


def _values(body: str, offset: int) -> Iterator[Value]:
    for found in _VALUE.finditer(body):
        text = _QUOTED.sub(lambda part: part[1].replace('""', '"'), found[0])
        if text.strip():
            yield Value(text, offset + found.start(), offset + found.end(), is_quoted=_QUOTED.fullmatch(found[0]) is not None)
