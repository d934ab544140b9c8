"""Which folder a job has, and taking up one whose samples were moved."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.errors import FatalError, UsageError
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import Sample
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.folders import create_job, default_place, move_job, take_up_job
from sp404_gui.engine.jobs.listing import list_samples
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.layout import sample_id
from sp404_gui.store.lock import LOCK_NAME, JobLock
from tests.conftest import MakeSounds


@pytest.fixture
def job(tmp_path: Path, make_sounds: MakeSounds) -> Path:
    """A job that knows of three sounds, which then are moved to `there`."""
    sounds = make_sounds(3, "here")
    folder, _ = create_job(str(tmp_path / "job"), [str(sounds)], JobOptions(), SystemClock())
    files = sorted(sounds.rglob("*.wav"))
    paths = [str(file.relative_to(sounds)) for file in files]
    folder.append_samples(Sample(sample_id(number), str(sounds), path, 1, 1) for number, path in enumerate(paths, 1))
    sounds.rename(tmp_path / "there")
    return tmp_path / "job"


def test_a_folder_that_holds_none_of_the_samples_is_not_taken_for_theirs(job: Path, tmp_path: Path) -> None:
    (tmp_path / "holidays").mkdir()
    before = (job / "manifest.json").read_bytes()
    with pytest.raises(UsageError, match=r"No sample of the job is in .*holidays: its first one would be .*\.wav\. Name the folder"):
        take_up_job(str(job), root=str(tmp_path / "holidays"))
    with pytest.raises(UsageError, match="No sample of the job is in"):
        move_job(str(job), str(tmp_path / "holidays"))
    assert (job / "manifest.json").read_bytes() == before
    move_job(str(job), str(tmp_path / "there"))
    assert JobFolder.open(str(job)).read_manifest().root == str(tmp_path / "there")


async def test_a_folder_that_stayed_while_another_was_moved_is_not_lost(tmp_path: Path, make_sounds: MakeSounds) -> None:
    job, moved, stayed = tmp_path / "job", make_sounds(2, "music/A"), make_sounds(3, "disk/B")
    create_job(str(job), [str(moved)], JobOptions(), SystemClock())
    await listed(job)
    await listed(job, str(stayed))
    (tmp_path / "archive" / "packs").mkdir(parents=True)
    new = moved.rename(tmp_path / "archive" / "packs" / "A")
    before = (job / "manifest.json").read_bytes()
    with pytest.raises(UsageError, match=r"B was not moved with the others .* put a link to .*packs/A where .*music/A was"):
        take_up_job(str(job), root=str(new))
    with pytest.raises(UsageError, match="was not moved"):
        move_job(str(job), str(new))
    assert (job / "manifest.json").read_bytes() == before
    moved.symlink_to(new, target_is_directory=True)  # as it says
    folder, manifest = take_up_job(str(job))
    assert [os.path.exists(sample.file) for sample in folder.samples_of(manifest)] == [True] * 5
    moved.unlink()
    (tmp_path / "archive" / "disk").mkdir()
    stayed.rename(tmp_path / "archive" / "disk" / "B")  # now it is as far away as it was
    move_job(str(job), str(new))
    folder, manifest = take_up_job(str(job))
    assert [os.path.exists(sample.file) for sample in folder.samples_of(manifest)] == [True] * 5


async def listed(job: Path, *folders: str) -> None:
    async for _ in list_samples(str(job), folders, clock=SystemClock()):
        pass


@pytest.mark.parametrize("manifest", ["{", '{"schema": 99}'], ids=["damaged", "of a newer version"])
def test_a_job_that_cannot_be_used_stands_in_the_way_of_its_own_folders_alone(tmp_path: Path, manifest: str) -> None:
    jobs, kicks, more_kicks = str(tmp_path / "jobs"), str(tmp_path / "kicks"), str(tmp_path / "more" / "kicks")
    place = Path(default_place(jobs, [kicks]))
    create_job(str(place), [kicks], JobOptions(), SystemClock())
    (place / "manifest.json").write_text(manifest)
    assert default_place(jobs, [more_kicks]) == f"{place}-2"
    with pytest.raises(FatalError, match="job_kicks"):
        default_place(jobs, [kicks])
    (place / "log.jsonl").unlink()
    with pytest.raises(FatalError, match="job_kicks"):
        default_place(jobs, [more_kicks])  # nobody knows whose it is


def test_a_folder_that_is_named_twice_has_the_job_that_it_has_named_once(tmp_path: Path) -> None:
    jobs, kicks = str(tmp_path / "jobs"), str(tmp_path / "kicks")
    place = default_place(jobs, [kicks, f"{kicks}{os.sep}"])
    _, manifest = create_job(place, [kicks, f"{kicks}{os.sep}"], JobOptions(), SystemClock())
    assert (manifest.folders, Path(place).name) == ((kicks,), "job_kicks")
    JobFolder.open(place).write_manifest(replace(manifest, folders=(kicks, kicks)))  # as earlier versions did
    assert default_place(jobs, [kicks]) == default_place(jobs, [kicks, kicks]) == place


def test_a_place_where_no_job_came_to_be_is_free_once_nobody_works_there(tmp_path: Path) -> None:
    place = tmp_path / "job_kicks"
    place.mkdir()
    with JobLock(str(place)):
        assert default_place(str(tmp_path), ["kicks"]) == f"{place}-2"
    assert [left.name for left in place.iterdir()] == [LOCK_NAME]
    assert default_place(str(tmp_path), ["kicks"]) == str(place)
    (place / "holiday.jpg").touch()
    assert default_place(str(tmp_path), ["kicks"]) == f"{place}-2"


def test_a_jobs_folder_that_cannot_be_looked_into_is_not_searched_for_ever(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    for jobs in (tmp_path / "file", tmp_path / "loop"):
        assert default_place(str(jobs), ["kicks"]) == str(jobs / "job_kicks"), "whoever makes it hears what is wrong"
