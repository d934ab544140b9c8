"""Making, finding and taking up job folders."""

import os
import re
from collections.abc import Sequence
from dataclasses import replace

from sp404_gui import __version__
from sp404_gui.domain.errors import FatalError, UsageError
from sp404_gui.domain.job import JobOptions, Manifest
from sp404_gui.domain.text import printable
from sp404_gui.engine.clock import Clock, timestamp
from sp404_gui.engine.jobs.intake import common_root, relative
from sp404_gui.library.naming import absolute
from sp404_gui.store.codec import path_fields
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.layout import SCHEMA
from sp404_gui.store.lock import JobLock, is_locked

_NAME_CHARACTERS = re.compile(r"[^\w.-]+")
_NAME_LENGTH = 60


def collection_name(folders: Sequence[str]) -> str:
    """Name of a job, from the folders that it is about; valid text, without control characters."""
    root = folders[0] if len(folders) == 1 else common_root(folders)
    return printable(os.path.basename(os.path.abspath(root))) or "samples"


def default_place(jobs_dir: str, folders: Sequence[str]) -> str:
    """The job folder for these folders below `jobs_dir`: the one that they already have, or a new one.

    Raises:
        FatalError: There is one that cannot be used, and it may be theirs.
    """
    wanted = _each_once(folders)
    name = _NAME_CHARACTERS.sub("-", collection_name(wanted))[:_NAME_LENGTH].strip("-.") or "samples"
    number = 1
    while True:
        place = os.path.join(jobs_dir, f"job_{name}" if number == 1 else f"job_{name}-{number}")
        is_nowhere = not os.path.lexists(place)  # nor is it where nothing can be looked up: making it tells why
        if is_nowhere or (JobFolder.is_vacant(place) and not is_locked(place)) or is_about(place, wanted):
            return place
        number += 1


def _each_once(folders: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(absolute, folders)))


def create_job(place: str, folders: Sequence[str], options: JobOptions, clock: Clock) -> tuple[JobFolder, Manifest]:
    """A new job for these folders.

    Raises:
        UsageError: Something else is at that place.
    """
    now, about = timestamp(clock), _each_once(folders)
    manifest = Manifest(
        schema=SCHEMA,
        name=collection_name(about),
        root=common_root(about),
        folders=about,
        created_at=now,
        updated_at=now,
        program=__version__,
        options=options,
    )
    return JobFolder.create(place, manifest), manifest


def take_up_job(place: str, folders: Sequence[str] = (), root: str | None = None) -> tuple[JobFolder, Manifest]:
    """An existing job, with further folders added to it.

    Args:
        place: The job folder.
        folders: Folders to add.
        root: Where the samples are now, if they were moved.

    Raises:
        NotAJobFolder: There is none.
        FatalError: Its manifest cannot be used.
        UsageError: The samples are no longer where they were, or not where they are said to be.
    """
    folder = JobFolder.open(place)
    manifest = folder.read_manifest()
    if root is not None:
        manifest = _moved(folder, manifest, absolute(root))
    if not manifest.root:
        raise UsageError("Where the samples are is not known any more: say where they are (`resume --root`, or in the window).")
    if not os.path.isdir(manifest.root):
        gone = f"The samples are no longer in {printable(manifest.root)}."
        raise UsageError(f"{gone} Connect the disk, or say where they are now (`resume --root`, or in the window).")
    new = [f for f in map(absolute, folders) if f not in manifest.folders]
    return folder, replace(manifest, folders=(*manifest.folders, *new), program=__version__)


def move_job(place: str, root: str) -> None:
    """Note where the samples of a job are now. Blocks.

    Args:
        place: The job folder.
        root: The folder that its paths are relative to, as it is called now.

    Raises:
        JobLocked: A process works on the job.
        NotAJobFolder: There is none.
        UsageError: None of its samples is there, or some of its folders were not moved.
        FatalError: Its manifest or list of samples cannot be used, or not be written.
    """
    folder = JobFolder.open(place)
    with JobLock(folder.path):
        folder.write_manifest(_moved(folder, folder.read_manifest(), absolute(root)))


def _moved(folder: JobFolder, manifest: Manifest, root: str) -> Manifest:
    samples = folder.read_samples(root)
    if samples and not any(os.path.lexists(sample.file) for sample in samples):
        there = printable(os.path.join(root, samples[0].path))
        raise UsageError(f"No sample of the job is in {printable(root)}: its first one would be {there}. Name the folder in which that is.")
    places = {folder: os.path.normpath(os.path.join(root, relative(folder, manifest.root))) for folder in manifest.folders}
    for before, after in places.items():
        _require_moved(before, after, manifest.root, root)
    return replace(manifest, root=root, folders=tuple(places.values()) or (root,))


def _require_moved(before: str, after: str, old_root: str, root: str) -> None:
    """A place that stayed while others were moved would be lost: all paths of a job are relative to one folder.

    Raises:
        UsageError: It is where it was, and not where it would be looked for.
    """
    if os.path.exists(before) and not os.path.exists(after):
        raise UsageError(
            f"{printable(before)} was not moved with the others and would be looked for as {printable(after)}. Nothing was changed. "
            f"Move it there, or put a link to {printable(root)} where {printable(old_root)} was, and go on as before."
        )


def is_about(place: str, folders: Sequence[str]) -> bool:
    """Whether there is a job of just these folders, absolute paths, at a place.

    Raises:
        FatalError: There is one that cannot be used, and it may be.
    """
    if not JobFolder.exists(place):
        return False
    folder = JobFolder.open(place)
    try:
        return _each_once(folder.read_manifest().folders) == _each_once(folders)
    except FatalError:
        if _is_about_others(folder, folders):
            return False
        raise


def _is_about_others(folder: JobFolder, folders: Sequence[str]) -> bool:
    """Whether the audit trail of a job whose manifest cannot be used names other folders than these."""
    said = [row["folders"] for row in folder.journal.entries() if "folders" in row]
    return bool(said) and said[-1] != [path_fields(path)["path"] for path in folders]
