"""What a repair stands on."""

import os
from collections.abc import Iterator

from sp404_gui.domain.job import JobOptions, Manifest
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.store import codec, layout
from sp404_gui.store.attic import ATTIC, Attic
from sp404_gui.store.inventory import Found, Role
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.numbering import numbered
from sp404_gui.store.salvage import Evidence


class Ground:
    """The folder, what was read of it, and what follows from that before anything is written.

    Args:
        folder: The job folder.
        now: The time, ISO 8601, UTC.
        evidence: What was read.

    Attributes:
        job: The job folder.
        now: The time, ISO 8601, UTC.
        evidence: What was read.
        attic: Where damaged files go.
        numbering: Which path is which sample.
        manifest: The newest that was read, else what the audit trail says of the job, else next to nothing.
        samples: The samples that the job has.
        done: What was done so far, in sentences.
    """

    def __init__(self, folder: str, now: str, evidence: Evidence) -> None:
        self.job = JobFolder(folder)
        self.now = now
        self.evidence = evidence
        self.attic = Attic(self.job.path)
        self.numbering = numbered(evidence)
        self.manifest = evidence.manifests[0] if evidence.manifests else evidence.facts or self._unknown_job()
        self.samples: list[Sample] = self.numbering.samples(self.manifest.root, evidence)
        self.done: list[str] = []

    def of(self, role: Role) -> Iterator[Found]:
        """The files of a kind that stand where they belong."""
        return (found for found in self.evidence.found if found.role is role and found.in_place)

    def records(self) -> Iterator[SampleRecord]:
        """What the results on disk say now, in the order of the samples."""
        return (record for sample in self.samples if (record := self.record(sample)) is not None)

    def record(self, sample: Sample) -> SampleRecord | None:
        """What the result of a sample on disk says now; None where there is none."""
        try:
            return codec.record_from_dict(codec.decode(self.job.read_result(sample.id)), sample)
        except (OSError, codec.Unreadable):
            return None

    def move_away(self, found: Found, why: str) -> None:
        """Put a file away as it is, and say so."""
        self.attic.move(found.relative)
        self.done.append(f"{printable(found.relative)} {why}, and was moved to {ATTIC}/.")

    def _unknown_job(self) -> Manifest:
        name = printable(os.path.basename(self.job.path))
        options = JobOptions(hide_names=True)  # perhaps they were to be hidden: sent by mistake, they cannot be taken back
        return Manifest(
            schema=layout.SCHEMA, name=name, root="", folders=(), created_at=self.now, updated_at=self.now, program="", options=options
        )
