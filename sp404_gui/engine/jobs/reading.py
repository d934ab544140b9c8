"""Reading job folders without running them: what a collection is, its samples as they come, its audit trail. All functions block."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.job import Counts, JobOptions, JobStatus, Manifest
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.engine.jobs.loading import read_record
from sp404_gui.engine.jobs.removals import counted
from sp404_gui.engine.jobs.restoring import Checkpoints
from sp404_gui.store import layout
from sp404_gui.store.codec import Unreadable, decode, value_from_dict
from sp404_gui.store.edits import read_edits
from sp404_gui.store.files import open_file
from sp404_gui.store.gently import gently
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.journal import entry_of, lines_of
from sp404_gui.store.lock import is_locked

_FIRST, _CHUNK = 300, 1000
_MOST_BYTES = 4 << 20
_CRASHED = "The program ended without saving. Going on takes up all that was done."


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionInfo:
    """A job folder, as a list of collections shows it.

    Attributes:
        place: Absolute path of the job folder.
        name: Name of the collection; of a damaged one, that of the folder.
        root: Absolute folder that sample paths are relative to; empty where damaged.
        folders: What the user pointed to.
        status: State of the job; INTERRUPTED after a crash, RUNNING only while a process works on it.
        counts: The numbers at the last save; a crash leaves them a little behind.
        updated_at: ISO 8601, UTC.
        locked: Whether a process works on it, this one included.
        options: The user's choices.
        reason: Why it stopped, as a sentence; empty while all is well.
        removed: Those of the samples that are counted which the user took out of the collection.
        scan_complete: Whether all samples are listed.
        added: Samples that were listed since a run was begun last.
        damaged: Why it cannot be used, as a sentence; None when it can.
    """

    place: str
    name: str
    root: str = ""
    folders: tuple[str, ...] = ()
    status: JobStatus = JobStatus.CREATED
    counts: Counts = field(default_factory=Counts)
    removed: Counts = field(default_factory=Counts)
    updated_at: str = ""
    locked: bool = False
    options: JobOptions = field(default_factory=JobOptions)
    reason: str = ""
    scan_complete: bool = False
    added: int = 0
    damaged: str | None = None


def collection_info(place: str) -> CollectionInfo:
    """What a job folder is; never fails: what is wrong with it is said in `damaged`."""
    place = os.path.abspath(place)
    try:
        manifest = JobFolder.open(place).read_manifest()
    except Sp404Error as error:
        name = printable(os.path.basename(place))
        return CollectionInfo(place=place, name=name, updated_at=_changed(place), locked=is_locked(place), damaged=str(error))
    locked = is_locked(place)
    crashed = manifest.status is JobStatus.RUNNING and not locked
    return CollectionInfo(
        place=place,
        name=manifest.name,
        root=manifest.root,
        folders=manifest.folders,
        status=JobStatus.INTERRUPTED if crashed else manifest.status,
        counts=manifest.counts,
        removed=counted(manifest.removed or {}),
        updated_at=manifest.updated_at,
        locked=locked,
        options=manifest.options,
        reason=_CRASHED if crashed else manifest.reason,
        scan_complete=manifest.scan_complete,
        added=manifest.added,
    )


def collections(jobs_dir: str) -> list[CollectionInfo]:
    """The job folders in a folder, newest first; none where there is no such folder."""
    try:
        places = [entry.path for entry in gently(os.scandir(jobs_dir)) if entry.is_dir() and JobFolder.exists(entry.path)]
    except OSError:
        return []
    return sorted(map(collection_info, gently(places)), key=lambda info: info.updated_at, reverse=True)


def read_records(place: str) -> Iterator[list[SampleRecord]]:
    """The samples of a job in order, without their matches: the first 300, then 1,000 at a time.

    After a crash, they are what the checkpoints know, and always what the user said last.

    Raises:
        NotAJobFolder: There is none.
        FatalError: Its manifest or its list of samples cannot be used.
    """
    folder = JobFolder.open(place)
    manifest = folder.read_manifest()
    samples = folder.samples_of(manifest)
    best = _Best(folder, manifest)
    bounds = [0, *range(min(_FIRST, len(samples)), len(samples), _CHUNK), len(samples)]
    for start, end in pairwise(bounds):
        if end > start:
            yield [best.record(sample) for sample in gently(samples[start:end])]


class _Best:
    """The best record of each sample that the folder has."""

    def __init__(self, folder: JobFolder, manifest: Manifest) -> None:
        self._folder = folder
        crashed = manifest.status is JobStatus.RUNNING and not is_locked(folder.path)
        self._checkpoints = Checkpoints(folder) if crashed else None
        self._edits = read_edits(folder.journal)

    def record(self, sample: Sample) -> SampleRecord:
        record = self._result(sample)
        if self._checkpoints is not None:
            record = self._checkpoints.further(sample, record) or record
        record = record or SampleRecord(sample=sample)
        said = self._edits.get(sample.id)
        return record if said is None else replace(record, user=said)

    def _result(self, sample: Sample) -> SampleRecord | None:
        try:
            return read_record(self._folder, sample)
        except (OSError, Unreadable):
            return None


def read_matches(place: str, sample_id: str) -> tuple[Match, ...]:
    """The samples that go with one, best first; none where they are not known yet.

    Args:
        place: The job folder.
        sample_id: Id of the sample.
    """
    try:
        row = decode(JobFolder(place).read_result(sample_id))
    except (OSError, Unreadable, ValueError):
        return ()
    matches = row.get("matches") if isinstance(row, dict) else None
    return tuple(_matches(matches if isinstance(matches, list) else ()))


def _matches(rows: Iterable[object]) -> Iterator[Match]:
    for row in rows:
        with suppress(Unreadable):
            yield value_from_dict(Match, row)


def audit_trail(place: str, offset: int = 0) -> tuple[list[Mapping[str, Any]], int]:
    """Entries of the audit trail from a place in it, about 4 MB at a time; none when there is nothing new.

    Args:
        place: The job folder.
        offset: Where to begin, in bytes: 0, or what the call before returned.

    Returns:
        The entries, oldest first, and where the next call begins.
    """
    entries: list[Mapping[str, Any]] = []
    try:
        with open_file(os.path.join(place, layout.LOG)) as stream:
            if stream.seek(0, os.SEEK_END) < offset:  # a repair has written it anew
                offset = 0
            start = stream.seek(offset)
            for line in lines_of(stream):
                if not line.endswith(b"\n"):
                    break
                offset = stream.tell()
                if (entry := entry_of(line)) is not None:
                    entries.append(entry)
                if offset > start + _MOST_BYTES:
                    break
    except OSError:
        return [], 0
    return entries, offset


def _changed(place: str) -> str:
    try:
        at = datetime.fromtimestamp(os.stat(place).st_mtime, UTC)
    except OSError:
        return ""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
