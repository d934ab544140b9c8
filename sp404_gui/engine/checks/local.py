"""The part of the checklist that looks at this machine: the files and the disk."""

import os
import shutil
from collections.abc import Sequence

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.text import printable, size_text
from sp404_gui.engine.checks.check import DISK, FILES, Check
from sp404_gui.library.identity import open_regular
from sp404_gui.library.scan import scan
from sp404_gui.store.job_folder import JobFolder

_LOOKED_AT = 50
_SPARE_BYTES = 200_000_000
"""A disk on which less than this is left beside the job counts as nearly full."""


def check_files(place: str, folders: Sequence[str] = (), filters: Sequence[str] = ()) -> Check:
    """Whether the samples can be read: the first, the last and some between are opened. Blocks.

    Args:
        place: The job folder; it need not exist yet.
        folders: Where the samples are, while the job folder does not list them.
        filters: File name patterns for the folders; empty takes all audio.

    Raises:
        Sp404Error: The list of samples cannot be read.
    """
    files = _listed(place) or ([found.path for found in scan(folders, filters)] if folders else [])
    if not files:
        return Check(FILES, "failed", "There are no samples yet: add a folder that holds audio.")
    looked_at = _spread(files)
    errors = [error for file in looked_at if (error := _unreadable(file)) is not None]
    if len(errors) == len(looked_at):
        return Check(FILES, "failed", f"None of the files can be read. {errors[0]}")
    if len(files) == 1:
        return Check(FILES, "ok", "The file can be read.")
    tried = f"{len(looked_at)} of {len(files):,} files were opened" if len(looked_at) < len(files) else f"All {len(files)} files were tried"
    if errors:
        return Check(FILES, "warning", f"{tried}: {len(errors)} cannot be read and would be skipped. {errors[0]}")
    return Check(FILES, "ok", f"{tried}: they can be read.")


def check_disk(place: str, needed_bytes: int) -> Check:
    """Whether the disk of the job folder takes what the job writes. Blocks.

    Args:
        place: The job folder; it need not exist yet.
        needed_bytes: What the job would write.

    Raises:
        OSError: The disk does not tell.
    """
    existing = os.path.abspath(place)
    while not os.path.exists(existing) and os.path.dirname(existing) != existing:
        existing = os.path.dirname(existing)
    if not os.path.isdir(existing) or not os.access(existing, os.W_OK | os.X_OK):
        return Check(DISK, "failed", f"{printable(existing)} may not be written to: choose another place for the job folder.")
    free = shutil.disk_usage(existing).free
    room = size_text(free)
    numbers = f"{room} free, about {size_text(needed_bytes)} needed" if needed_bytes else f"{room} free, nothing to write"
    if free < needed_bytes:
        return Check(DISK, "failed", f"{numbers}: free some space, or choose another place for the job folder.")
    if free < needed_bytes + _SPARE_BYTES:
        return Check(DISK, "warning", f"{numbers}: the disk is nearly full.")
    return Check(DISK, "ok", f"{numbers}.")


def _listed(place: str) -> list[str]:
    if not JobFolder.exists(place):
        return []
    folder = JobFolder.open(place)
    return [sample.file for sample in folder.read_samples(folder.read_manifest().root)]


def _spread(files: Sequence[str]) -> list[str]:
    """The first, the last and others evenly between, at most fifty."""
    if len(files) <= _LOOKED_AT:
        return list(files)
    step = (len(files) - 1) / (_LOOKED_AT - 1)
    return [files[round(i * step)] for i in range(_LOOKED_AT)]


def _unreadable(file: str) -> str | None:
    """Why a file cannot be read; one byte shows whether its disk gives any."""
    try:
        descriptor = open_regular(file)
    except Sp404Error as error:
        return str(error)
    try:
        os.read(descriptor, 1)
    except OSError as error:
        return f"{printable(file)} cannot be read: {error.strerror}. Check its disk."
    finally:
        os.close(descriptor)
    return None
