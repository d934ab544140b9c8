"""Job folders that somebody edited, cut short, or brought from the future."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command


@pytest.fixture
def job(finished_job: Path) -> Path:
    return finished_job


def contents(job: Path) -> dict[str, bytes]:
    return {str(file.relative_to(job)): file.read_bytes() for file in job.rglob("*") if file.is_file() and file.name != ".lock"}


def described(job: Path) -> dict[str, tuple[str, str, str]]:
    return {path: (s["status"], s["features"]["content_hash"], s["vibe"]["best_use"]) for path, s in jobs.by_path(job).items()}


def test_a_job_of_a_newer_version_is_refused_and_left_as_it_is(command: Command, job: Path) -> None:
    manifest = jobs.manifest(job)
    (job / "manifest.json").write_text(json.dumps({**manifest, "schema": 99, "wonder": True}))
    before = contents(job)
    for arguments in (("resume", "--cache-dir", job), ("export", job), ("process", manifest["root"], "--cache-dir", job)):
        refused = command(*arguments)
        assert (refused.code, refused.out) == (5, "")
        assert "newer version" in refused.err
        assert str(job) in refused.err
    assert contents(job) == before


def test_a_sound_job_validates_and_rebuild_finds_nothing_to_do(command: Command, job: Path) -> None:
    before = contents(job)
    valid = command("validate", job)
    assert valid.code == 0, valid.said
    assert command("rebuild", job).code == 0
    assert contents(job) == before


def test_a_job_that_was_killed_at_its_last_checkpoint_is_sound_once_it_went_on(command: Command, job: Path) -> None:
    last = max((job / "checkpoints").iterdir())
    number = int(last.stem.rpartition("_")[2])
    half = job / "checkpoints" / f"checkpoint_{number + 1:04d}.json.tmp"
    half.write_bytes(last.read_bytes()[:100])
    assert command("resume", "--cache-dir", job).code == 0
    assert not half.exists()
    assert command("validate", job).code == 0


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda _: None], ids=["half", "gone"])
def test_a_damaged_manifest_is_rebuilt(command: Command, job: Path, damage: Callable[[bytes], bytes | None]) -> None:
    whole = described(job)
    manifest = job / "manifest.json"
    left = damage(manifest.read_bytes())
    manifest.unlink()
    if left is not None:
        manifest.write_bytes(left)
    refused = command("resume", "--cache-dir", job)
    assert refused.code == 5
    assert "manifest.json" in refused.err
    assert f"sp404-batch rebuild {job}" in refused.err
    found = command("validate", job)
    assert found.code == 3
    assert "manifest.json" in found.out
    rebuilt = command("rebuild", job)
    assert rebuilt.code == 0, rebuilt.said
    resumed = command("resume", "--cache-dir", job)
    assert resumed.code == 0, resumed.said
    assert described(job) == whole
    assert command("validate", job).code == 0


def test_a_job_of_which_nothing_says_any_more_where_its_samples_are_goes_on_where_i_say(command: Command, make_sounds: MakeSounds) -> None:
    sounds, job = make_sounds(4), command.place / "job"
    assert command("process", sounds, "--cache-dir", job, "--provider", "offline").code == 0
    whole = described(job)
    for lost in ("manifest.json", "log.jsonl"):
        (job / lost).unlink()
    rebuilt = command("rebuild", job).out
    assert "say so with `sp404-batch resume --root FOLDER`" in rebuilt
    assert f"resume --cache-dir {job} --root FOLDER" in rebuilt.splitlines()[-1]
    refused = command("resume", "--cache-dir", job)
    assert refused.code == 2
    assert "Where the samples are is not known any more: say where they are (`resume --root" in refused.err
    resumed = command("resume", "--cache-dir", job, "--root", sounds)
    assert resumed.code == 0, resumed.said
    assert described(job) == whole
    assert jobs.manifest(job)["folders"] == [str(sounds)]


def test_a_result_that_was_cut_short_or_edited_is_mended_by_resume(command: Command, job: Path) -> None:
    whole = described(job)
    short, edited, gone = (job / "results" / "000" / f"sample_{number:06d}.json" for number in (1, 2, 3))
    short.write_bytes(short.read_bytes()[:100])
    edited.write_text('{"id": "sample_000002", "path": "x", "features": 7}')
    gone.unlink()
    found = command("validate", job)
    assert found.code == 3, found.said
    assert "sample_000001" in found.out
    assert "sample_000002" in found.out
    resumed = command("resume", "--cache-dir", job)
    assert resumed.code == 0, resumed.said
    assert "damaged" in resumed.err
    assert described(job) == whole
    assert all(row["matches"] for row in jobs.results(job).values())
    assert command("validate", job).code == 0


def test_garbage_in_the_list_of_samples_is_named_with_its_line_and_rebuilt(command: Command, job: Path) -> None:
    whole = described(job)
    lines = (job / "samples.jsonl").read_bytes().splitlines(keepends=True)
    lines[2] = b"my cat walked over the keyboard\n"
    (job / "samples.jsonl").write_bytes(b"".join(lines))
    refused = command("resume", "--cache-dir", job)
    assert refused.code == 5
    assert "samples.jsonl, line 3" in refused.err
    assert command("validate", job).code == 3
    rebuilt = command("rebuild", job)
    assert rebuilt.code == 0, rebuilt.said
    assert command("resume", "--cache-dir", job).code == 0
    assert described(job) == whole


def test_a_last_line_that_a_crash_cut_short_is_no_damage(command: Command, job: Path) -> None:
    whole = described(job)
    for name in ("samples.jsonl", "log.jsonl"):
        with (job / name).open("ab") as stream:
            stream.write(b'{"id": "sample_0000')
    assert command("resume", "--cache-dir", job).code == 0
    assert described(job) == whole


def test_an_export_without_its_list_of_samples_is_refused(command: Command, make_sounds: MakeSounds) -> None:
    job = command.place / "job"
    assert command("process", make_sounds(6), "--cache-dir", job, "--provider", "offline").code == 0
    listed = (job / "samples.jsonl").read_bytes().splitlines(keepends=True)
    (job / "samples.jsonl").write_bytes(b"".join(listed[:2]))
    for arguments in (("export", job), ("resume", "--cache-dir", job)):
        refused = command(*arguments)
        assert refused.code == 5
        assert "2 of 6" in refused.err
        assert "rebuild" in refused.err
    assert command("rebuild", job).code == 0
    assert len(command("export", job).json["samples"]) == 6
