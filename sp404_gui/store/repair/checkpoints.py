"""The checkpoints: numbered without a hole, and together they hold every settled sample."""

from sp404_gui.domain.sample import Sample
from sp404_gui.store import codec, layout
from sp404_gui.store.atomic import write_atomic
from sp404_gui.store.inspection import strict_checkpoint
from sp404_gui.store.inventory import Found, Role
from sp404_gui.store.repair.ground import Ground
from sp404_gui.store.repair.results import Results
from sp404_gui.store.seal import sealed

_AT_ONCE = 1000

_Sound = list[tuple[Found, set[str]]]
"""Checkpoints in order, each with the samples it holds."""


def write_checkpoints(ground: Ground, results: Results) -> int:
    """Put the checkpoints in order where they are not; the number of the last one."""
    sound: _Sound = [(found, ids) for found in ground.of(Role.CHECKPOINT) if (ids := _ids_in(ground, found)) is not None]
    names = {found.relative for found, _ in sound}
    damaged = [found for found in ground.of(Role.CHECKPOINT) if found.relative not in names]
    in_order = all(found.number == i for i, (found, _) in enumerate(sound, start=1))
    if in_order and not damaged and ground.manifest.last_checkpoint <= len(sound):
        return len(sound)
    for found in damaged:
        ground.move_away(found, "was damaged")
    _renumber(ground, sound)
    covered = {identifier for _, ids in sound for identifier in ids}
    left = [sample for sample in ground.samples if sample.id not in covered and results.is_settled(sample)]
    last = _cover(ground, left, results, len(sound))
    ground.done.append(f"The checkpoints were put in order: there are {last} now.")
    return last


def _renumber(ground: Ground, sound: _Sound) -> None:
    for number, (found, _) in enumerate(sound, start=1):
        if found.number != number:
            content = codec.decode(ground.job.read(found.relative)) | {"number": number}
            write_atomic(ground.job.at(layout.checkpoint_path(number)), sealed(codec.encode(content)))
            ground.attic.move(found.relative)


def _cover(ground: Ground, samples: list[Sample], results: Results, last: int) -> int:
    """Write checkpoints of samples that no other one holds, after the last one; the number of the last one then."""
    for i in range(0, len(samples), _AT_ONCE):
        records = [record for sample in samples[i : i + _AT_ONCE] if (record := ground.record(sample)) is not None]
        last += 1
        ground.job.write_checkpoint(last, records, results.counts(), ground.now)
    return last


def _ids_in(ground: Ground, found: Found) -> set[str] | None:
    """The samples that a checkpoint holds; None where it is damaged, or speaks of other files."""
    paths = ground.numbering.paths
    try:
        records = strict_checkpoint(ground.job.read(found.relative), found.number or 0)
    except codec.Unreadable:
        return None
    agree = all(paths.get(layout.sample_number(record.id) or 0) == record.path for record in records)
    return {record.id for record in records} if agree else None
