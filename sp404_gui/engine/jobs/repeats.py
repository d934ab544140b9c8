"""Files that repeat another one's bytes, found by reading as little as possible."""

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.library.identity import content_hash, open_regular

_HEAD_BYTES = 1 << 16
"""Files of one length that are alike so far are read to their end."""


@dataclass(slots=True)
class Repeats:
    """What was found.

    Attributes:
        repeated: Paths of the files whose bytes were met before.
        unreadable: Paths of the files that could not be read; those of a length of their own are not even opened.
    """

    repeated: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)


def repeats(files: Iterable[tuple[str, int]], known: Mapping[int, Collection[str]] | None = None) -> Repeats:
    """Find the files that are the same, byte for byte. Blocks.

    Args:
        files: Path and size in bytes of each.
        known: Content hashes of files that were read before, by size; a file that is one of them is a repeat.
    """
    before = known or {}
    by_size: defaultdict[int, list[str]] = defaultdict(list)
    for path, size in files:
        by_size[size].append(path)
    found = Repeats()
    for size, paths in by_size.items():
        if size in before:
            _note(paths, set(before[size]), found)
        elif len(paths) > 1:
            for alike in _by(_head, paths, found).values():
                _note(alike if len(alike) > 1 else (), set(), found)
    return found


def _note(paths: Iterable[str], seen: set[str], found: Repeats) -> None:
    for hashed, alike in _by(content_hash, paths, found).items():
        found.repeated.update(alike if hashed in seen else alike[1:])


def _by(look: Callable[[int], str], paths: Iterable[str], found: Repeats) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        try:
            groups[_looked(look, path)].append(path)
        except (Sp404Error, OSError):
            found.unreadable.add(path)
    return groups


def _looked(look: Callable[[int], str], path: str) -> str:
    descriptor = open_regular(path)
    try:
        return look(descriptor)
    finally:
        os.close(descriptor)


def _head(descriptor: int) -> str:
    return blake2b(os.read(descriptor, _HEAD_BYTES)).hexdigest()
