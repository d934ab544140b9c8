"""How many samples of a job the user took out of its collection: they stay in the job, and are not shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus, UserEdits
from sp404_gui.engine.jobs.loading import read_record
from sp404_gui.store.codec import Unreadable
from sp404_gui.store.edits import read_edits
from sp404_gui.store.gently import gently
from sp404_gui.store.job_folder import JobFolder


def counted(removed: Mapping[str, int]) -> Counts:
    """What a manifest says of them, as numbers of a job."""
    pending, done, failed, skipped = (removed.get(status, 0) for status in SampleStatus)
    return Counts(total=pending + done + failed + skipped, pending=pending, done=done, failed=failed, skipped=skipped)


def removed_after(folder: JobFolder, before: Mapping[str, int] | None, edits: Mapping[str, UserEdits]) -> Mapping[str, int]:
    """How many there are once edits are written, by state. Blocks.

    Args:
        folder: The job folder.
        before: How many there were at the last save; None where they are to be counted, and so they are where it was left behind.
        edits: What is about to be written, by sample id.
    """
    if before is not None and not _change_any(folder, before, edits):
        return before
    gone = {identifier for identifier, said in read_edits(folder.journal).items() if said.removed}
    after = {identifier for identifier in gone | edits.keys() if identifier not in edits or edits[identifier].removed}
    removed = Counter(before)
    if removed.total() != len(gone):
        removed, gone = Counter(), set()
    removed.subtract(_states(folder, gone - after))
    removed.update(_states(folder, after - gone))
    return {state: count for state, count in removed.items() if count > 0}


def _change_any(folder: JobFolder, before: Mapping[str, int], edits: Mapping[str, UserEdits]) -> bool:
    """Whether edits may take samples out or in: their results say so, for less than the whole audit trail costs."""
    if not before:
        return any(said.removed for said in edits.values())
    records = ((_record(folder, identifier), said) for identifier, said in gently(edits.items()))
    return any(record is None or record.user.removed != said.removed for record, said in records)


def _states(folder: JobFolder, identifiers: Iterable[str]) -> Iterator[str]:
    for identifier in gently(identifiers):
        record = _record(folder, identifier)
        yield SampleStatus.PENDING if record is None else record.status


def _record(folder: JobFolder, identifier: str) -> SampleRecord | None:
    try:
        return read_record(folder, Sample(identifier, "", "", 0, 0))
    except (OSError, Unreadable):
        return None
