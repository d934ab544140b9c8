"""What the user made: the kits, and what was said of a sample that was listed twice."""

from contextlib import suppress

from sp404_gui.domain.errors import JobFolderDamaged
from sp404_gui.domain.kit import Kits
from sp404_gui.store import layout
from sp404_gui.store.edits import write_edits
from sp404_gui.store.inventory import Role
from sp404_gui.store.kits import read_kits, write_kits
from sp404_gui.store.kits_mending import mended_kits
from sp404_gui.store.recovery import Recovery
from sp404_gui.store.repair.ground import Ground


def kits_left(ground: Ground) -> Kits | None:
    """What can still be read of the kits; None where there is no file of them.

    Raises:
        NewerSchema: A newer version wrote them.
    """
    return mended_kits(ground.job) if any(ground.of(Role.KITS)) else None


def write_kits_left(ground: Ground, left: Kits) -> None:
    """Write the kits where they are damaged, or name samples that the job does not have."""
    numbering = ground.numbering
    known = {layout.sample_id(number) for number in numbering.paths if number not in numbering.given_anew}
    homes = {layout.sample_id(n): layout.sample_id(home) for n, home in numbering.twins.items()}
    kits = left.with_samples(homes).of_samples(known)
    with suppress(JobFolderDamaged):
        if kits == read_kits(ground.job):
            return
    ground.attic.keep(layout.KITS)
    write_kits(ground.job, kits)
    pads = sum(len(kit.pads) for kit in kits.kits)
    ground.done.append(f"{layout.KITS} was written again (kits: {len(kits.kits)}, pads: {pads}).")


def write_twins(ground: Ground, recovery: Recovery) -> None:
    """A file that was listed twice is one sample; the audit trail has the last word on what the user said."""
    twins = ground.numbering.twins
    if not twins:
        return
    said = recovery.edits_of_twins()
    write_edits(ground.job.journal, {layout.sample_id(number): edits for number, edits in said.items()}, ground.now)
    for number, home in twins.items():
        ground.done.append(f"{layout.sample_id(number)} was the same file as {layout.sample_id(home)}: they are one now.")
