"""Seeing the samples of a job before it is run."""

import shutil
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.errors import NothingToDo
from sp404_gui.domain.events import Event, JobFinished, Noticed, SamplesFound, ScanFinished
from sp404_gui.domain.job import JobOptions, JobStatus
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.compose import Places, make_plan
from sp404_gui.engine.jobs.drift import drift
from sp404_gui.engine.jobs.folders import create_job, take_up_job
from sp404_gui.engine.jobs.listing import list_samples
from sp404_gui.engine.jobs.reading import collection_info, read_records
from sp404_gui.engine.runner import Runner
from sp404_gui.store.inspection import validate
from tests.benchmarks.sounds import make_sounds


@pytest.fixture
def sounds(tmp_path: Path) -> Path:
    folder = tmp_path / "sounds" / "bank000"
    folder.mkdir(parents=True)
    for number in range(650):
        (folder / f"{number:03d}.wav").write_bytes(b"RIFF")
    return tmp_path / "sounds"


async def listed(place: Path, folders: Sequence[str] = (), files: Sequence[str] | None = None) -> list[Event]:
    async with aclosing(list_samples(str(place), folders, clock=SystemClock(), files=files)) as events:
        return [event async for event in events]


def ids(place: Path) -> list[str]:
    return [record.id for chunk in read_records(str(place)) for record in chunk]


async def test_rows_come_at_once_and_in_order_and_the_run_finds_them_there(tmp_path: Path, sounds: Path) -> None:
    job = tmp_path / "job"
    create_job(str(job), [str(sounds)], JobOptions(), SystemClock())
    events = await listed(job)
    chunks = [event for event in events if isinstance(event, SamplesFound)]
    assert len(chunks[0].records) <= 200
    found = [record for chunk in chunks for record in chunk.records]
    assert [record.id for record in found] == [f"sample_{n:06d}" for n in range(1, 651)] == ids(job)
    assert {record.status for record in found} == {SampleStatus.PENDING}
    assert [event.total for event in events if isinstance(event, ScanFinished)] == [650]
    assert validate(str(job)) == []
    info = collection_info(str(job))
    assert (info.status, info.counts.total, info.counts.pending, info.scan_complete) == (JobStatus.CREATED, 650, 650, True)


async def test_a_listing_that_was_left_early_is_finished_by_the_next(tmp_path: Path, sounds: Path) -> None:
    job = tmp_path / "job"
    create_job(str(job), [str(sounds)], JobOptions(), SystemClock())
    async with aclosing(list_samples(str(job), clock=SystemClock())) as events:
        await anext(events)
    assert 0 < len(ids(job)) < 650
    assert not collection_info(str(job)).scan_complete
    await listed(job)
    assert ids(job) == [f"sample_{n:06d}" for n in range(1, 651)]
    assert collection_info(str(job)).scan_complete


async def test_files_of_a_folder_that_was_added_are_known_by_every_later_look(tmp_path: Path) -> None:
    job, sounds, more = tmp_path / "job", make_sounds(tmp_path / "disk" / "a", 2), make_sounds(tmp_path / "other" / "b", 2, seed=7)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "disk", target_is_directory=True)  # ".." from in there leads elsewhere than its name says
    create_job(str(job), [str(link / sounds.name)], JobOptions(), SystemClock())
    await listed(job)
    for _ in range(3):
        await listed(job, [str(more)])
    records = [record for chunk in read_records(str(job)) for record in chunk]
    assert [record.id for record in records] == [f"sample_{n:06d}" for n in range(1, 5)]
    assert {record.sample.file for record in records[2:]} == {str(file) for file in more.rglob("*.wav")}
    found = drift(records)
    assert (found.unknown, found.gone) == (set(), set())


