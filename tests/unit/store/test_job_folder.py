"""Whenever a job is cut short, what is on disk resumes right."""

import gzip
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sp404_gui.domain.errors import JobFolderDamaged, NotAJobFolder, UsageError
from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from tests.unit.store import story
from tests.unit.store.story import Film, Story, loaded


def resume_to_the_end(place: str) -> None:
    """What an engine does with a folder that was cut short, without its work."""
    folder = JobFolder.open(place) if JobFolder.exists(place) else JobFolder.create(place, story.manifest())
    known = folder.read_samples(story.ROOT)
    folder.append_samples(story.samples()[len(known) :])
    for record in list(loaded(place)):
        folder.write_result(record if record.vibe else story.described(story.measured(record.sample)), keep_matches=True)


def assert_resumes(place: str, told: Story) -> None:
    if JobFolder.exists(place):
        assert all(told.is_whole(record) for record in loaded(place))
    resume_to_the_end(place)
    assert [record.sample for record in loaded(place)] == story.samples()
    assert all(record.features is not None for record in loaded(place))


def test_every_prefix_of_the_writes_of_a_job_resumes(film: Film, tmp_path: Path) -> None:
    assert len(film.snapshots) > 100
    for number, snapshot in enumerate(film.snapshots):
        assert_resumes(snapshot.put_down(tmp_path / str(number)), film.story)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_power_cut_in_the_middle_of_a_write_resumes(film: Film, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    snapshot = data.draw(st.sampled_from([s for s in film.snapshots if s.appended]))
    assert snapshot.appended is not None
    files = dict(snapshot.files)
    cut = data.draw(st.integers(snapshot.before, len(files[snapshot.appended])))
    files[snapshot.appended] = files[snapshot.appended][:cut] + data.draw(st.sampled_from([b"", b"\0" * 20]))
    results = sorted(name for name in files if name.startswith("results") and name.endswith(".json"))
    for name in data.draw(st.lists(st.sampled_from(results), max_size=3, unique=True)) if results else ():
        files[name] = files[name][: data.draw(st.integers(0, len(files[name]) - 1))]  # its content was not synced yet
    assert_resumes(replace(snapshot, files=files).put_down(tmp_path_factory.mktemp("cut") / "job"), film.story)


def test_a_finished_job_reads_back_as_it_was_written_and_is_sound(tmp_path: Path) -> None:
    told = Story()
    told.write(str(tmp_path / "job"))
    folder = JobFolder.open(str(tmp_path / "job"))
    assert folder.read_manifest().root == story.ROOT
    assert folder.read_manifest().options == story.manifest().options
    assert folder.read_samples(story.ROOT) == story.samples()
    assert [replace(told.versions[r.id][-1], matches=None) for r in loaded(folder.path)] == list(loaded(folder.path))
    assert validate(folder.path) == []
    shutil.rmtree(tmp_path / "job" / "checkpoints")
    (tmp_path / "job" / "checkpoints").write_text("a file where a folder should be")
    (tmp_path / "job" / "results" / "000" / "sample_000001.json").unlink()
    assert [record.features is None for record in loaded(folder.path)] == [True] + [False] * 7


def test_a_damaged_line_in_the_middle_names_the_file_and_the_way_out(tmp_path: Path) -> None:
    Story().write(str(tmp_path / "job"))
    samples = tmp_path / "job" / "samples.jsonl"
    samples.write_bytes(samples.read_bytes().replace(b'"id":"sample_000003"', b'"id":"sample_000013"'))
    with pytest.raises(JobFolderDamaged, match=r"samples\.jsonl, line 3 .*sp404-batch rebuild"):
        JobFolder.open(str(tmp_path / "job")).read_samples(story.ROOT)


def test_a_folder_with_something_else_in_it_becomes_no_job(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"picture")
    with pytest.raises(NotAJobFolder):
        JobFolder.open(str(tmp_path))
    with pytest.raises(UsageError, match="not empty"):
        JobFolder.create(str(tmp_path), story.manifest())
    with pytest.raises(UsageError, match="cannot be made"):
        JobFolder.create(str(tmp_path / "holiday.jpg" / "job"), story.manifest())
    assert [p.name for p in tmp_path.iterdir()] == ["holiday.jpg"]


def test_compressed_results_replace_plain_ones_and_damage_in_them_is_no_crash(tmp_path: Path) -> None:
    Story().write(str(tmp_path / "job"))
    folder = JobFolder.open(str(tmp_path / "job"))
    record = story.described(story.measured(story.samples()[0]))
    for compress in (True, False, True):
        folder.write_result(record, compress=compress, keep_matches=True)
        assert len(list((tmp_path / "job" / "results" / "000").glob("sample_000001*"))) == 1
    assert next(loaded(folder.path)) == record
    assert b"Both are quiet." in folder.read_result(record.id)
    packed = tmp_path / "job" / "results" / "000" / "sample_000001.json.gz"
    whole = packed.read_bytes()
    for damaged in (b"", whole[:50], whole[:40] + b"\xff\xff" + whole[42:], b"no gzip", gzip.compress(b"{}")):
        packed.write_bytes(damaged)
        restored = next(loaded(folder.path))
        assert restored.vibe == record.vibe  # from the checkpoint


@pytest.mark.parametrize("compress", [True, False])
def test_a_kill_while_results_change_their_form_leaves_what_was_written_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, compress: bool
) -> None:
    folder = JobFolder.create(str(tmp_path / "job"), story.manifest())
    measured = story.measured(story.samples()[0])
    folder.append_samples([measured.sample])
    folder.write_result(story.described(measured), compress=not compress)

    def killed(_: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            folder.write_result(measured, compress=compress)
    assert list(loaded(folder.path)) == [measured]
    folder.write_result(measured, compress=compress)
    assert len(list((tmp_path / "job" / "results" / "000").iterdir())) == 1


def test_a_result_that_becomes_a_plain_one_while_it_is_read_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = JobFolder.create(str(tmp_path / "job"), story.manifest())
    record = story.measured(story.samples()[0])
    folder.write_result(record, compress=True)
    read = folder.read

    def read_meanwhile(relative: str) -> bytes:
        try:
            return read(relative)
        finally:
            folder.write_result(record)

    monkeypatch.setattr(folder, "read", read_meanwhile)
    assert record.id.encode() in folder.read_result(record.id)


def test_a_checkpoint_does_not_pretend_that_matches_were_found(tmp_path: Path) -> None:
    """They are left out of it, so a record that comes from there has to be matched again."""
    folder = JobFolder.create(str(tmp_path / "job"), story.manifest())
    record = story.matched(story.described(story.measured(story.samples()[0])))
    folder.append_samples([record.sample])
    folder.write_checkpoint(1, [record], Counts(), story.NOW)
    (back,) = loaded(folder.path)
    assert isinstance(back, SampleRecord)
    assert back.vibe == record.vibe
    assert story.MATCHING not in back.stages
