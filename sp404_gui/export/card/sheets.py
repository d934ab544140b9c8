"""Pad sheets as files: beside the sounds, and never in the place of another file. Blocks."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType

from sp404_gui.domain.card import CardPlan
from sp404_gui.export.card.names import folder_name
from sp404_gui.export.card.sheet import sheet_html, sheet_text
from sp404_gui.export.card.words import ENGLISH, SheetWords
from sp404_gui.store.fresh import write_new

SHEETS: Mapping[str, Callable[[CardPlan, SheetWords], str]] = MappingProxyType({".html": sheet_html, ".txt": sheet_text})
"""What makes a sheet, by the ending of its file."""


def write_sheets(plan: CardPlan, words: SheetWords = ENGLISH) -> list[str]:
    """Write the pad sheets of a card into its root: a page and a text. One that is there already with the same content stays.

    Returns:
        Their paths.

    Raises:
        DiskFull: The disk takes no more.
        FatalError: They cannot be written for another reason.
    """
    return [write_beside(plan, ending, make(plan, words).encode("utf-8", "replace")) for ending, make in SHEETS.items()]


def write_beside(plan: CardPlan, ending: str, content: bytes) -> str:
    """Write something about a card into its root, under the name of its sheets and a free number. Raises as `write_sheets`.

    Returns:
        Its path.
    """
    stem = os.path.join(plan.place.root, folder_name(plan.title, " pads"))
    number = 1
    while True:
        path = f"{stem}{f' {number}' if number > 1 else ''}{ending}"
        if _content(path) == content:
            return path
        if not os.path.lexists(path):
            with suppress(FileExistsError):
                write_new(path, content)
                return path
        number += 1


def _content(path: str) -> bytes | None:
    """What is in a regular file, if it is one."""
    if os.path.islink(path) or not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return None
