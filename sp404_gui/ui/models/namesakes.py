"""What tells collections of one name apart."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol


class Placed(Protocol):
    """What is known of a collection here: `engine.jobs.reading.CollectionInfo` has it."""

    @property
    def place(self) -> str:
        """Absolute path of the job folder."""

    @property
    def name(self) -> str:
        """Name of the collection."""

    @property
    def root(self) -> str:
        """Absolute folder of its samples; empty where that is not known."""


def told_apart(infos: Iterable[Placed]) -> dict[str, str]:
    """The folders above those collections that share their name with another one, by job folder: as many as tell them apart.

    It is where the samples are, or where the job folder is when that is not known or another collection has the same samples;
    the last folder of it counts only where those above it are the same.
    """
    groups: dict[str, list[Placed]] = {}
    for info in infos:
        groups.setdefault(info.name, []).append(info)
    apart: dict[str, str] = {}
    for group in groups.values():
        if len(group) > 1:
            folders = _folders(_paths(group))
            apart |= {info.place: _tail(parts, folders) for info, parts in zip(group, folders, strict=True)}
    return apart


def _paths(group: Sequence[Placed]) -> list[Path]:
    """A path for each that no other one has."""
    roots = [Path(info.root) for info in group]
    known = [root.is_absolute() and roots.count(root) == 1 for root in roots]
    return [root if is_known else Path(info.place) for info, root, is_known in zip(group, roots, known, strict=True)]


def _folders(paths: Sequence[Path]) -> list[tuple[str, ...]]:
    parents = [path.parent for path in paths]
    apart = [path if parents.count(path.parent) > 1 else path.parent for path in paths]
    return [path.parts for path in (apart if len(set(apart)) == len(apart) else paths)]


def _tail(parts: tuple[str, ...], folders: Sequence[tuple[str, ...]]) -> str:
    """The last of these folders, as many as no other one ends with."""
    others = [other for other in folders if other != parts]
    count = next((n for n in range(1, len(parts)) if all(other[-n:] != parts[-n:] for other in others)), len(parts))
    return os.path.join(*parts[-count:])
