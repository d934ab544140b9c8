"""Sounds in a card's folders that are not of its plan: the sampler's import takes in whatever lies there, in the order of the names."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sp404_gui.domain.card import CardFile
from sp404_gui.domain.kit import PLACES
from sp404_gui.export.card.place import names_in

_SOUNDS = (".wav", ".aif", ".aiff", ".mp3")
"""What the sampler imports."""
_LABELS = frozenset(place.label for place in PLACES)


def among_others(base: str, files: Sequence[CardFile]) -> tuple[tuple[CardFile, ...], tuple[str, ...]]:
    """The files of a plan, each with what is in its way, and the other sounds that lie in their folders, as "kit/B01 hat.wav". Blocks.

    Args:
        base: The folder around the plan's folders.
        files: The files.
    """
    others = list(_others(base, files))
    on_pads = {(folder, _pad(name)): name for folder, name in reversed(others)}
    told = tuple(replace(file, in_the_way=on_pads.get((file.folder, file.pad), "")) for file in files)
    taken = {(file.folder, file.pad) for file in files}
    return told, tuple(f"{folder}/{name}" for folder, name in others if (folder, _pad(name)) not in taken)


def _others(base: str, files: Sequence[CardFile]) -> Iterator[tuple[str, str]]:
    """Folder and name of each, sorted."""
    planned = {(file.folder, file.name.lower()) for file in files}
    for folder in dict.fromkeys(file.folder for file in files):
        for lower, name in sorted(names_in(os.path.join(base, folder)).items()):
            if lower.endswith(_SOUNDS) and not lower.startswith(".") and (folder, lower) not in planned:
                yield folder, name


def _pad(name: str) -> str:
    """The pad that a file is for by its name, as "A01"; "" where it says none."""
    label = name[:3].upper()
    return label if label in _LABELS and not name[3:4].isalnum() else ""
