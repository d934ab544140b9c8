"""What a rebuild of the small job must leave: a sound folder, and all that was known."""

from dataclasses import replace
from pathlib import Path

from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.store.inspection import validate
from sp404_gui.store.repair.rebuilding import rebuild
from tests.unit.store import story
from tests.unit.store.story import loaded, snapshot

LATER = "2026-02-02T00:00:00.000Z"


def result(job: Path, number: int) -> Path:
    return job / "results" / "000" / f"sample_{number:06d}.json"


def by_path(job: Path) -> dict[str, SampleRecord]:
    return {record.path: record for record in loaded(str(job))}


def essence(job: Path) -> dict[str, SampleRecord]:
    """What must not be lost. Size and time of a file stand in the list alone, matches in the results alone: both are found again."""
    return {
        path: replace(r, sample=Sample(r.id, "", path, 0, 0), stages=tuple(s for s in r.stages if s != story.MATCHING))
        for path, r in by_path(job).items()
    }


def assert_sound_after_rebuild(job: Path) -> list[str]:
    done = rebuild(str(job), LATER)
    assert validate(str(job)) == []
    after = snapshot(job)
    assert rebuild(str(job), LATER) == []
    assert snapshot(job) == after
    records = list(loaded(str(job)))
    assert [record.id for record in records] == [f"sample_{n:06d}" for n in range(1, len(records) + 1)]
    for record in records:
        assert record.features is None or record.features.content_hash == f"hash of {record.path!a}"
    return done
