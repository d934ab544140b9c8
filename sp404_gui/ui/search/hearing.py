"""What was typed, as it was meant: mistyped words are taken for those that they come near to, and it is said."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from sp404_gui.ui.models.fields import fold
from sp404_gui.ui.search.language import field_named
from sp404_gui.ui.search.speech import Speech
from sp404_gui.ui.search.tokens import Token, Value, quoted


@dataclass(frozen=True, slots=True)
class Remark:
    """A word that was taken for another one.

    Attributes:
        start: Position of its first character.
        end: Position after its last.
        brief: What was meant, in few words.
        sentence: The same, with the way out.
    """

    start: int
    end: int
    brief: str
    sentence: str


def heard(token: Token, speech: Speech) -> tuple[Token, list[Remark]]:
    """A term as it was meant, and what was taken for something else; what is excluded or quoted is meant as it is.

    Args:
        token: As it was typed.
        speech: Knows the words of the collection.
    """
    known = field_named(token.field) if token.field is not None else None
    hear = speech.written if token.field is None else speech.described if known is not None and known.name == "vibe" else None
    if hear is None or token.excluded:
        return token, []
    values = [(value, None if value.is_quoted else hear(fold(value.text.strip()))) for value in token.values]
    as_meant = tuple(value if meant is None else replace(value, text=meant) for value, meant in values)
    return replace(token, values=as_meant), [_taken_for(value, meant) for value, meant in values if meant is not None]


def _taken_for(value: Value, meant: str) -> Remark:
    brief = QCoreApplication.translate("filter", "%1: meant %2?")
    sentence = QCoreApplication.translate("filter", "Nothing is called “%1”: “%2” was looked for. For these letters, write %3.")
    exactly = quoted(value.text, always=True)
    brief, sentence = (text.replace("%3", exactly).replace("%2", meant).replace("%1", value.text) for text in (brief, sentence))
    return Remark(value.start, value.end, brief, sentence)
