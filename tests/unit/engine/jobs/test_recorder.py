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


async def test_no_checkpoint_is_too_large_to_be_read_whatever_interval_a_manifest_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder, "_MOST_AT_ONCE", 10)
    options = JobOptions(checkpoint_interval=1_000_000_000)
    manifest = Manifest(schema=1, name="n", root="/", folders=(), created_at="", updated_at="", program="", options=options)
    job = JobFolder.create(str(tmp_path / "job"), manifest)
    samples = [Sample(f"sample_{n:06d}", "/", f"{n}.wav", 1, 1) for n in range(1, 26)]
    state = JobState([])
    state.add([SampleRecord(sample=sample, status=SampleStatus.SKIPPED, skip_reason="silent") for sample in samples])
    events: list[Event] = []
    writing = recorder.Recorder(job, manifest, state, MemoryCache(), events.append, FakeClock())
    for sample in samples:
        writing.note(state[sample.id])
    await writing.finish(JobStatus.DONE)
    assert [len(job.read_checkpoint(number)) for number in job.checkpoint_numbers()] == [10, 10, 5]
    assert job.read_manifest().last_checkpoint == 3
