"""What the user says of the samples of a job that is not running."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace

from sp404_gui.domain.errors import FatalError
from sp404_gui.domain.job import Manifest
from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.engine.clock import Clock, timestamp
from sp404_gui.engine.jobs.loading import read_record
from sp404_gui.engine.jobs.removals import removed_after
from sp404_gui.store import layout
from sp404_gui.store.atomic import write_errors_named
from sp404_gui.store.codec import Unreadable
from sp404_gui.store.edits import read_edits, write_edits
from sp404_gui.store.gently import gently
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock


def save_edits(place: str, edits: Mapping[str, UserEdits], clock: Clock) -> list[SampleRecord]:
    """Replace what the user says of samples, durably. Blocks.

    Args:
        place: The job folder.
        edits: By sample id; ids that the job does not have are passed over.
        clock: Source of time.

    Returns:
        The edited records, without their matches, as far as there are results and the disk takes them.

    Raises:
        NotAJobFolder: There is none.
        JobLocked: A process works on the job: its runner takes the edits.
        FatalError: The job folder cannot be used, or takes no more; what was said before still holds. Once the audit trail has the
            edits they are kept, whatever the disk says after that.
    """
    folder = JobFolder.open(place)
    with JobLock(folder.path):
        return write_edited(folder, edits, clock)


def write_edited(folder: JobFolder, edits: Mapping[str, UserEdits], clock: Clock) -> list[SampleRecord]:
    """The same for one who holds the job's lock already; without edits, what is behind the audit trail is brought in step and counted."""
    manifest = folder.read_manifest()
    samples = folder.samples_of(manifest)
    said = {sample.id: edits[sample.id] for sample in samples if sample.id in edits}
    if not said and manifest.removed is not None:
        return []
    with write_errors_named(folder.at(layout.LOG)):  # where it cannot be read, it takes no edits either
        removed = removed_after(folder, manifest.removed, said)
        last = said if manifest.removed is not None else read_edits(folder.journal) | said
    if removed != manifest.removed is not None:
        folder.write_manifest(replace(manifest, removed=None))
    if said:
        write_edits(folder.journal, said, timestamp(clock))
    records: list[SampleRecord] = []
    with suppress(FatalError):  # it is kept by now: a result that is behind is brought in step by the next edit that counts, or by a run
        edited = (SampleRecord(sample=sample, user=last[sample.id]) for sample in gently(samples) if sample.id in last)
        records.extend(record for one in edited if (record := _write(folder, manifest, one)) is not None and one.id in said)
        if removed != manifest.removed:
            folder.write_manifest(replace(manifest, removed=removed))
    return records


def note_edits(place: str, edits: Mapping[str, UserEdits], clock: Clock) -> None:
    """For one whose process holds the job's lock and lists or measures: the audit trail takes the edits, durably. Blocks.

    Results and numbers follow with `save_edits` once the job is let go; nobody else writes to the audit trail meanwhile.

    Args:
        place: The job folder.
        edits: By sample id.
        clock: Source of time.

    Raises:
        NotAJobFolder: There is none.
        FatalError: The job folder cannot be used, or takes no more.
    """
    write_edits(JobFolder.open(place).journal, edits, timestamp(clock))


@contextmanager
def one_by_one(folder: JobFolder, clock: Clock) -> Iterator[None]:
    """For one who holds the job's lock, and has the audit trail take many edits, each by itself.

    Results and numbers follow once, at the end; after a crash or on a disk that fails, with the next edit.
    """
    folder.write_manifest(replace(folder.read_manifest(), removed=None))
    try:
        yield
    finally:
        with suppress(FatalError):
            write_edited(folder, {}, clock)


def _write(folder: JobFolder, manifest: Manifest, edited: SampleRecord) -> SampleRecord | None:
    """Bring the result of a sample in step; where there is none, the audit trail alone knows what was said."""
    try:
        record = read_record(folder, edited.sample, with_matches=True)
    except (OSError, Unreadable):
        return None
    if record.user != edited.user:
        record = replace(record, user=edited.user)
        folder.write_result(record, compress=manifest.options.compress_results)
    return replace(record, matches=None)
