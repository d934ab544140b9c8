"""Which samples of a card are still there: what is gone is known before anything is planned with it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sp404_gui.domain.card import LeftOut
from sp404_gui.export.card.plan import GONE, Placed


def still_there(samples: Iterable[Placed]) -> tuple[list[Placed], list[LeftOut]]:
    """The samples with their pads, those marked whose files are gone, and those that are gone and leave no pad empty. Blocks.

    What is gone keeps its pad, so that a card that is written again has the others where they were; not so one that was never measured,
    and, where no kit says the pads, one whose content another sample has: it was renamed.
    """
    marked = list(_marked(samples))
    contents = {_content(placed) for placed in marked if not placed.gone}
    kept: list[Placed] = []
    gone: list[LeftOut] = []
    for placed in marked:
        content = _content(placed)
        if placed.gone and (content is None or (placed.pad is None and content in contents)):
            gone.append(LeftOut(placed.record, GONE))
        else:
            kept.append(placed)
            contents.add(content)
    return kept, gone


def _marked(samples: Iterable[Placed]) -> Iterator[Placed]:
    """Each of their folders is read once; a file is looked at alone where it is not listed by the name that is known."""
    names: dict[str, frozenset[str]] = {}
    for placed in samples:
        file = placed.record.sample.file
        folder, name = os.path.split(file)
        if folder not in names:
            names[folder] = _names_in(folder)
        yield placed if name in names[folder] or os.path.exists(file) else replace(placed, gone=True)


def _content(placed: Placed) -> str | None:
    features = placed.record.features
    return features.content_hash if features is not None else None


def _names_in(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()
