import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.duplicate import DuplicateGroup, Member, Merit, Sameness
from sp404_gui.domain.errors import JobLocked
from sp404_gui.domain.sample import Sample, SampleRecord, UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.duplicates.returning import TRASHED
from sp404_gui.engine.duplicates.search import find_duplicates, members_of
from sp404_gui.engine.duplicates.tidying import Moved, superfluous_of, tidy
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.jobs.reading import collection_info
from sp404_gui.store.edits import read_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock
from tests.unit.engine.duplicates.places import collection, listed

_FILES = {"a/kick.wav": b"boom", "b/kick copy.wav": b"boom", "c/other.wav": b"clap"}


async def _group(members: dict[str, Member]) -> DuplicateGroup:
    found = await find_duplicates(list(members.values()), {Sameness.EXACT}, lambda _: None)
    assert len(found.groups) == 1
    return found.groups[0]


def _tidied(group: DuplicateGroup) -> list[Moved]:
    return list(tidy(superfluous_of(group, group.members[:1]), SystemClock()))


async def test_a_copy_goes_to_the_trash_its_row_goes_and_a_record_of_both_stays(trash: Path, tmp_path: Path) -> None:
    group = await _group(await collection(tmp_path, _FILES))
    (moved,) = _tidied(group)
    assert moved.at
    assert not moved.reason
    gone = Path(group.members[1].file)
    assert not gone.exists()
    assert (trash / gone.name).read_bytes() == b"boom"
    assert Path(group.members[0].file).read_bytes() == b"boom"
    job = group.members[0].place
    assert [member.record.path for member in members_of(job)] == ["a/kick.wav", "c/other.wav"]
    entries = list(JobFolder.open(job).journal.entries(TRASHED))
    assert [entry["state"] for entry in entries] == ["moving", "moved"]
    assert entries[-1]["path"] == str(gone)
    assert entries[-1]["kept"]["path"] == group.members[0].file


async def test_each_copy_is_taken_out_at_once_and_all_are_counted_at_the_end_or_after_a_kill(trash: Path, tmp_path: Path) -> None:
    group = await _group(await collection(tmp_path, {f"{n}.wav": b"boom" for n in range(4)}))
    job, killed = group.members[0].place, str(tmp_path / "killed")
    tidying = tidy(superfluous_of(group, group.members[:1]), SystemClock())
    next(tidying)
    shutil.copytree(job, killed)
    assert [member.record.path for member in members_of(killed)] == ["0.wav", "2.wav", "3.wav"]
    assert JobFolder.open(killed).read_manifest().removed is None
    save_edits(killed, {group.members[2].record.id: UserEdits(note="good")}, SystemClock())
    assert collection_info(killed).removed.total == 1
    next(tidying)
    tidying.close()
    assert collection_info(job).removed.total == 2
    assert trash.exists()


async def test_what_was_said_of_a_copy_since_the_search_is_kept(trash: Path, tmp_path: Path) -> None:
    group = await _group(await collection(tmp_path, _FILES))
    gone = group.members[1]
    said = UserEdits(rating=5, note="the one of the record")
    save_edits(gone.place, {gone.record.id: said}, SystemClock())
    (moved,) = _tidied(group)
    assert moved.at
    assert trash.exists()
    assert read_edits(JobFolder.open(gone.place).journal)[gone.record.id] == replace(said, removed=True)


async def test_the_last_of_a_sound_always_stays() -> None:
    sample = Sample("sample_000001", "/music", "kick.wav", 4, 0)
    members = tuple(Member("/job", SampleRecord(sample=replace(sample, path=f"{n}.wav"))) for n in range(3))
    group = DuplicateGroup(Sameness.EXACT, members, Merit.FIRST)
    assert superfluous_of(group, []) == []
    assert [one.member for one in superfluous_of(group, members[1:2])] == [members[0], members[2]]
    assert superfluous_of(group, members) == []


def _change(file: Path) -> None:
    file.write_bytes(b"clap")


@pytest.mark.parametrize("victim", [0, 1])
@pytest.mark.parametrize("change", [_change, Path.unlink])
async def test_nothing_is_moved_when_one_of_the_two_has_changed_or_is_gone(
    trash: Path, tmp_path: Path, victim: int, change: Callable[[Path], object]
) -> None:
    group = await _group(await collection(tmp_path, _FILES))
    change(Path(group.members[victim].file))
    (kept,) = _tidied(group)
    assert "stays" in kept.reason
    assert Path(group.members[1 - victim].file).read_bytes() == b"boom"
    assert not trash.exists()


async def test_a_change_that_keeps_size_and_time_is_noticed(trash: Path, tmp_path: Path) -> None:
    group = await _group(await collection(tmp_path, _FILES))
    file = Path(group.members[1].file)
    before = file.stat()
    file.write_bytes(b"clap")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    (kept,) = _tidied(group)
    assert "no longer the same" in kept.reason
    assert file.read_bytes() == b"clap"
    assert not trash.exists()


async def test_further_names_of_one_file_are_no_duplicates(trash: Path, tmp_path: Path) -> None:
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    (sounds / "kick.wav").write_bytes(b"boom")
    (sounds / "linked.wav").hardlink_to(sounds / "kick.wav")
    (sounds / ".store").mkdir()
    (sounds / ".store/hidden.wav").write_bytes(b"clap")
    (sounds / "one.wav").symlink_to(".store/hidden.wav")
    found = await find_duplicates(list((await listed(tmp_path)).values()), {Sameness.EXACT}, lambda _: None)
    assert found.groups == ()
    assert not trash.exists()


async def test_a_file_that_became_another_name_of_the_one_to_keep_stays(trash: Path, tmp_path: Path) -> None:
    group = await _group(await collection(tmp_path, _FILES))
    keeper, other = (Path(member.file) for member in group.members)
    keeper.unlink()
    keeper.hardlink_to(other)
    (kept,) = _tidied(group)
    assert kept.reason
    assert keeper.exists()
    assert other.exists()
    assert not trash.exists()


async def test_a_job_that_another_process_works_on_is_left_alone(trash: Path, tmp_path: Path) -> None:
    group = await _group(await collection(tmp_path, _FILES))
    with JobLock(group.members[0].place), pytest.raises(JobLocked):
        _tidied(group)
    assert Path(group.members[1].file).exists()
    assert not trash.exists()
