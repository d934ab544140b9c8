"""What the user took out of a collection is counted apart, whoever wrote it down and whenever."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.errors import FatalError
from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.jobs.reading import collection_info, read_records
from sp404_gui.store import layout
from sp404_gui.store.codec import decode, encode
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.repair.rebuilding import rebuild
from tests.e2e.command import Command

FIRST, SECOND, THIRD = (f"sample_{number:06d}" for number in (1, 2, 3))


def say(job: Path, **said: UserEdits) -> None:
    save_edits(str(job), said, SystemClock())


def numbers(job: Path) -> tuple[int, int]:
    """How many samples the collection has left, and how many were taken out."""
    info = collection_info(str(job))
    return info.counts.without(info.removed).total, info.removed.done


def gone(job: Path) -> set[str]:
    return {record.id for records in read_records(str(job)) for record in records if record.user.removed}


@contextmanager
def unwritable(file: Path) -> Iterator[None]:
    """A file that can be read, and not replaced."""
    blocked = file.with_name(f"{file.name}.tmp")
    blocked.mkdir()
    yield
    blocked.rmdir()


def test_numbers_are_of_what_the_collection_has_now(finished_job: Path) -> None:
    say(finished_job, **{FIRST: UserEdits(removed=True), SECOND: UserEdits(removed=True, note="too long")})
    assert numbers(finished_job) == (4, 2)
    say(finished_job, **{SECOND: UserEdits(note="not too long")})
    say(finished_job, **{THIRD: UserEdits(note="good")})
    assert numbers(finished_job) == (5, 1)
    assert validate(str(finished_job)) == []


def test_a_manifest_that_was_left_behind_is_counted_anew(finished_job: Path) -> None:
    say(finished_job, **{FIRST: UserEdits(removed=True)})
    folder = JobFolder.open(str(finished_job))
    folder.write_manifest(replace(folder.read_manifest(), removed={}))
    say(finished_job, **{SECOND: UserEdits(removed=True)})
    assert numbers(finished_job) == (4, 2)


def test_a_job_of_an_earlier_version_is_counted_by_whatever_edit_comes_next(finished_job: Path) -> None:
    say(finished_job, **{FIRST: UserEdits(removed=True)})
    manifest = finished_job / layout.MANIFEST
    manifest.write_bytes(encode({name: value for name, value in decode(manifest.read_bytes()).items() if name != "removed"}))
    assert numbers(finished_job) == (6, 0)
    say(finished_job, **{SECOND: UserEdits(note="good")})
    assert numbers(finished_job) == (5, 1)


def test_what_the_audit_trail_has_is_kept_and_counted_whatever_the_disk_says_after_that(finished_job: Path) -> None:
    with unwritable(finished_job / layout.result_path(FIRST)):
        say(finished_job, **{FIRST: UserEdits(removed=True), SECOND: UserEdits(removed=True)})
    assert gone(finished_job) == {FIRST, SECOND}
    with unwritable(finished_job / layout.MANIFEST):
        say(finished_job, **{SECOND: UserEdits()})
    say(finished_job, **{THIRD: UserEdits(note="good")})
    assert numbers(finished_job) == (5, 1)
    with unwritable(finished_job / layout.MANIFEST), pytest.raises(FatalError):
        say(finished_job, **{THIRD: UserEdits(removed=True)})
    assert gone(finished_job) == {FIRST}
    say(finished_job, **{FIRST: UserEdits()})
    assert numbers(finished_job) == (6, 0)


def test_what_was_left_behind_when_it_was_taken_out_is_counted_when_it_comes_back(finished_job: Path) -> None:
    with unwritable(finished_job / layout.result_path(FIRST)):
        say(finished_job, **{FIRST: UserEdits(removed=True)})
    say(finished_job, **{SECOND: UserEdits(note="good")})
    assert numbers(finished_job) == (5, 1)
    say(finished_job, **{FIRST: UserEdits()})
    assert numbers(finished_job) == (6, 0)


def test_a_note_does_not_read_the_whole_audit_trail(finished_job: Path) -> None:
    say(finished_job, **{FIRST: UserEdits(removed=True)})
    (finished_job / layout.LOG).write_bytes(b"")
    say(finished_job, **{SECOND: UserEdits(note="good")})
    assert numbers(finished_job) == (5, 1)


def test_an_audit_trail_that_cannot_be_read_takes_no_edit_and_says_so(finished_job: Path) -> None:
    log = finished_job / layout.LOG
    log.unlink()
    log.mkdir()
    with pytest.raises(FatalError, match="cannot be"):
        say(finished_job, **{FIRST: UserEdits(removed=True)})
    assert numbers(finished_job) == (6, 0)


def test_a_run_and_a_repair_count_them_as_well(finished_job: Path, command: Command) -> None:
    say(finished_job, **{FIRST: UserEdits(removed=True)})
    (finished_job / layout.MANIFEST).write_bytes(b"{")
    rebuild(str(finished_job), "2026-02-02T00:00:00.000Z")
    assert numbers(finished_job) == (5, 1)
    folder = JobFolder.open(str(finished_job))
    folder.write_manifest(replace(folder.read_manifest(), removed={}))
    assert command("resume", "--cache-dir", str(finished_job), "--quiet").code == 0
    assert numbers(finished_job) == (5, 1)


def test_no_number_falls_below_nothing() -> None:
    more = Counts(total=9, done=9, errors={"timeout": 9})
    assert Counts(total=3, done=3, errors={"timeout": 2}).without(more) == Counts()
