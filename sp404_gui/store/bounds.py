"""Which files a job is about: those in its folders, and no others, whatever its list says."""

import os
from collections.abc import Collection, Iterable

from sp404_gui.domain.sample import Sample


def first_outside(samples: Iterable[Sample], folders: Collection[str]) -> Sample | None:
    """The first sample whose file is in none of the folders, going by its name alone.

    Args:
        samples: Those of one job.
        folders: Absolute paths of folders, or of single files.
    """
    known = frozenset(map(os.path.normpath, folders))
    roots: dict[str, bool] = {}
    for sample in samples:
        if sample.root not in roots:
            roots[sample.root] = _is_in(os.path.normpath(sample.root), known)
        stays = ".." not in sample.path and not os.path.isabs(sample.path) and not os.path.splitdrive(sample.path)[0]
        if not (stays and roots[sample.root]) and not _is_in(os.path.normpath(sample.file), known):
            return sample
    return None


def is_inside(path: str, folder: str) -> bool:
    """Whether an absolute path is a folder or something in it, going by its name alone."""
    return _is_in(os.path.normpath(path), frozenset([os.path.normpath(folder)]))


def _is_in(path: str, folders: frozenset[str]) -> bool:
    while path not in folders:
        parent = os.path.dirname(path)
        if parent == path:
            return False
        path = parent
    return True
