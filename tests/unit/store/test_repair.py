"""Damaged job folders: what is wrong is named, and rebuild keeps everything that any file still holds."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.job import JobStatus
from sp404_gui.engine.jobs.loading import load
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock
from sp404_gui.store.repair.rebuilding import rebuild
from tests.edited import edit
from tests.unit.store import story
from tests.unit.store.rebuilt import LATER, assert_sound_after_rebuild, by_path, essence, result
from tests.unit.store.story import Film, loaded, snapshot


def test_a_sound_folder_is_left_alone(job: Path) -> None:
    before = snapshot(job)
    assert validate(str(job)) == []
    assert rebuild(str(job), LATER) == []
    assert snapshot(job) == before


def test_one_thing_is_told_as_one_and_several_as_several(job: Path) -> None:
    os.truncate(result(job, 2), 700)
    assert load(JobFolder(str(job)), JobFolder(str(job)).read_manifest(), story.STAGES).notices == [
        "One damaged result (sample_000002) was taken from a checkpoint or is done again."
    ]
    assert "One result (sample_000002) was restored from a copy or a checkpoint." in rebuild(str(job), LATER)
    for number in (1, 2):
        os.truncate(result(job, number), 700)
    assert "2 results (sample_000001 …) were restored from copies and checkpoints." in rebuild(str(job), LATER)


def test_a_job_that_is_being_worked_on_may_be_checked(film: Film, tmp_path: Path) -> None:
    for number, moment in enumerate(film.snapshots[5::3]):
        place = moment.put_down(tmp_path / str(number))
        if moment.appended is not None:
            os.truncate(os.path.join(place, moment.appended), (moment.before + len(moment.files[moment.appended])) // 2)
        with JobLock(place):
            assert validate(place) == []


def test_what_a_crash_leaves_is_cleared_away_without_loss(film: Film, tmp_path: Path) -> None:
    for number, moment in enumerate(film.snapshots):
        if "manifest.json" in moment.files:
            place = tmp_path / str(number)
            moment.put_down(place)
            before = list(loaded(str(place)))
            assert_sound_after_rebuild(place)
            after = list(loaded(str(place)))
            assert [record.sample for record in after] == [record.sample for record in before]
            assert all(film.story.is_whole(record) for record in after)
            assert all(new.features or not old.features for old, new in zip(before, after, strict=True))


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "manifest gone": (lambda j: (j / "manifest.json").unlink(), "manifest.json: It is missing."),
    "manifest cut": (lambda j: os.truncate(j / "manifest.json", 50), "manifest.json: It cannot be understood"),
    "sample line edited": (lambda j: edit(j / "samples.jsonl", b'"id":"sample_000003"', b'"id":3'), "Line 3 cannot be understood"),
    "sample line gone": (lambda j: drop_line(j / "samples.jsonl", 4), "it should describe sample_000004"),
    "file named twice": (lambda j: edit(j / "samples.jsonl", b'"hat.wav"', b'"kick.wav"'), "Line 8 names the same file as line 1."),
    "line names another file": (lambda j: edit(j / "samples.jsonl", b'"hat.wav"', b'"hxt.wav"'), "for sample_000008."),
    "list gone": (lambda j: (j / "samples.jsonl").unlink(), "samples.jsonl: It is missing."),
    "list cut short": (lambda j: os.truncate(j / "samples.jsonl", os.path.getsize(j / "samples.jsonl") - 3), "Its last line is cut short."),
    "result cut": (lambda j: os.truncate(result(j, 2), 700), "sample_000002.json: It cannot be understood"),
    "result moved down": (lambda j: insert(result(j, 1), b"\n"), "sample_000001.json: It cannot be understood"),
    "result gone": (lambda j: result(j, 1).unlink(), "It is missing, but checkpoints/checkpoint_0001.json has the result."),
    "results swapped": (lambda j: swap(result(j, 1), result(j, 5)), "it speaks of sample_000005"),
    "result of a stranger": (lambda j: shutil.copy(result(j, 1), result(j, 9)), "sample_000009.json: It cannot be understood"),
    "copy of a result": (lambda j: shutil.copy(result(j, 1), result(j, 1).with_suffix(".bak")), "It does not belong here."),
    "result names another file": (lambda j: edit(result(j, 1), b'"path":"kick.wav"', b'"path":"x.wav"'), "It names another file"),
    "unknown status": (lambda j: edit(result(j, 1), b'"status":"done"', b'"status":"finished"'), "status: Input should be"),
    "checkpoint gone": (lambda j: (j / "checkpoints/checkpoint_0002.json").unlink(), "checkpoint_0002.json: It is missing, but later"),
    "last checkpoint gone": (lambda j: (j / "checkpoints/checkpoint_0003.json").unlink(), "but the manifest names it"),
    "checkpoint cut": (lambda j: os.truncate(j / "checkpoints/checkpoint_0002.json", 900), "checkpoint_0002.json: It cannot be understood"),
    "error log cut": (lambda j: os.truncate(j / "errors/error_log.json", 10), "error_log.json: It cannot be understood"),
    "log line edited": (lambda j: edit(j / "log.jsonl", b'"event":"answer"', b'"event":'), "log.jsonl: Line 2 cannot be understood."),
    "counts edited": (lambda j: edit(j / "manifest.json", b'"done":7', b'"done":6'), "It counts 6 samples as done, but results/ has 7."),
    "leftover": (lambda j: (j / "results/000/sample_000001.json.tmp").write_bytes(b"{"), "It was left by a crash."),
}


def insert(file: Path, data: bytes) -> None:
    file.write_bytes(data + file.read_bytes())


def drop_line(file: Path, number: int) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[: number - 1] + lines[number:]))


def swap(one: Path, other: Path) -> None:
    one_data, other_data = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_data)
    other.write_bytes(one_data)


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_is_named_and_repaired_without_loss(job: Path, name: str) -> None:
    damage, says = DAMAGES[name]
    before = essence(job)
    damage(job)
    problems = validate(str(job))
    assert any(says in f"{p.file}: {p.what} {p.way_out}" for p in problems), problems
    assert all("sp404-batch rebuild" in p.way_out for p in problems)
    assert assert_sound_after_rebuild(job)
    assert essence(job) == before
    folder = JobFolder.open(str(job))
    assert folder.read_manifest().root == story.ROOT
    assert {row["id"] for number in folder.checkpoint_numbers() for row in folder.read_checkpoint(number)} == {
        r.id for r in before.values()
    }


def test_compressed_results_are_repaired_as_such(job: Path) -> None:
    before = essence(job)
    folder = JobFolder.open(str(job))
    folder.write_manifest(replace(folder.read_manifest(), options=replace(story.manifest().options, compress_results=True)))
    for record in list(loaded(str(job))):
        folder.write_result(record, compress=True, keep_matches=True)
    packed = job / "results" / "000" / "sample_000001.json.gz"
    edit(packed, packed.read_bytes()[40:60], b"")
    result(job, 4).write_text("{}")
    assert {p.file for p in validate(str(job))} == {
        f"results/000/{name}" for name in (packed.name, "sample_000004.json", "sample_000004.json.gz")
    }
    assert_sound_after_rebuild(job)
    assert essence(job) == before
    assert {file.suffix for file in (job / "results" / "000").iterdir()} == {".gz"}
    assert (job / "damaged" / "results" / "000" / "sample_000004.json").read_text() == "{}"


def test_without_manifest_and_log_everything_but_the_place_of_the_samples_comes_back(job: Path) -> None:
    before = by_path(job)
    (job / "manifest.json").unlink()
    (job / "log.jsonl").write_bytes(b"\0" * 100)
    done = assert_sound_after_rebuild(job)
    assert any("--root" in sentence for sentence in done)
    manifest = JobFolder.open(str(job)).read_manifest()
    assert (manifest.root, manifest.status, manifest.last_checkpoint) == ("", JobStatus.INTERRUPTED, 3)
    assert manifest.options.hide_names, "nobody knows whether they may be sent"
    assert any("names are hidden" in sentence and "--show-names" in sentence for sentence in done)
    assert {path: record.features for path, record in by_path(job).items()} == {path: record.features for path, record in before.items()}
