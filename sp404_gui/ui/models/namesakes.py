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

    It is where the samples are, or where the job folders are when several collections have the same samples.
    """
    groups: dict[str, list[Placed]] = {}
    for info in infos:
        groups.setdefault(info.name, []).append(info)
    apart: dict[str, str] = {}
    for group in groups.values():
        if len(group) > 1:
            roots = [info.root for info in group]
            paths = roots if all(roots) and len(set(roots)) == len(roots) else [info.place for info in group]
            apart |= _folders(group, paths)
    return apart


def _folders(group: Sequence[Placed], paths: Sequence[str]) -> dict[str, str]:
    above = [Path(path).parent.parts for path in paths]
    return {info.place: _tail(parts, [other for other in above if other != parts]) for info, parts in zip(group, above, strict=True)}


def _tail(parts: tuple[str, ...], others: Sequence[tuple[str, ...]]) -> str:
    """The last of these folders, as many as no other one ends with."""
    count = next((n for n in range(1, len(parts)) if all(other[-n:] != parts[-n:] for other in others)), len(parts))
    return os.path.join(*parts[-count:])
