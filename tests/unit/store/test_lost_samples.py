"""Samples of which a line or a result is lost: each stays itself, and what the user said of it stays with it."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.kit import Kit, Kits, Pad, Place
from sp404_gui.domain.sample import SampleRecord, SampleStatus, UserEdits
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.store import codec
from sp404_gui.store.edits import write_edits
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.kits import read_kits, write_kits
from tests.edited import edit
from tests.unit.store import story
from tests.unit.store.rebuilt import LATER, assert_sound_after_rebuild, essence, result
from tests.unit.store.story import Story, loaded


def test_a_lost_sample_without_results_leaves_no_hole_and_is_found_by_the_next_scan(tmp_path: Path) -> None:
    folder = JobFolder.create(str(tmp_path / "job"), replace(story.manifest(), scan_complete=True))
    folder.append_samples(story.samples())
    folder.write_result(story.described(story.measured(story.samples()[4])))
    edit(tmp_path / "job" / "samples.jsonl", b'"loops/kick.wav"', b'"loops/kick.wav')
    assert_sound_after_rebuild(tmp_path / "job")
    paths = [sample.path for sample in folder.read_samples(story.ROOT)]
    assert paths == [story.NAMES[0], story.NAMES[7], *story.NAMES[2:7]]
    assert folder.read_manifest().scan_complete is False


def test_a_lost_sample_between_samples_with_results_says_that_it_is_lost(tmp_path: Path) -> None:
    folder = JobFolder.create(str(tmp_path / "job"), story.manifest())
    folder.append_samples(story.samples())
    folder.write_result(story.described(story.measured(story.samples()[7])))
    edit(tmp_path / "job" / "samples.jsonl", b'"loops/kick.wav"', b'"loops/kick.wav')
    assert_sound_after_rebuild(tmp_path / "job")
    records = list(loaded(folder.path))
    assert [r.path for r in records if r.id != "sample_000002"] == [p for p in story.NAMES if p != "loops/kick.wav"]
    assert records[1].status is SampleStatus.FAILED
    assert "nothing names this sample's file" in records[1].errors[0].message


def test_edits_survive_in_a_result_of_which_only_they_can_still_be_read(tmp_path: Path) -> None:
    folder = JobFolder.create(str(tmp_path / "job"), story.manifest())
    folder.append_samples(story.samples())
    record = story.matched(story.edited(story.described(story.measured(story.samples()[2]))))
    folder.write_result(record)
    whole = codec.encode(codec.record_to_dict(record))
    for damaged in (whole.replace(b'"status"', b'"stat\xff'), whole.replace(b'"done"', b'"perfect"'), whole[:-30]):
        result(Path(folder.path), 3).write_bytes(damaged)
        assert_sound_after_rebuild(Path(folder.path))
        assert list(loaded(folder.path))[2] == SampleRecord(sample=record.sample, user=record.user)


@pytest.mark.parametrize("flipped", ["sample_000405", "sample_000905", "sample_001005", "sample_002005", "sample_99999905"])
@pytest.mark.parametrize("place", ["results/000/sample_000005.json", "checkpoints/checkpoint_0002.json"])
def test_a_flipped_digit_in_an_id_invents_no_samples_and_what_the_user_said_stays_where_it_belongs(
    job: Path, place: str, flipped: str
) -> None:
    before = essence(job)
    damaged = (job / place).read_bytes().replace(b'"sample_000005"', f'"{flipped}"'.encode(), 1)
    (job / place).write_bytes(damaged)
    assert_sound_after_rebuild(job)
    assert essence(job) == before


def test_the_audit_trail_knows_what_was_said_of_a_sample_whose_result_is_gone(job: Path) -> None:
    mine = UserEdits(note="said last", removed=True)
    write_edits(JobFolder.open(str(job)).journal, {"sample_000002": mine, "sample_000008": mine}, story.NOW)
    for number in (2, 8):
        result(job, number).write_bytes(b"{")
    shutil.rmtree(job / "checkpoints")
    (job / "samples.jsonl").unlink()
    assert_sound_after_rebuild(job)
    rows = [json.loads(result(job, number).read_bytes()) for number in (2, 8)]
    assert [row["user"]["note"] for row in rows] == ["said last"] * 2
    assert [record.user.note for record in loaded(str(job))].count("said last") == 2


def test_a_file_that_was_listed_twice_is_one_sample_with_all_that_was_said_of_both(job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(job)
    monkeypatch.setattr(story, "NAMES", ("kick.wav", "a.wav", "snare.wav", "a.wav", "y.wav", "b.wav", "c.wav", "d.wav"))
    Story().write(str(job))
    folder = JobFolder(str(job))
    answered = next(r for r in loaded(str(job)) if r.id == "sample_000004")
    assert answered.vibe is not None
    folder.write_result(replace(answered, vibe=replace(answered.vibe, source=VibeSource.ASKED, model="some/model")))
    mine = {"sample_000002": UserEdits(rating=3, tags=("one",)), "sample_000004": UserEdits(favorite=True, note="mine", tags=("two",))}
    write_edits(folder.journal, mine, LATER)
    pads = {Place("A", 1): Pad(sample="sample_000004"), Place("A", 2): Pad(sample="sample_000005")}
    write_kits(folder, Kits(kits=(Kit(name="k", pads=pads),)))
    assert "Line 4 names the same file as line 2." in {problem.what for problem in validate(str(job))}
    assert "sample_000004 was the same file as sample_000002: they are one now." in assert_sound_after_rebuild(job)
    records = {record.id: record for record in loaded(str(job))}
    first, second = records["sample_000002"], records["sample_000004"]
    assert first.user == UserEdits(favorite=True, rating=3, note="mine", tags=("one", "two"))
    assert first.vibe is not None
    assert (first.vibe.source, first.vibe.model) == (VibeSource.ASKED, "some/model")
    assert (second.user.removed, second.status, second.errors) == (True, SampleStatus.SKIPPED, ())
    assert [pad.sample for pad in read_kits(folder).kits[0].pads.values()] == ["sample_000002", "sample_000005"]
    assert [records[f"sample_{n:06d}"].path for n in (1, 3, 5, 6, 7, 8)] == ["kick.wav", "snare.wav", "y.wav", "b.wav", "c.wav", "d.wav"]
