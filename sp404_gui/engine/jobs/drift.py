"""What became of the files of a job since they were listed: some are new, some have changed, some are gone."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.measuring.measurer import has_changed
from sp404_gui.engine.threads import gently


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
    for path in gently(list(known if paths is None else paths)):
        record = known.get(path)
        if os.path.lexists(path):
            if record is None:
                found.unknown.add(path)
            elif record.features is not None and not record.user.removed and has_changed(record):
                found.changed.add(path)
        else:
            inside = path + os.sep
            lost = [path] if record is not None else [file for file in known if file.startswith(inside) and not os.path.lexists(file)]
            found.gone.update(file for file in lost if not known[file].user.removed)
    return found
