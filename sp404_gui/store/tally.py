"""The state of a job whose process ended without a word: its manifest and its results lag behind its checkpoints."""

from collections import Counter
from dataclasses import replace
from typing import Any

from sp404_gui.domain.errors import JobFolderDamaged
from sp404_gui.domain.job import JobStatus, Manifest
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus
from sp404_gui.store.codec import Unreadable, decode, path_fields, plain, record_from_dict, record_to_dict
from sp404_gui.store.edits import read_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import is_locked

Row = dict[str, Any]


class Rows:
    """The JSON objects of a job's samples, from the results, and after a crash from the checkpoints where those are further.

    Args:
        folder: The job folder.
        manifest: Its manifest.
    """

    def __init__(self, folder: JobFolder, manifest: Manifest) -> None:
        self.crashed = manifest.status is JobStatus.RUNNING and not is_locked(folder.path)
        self._folder = folder
        self._saved = _checkpointed(folder) if self.crashed else {}
        self._edits = {identifier: plain(edits) for identifier, edits in read_edits(folder.journal).items()}

    def of(self, sample: Sample) -> Row:
        """What is known of a sample; what somebody edited into another shape is not passed on."""
        row = self._result(sample)
        if row is None or row["status"] == SampleStatus.PENDING:
            row = self._valid(self._saved.get(sample.id), sample) or row
        edits = {"user": self._edits[sample.id]} if sample.id in self._edits else {}
        return {**(row or record_to_dict(SampleRecord(sample=sample))), **path_fields(sample.path), **edits}

    def removed(self) -> set[str]:
        """Ids of the samples that the user took out of the collection."""
        return {identifier for identifier, edits in self._edits.items() if edits["removed"]}

    def _result(self, sample: Sample) -> Row | None:
        try:
            return self._valid(decode(self._folder.read_result(sample.id)), sample)
        except (OSError, Unreadable):
            return None

    @staticmethod
    def _valid(row: Row | None, sample: Sample) -> Row | None:
        try:
            return row if row is not None and record_from_dict(row, sample) else None
        except Unreadable:
            return None


def as_it_is(folder: JobFolder, manifest: Manifest) -> Manifest:
    """The manifest, with status and counts taken from the samples where a crash left them behind.

    Raises:
        JobFolderDamaged: samples.jsonl cannot be understood.
    """
    rows = Rows(folder, manifest)
    if not rows.crashed:
        return manifest
    statuses = Counter(rows.of(sample)["status"] for sample in folder.samples_of(manifest))
    counts = replace(
        manifest.counts,
        total=statuses.total(),
        pending=statuses[SampleStatus.PENDING],
        done=statuses[SampleStatus.DONE],
        failed=statuses[SampleStatus.FAILED],
        skipped=statuses[SampleStatus.SKIPPED],
    )
    return replace(manifest, status=JobStatus.INTERRUPTED, counts=counts, reason="The program ended without saving. Resume goes on.")


def _checkpointed(folder: JobFolder) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for number in folder.checkpoint_numbers():
        try:
            rows.update((str(row.get("id")), row) for row in folder.read_checkpoint(number))
        except JobFolderDamaged:
            continue
    return rows
