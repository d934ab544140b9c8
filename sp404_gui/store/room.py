"""Room on a job's disk, before money is spent on what has to be written there."""

import shutil

from sp404_gui.domain.errors import DiskFull
from sp404_gui.domain.text import printable, size_text

SPARED_BYTES = 8_000_000
"""More than the answers of all calls in flight take, with the results and the checkpoint that follow."""


def require_room(folder: str) -> None:
    """Make sure that what a call brings can be kept. Blocks. A disk that does not tell its size is taken for one with room.

    Raises:
        DiskFull: It could not.
    """
    try:
        disk = shutil.disk_usage(folder)
    except OSError:
        return
    if disk.total and disk.free < SPARED_BYTES:
        raise DiskFull(
            f"The disk is full: {printable(folder)} has less than {size_text(SPARED_BYTES)} left for the answers of further calls. "
            "Free some space there and resume; what was written is kept."
        )
