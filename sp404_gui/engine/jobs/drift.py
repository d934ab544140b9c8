"""What became of the files of a job since they were listed: some are new, some have changed, some are gone."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.measuring.measurer import has_changed
from sp404_gui.store.gently import gently


@dataclass(slots=True)
class Drift:
    """How the files of a job differ from what is known of them.

    Attributes:
        unknown: Files that no sample stands for.
        changed: Files with another content than was measured.
        gone: Files that are there no more.
    """

    unknown: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def drift(records: Sequence[SampleRecord], paths: Iterable[str] | None = None) -> Drift:
    """Look at files of a job. Blocks.

    What the user removed from the collection is passed over.

    Args:
        records: Its samples.
        paths: Absolute paths of files to look at, or of folders that are gone; None: the file of each sample.
    """
    known = {record.sample.file: record for record in gently(records)}
    found = Drift()
    missing: set[str] = set()
    for path in gently(list(known if paths is None else paths)):
        record = known.get(path)
        if not os.path.lexists(path):
            missing.add(path)
        elif record is None:
            found.unknown.add(path)
        elif record.features is not None and not record.user.removed and has_changed(record):
            found.changed.add(path)
    lost = (missing & known.keys()) | _inside(missing - known.keys(), known)
    found.gone.update(file for file in lost if not known[file].user.removed)
    return found


def _inside(missing: Collection[str], files: Iterable[str]) -> set[str]:
    """The files that went with a folder. Each folder of files is judged once: as many other files may be missing as there are samples."""
    if not missing:
        return set()
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for file in gently(files):
        folders[os.path.dirname(file)].append(file)
    went = (folder for folder in gently(folders) if any(place in missing for place in _upwards(folder)))
    return {file for folder in went for file in folders[folder] if not os.path.lexists(file)}


def _upwards(folder: str) -> Iterator[str]:
    """A folder, and those that it lies in."""
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        folder = above
        yield folder
