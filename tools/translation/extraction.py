"""Finds every string of the window where it is written.

That is in `self.tr("…")`, in `QCoreApplication.translate("context", "…")`, in a function of the file that hands its argument on to that
(as `_tr` does), and, for numbers of things, in `plural(count, "one", "many")` and `forms("one", "many")`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.translation.catalogue import Message

ENGINE = "engine"
"""The context of what the layers below the window say."""
_PLURALS = {"plural": 1, "forms": 0}
"""Functions that take two English forms, and which of their arguments is the first."""


class NotReadable(Exception):
    """A string is not written where it is translated, so that nobody can find it."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the window: its name, and which of its functions translate into which context."""

    name: str
    wrappers: dict[str, str]


def window_messages(folder: Path) -> list[Message]:
    """Every string of the window, in the order of files and lines, each once a context.

    Args:
        folder: Where the window's code is.

    Raises:
        NotReadable: Something that is translated is not a literal; names the file and the line.
    """
    found: dict[tuple[str, str], Message] = {}
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        file = _File(path.relative_to(folder).as_posix(), dict(_wrappers(tree)))
        for message in _messages(tree, file, ""):
            found.setdefault((message.context, message.source), message)
    return list(found.values())


def _wrappers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Functions of a module that hand their first argument on to be translated, with the context they name."""
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.args.args):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call) and _is_translate(node)):
            context, text = call.args[:2]
            if isinstance(context, ast.Constant) and isinstance(text, ast.Name) and text.id == function.args.args[0].arg:
                yield function.name, str(context.value)


def _messages(node: ast.AST, file: _File, context: str) -> Iterator[Message]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.ClassDef) else context
        if isinstance(child, ast.Call):
            yield from _of_call(child, file, context)
        if not (isinstance(child, ast.FunctionDef) and (child.name in file.wrappers or child.name in _PLURALS)):
            yield from _messages(child, file, inside)


def _of_call(call: ast.Call, file: _File, context: str) -> Iterator[Message]:
    name = _name(call)
    if name in _PLURALS and not any(isinstance(argument, ast.Starred) for argument in call.args):
        one, many = (_texts(argument, file) for argument in call.args[_PLURALS[name] : _PLURALS[name] + 2])
        yield from (Message("plural", text, one[0]) for text in many)
    elif name in file.wrappers and isinstance(call.func, ast.Name):
        yield from (Message(file.wrappers[name], text) for text in _texts(call.args[0], file))
    elif name == "tr":
        yield from (Message(context, text) for text in _texts(call.args[0], file))
    elif _is_translate(call) and (where := str(ast.literal_eval(call.args[0]))) != ENGINE:
        yield from (Message(where, text) for text in _texts(call.args[1], file))


def _is_translate(call: ast.Call) -> bool:
    """Whether a call asks Qt for a translation, and moves no painter."""
    return (
        _name(call) == "translate" and len(call.args) > 1 and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    )


def _texts(node: ast.expr, file: _File) -> list[str]:
    """What an argument may be: a literal, or one of two."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, file), *_texts(node.orelse, file)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    raise NotReadable(f"{file.name}, line {node.lineno}: {ast.unparse(node)[:60]} is no literal, so its text cannot be found.")


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
