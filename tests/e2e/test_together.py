"""The short form of `make torture NAMES=together`: several at once on the same things, and things that go away in the middle."""

import os
from pathlib import Path

import pytest

from sp404_gui.store.lock import LOCK_NAME, JobLock, is_locked
from tests.conftest import MakeSounds
from tests.e2e.command import Command
from tests.torture import together, unplugged

pytestmark = pytest.mark.skipif(os.name == "nt", reason="files in use cannot be taken away there")


def test_who_comes_too_early_for_a_job_leaves_the_lock_of_the_other(command: Command, make_sounds: MakeSounds) -> None:
    job = command.place / "job"
    job.mkdir()
    with JobLock(str(job)):  # and has not yet written anything
        before = (job / LOCK_NAME).stat().st_ino
        assert command("process", make_sounds(1), "--cache-dir", job).code == 6
        assert (job / LOCK_NAME).stat().st_ino == before
        assert is_locked(str(job))


def test_three_processes_on_one_cache_file_one_of_them_killed_lose_nothing(tmp_path: Path) -> None:
    assert list(together.one_file(tmp_path / "killed", 3, 12, kill=True)) == []


def test_the_samples_change_in_the_middle_of_a_job(tmp_path: Path) -> None:
    assert list(unplugged.changing(tmp_path / "changing", 10)) == []


def test_the_disk_of_the_job_is_unplugged_in_the_middle_and_comes_back(tmp_path: Path) -> None:
    assert list(unplugged.job_away(tmp_path / "job", 5)) == []
