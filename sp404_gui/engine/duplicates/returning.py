"""Files that went to the trash as duplicates, and a file is where they were again: their samples come back into the collection."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.domain.text import printable
from sp404_gui.engine.clock import Clock, timestamp
from sp404_gui.engine.jobs.edits import write_edited
from sp404_gui.store.edits import EDITED, edits_in
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock

TRASHED = "trashed"


def bring_back(place: str, records: Sequence[SampleRecord], clock: Clock) -> list[str]:
    """Take samples into the collection again whose files left it for the trash, where a file of that name is there again. Blocks.

    It may be another sound: then it is one that has changed. Each is brought back once: what the user removes after that stays removed.

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
    folder = JobFolder.open(place)
    back = returned(folder, records)
    if back:
        with JobLock(folder.path):
            take_back(folder, back, clock)
    return list(back)


def returned(folder: JobFolder, records: Iterable[SampleRecord]) -> dict[str, UserEdits]:
    """What holds of those samples from now on, by id. Blocks."""
    removed = [record for record in records if record.user.removed and os.path.isfile(record.sample.file)]
    gone = _gone(folder) if removed else set()
    return {record.id: replace(record.user, removed=False) for record in removed if record.id in gone}


def back_sentence(records: Sequence[SampleRecord]) -> str:
    """Tells of them."""
    first = printable(records[0].path)
    if len(records) == 1:
        return f"One sample ({first}) is back in the collection: a file of its name is there again."
    return f"{len(records)} samples ({first} …) are back in the collection: files of their names are there again."


def take_back(folder: JobFolder, back: Mapping[str, UserEdits], clock: Clock) -> None:
    """Write that down, for one who holds the job's lock. Blocks.

    Raises:
        FatalError: The job folder cannot be used, or takes no more.
    """
    write_edited(folder, back, clock)
    for identifier in back:
        folder.journal.write(TRASHED, timestamp(clock), state="back", id=identifier)


def _gone(folder: JobFolder) -> set[str]:
    """Ids of the samples whose files went, and that are not back since: taken in again here, or by the user."""
    gone: set[str] = set()
    for entry in folder.journal.entries(TRASHED, EDITED):
        if entry.get("state") == "moved":
            gone.add(str(entry.get("id")))
        elif entry.get("state") == "back":
            gone.discard(str(entry.get("id")))
        elif gone and entry["event"] == EDITED:
            gone.difference_update(identifier for identifier, said in edits_in([entry]).items() if not said.removed)
    return gone
