"""Kits are saved only by the process that may work on the job, and damaged ones are shown as far as they go."""

import os
from pathlib import Path

import pytest

from sp404_gui.domain.errors import JobLocked
from sp404_gui.domain.kit import Kit, Kits, Pad, Place
from sp404_gui.engine.kits.keeping import load_kits, save_kits
from sp404_gui.store.lock import JobLock, is_locked
from tests.unit.store.story import Story

KITS = Kits(kits=(Kit(name="dust", pads={Place("A", n): Pad(sample=f"sample_00000{n}") for n in (1, 2, 3)}),))


@pytest.fixture
def job(tmp_path: Path) -> str:
    Story().write(str(tmp_path / "job"))
    return str(tmp_path / "job")


def test_another_process_that_works_on_the_job_is_respected(job: str) -> None:
    with JobLock(job):
        with pytest.raises(JobLocked):
            save_kits(job, KITS)
        assert load_kits(job) == (Kits(), "")
        save_kits(job, KITS, locked=True)
    assert load_kits(job) == (KITS, "")
    save_kits(job, Kits())
    assert load_kits(job) == (Kits(), "")
    assert not is_locked(job)


def test_what_is_left_of_damaged_kits_is_shown_with_the_way_out(job: str) -> None:
    save_kits(job, KITS)
    file = Path(job) / "kits.json"
    os.truncate(file, file.read_bytes().index(b'"A03"'))
    kits, complaint = load_kits(job)
    assert [place.label for place in kits.kits[0].pads] == ["A01", "A02"]
    assert "kits.json" in complaint
    assert "sp404-batch rebuild" in complaint
