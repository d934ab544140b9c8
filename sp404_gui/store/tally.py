"""The state of a job whose process ended without a word: its manifest still says that it runs."""

from collections import Counter
from dataclasses import replace

from sp404_gui.domain.job import JobStatus, Manifest
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.store.codec import Unreadable, decode
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import is_locked

_UNFINISHED = frozenset({JobStatus.CREATED, JobStatus.RUNNING})


def as_it_is(folder: JobFolder, manifest: Manifest) -> Manifest:
    """The manifest, with status and counts taken from the results where a crash left them behind.

    Raises:
        JobFolderDamaged: samples.jsonl cannot be understood.
    """
    if manifest.status not in _UNFINISHED or is_locked(folder.path):
        return manifest
    statuses = Counter(_status(folder, sample.id) for sample in folder.samples_of(manifest))
    counts = replace(
        manifest.counts,
        total=statuses.total(),
        pending=statuses[SampleStatus.PENDING],
        done=statuses[SampleStatus.DONE],
        failed=statuses[SampleStatus.FAILED],
        skipped=statuses[SampleStatus.SKIPPED],
    )
    return replace(manifest, status=JobStatus.INTERRUPTED, counts=counts, reason="The program ended without saving. Resume goes on.")


def _status(folder: JobFolder, identifier: str) -> SampleStatus:
    try:
        return SampleStatus(decode(folder.read_result(identifier))["status"])
    except (OSError, Unreadable, KeyError, TypeError, ValueError):
        return SampleStatus.PENDING
