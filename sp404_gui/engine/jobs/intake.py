"""Bringing files into a job: what the scan finds is written down before it is worked on."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from itertools import chain, islice, repeat

from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.engine.state import JobState
from sp404_gui.engine.threads import to_the_end
from sp404_gui.library.naming import absolute
from sp404_gui.library.passed import PassedOver
from sp404_gui.library.scan import Found, scan_again, scan_files
from sp404_gui.store.gently import gently
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.layout import sample_id

_FIRST, _CHUNK = 100, 500
"""The first samples are seen at once."""

IsReady = Callable[[Found], bool]
"""Whether a file that was found may be taken in already."""


def anything(_: Found) -> bool:
    """All that is found may be taken in."""
    return True


def common_root(folders: Sequence[str]) -> str:
    """The folder that all paths of a job are relative to: the one folder, or what several have in common."""
    places = [f if os.path.isdir(f) else os.path.dirname(f) for f in map(absolute, folders)]
    try:
        return os.path.commonpath(places)
    except ValueError:  # several drives
        return places[0]


async def take_in(
    folder: JobFolder,
    state: JobState,
    root: str,
    folders: Sequence[str],
    patterns: Sequence[str],
    passed: PassedOver,
    is_ready: IsReady = anything,
    *,
    files: Sequence[str] | None = None,
) -> AsyncIterator[list[SampleRecord]]:
    """Scan folders for samples that the job does not have yet, or look at some files alone; yields them as they are found, on disk.

    Raises:
        NothingToDo: None of the folders exists, or one may not be read.
        DiskFull: The job folder takes no more.
    """
    known = await asyncio.to_thread(lambda: {record.sample.file for record in state})
    if files is None:
        found = await asyncio.to_thread(scan_again, folders, patterns, passed)
    else:
        found = scan_files(files, patterns, passed)
    sizes = chain([_FIRST], repeat(_CHUNK))
    while chunk := await asyncio.to_thread(list, gently(islice(found, next(sizes)))):
        fresh = [f for f in chunk if f.path not in known and is_ready(f)]
        known.update(f.path for f in fresh)
        samples = _numbered(fresh, root, len(state))
        if samples:
            await to_the_end(folder.append_samples, samples)
            yield state.add_samples(samples)


def _numbered(found: Iterable[Found], root: str, before: int) -> list[Sample]:
    return [
        Sample(sample_id(number), root, relative(f.path, root), f.size_bytes, f.mtime_ns)
        for number, f in enumerate(found, start=before + 1)
    ]


def relative(path: str, root: str) -> str:
    """A path as seen from the job's root; one on another drive as it is."""
    inside = root.rstrip(os.sep) + os.sep
    if path.startswith(inside):
        return path[len(inside) :]
    try:
        return os.path.relpath(path, root)
    except ValueError:  # another drive
        return path
