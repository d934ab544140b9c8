"""Listing the samples of a job before it is run, so that they can be seen and heard at once."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from sp404_gui.domain.events import Noticed, SamplesFound, ScanFinished
from sp404_gui.domain.job import JobStatus, Manifest, left_sentence
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.clock import Clock, timestamp
from sp404_gui.engine.jobs.folders import take_up_job
from sp404_gui.engine.jobs.intake import IsReady, anything, take_in
from sp404_gui.engine.stages import LOCAL_FEATURES
from sp404_gui.engine.state import JobState
from sp404_gui.engine.threads import to_the_end
from sp404_gui.library.passed import PassedOver
from sp404_gui.library.scan import scan, scan_again
from sp404_gui.store.job_folder import JobFolder

_OVER = (JobStatus.DONE, JobStatus.DONE_WITH_FAILURES)
_CUT_SHORT = "The folders were not looked through to the end."


async def list_samples(
    place: str, folders: Sequence[str] = (), *, clock: Clock, is_ready: IsReady = anything, files: Sequence[str] | None = None
) -> AsyncGenerator[SamplesFound | ScanFinished | Noticed, None]:
    """Scan a job's folders and write down what is new, as a run would; the next run begins with measuring. The caller holds the job's lock.

    Leaving early keeps what was found; the next listing or run finds the rest.

    Args:
        place: The job folder.
        folders: Folders to add to the job.
        clock: Source of time.
        is_ready: Says which of the new files are taken in now; the others are found by the next listing or run.
        files: Absolute paths below the job's folders, to look at these alone; None: all that the folders hold.

    Yields:
        The new samples in chunks, the first one small; then ScanFinished with all that the job has; then a notice for each kind of file
        that was passed over and deserves a word. No sample at all is no error here.

    Raises:
        NothingToDo: A folder that is to be added does not exist, or none of the job's does, or one may not be read. The job is as it was.
        UsageError: The samples are no longer where they were.
        FatalError: The job folder cannot be used, or takes no more.
    """
    scans = files is None
    listing = await asyncio.to_thread(_Listing.begun, place, folders, clock, scans=scans)
    passed = PassedOver()
    complete = False
    try:
        async with aclosing(listing.found(passed, is_ready, files)) as chunks:
            async for records in chunks:
                yield SamplesFound(records=tuple(records), total=len(listing.state))
        complete = True
    finally:
        await to_the_end(listing.end, complete=complete, saw_all=scans and not passed.is_any_away)
    for event in scan_events(len(listing.state), passed):
        yield event


def scan_events(total: int, passed: PassedOver) -> list[ScanFinished | Noticed]:
    """What is to be told of a scan that is through."""
    finished = ScanFinished(total=total, passed_over={str(reason): number for reason, number in passed.counts.items()})
    notices = [
        Noticed(message=f"Passed over {count} {reason}: {', '.join(map(ascii, examples))}")
        for reason, count, examples in passed.noteworthy()
    ]
    return [finished, *notices]


@dataclass(slots=True)
class _Listing:
    folder: JobFolder
    manifest: Manifest
    state: JobState
    clock: Clock
    was_complete: bool

    @classmethod
    def begun(cls, place: str, folders: Sequence[str], clock: Clock, *, scans: bool) -> "_Listing":
        """Note in the manifest that a list is being made, if it can be: a crash leaves one that says so."""
        folder, manifest = take_up_job(place, folders)
        if folders:
            scan(folders)
        if scans:
            scan_again(manifest.folders, (), PassedOver())
        state = JobState([LOCAL_FEATURES])
        state.add(SampleRecord(sample=sample) for sample in folder.samples_of(manifest))
        listing = cls(folder, replace(manifest, scan_complete=False), state, clock, manifest.scan_complete)
        listing.write()
        return listing

    async def found(self, passed: PassedOver, is_ready: IsReady, files: Sequence[str] | None) -> AsyncGenerator[list[SampleRecord], None]:
        manifest = self.manifest
        where, patterns = (self.folder, self.state, manifest.root, manifest.folders), manifest.options.filters
        async for records in take_in(*where, patterns, passed, is_ready, files=files):
            yield records

    def end(self, *, complete: bool, saw_all: bool) -> None:
        """Bring the manifest up to date; a job that was over has something left when there is anything new.

        Args:
            complete: Whether the look came to its end.
            saw_all: Whether it was at every place of the job: a place that never was looked at is looked for again.
        """
        counts = self.manifest.counts
        new = len(self.state) - counts.total
        counts = replace(counts, total=len(self.state), pending=counts.pending + new)
        lists_all = complete and (saw_all or self.was_complete)
        self.manifest = replace(self.manifest, scan_complete=lists_all, counts=counts, added=self.manifest.added + new)
        left = self.manifest.counts.pending
        if self.manifest.status in _OVER and (left or not complete):
            reason = left_sentence(left) if complete else _CUT_SHORT
            self.manifest = replace(self.manifest, status=JobStatus.INTERRUPTED, reason=reason)
        self.write()

    def write(self) -> None:
        self.folder.write_manifest(replace(self.manifest, updated_at=timestamp(self.clock)))
