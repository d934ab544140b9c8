"""Taking up a job whose samples were moved."""

from pathlib import Path

import pytest

from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import Sample
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.folders import create_job, move_job, take_up_job
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.layout import sample_id
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
