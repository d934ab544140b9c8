"""Files that went to the trash as duplicates and are where they were again: their samples come back into the collection."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.clock import Clock, timestamp
from sp404_gui.engine.duplicates.files import hash_of
from sp404_gui.engine.duplicates.tidying import TRASHED
from sp404_gui.engine.jobs.edits import write_edited
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock


def bring_back(place: str, records: Sequence[SampleRecord], clock: Clock) -> list[str]:
    """Take samples into the collection again whose files left it for the trash and were restored from there. Blocks.

    Each is brought back once: what the user removes after that stays removed.

    Args:
        place: The job folder.
        records: Its samples.
        clock: Source of time.

    Returns:
        Their ids.

    Raises:
        JobLocked: Another process works on the job.
        FatalError: The job folder cannot be used, or takes no more.
    """
    removed = [record for record in records if record.user.removed and os.path.isfile(record.sample.file)]
    if not removed:
        return []
    folder = JobFolder.open(place)
    gone = _gone(folder)
    back = {record.id: replace(record.user, removed=False) for record in removed if record.id in gone and _is_it(record, gone[record.id])}
    if back:
        with JobLock(folder.path):
            write_edited(folder, back, clock)
            for identifier in back:
                folder.journal.write(TRASHED, timestamp(clock), state="back", id=identifier)
    return list(back)


def _gone(folder: JobFolder) -> dict[str, Mapping[str, Any]]:
    """By sample id what the audit trail says of the files that went, the last word of each."""
    last = {str(entry.get("id")): entry for entry in folder.journal.entries(TRASHED) if entry.get("state") in {"moved", "back"}}
    return {identifier: entry for identifier, entry in last.items() if entry["state"] == "moved"}


def _is_it(record: SampleRecord, entry: Mapping[str, Any]) -> bool:
    """Whether a file holds what went; of one that was not measured, the size alone is known."""
    known = entry.get("content_hash")
    if known is not None:
        return bool(hash_of(record.sample.file) == known)
    return bool(os.path.getsize(record.sample.file) == entry.get("size_bytes"))
