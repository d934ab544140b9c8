"""What the layers below the window say to its user: they know no Qt, so their sentences are found in the code by their looks."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from sp404_gui.ui.phrases import own_letters, reworded

_LAYERS = ("domain", "config", "store", "llm", "library", "audio", "engine", "export")
_IN_PIECES = (
    "domain/text.py",
    "config/secrets.py",
    "config/settings.py",
    "engine/pace/account.py",
    "engine/checks/local.py",
    "engine/checks/provider.py",
    "engine/kits/reasons.py",
    "engine/asking/filtering.py",
    "engine/matching/harmony.py",
    "engine/matching/reasons.py",
    "library/passed.py",
)
"""Files whose words reach the window although they are no whole sentences."""
_LEAST_LETTERS = 7
_PLACES_AT_END = re.compile(r"(%\d| )+$")


def sentences(code: Path) -> list[str]:
    """Templates of everything that is said, sorted; "%1" and on stand for what differs, as in Qt.

    Args:
        code: The package's folder.
    """
    files = sorted(path for layer in _LAYERS for path in (code / layer).rglob("*.py"))
    found = {text for path in files for text in _said(path, in_pieces=path.relative_to(code).as_posix() in _IN_PIECES)}
    return sorted(found)


def _said(path: Path, *, in_pieces: bool) -> Iterator[str]:
    for node in _literals(ast.parse(path.read_text("utf-8"))):
        for text in _templates(node):
            said = reworded(text).strip()
            if _is_sentence(said):
                yield said
            elif in_pieces and _is_piece(said):
                yield f"{said} %1" if text.endswith(" ") else said


def _literals(tree: ast.AST) -> Iterator[ast.expr]:
    """Texts that are no docstrings; those in the places of another one, too."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.JoinedStr):
            yield node
            yield from (inner for value in node.values if isinstance(value, ast.FormattedValue) for inner in _literals(value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        else:
            yield from _literals(node)


def _templates(node: ast.expr) -> Iterator[str]:
    """What a text may be: a place that holds one of a few words makes as many of it."""
    values = node.values if isinstance(node, ast.JoinedStr) else [node]
    choices = [_choices(value) for value in values]
    for parts in product(*choices):
        place = 0
        text = ""
        for part in parts:
            place += part is None
            text += f"%{place}" if part is None else part
        yield text


def _choices(value: ast.expr) -> list[str | None]:
    """The words that a part of a text may be; None stands for anything."""
    match value:
        case ast.FormattedValue():
            return _choices(value.value)
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp():
            return list(dict.fromkeys([*_choices(value.body), *_choices(value.orelse)]))
        case ast.Subscript(value=ast.Tuple(elts=words)):
            return [choice for word in words for choice in _choices(word)]
        case _:
            return [None]


def _is_sentence(text: str) -> bool:
    """Whether it begins and ends as one does; what a server said may follow."""
    begins = text[:1].isupper() or text.startswith(("%", "it "))
    ends = _PLACES_AT_END.sub("", text).endswith((".", ":", '"')) or text.startswith("it ")
    return begins and ends and _is_piece(text) and own_letters(text) >= _LEAST_LETTERS


def _is_piece(text: str) -> bool:
    return " " in text and own_letters(text) > 1 and "\n" not in text and "|" not in text and "%s" not in text
