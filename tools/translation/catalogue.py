"""Qt's files of translations (`.ts`): what Linguist edits and lrelease compiles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="{}" sourcelanguage="en">\n'
_FORMS = {"de": 2}
"""How many forms a language has for numbers of things."""


@dataclass(frozen=True, slots=True)
class Message:
    """A string to translate.

    Attributes:
        context: Qt's context: a class, or a name of a file's own.
        source: The English text; of a number of things, the form for several.
        one: The English form for one thing; empty for what counts nothing.
    """

    context: str
    source: str
    one: str = ""


def read(path: Path) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Translations by context and source: one text, or a form each; empty texts are not translated yet."""
    if not path.exists():
        return {}
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - a file of this repository
        name = context.findtext("name", "")
        for message in context.iter("message"):
            forms = tuple(form.text or "" for form in message.iter("numerusform"))
            found[name, message.findtext("source", "")] = forms or (message.findtext("translation", ""),)
    return found


def written(language: str, messages: Iterable[tuple[Message, tuple[str, ...]]]) -> str:
    """The text of a file; contexts and the messages in them stand in order of the alphabet, so that two changes seldom meet."""
    rows = sorted(messages, key=lambda row: (row[0].context, row[0].source))
    parts = [_HEAD.format(language)]
    for context, inside in groupby(rows, key=lambda row: row[0].context):
        parts.append(f"<context>\n    <name>{escape(context)}</name>\n")
        parts += [_message(message, texts, _FORMS[language]) for message, texts in inside]
        parts.append("</context>\n")
    return "".join([*parts, "</TS>\n"])


def _message(message: Message, texts: tuple[str, ...], forms: int) -> str:
    texts = texts if len(texts) == (forms if message.one else 1) else ("",) * (forms if message.one else 1)
    state = "" if all(texts) else ' type="unfinished"'
    comment = f"        <extracomment>one: {escape(message.one)}</extracomment>\n" if message.one else ""
    body = escape(texts[0])
    if message.one:
        body = "".join(f"\n            <numerusform>{escape(text)}</numerusform>" for text in texts) + "\n        "
    numerus = ' numerus="yes"' if message.one else ""
    return (
        f"    <message{numerus}>\n        <source>{escape(message.source)}</source>\n{comment}"
        f"        <translation{state}>{body}</translation>\n    </message>\n"
    )
