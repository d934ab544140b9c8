"""How many samples of a job the user took out of its collection: they stay in the job, and are not shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import SampleStatus, UserEdits
from sp404_gui.engine.threads import gently
from sp404_gui.store.codec import Unreadable, decode
from sp404_gui.store.edits import read_edits
from sp404_gui.store.job_folder import JobFolder


def counted(removed: Mapping[str, int]) -> Counts:
    """What a manifest says of them, as numbers of a job."""
    pending, done, failed, skipped = (removed.get(status, 0) for status in SampleStatus)
    return Counts(total=pending + done + failed + skipped, pending=pending, done=done, failed=failed, skipped=skipped)


def removed_after(folder: JobFolder, before: Mapping[str, int], edits: Mapping[str, UserEdits]) -> Mapping[str, int]:
    """How many there are once edits are written, by state. Blocks.

    Args:
        folder: The job folder.
        before: How many there were at the last save; where an earlier version or a crash left that behind, they are counted anew.
        edits: What is about to be written, by sample id.
    """
    if not before and not any(said.removed for said in edits.values()):
        return before
    gone = {identifier for identifier, said in read_edits(folder.journal).items() if said.removed}
    after = {identifier for identifier in gone | edits.keys() if identifier not in edits or edits[identifier].removed}
    removed = Counter(before)
    if removed.total() != len(gone):
        removed, gone = Counter(), set()
    removed.subtract(_states(folder, gone - after))
    removed.update(_states(folder, after - gone))
    return {state: count for state, count in removed.items() if count > 0}


def _states(folder: JobFolder, identifiers: Iterable[str]) -> Iterator[str]:
    for identifier in gently(identifiers):
        try:
            yield str(decode(folder.read_result(identifier))["status"])
        except (OSError, Unreadable, KeyError, TypeError):
            yield SampleStatus.PENDING
