"""Kits come back as they were saved, and what somebody else or a broken disk wrote is told, kept, and mended as far as it goes."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sp404_gui.domain.errors import JobFolderDamaged, NewerSchema
from sp404_gui.domain.kit import BANKS, Kit, Kits, Pad, Place
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.kits import read_kits, write_kits
from sp404_gui.store.kits_mending import mended_kits
from sp404_gui.store.lock import JobLock
from sp404_gui.store.repair.rebuilding import rebuild
from tests.edited import edit
from tests.unit.store.story import Story

LATER = "2026-02-02T00:00:00.000Z"
KITS = Kits(
    kits=(
        Kit(
            name='night bus {"name":"90"}\n\u202e',
            pads={
                Place("A", 1): Pad(sample="sample_000001", locked=True, why='"A02":{"sample":"sample_000009"} fits <b>'),
                Place("A", 3): Pad(sample="sample_000002", choke=1),
                Place("J", 16): Pad(sample="sample_000008"),
            },
        ),
        Kit(name="café 🥁"),
        Kit(name="third", pads={Place("B", 2): Pad(sample="sample_000001")}),
    ),
    current=2,
)


@pytest.fixture
def job(tmp_path: Path) -> Path:
    Story().write(str(tmp_path / "job"))
    write_kits(JobFolder.open(str(tmp_path / "job")), KITS)
    return tmp_path / "job"


def test_kits_come_back_as_they_were_also_from_a_folder_that_was_moved(job: Path, tmp_path: Path) -> None:
    assert read_kits(JobFolder.open(str(job))) == KITS
    assert validate(str(job)) == []
    shutil.move(job, tmp_path / "elsewhere")
    assert read_kits(JobFolder.open(str(tmp_path / "elsewhere"))) == KITS
    (tmp_path / "elsewhere" / "kits.json").unlink()
    assert read_kits(JobFolder.open(str(tmp_path / "elsewhere"))) == Kits()


PADS = st.builds(
    Pad,
    sample=st.integers(1, 999_999).map("sample_{:06d}".format),
    locked=st.booleans(),
    choke=st.integers(0, 8),
    why=st.text(st.characters(codec="utf-8"), max_size=80),
)
PLACE = st.builds(Place, st.sampled_from(BANKS), st.integers(1, 16))
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80).filter(str.strip)
KIT = st.builds(Kit, name=NAMES, pads=st.dictionaries(PLACE, PADS, max_size=20))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(kits=st.lists(KIT, max_size=4, unique_by=lambda kit: kit.name))
def test_any_kits_come_back(job: Path, kits: list[Kit]) -> None:
    written = Kits(kits=tuple(kits), current=max(0, len(kits) - 1))
    write_kits(JobFolder.open(str(job)), written)
    assert read_kits(JobFolder.open(str(job))) == written


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut": (lambda f: os.truncate(f, 300), "EOF"),
    "a bit": (lambda f: f.write_bytes(f.read_bytes().replace(b'"choke":1', b'"choke":3')), "changed since"),
    "a pad beyond": (lambda f: edit(f, b'"J16"', b'"K16"'), "no pad"),
    "a choke group beyond": (lambda f: edit(f, b'"choke":1', b'"choke":99'), "choke"),
    "no sample": (lambda f: edit(f, b'"sample_000002"', b'"../../x"'), "names no sample"),
    "two of a name": (lambda f: edit(f, b'"third"', '"café 🥁"'.encode()), "same name"),
    "nobody is current": (lambda f: edit(f, b'"current":2', b'"current":7'), "current"),
    "something else": (lambda f: f.write_text('["kits"]'), "holds no kits"),
    "far too large": (lambda f: os.truncate(f, 40 << 20), "larger than"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_and_a_rebuild_keeps_every_pad_that_can_be_read(job: Path, name: str) -> None:
    damage, says = WRONG[name]
    file, folder = job / "kits.json", JobFolder.open(str(job))
    damage(file)
    damaged = file.read_bytes()
    with pytest.raises(JobFolderDamaged, match=says) as error:
        read_kits(folder)
    assert "sp404-batch rebuild" in str(error.value)
    (problem,) = validate(str(job))
    assert problem.file == "kits.json"
    readable = mended_kits(folder)
    assert rebuild(str(job), LATER)
    assert validate(str(job)) == []
    assert rebuild(str(job), LATER) == []
    assert read_kits(folder) == readable
    assert (job / "damaged" / "kits.json").read_bytes() == damaged
    lost = {"cut": 2, "a pad beyond": 1, "a choke group beyond": 1, "no sample": 1, "something else": 4, "far too large": 4}.get(name, 0)
    assert sum(len(kit.pads) for kit in readable.kits) == 4 - lost


def test_a_pad_of_a_sample_that_the_job_does_not_have_is_named_and_cleared(job: Path) -> None:
    edit(job / "kits.json", b'"sample_000008"', b'"sample_000099"')
    (problem,) = validate(str(job))
    assert "sample_000099, which samples.jsonl does not name" in problem.what
    rebuild(str(job), LATER)
    assert validate(str(job)) == []
    first = read_kits(JobFolder.open(str(job))).kits[0]
    assert [place.label for place in first.pads] == ["A01", "A03"]


def test_saving_over_damaged_kits_keeps_them(job: Path) -> None:
    (job / "kits.json").write_bytes(b"\0" * 50)
    write_kits(JobFolder.open(str(job)), Kits())
    assert (job / "damaged" / "kits.json").read_bytes() == b"\0" * 50
    assert read_kits(JobFolder.open(str(job))) == Kits()


def test_kits_of_a_newer_version_are_left_alone(job: Path) -> None:
    edit(job / "kits.json", b'"schema":1', b'"schema":2')
    before = (job / "kits.json").read_bytes()
    folder = JobFolder.open(str(job))
    for act in (lambda: read_kits(folder), lambda: write_kits(folder, KITS), lambda: rebuild(str(job), LATER)):
        with pytest.raises(NewerSchema, match="newer version"):
            act()
    (problem,) = validate(str(job))
    assert "Update sp404-batch" in problem.way_out
    assert (job / "kits.json").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither")
def test_a_link_or_a_pipe_in_their_place_is_neither_followed_nor_waited_for(job: Path, tmp_path: Path) -> None:
    shutil.move(job / "kits.json", tmp_path / "outside.json")
    (job / "kits.json").symlink_to(tmp_path / "outside.json")
    folder = JobFolder.open(str(job))
    with pytest.raises(JobFolderDamaged, match="no plain file"):
        read_kits(folder)
    write_kits(folder, Kits())
    assert json.loads((tmp_path / "outside.json").read_bytes())["kits"]
    (job / "kits.json").unlink()
    os.mkfifo(job / "kits.json")
    with pytest.raises(JobFolderDamaged, match="no plain file"):
        read_kits(folder)
    assert [p.what for p in validate(str(job))] == ["It is no ordinary file."]
    rebuild(str(job), LATER)
    assert validate(str(job)) == []


def test_a_job_that_is_being_worked_on_may_be_checked(job: Path) -> None:
    edit(job / "kits.json", b'"sample_000008"', b'"sample_000099"')
    with JobLock(str(job)):
        assert validate(str(job)) == []
