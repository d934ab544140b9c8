"""Samples are measured before their job is run."""

import shutil
from contextlib import aclosing
from pathlib import Path

from sp404_gui.domain.duplicate import Member
from sp404_gui.domain.job import JobOptions, JobStatus
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.duplicates.files import identity_of
from sp404_gui.engine.jobs.drift import drift
from sp404_gui.engine.jobs.folders import create_job
from sp404_gui.engine.jobs.listing import list_samples
from sp404_gui.engine.jobs.reading import collection_info, read_records
from sp404_gui.engine.measuring.ahead import measure_ahead
from sp404_gui.store.inspection import validate
from tests.conftest import MakeSounds


async def measured(job: Path, records: list[SampleRecord], most: int = 99) -> list[SampleRecord]:
    found: list[SampleRecord] = []
    async with aclosing(measure_ahead(str(job), records, str(job.parent / "cache"), print, lambda: len(found) >= most)) as events:
        async for event in events:
            found += [event.record]
    return found


def read(job: Path) -> list[SampleRecord]:
    return [record for chunk in read_records(str(job)) for record in chunk]


async def listed(job: Path, folder: Path) -> list[SampleRecord]:
    create_job(str(job), [str(folder)], JobOptions(provider="http://127.0.0.1:9/v1", parallel_local=1), SystemClock())
    async with aclosing(list_samples(str(job), clock=SystemClock())) as events:
        assert [event async for event in events]
    return read(job)


async def test_what_is_measured_stays_and_the_job_is_as_it_was(tmp_path: Path, make_sounds: MakeSounds) -> None:
    folder, job = make_sounds(4), tmp_path / "job"
    records = await listed(job, folder)
    Path(records[3].sample.file).write_bytes(b"no audio")
    found = await measured(job, records[1:])
    assert [record.id for record in found] == [record.id for record in records[1:3]]
    there = read(job)
    assert [record.features is not None for record in there] == [False, True, True, False]
    assert {record.status for record in there} == {SampleStatus.PENDING}
    info = collection_info(str(job))
    assert (info.status, info.counts.pending, info.options.provider) == (JobStatus.CREATED, 4, "http://127.0.0.1:9/v1")
    assert validate(str(job)) == []
    assert await measured(job, there[1:3]) == []


async def test_a_stop_is_obeyed_between_files(tmp_path: Path, make_sounds: MakeSounds) -> None:
    records = await listed(tmp_path / "job", make_sounds(8))
    assert len(await measured(tmp_path / "job", records, most=1)) == 2


async def test_a_file_that_is_put_back_after_another_was_measured_in_its_stead_is_not_taken_for_that(
    tmp_path: Path, make_sounds: MakeSounds
) -> None:
    record, other = await listed(tmp_path / "job", make_sounds(2))
    backup = shutil.copy2(record.sample.file, tmp_path / "backup.wav")
    shutil.copyfile(other.sample.file, record.sample.file)
    measured_again = (await measured(tmp_path / "job", [record]))[0]
    member = Member(str(tmp_path / "job"), measured_again)
    assert drift([measured_again]).changed == set()
    assert identity_of(member) is not None
    shutil.copy2(backup, record.sample.file)
    assert Path(record.sample.file).stat().st_size == Path(other.sample.file).stat().st_size
    assert drift([measured_again]).changed == {record.sample.file}
    assert identity_of(member) is None
