"""What the user says of the samples of a job that is not running."""

from collections.abc import Mapping
from dataclasses import replace

from sp404_gui.domain.job import Manifest
from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.engine.clock import Clock, timestamp
from sp404_gui.engine.jobs.loading import read_record
from sp404_gui.engine.jobs.removals import removed_after
from sp404_gui.engine.threads import gently
from sp404_gui.store.codec import Unreadable
from sp404_gui.store.edits import write_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock


def save_edits(place: str, edits: Mapping[str, UserEdits], clock: Clock) -> list[SampleRecord]:
    """Replace what the user says of samples, durably. Blocks.

    Args:
        place: The job folder.
        edits: By sample id; ids that the job does not have are passed over.
        clock: Source of time.

    Returns:
        The edited records, without their matches, as far as there are results.

    Raises:
        NotAJobFolder: There is none.
        JobLocked: A process works on the job: its runner takes the edits.
        FatalError: The job folder cannot be used, or takes no more; what was said before still holds.
    """
    folder = JobFolder.open(place)
    with JobLock(folder.path):
        return write_edited(folder, edits, clock)


def write_edited(folder: JobFolder, edits: Mapping[str, UserEdits], clock: Clock) -> list[SampleRecord]:
    """The same for one who holds the job's lock already."""
    manifest = folder.read_manifest()
    samples = {sample.id: sample for sample in folder.samples_of(manifest) if sample.id in edits}
    if not samples:
        return []
    removed = removed_after(folder, manifest.removed, {identifier: edits[identifier] for identifier in samples})
    write_edits(folder.journal, {identifier: edits[identifier] for identifier in samples}, timestamp(clock))
    written = (_write(folder, manifest, SampleRecord(sample=sample, user=edits[sample.id])) for sample in gently(samples.values()))
    records = [record for record in written if record is not None]
    if removed != manifest.removed:
        folder.write_manifest(replace(manifest, removed=removed))
    return records


def _write(folder: JobFolder, manifest: Manifest, edited: SampleRecord) -> SampleRecord | None:
    """Bring the result of a sample in step; where there is none, the audit trail alone knows what was said."""
    try:
        record = replace(read_record(folder, edited.sample, with_matches=True), user=edited.user)
    except (OSError, Unreadable):
        return None
    folder.write_result(record, compress=manifest.options.compress_results)
    return replace(record, matches=None)
