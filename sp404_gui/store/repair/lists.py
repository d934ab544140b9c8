"""The files of lines: the list of samples, the audit trail, and the failures."""

from contextlib import suppress
from itertools import zip_longest

from sp404_gui.domain.errors import JobFolderDamaged
from sp404_gui.store import codec, layout
from sp404_gui.store.atomic import write_atomic
from sp404_gui.store.contents import sample_line
from sp404_gui.store.inspection import strict_errors
from sp404_gui.store.inventory import Role
from sp404_gui.store.journal import is_cut_short, whole_lines
from sp404_gui.store.repair.ground import Ground


def write_samples(ground: Ground) -> bool:
    """Write the list of samples where it is not as it should be; whether it was."""
    there = next(ground.of(Role.SAMPLES), None)
    if there is None and not ground.samples:
        return False
    with suppress(JobFolderDamaged):
        whole = there is not None and not is_cut_short(ground.job.at(layout.SAMPLES))
        if whole and ground.job.read_samples(ground.manifest.root) == ground.samples:
            return False
    ground.attic.keep(layout.SAMPLES)
    write_atomic(ground.job.at(layout.SAMPLES), b"".join(sample_line(sample) + b"\n" for sample in ground.samples))
    ground.done.append(f"{layout.SAMPLES} was written again (samples: {len(ground.samples)}); the next `process` looks for others.")
    if lost := ground.numbering.lost:
        ground.done.append(_lost_sentence([layout.sample_id(number) for number in lost]))
    return True


def write_log(ground: Ground) -> None:
    """Clear the audit trail of lines that cannot be understood, and take in entries that stood elsewhere."""
    entries = ground.evidence.entries
    known = set(entries)
    stray = [entry for entry in ground.evidence.stray_entries if entry not in known]
    if not stray and _has_log(ground, entries):
        return
    ground.attic.keep(layout.LOG)
    write_atomic(ground.job.at(layout.LOG), b"".join(entry + b"\n" for entry in (*stray, *entries)))
    ground.done.append(f"{layout.LOG} was cleared of lines that cannot be understood; {len(stray) + len(entries)} are left.")


def write_errors(ground: Ground) -> None:
    """Write the failures again from the results, where the file of them is damaged."""
    for found in ground.of(Role.ERRORS):
        try:
            strict_errors(ground.job.read(found.relative))
        except (FileNotFoundError, codec.Unreadable):  # it lay behind a link that was put away
            records = list(ground.records())
            ground.attic.keep(found.relative)
            ground.job.write_errors((record, error) for record in records for error in record.errors)
            ground.done.append(f"{found.relative} was written again from the results.")


def _has_log(ground: Ground, entries: list[bytes]) -> bool:
    """Whether the log holds these entries and nothing else."""
    if not any(ground.of(Role.LOG)):
        return not entries
    log = ground.job.at(layout.LOG)
    pairs = zip_longest(whole_lines(log), entries)
    return not is_cut_short(log) and all(line is not None and line.rstrip(b"\n") == entry for line, entry in pairs)


def _lost_sentence(ids: list[str]) -> str:
    if len(ids) == 1:
        return f"The file of {ids[0]} is not known any more: it counts as failed."
    return f"The files of {len(ids)} samples ({ids[0]} …) are not known any more: they count as failed."
