"""A small job, written as an engine writes it, and how it looks on disk after every single step."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.job import Counts, JobOptions, JobStatus, Manifest
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord, SampleStatus, UserEdits
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.engine.jobs.loading import load
from sp404_gui.engine.stages import Stage
from sp404_gui.store.job_folder import JobFolder

NOW = "2026-01-02T03:04:05.678Z"
ROOT = os.fsdecode(b"/music/caf\xe9")
NAMES = (
    "kick.wav",
    "loops/kick.wav",
    os.fsdecode(b"snare \xff.wav"),
    "new\nline.wav",
    '"quoted", {"id":"sample_000001"}.wav',
    "é 🥁.flac",
    "a/b/c.ogg",
    "hat.wav",
)
FEATURES, WORDS, MATCHING = "local_features", "local_words", "compatibility"


async def _never(_: Any) -> dict[str, Any]:
    raise AssertionError


STAGES = [Stage(name=FEATURES, run=_never), Stage(name=WORDS, run=_never)]


def samples() -> list[Sample]:
    return [Sample(f"sample_{n:06d}", ROOT, name, 1000 + n, 2000 + n) for n, name in enumerate(NAMES, start=1)]


def manifest() -> Manifest:
    options = JobOptions(filters=("*.wav",), checkpoint_interval=3)
    return Manifest(schema=1, name="café", root=ROOT, folders=(ROOT,), created_at=NOW, updated_at=NOW, program="1", options=options)


def measured(sample: Sample) -> SampleRecord:
    features = LocalFeatures(
        duration_s=0.5,
        sample_rate_hz=44100,
        channels=1,
        format="WAV",
        is_silent=False,
        is_clipped=False,
        content_hash=f"hash of {sample.path!a}",
    )
    return SampleRecord(sample=sample, features=features, stages=(FEATURES,))


def described(record: SampleRecord) -> SampleRecord:
    vibe = Vibe(mood=("dark",), energy=Energy.LOW, descriptors=("dusty",), best_use="hook", confidence=0.5, source=VibeSource.LOCAL)
    return replace(record, vibe=vibe, status=SampleStatus.DONE, stages=(FEATURES, WORDS))


def failed(record: SampleRecord) -> SampleRecord:
    error = SampleError(category=ErrorCategory.SKIPPABLE, kind="corrupt", message="It is no audio.", stage=FEATURES, attempts=1, at=NOW)
    return replace(record, status=SampleStatus.FAILED, errors=(error,))


def matched(record: SampleRecord) -> SampleRecord:
    match = Match(id="sample_000001", path=NAMES[0], score=0.5, why="Both are quiet.")
    return replace(record, matches=(match,), stages=(*record.stages, MATCHING))


def edited(record: SampleRecord) -> SampleRecord:
    return replace(record, user=UserEdits(favorite=True, rating=4, tags=("mine",), note=f"note on {record.id}", corrected={"bpm": 99.5}))


@dataclass
class Story:
    """What was written: every version of every record, oldest first."""

    versions: dict[str, list[SampleRecord]] = field(default_factory=dict)

    def write(self, place: str) -> None:
        """The whole job, in the order of the engine: samples, results before their checkpoint, manifest after it."""
        current = manifest()
        folder = JobFolder.create(place, current)
        everything = samples()
        for chunk in (everything[:5], everything[5:]):
            folder.append_samples(chunk)
        folder.write_manifest(current := replace(current, status=JobStatus.RUNNING, scan_complete=True, counts=Counts(total=8, pending=8)))
        for sample in everything:
            self._result(folder, measured(sample))
        folder.journal.write("answer", NOW, durable=True, hashes={"sample_000001": "hash"}, body="{}")
        records = [self._result(folder, described(measured(s))) for s in everything[:6]]
        folder.write_checkpoint(1, records[:3], Counts(), NOW)
        records += [self._result(folder, failed(measured(everything[6])))]
        records[1], records[4] = self._result(folder, edited(records[1])), self._result(folder, edited(records[4]))
        folder.write_checkpoint(2, records[3:6], Counts(), NOW)
        folder.write_manifest(current := replace(current, last_checkpoint=2))
        records += [self._result(folder, described(measured(everything[7])))]
        records = [self._result(folder, matched(r)) if r.vibe else r for r in records]
        folder.write_checkpoint(3, records[6:], Counts(), NOW)
        folder.write_errors((r, e) for r in records for e in r.errors)
        counts = Counts(total=8, done=7, failed=1)
        folder.write_manifest(replace(current, status=JobStatus.DONE_WITH_FAILURES, counts=counts, last_checkpoint=3))
        folder.journal.write("finished", NOW, status="done_with_failures")

    def _result(self, folder: JobFolder, record: SampleRecord) -> SampleRecord:
        self.versions.setdefault(record.id, []).append(record)
        folder.write_result(record)
        return record

    def is_whole(self, record: SampleRecord) -> bool:
        """Whether a record is one that was written, as far as a running job reads it, or has nothing yet."""
        plain = replace(record, matches=None, stages=tuple(s for s in record.stages if s != MATCHING))
        known = [replace(v, matches=None, stages=tuple(s for s in v.stages if s != MATCHING)) for v in self.versions.get(record.id, ())]
        return plain in known or record == SampleRecord(sample=record.sample)


@dataclass(frozen=True)
class Snapshot:
    """A job folder at one moment. After a write, `appended` is the file that grew, and `before` the size that it had."""

    files: dict[str, bytes]
    folders: tuple[str, ...]
    appended: str | None = None
    before: int = 0

    def put_down(self, place: Path) -> str:
        place.mkdir()
        for name in self.folders:
            (place / name).mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            (place / name).write_bytes(data)
        return str(place)


class Film:
    """A story, and its job folder after every step. No dataclass: reports of failed tests would print it whole."""

    def __init__(self, story: Story, snapshots: list[Snapshot]) -> None:
        self.story = story
        self.snapshots = snapshots


def snapshot(place: Path, appended: str | None = None, before: int = 0) -> Snapshot:
    everything = sorted(place.rglob("*")) if place.exists() else []
    files = {str(p.relative_to(place)): p.read_bytes() for p in everything if p.is_file()}
    return Snapshot(files, tuple(str(p.relative_to(place)) for p in everything if p.is_dir()), appended, before)


def filmed(place: Path, write: Callable[[str], None]) -> list[Snapshot]:
    """Every state that a folder goes through while it is written."""
    taken: list[Snapshot] = []

    def watched(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            old = taken[-1].files if taken else {}
            result = function(*args, **kwargs)
            if (new := snapshot(place)) != (taken[-1] if taken else None):
                grown = [name for name, data in new.files.items() if function is os_write and data != old.get(name)]
                taken.append(replace(new, appended=grown[0], before=len(old.get(grown[0], b""))) if grown else new)
            return result

        return call

    os_write = os.write
    with pytest.MonkeyPatch.context() as patch:
        for name in ("open", "write", "replace", "unlink", "ftruncate", "makedirs"):
            patch.setattr(os, name, watched(getattr(os, name)))
        write(str(place))
    return taken


def loaded(place: str) -> Iterator[SampleRecord]:
    folder = JobFolder.open(place)
    return iter(load(folder, folder.read_manifest(), STAGES).state)
