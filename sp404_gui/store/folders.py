"""Folders that are the user's alone."""

import os

from sp404_gui.store.atomic import write_atomic, write_errors_named


def make_private(path: str) -> None:
    """Make a folder, and those above it that are missing, so that nobody else can enter them; one that is there stays as it is.

    Raises:
        OSError: It cannot be made, or something else is at that place.
    """
    above = os.path.dirname(path)
    if above and above != path and not os.path.isdir(above):
        make_private(above)
    try:
        os.mkdir(path, 0o700)
    except OSError:
        if not os.path.isdir(path):
            raise


def write_private(path: str, data: bytes) -> None:
    """Replace a file's content as one step, its folder made where it is missing.

    Raises:
        DiskFull: The disk takes no more; the old content is still there.
        FatalError: It cannot be written to for another reason.
    """
    with write_errors_named(path):
        make_private(os.path.dirname(path))
    write_atomic(path, data)
