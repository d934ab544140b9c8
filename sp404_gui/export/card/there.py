"""Which samples of a card are still there: what is gone is known before anything is planned with it."""

import os
from collections.abc import Iterable

from sp404_gui.domain.card import LeftOut
from sp404_gui.export.card.plan import Placed


def still_there(samples: Iterable[Placed]) -> tuple[list[Placed], list[LeftOut]]:
    """The samples whose files are there, and the others. Blocks.

    Each of their folders is read once; a file is looked at alone where it is not listed by the name that is known.
    """
    there: list[Placed] = []
    gone: list[LeftOut] = []
    names: dict[str, frozenset[str]] = {}
    for placed in samples:
        file = placed.record.sample.file
        folder, name = os.path.split(file)
        if folder not in names:
            names[folder] = _names_in(folder)
        if name in names[folder] or os.path.exists(file):
            there.append(placed)
        else:
            gone.append(LeftOut(placed.record, "Its file is no longer there."))
    return there, gone


def _names_in(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()
