"""One repair, in an order in which what was read is on disk again before its damaged source is moved away."""

from sp404_gui.domain.errors import NotAJobFolder
from sp404_gui.domain.text import printable
from sp404_gui.store import codec
from sp404_gui.store.inspection import inspect
from sp404_gui.store.recovery import Recovery
from sp404_gui.store.repair.checkpoints import write_checkpoints
from sp404_gui.store.repair.clearing import clear_away, clear_links
from sp404_gui.store.repair.ground import Ground
from sp404_gui.store.repair.lists import write_errors, write_log, write_samples
from sp404_gui.store.repair.manifest import write_manifest
from sp404_gui.store.repair.own import kits_left, write_kits_left, write_twins
from sp404_gui.store.repair.results import Results
from sp404_gui.store.salvage import gather


def rebuild(folder: str, clock_now: str) -> list[str]:
    """Repair a job folder; the caller holds its lock. May be done again when it was cut short.

    Args:
        folder: The job folder.
        clock_now: The time, ISO 8601, UTC.

    Returns:
        What was done, in sentences; empty when there was nothing to do, and then nothing was touched.

    Raises:
        NotAJobFolder: Nothing in the folder speaks of a job.
        NewerSchema: A newer version wrote it; nothing was touched.
        DiskFull: The disk takes no more; what was there is still there.
    """
    if not inspect(folder, running=False):
        return []
    evidence = gather(folder)
    if not evidence:
        raise NotAJobFolder(f"Nothing in {printable(folder)} speaks of a job: there is nothing to rebuild it from.")
    return _repaired(Ground(folder, clock_now, evidence))


def _repaired(ground: Ground) -> list[str]:
    kits = kits_left(ground)  # of a newer version they end it before anything is touched
    recovery = Recovery(ground.evidence, ground.numbering)
    results = Results(ground, recovery)
    clear_links(ground)
    write_log(ground)
    write_twins(ground, recovery)  # before the list: it alone tells of them
    if kits is not None:
        write_kits_left(ground, kits)
    listed_anew = write_samples(ground)
    results.write()
    last_checkpoint = write_checkpoints(ground, results)
    write_errors(ground)
    clear_away(ground, results.sound)
    manifest = write_manifest(ground, results, last_checkpoint, listed_anew=listed_anew)
    ground.job.journal.write("rebuilt", ground.now, durable=True, done=ground.done, **codec.job_facts(manifest))
    return ground.done
