"""What the catalogues should hold, from what the code says and what they hold already."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.translation.catalogue import Message, read, written
from tools.translation.extraction import ENGINE, window_messages
from tools.translation.sentences import sentences

_ROOT = Path(__file__).resolve().parents[2]
_CODE = _ROOT / "sp404_gui"
_FOLDER = _ROOT / "resources" / "translations"
LANGUAGES = ("de",)
"""What the window is translated into; English is what it is written in."""
TEMPLATES = _FOLDER / "sentences.json"
"""The sentences of the layers below, which the window must know to find them again."""


def messages() -> list[Message]:
    """Every string that the window may show: its own, and those of the layers below it."""
    return [*window_messages(_CODE / "ui"), *(Message(ENGINE, text) for text in sentences(_CODE))]


def templates() -> str:
    """What the file of sentences should hold."""
    return json.dumps(sentences(_CODE), ensure_ascii=False, indent=0) + "\n"


def catalogue(language: str) -> Path:
    """The file of a language's translations."""
    return _FOLDER / f"sp404_{language}.ts"


def updated(language: str, wanted: Iterable[Message]) -> str:
    """A language's file as it should be: what is translated stays, what is new is unfinished, what is gone is gone."""
    known = read(catalogue(language))
    return written(language, [(message, known.get((message.context, message.source), ())) for message in wanted])


def missing(wanted: Iterable[Message], known: Mapping[tuple[str, str], tuple[str, ...]]) -> list[Message]:
    """What is not translated, or not in every form."""
    return [message for message in wanted if not all(known.get((message.context, message.source), ("",)))]
