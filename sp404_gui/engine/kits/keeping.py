"""The kits of a job that this process may not be working on. All functions block."""

from sp404_gui.domain.errors import JobFolderDamaged
from sp404_gui.domain.kit import Kits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.kits import read_kits, write_kits
from sp404_gui.store.kits_mending import mended_kits
from sp404_gui.store.lock import JobLock


def load_kits(place: str) -> tuple[Kits, str]:
    """The kits of a job, and what is wrong with them as a sentence: where they are damaged, what can still be read of them is there.

    Args:
        place: The job folder.

    Raises:
        NotAJobFolder: There is none.
        NewerSchema: A newer version wrote them.
    """
    folder = JobFolder.open(place)
    try:
        return read_kits(folder), ""
    except JobFolderDamaged as error:
        return mended_kits(folder), str(error)


def save_kits(place: str, kits: Kits, *, locked: bool = False) -> None:
    """Replace the kits of a job, durably.

    Args:
        place: The job folder.
        kits: All of them.
        locked: Whether this process holds the job's lock.

    Raises:
        NotAJobFolder: There is none.
        JobLocked: Another process works on the job.
        FatalError: The disk takes no more, or a newer version wrote the kits; what was there is still there.
    """
    folder = JobFolder.open(place)
    if locked:
        write_kits(folder, kits)
        return
    with JobLock(folder.path):
        write_kits(folder, kits)
