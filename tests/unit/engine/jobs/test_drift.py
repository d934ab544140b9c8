"""What became of the files of a job."""

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.engine.jobs.drift import drift
from sp404_gui.engine.jobs.reading import read_records


@pytest.fixture
def records(finished_job: Path) -> list[SampleRecord]:
    return [record for chunk in read_records(str(finished_job)) for record in chunk]


def moved(records: list[SampleRecord], to: Path) -> list[SampleRecord]:
    """The same samples, over files that may be harmed."""
    shutil.copytree(records[0].sample.root, to)
    return [replace(record, sample=replace(record.sample, root=str(to))) for record in records]


def test_new_changed_and_lost_files_are_told_apart(records: list[SampleRecord], tmp_path: Path) -> None:
    there = moved(records, tmp_path / "there")
    files = [record.sample.file for record in there]
    os.utime(files[0])
    Path(files[1]).write_bytes(Path(files[1]).read_bytes() + b"more")
    Path(files[2]).unlink()
    new = tmp_path / "there" / "new.wav"
    new.write_bytes(b"RIFF")
    whole = drift(there)
    assert (whole.unknown, whole.changed, whole.gone) == (set(), {files[1]}, {files[2]})
    some = drift(there, [str(new), files[0], files[2]])
    assert (some.unknown, some.changed, some.gone) == ({str(new)}, set(), {files[2]})


def test_a_folder_that_is_gone_takes_its_files_along_but_for_what_the_user_removed(records: list[SampleRecord], tmp_path: Path) -> None:
    there = moved(records, tmp_path / "there")
    shutil.rmtree(tmp_path / "there")
    there[0] = replace(there[0], user=UserEdits(removed=True))
    assert drift(there, [str(tmp_path / "there")]).gone == {record.sample.file for record in there[1:]}


def test_thousands_of_other_files_that_go_cost_no_look_at_every_sample(records: list[SampleRecord], tmp_path: Path) -> None:
    sample = records[0].sample
    many = [replace(records[0], sample=replace(sample, root=str(tmp_path), path=f"pack {n % 200}/kick {n}.wav")) for n in range(8_000)]
    began = time.thread_time()
    drift(many, [str(tmp_path / f"pack 1/kick {n}.wav.asd") for n in range(3_000)])
    assert time.thread_time() - began < 0.5
