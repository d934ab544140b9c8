"""Job folders with what is not the program's own in them: links, pipes, what is too large or newer. None of it is followed or lost."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sp404_gui.domain.errors import JobFolderDamaged, NewerSchema, NotAJobFolder
from sp404_gui.store import codec
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.repair.rebuilding import rebuild
from tests.edited import edit
from tests.unit.store.rebuilt import LATER, assert_sound_after_rebuild, by_path, result
from tests.unit.store.story import snapshot


def test_a_newer_folder_and_a_folder_of_something_else_are_left_alone(job: Path, tmp_path: Path) -> None:
    edit(job / "manifest.json", b'"schema":1', b'"schema":2')
    os.truncate(result(job, 1), 5)
    before = snapshot(job)
    (problem,) = validate(str(job))
    assert "newer version" in problem.what
    with pytest.raises(NewerSchema):
        rebuild(str(job), LATER)
    assert snapshot(job) == before
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "manifest.json").write_text('{"name": "a web page", "icons": []}')
    with pytest.raises(NotAJobFolder):
        rebuild(str(tmp_path / "app"), LATER)
    assert [p.name for p in (tmp_path / "app").iterdir()] == ["manifest.json"]
    with pytest.raises(NotAJobFolder):
        validate(str(tmp_path / "nowhere"))


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _folder(path: Path) -> None:
    path.mkdir()


READERS: dict[str, Callable[[JobFolder], object]] = {
    "manifest.json": JobFolder.read_manifest,
    "samples.jsonl": lambda folder: folder.read_samples(folder.path),
    "log.jsonl": lambda folder: list(folder.journal.entries()),
    "checkpoints/checkpoint_0001.json": lambda folder: folder.read_checkpoint(1),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("make", [_pipe, _endless, _folder])
@pytest.mark.parametrize("name", READERS)
def test_what_is_no_file_is_neither_waited_for_nor_read_without_end(name: str, make: Callable[[Path], None], job: Path) -> None:
    (job / name).unlink()
    make(job / name)
    with pytest.raises(JobFolderDamaged, match=r"it is no file but a folder, a pipe or a device\. Run `sp404-batch rebuild"):
        READERS[name](JobFolder.open(str(job)))
    assert_sound_after_rebuild(job)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_a_folder_of_checkpoints_that_leads_in_a_circle_is_said_as_damage(job: Path) -> None:
    shutil.rmtree(job / "checkpoints")
    (job / "checkpoints").symlink_to("checkpoints")
    with pytest.raises(JobFolderDamaged, match="rebuild"):
        JobFolder.open(str(job)).checkpoint_numbers()
    assert_sound_after_rebuild(job)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_links_and_pipes_are_not_written_through(job: Path, tmp_path: Path) -> None:
    before = by_path(job)
    outside = tmp_path / "outside"
    shutil.move(job / "results", outside)
    (outside / "precious.txt").write_text("mine")
    (job / "results").symlink_to(outside)
    (job / "damaged").symlink_to(outside)
    manifest = shutil.move(job / "manifest.json", tmp_path / "manifest.json")
    (job / "manifest.json").symlink_to(manifest)
    (job / "log.jsonl").unlink()
    os.mkfifo(job / "log.jsonl")
    (job / "checkpoints" / "checkpoint_0004.json").mkdir()
    (job / "results.json.tmp").write_text("the user's own")
    untouched = snapshot(outside), Path(manifest).read_bytes()
    problems = validate(str(job))
    assert {p.file for p in problems if p.what == "It is a symbolic link."} == {"results", "manifest.json"}
    assert {p.file for p in problems if p.what == "It is no ordinary file."} == {"log.jsonl", "checkpoints/checkpoint_0004.json"}
    assert_sound_after_rebuild(job)
    assert by_path(job) == before
    assert (snapshot(outside), Path(manifest).read_bytes()) == untouched
    assert (job / "results.json.tmp").exists()
    assert (job / "damaged.2" / "results").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
@pytest.mark.parametrize("name", ["errors", "checkpoints", "results", "results/000"])
def test_a_folder_that_is_a_link_is_put_away_and_made_anew(job: Path, tmp_path: Path, name: str) -> None:
    before = by_path(job)
    outside = Path(shutil.move(job / name, tmp_path / "outside"))
    (job / name).symlink_to(outside)
    untouched = snapshot(outside)
    assert_sound_after_rebuild(job)
    assert by_path(job) == before
    assert snapshot(outside) == untouched


@pytest.mark.parametrize(
    "name", ["manifest.json", "errors/error_log.json", "checkpoints/checkpoint_0001.json", "results/000/sample_000001.json"]
)
def test_what_is_too_large_or_too_deep_to_be_read_is_named_so_and_mended(job: Path, name: str) -> None:
    before = by_path(job)
    for content, said in ((b"[" * 100_000 + b"]" * 100_000, "nested too deep"), (b" " * (codec.MOST_BYTES + 1), "larger than 64 MB")):
        (job / name).write_bytes(content)
        assert [problem.what for problem in validate(str(job)) if problem.file == name and said in problem.what]
        assert_sound_after_rebuild(job)
        assert {path: record.features for path, record in by_path(job).items()} == {path: r.features for path, r in before.items()}
