"""What a job finds gets onto the disk in files that can be read again, however many samples settle at once."""

from pathlib import Path

import pytest

from sp404_gui.domain.events import Event
from sp404_gui.domain.job import JobOptions, JobStatus, Manifest
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus
from sp404_gui.engine.jobs import recorder
from sp404_gui.engine.state import JobState
from sp404_gui.store.cache import MemoryCache
from sp404_gui.store.job_folder import JobFolder
from tests.fakes.clock import FakeClock

MANY = 25


@pytest.fixture
def job(tmp_path: Path) -> JobFolder:
    return JobFolder.create(str(tmp_path / "job"), _manifest())


def _manifest() -> Manifest:
    options = JobOptions(checkpoint_interval=1_000_000_000)
    return Manifest(schema=1, name="n", root="/", folders=(), created_at="", updated_at="", program="", options=options)


def _recording(job: JobFolder) -> recorder.Recorder:
    """The recorder of a job in which many samples were settled at once."""
    samples = [Sample(f"sample_{n:06d}", "/", f"{n}.wav", 1, 1) for n in range(1, MANY + 1)]
    state = JobState([])
    state.add([SampleRecord(sample=sample, status=SampleStatus.SKIPPED, skip_reason="silent") for sample in samples])
    events: list[Event] = []
    writing = recorder.Recorder(job, _manifest(), state, MemoryCache(), events.append, FakeClock())
    for sample in samples:
        writing.note(state[sample.id])
    return writing


async def test_no_checkpoint_is_too_large_to_be_read_whatever_interval_a_manifest_names(
    job: JobFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder, "_MOST_AT_ONCE", 10)
    await _recording(job).finish(JobStatus.DONE)
    assert [len(job.read_checkpoint(number)) for number in job.checkpoint_numbers()] == [10, 10, 5]
    assert job.read_manifest().last_checkpoint == 3


async def test_who_is_faster_than_the_disk_waits_for_it_when_too_much_is_unwritten(job: JobFolder) -> None:
    writing = _recording(job)
    await writing.keep_up(MANY)
    assert list(job.files()) == []
    await writing.keep_up(MANY - 1)
    assert len(list(job.files())) == MANY