async def test_a_folder_added_to_a_finished_job_is_listed_and_only_it_is_done_by_the_next_run(tmp_path: Path) -> None:
    job, sounds, more = tmp_path / "job", make_sounds(tmp_path / "all" / "a", 3), make_sounds(tmp_path / "all" / "b", 2, seed=7)
    create_job(str(job), [str(sounds)], JobOptions(), SystemClock())
    await listed(job)
    assert (await run(job)).status is JobStatus.DONE
    found = [record.id for event in await listed(job, [str(more)]) if isinstance(event, SamplesFound) for record in event.records]
    assert found == ["sample_000004", "sample_000005"]
    info = collection_info(str(job))
    assert (info.status, info.reason, info.counts.pending, info.counts.done) == (JobStatus.INTERRUPTED, "2 samples are left.", 2, 3)
    assert info.added == 2
    assert validate(str(job)) == []
    finished = await run(job)
    assert (finished.status, finished.counts.done) == (JobStatus.DONE, 5)
    assert collection_info(str(job)).added == 0


async def test_what_deserves_a_word_is_said_and_a_missing_folder_is_an_error(tmp_path: Path, sounds: Path) -> None:
    job = tmp_path / "job"
    (sounds / "link.wav").symlink_to(tmp_path / "nowhere.wav")
    create_job(str(job), [str(sounds)], JobOptions(), SystemClock())
    assert any(isinstance(event, Noticed) and "broken links" in event.message for event in await listed(job))
    shutil.rmtree(sounds / "bank000")
    before = (job / "manifest.json").read_bytes()
    with pytest.raises(NothingToDo):
        await listed(job, [str(tmp_path / "nowhere")])
    assert len(ids(job)) == 650
    assert (job / "manifest.json").read_bytes() == before, "what is nowhere is not added"


@pytest.mark.parametrize("gone", ["a file", "a folder"])
async def test_a_place_of_a_finished_job_that_is_gone_holds_up_no_look_at_the_others(tmp_path: Path, gone: str) -> None:
    job, sounds, other = tmp_path / "job", make_sounds(tmp_path / "all" / "a", 2), make_sounds(tmp_path / "other", 1, seed=7)
    one = next(other.rglob("*.wav"))
    place = one if gone == "a file" else other
    create_job(str(job), [str(sounds), str(place)], JobOptions(), SystemClock())
    await listed(job)
    assert (await run(job)).status is JobStatus.DONE
    place.rename(tmp_path / f"renamed{place.suffix}")
    shutil.copy(next((tmp_path / "all").rglob("*.wav")), sounds / "new.wav")
    events = await listed(job)
    assert [event.message for event in events if isinstance(event, Noticed)] == [f"Passed over 1 no longer there: {str(place)!a}"]
    assert [record.id for event in events if isinstance(event, SamplesFound) for record in event.records] == ["sample_000004"]
    assert collection_info(str(job)).scan_complete
    assert (await run(job)).counts.done == 4
    before = (job / "manifest.json").read_bytes()
    sounds.rename(tmp_path / "away")
    with pytest.raises(NothingToDo, match="does not exist"):
        await listed(job)
    assert (job / "manifest.json").read_bytes() == before, "a job that is done stays done"


async def test_a_folder_that_was_unplugged_at_the_first_look_is_found_when_it_is_back(tmp_path: Path) -> None:
    job, sounds, disk = tmp_path / "job", make_sounds(tmp_path / "a", 2), make_sounds(tmp_path / "disk", 3, seed=7)
    create_job(str(job), [str(sounds), str(disk)], JobOptions(), SystemClock())
    disk.rename(tmp_path / "unplugged")
    await listed(job)
    assert not collection_info(str(job)).scan_complete
    assert (await run(job)).counts.done == 2
    await listed(job, files=[str(next(sounds.rglob("*.wav")))])  # as the watch does
    info = collection_info(str(job))
    assert (info.status, info.scan_complete) == (JobStatus.DONE, False), "it goes on being looked for, and nothing is left to be done"
    (tmp_path / "unplugged").rename(disk)
    assert (await run(job)).counts.done == 5
    assert collection_info(str(job)).scan_complete


async def run(place: Path) -> JobFinished:
    plan, options = await make_plan(JobOptions(), lambda _: None, Places(str(place.parent / "cache.sqlite")))
    folder, manifest = take_up_job(str(place))
    async with aclosing(Runner(folder, replace(manifest, options=options), plan).run()) as events:
        last = [event async for event in events][-1]
    assert isinstance(last, JobFinished)
    return last
