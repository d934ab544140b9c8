"""Writing settings into the user's file, so that everything else in it stays as the user wrote it."""

import io
import json
import os
import tomllib
from collections.abc import Callable, Iterator, Mapping

from sp404_gui.config.settings import checked
from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.text import printable

Write = Callable[[str, bytes], None]
"""Replaces a file's content as one step, its folder made where it is missing; raises FatalError."""


def save_settings(file: str, changes: Mapping[str, object], write: Write) -> None:
    """Write settings into a settings file; the others, comments and order stay. Blocks.

    Args:
        file: The settings file; made if absent. A link is written through.
        changes: Setting names to values; None takes a setting out of the file, so that its default counts.
        write: Writes the file.

    Raises:
        UsageError: A name or a value is not allowed, or the file is not valid TOML; nothing was written.
        FatalError: The file cannot be written.
    """
    values = checked(changes)
    target = os.path.realpath(file)
    before = _read(target)
    text = with_settings(before, values)
    expected = {name: value for name, value in (tomllib.loads(before) | _lists(values)).items() if value is not None}
    if tomllib.loads(text) != expected:
        raise UsageError(f"The settings file {printable(file)} holds something that cannot be changed by itself: change it by hand.")
    write(target, text.encode())


def with_settings(text: str, values: Mapping[str, object]) -> str:
    """The text of a settings file with these settings in place of those that it had; new ones stand at its end.

    Args:
        text: Valid TOML without tables.
        values: Setting names to numbers, texts, booleans or sequences of texts; None takes one out.
    """
    left = dict(values)
    lines: list[str] = []
    for entry, row in _entries(text):
        name = next(iter(row), None)
        if name is None or name not in values:
            lines.append(entry)
        elif (value := left.pop(name)) is not None:
            lines.append(f"{_line(name, value)}{_comment(entry, row)}\n")
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines, *(f"{_line(name, value)}\n" for name, value in left.items() if value is not None)])


def _read(file: str) -> str:
    try:
        with open(file, "rb") as stream:
            text = stream.read().decode()
        tomllib.loads(text)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UsageError(f"The settings file {printable(file)} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The settings file {printable(file)} is not valid TOML, so nothing was changed: {error}.") from error
    return text


def _lists(values: Mapping[str, object]) -> dict[str, object]:
    """The values as TOML gives them back."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _entries(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    """The text in pieces, each with the setting in it: a blank line, a comment, or an entry with all of its lines."""
    piece = ""
    for line in io.StringIO(text):
        piece += line
        try:
            row = tomllib.loads(piece)
        except tomllib.TOMLDecodeError:  # goes on in the next line
            continue
        yield piece, row
        piece = ""
    if piece:
        yield piece, {}


def _comment(entry: str, row: dict[str, object]) -> str:
    """The comment at the end of an entry's last line, with a space before it."""
    start = entry.find("#")
    while start >= 0:
        if _means(entry[:start], row):
            return " " * 2 + entry[start:].rstrip()
        start = entry.find("#", start + 1)
    return ""


def _means(text: str, row: dict[str, object]) -> bool:
    try:
        return tomllib.loads(text) == row
    except tomllib.TOMLDecodeError:
        return False


def _line(name: str, value: object) -> str:
    return f"{name} = {_toml(value)}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
