"""Damaged job folders: what is wrong is named, and rebuild keeps everything that any file still holds."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sp404_gui.domain.errors import NewerSchema, NotAJobFolder
from sp404_gui.domain.job import JobStatus
from sp404_gui.domain.kit import Kit, Kits, Pad, Place
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus, UserEdits
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.jobs.loading import load
from sp404_gui.store import codec
from sp404_gui.store.edits import write_edits
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.kits import read_kits, write_kits
from sp404_gui.store.lock import JobLock
from sp404_gui.store.repair.rebuilding import rebuild
from tests.edited import edit
from tests.torture.folders import cut_anywhere
from tests.unit.store import story
from tests.unit.store.story import Film, Story, loaded, snapshot

LATER = "2026-02-02T00:00:00.000Z"
EDITED = ("sample_000002", "sample_000005")


@pytest.fixture
def job(tmp_path: Path) -> Path:
    Story().write(str(tmp_path / "job"))
    return tmp_path / "job"


def result(job: Path, number: int) -> Path:
    return job / "results" / "000" / f"sample_{number:06d}.json"


def by_path(job: Path) -> dict[str, SampleRecord]:
    return {record.path: record for record in loaded(str(job))}


def essence(job: Path) -> dict[str, SampleRecord]:
    """What must not be lost. Size and time of a file stand in the list alone, matches in the results alone: both are found again."""
    return {
        path: replace(r, sample=Sample(r.id, "", path, 0, 0), stages=tuple(s for s in r.stages if s != story.MATCHING))
        for path, r in by_path(job).items()
    }


def assert_sound_after_rebuild(job: Path) -> list[str]:
    done = rebuild(str(job), LATER)
    assert validate(str(job)) == []
    after = snapshot(job)
    assert rebuild(str(job), LATER) == []
    assert snapshot(job) == after
    records = list(loaded(str(job)))
    assert [record.id for record in records] == [f"sample_{n:06d}" for n in range(1, len(records) + 1)]
    for record in records:
        assert record.features is None or record.features.content_hash == f"hash of {record.path!a}"
    return done


def test_a_sound_folder_is_left_alone(job: Path) -> None:
    before = snapshot(job)
    assert validate(str(job)) == []
    assert rebuild(str(job), LATER) == []
    assert snapshot(job) == before


def test_one_thing_is_told_as_one_and_several_as_several(job: Path) -> None:
    os.truncate(result(job, 2), 700)
    assert load(JobFolder(str(job)), JobFolder(str(job)).read_manifest(), story.STAGES).notices == [
        "One damaged result (sample_000002) was taken from a checkpoint or is done again."
    ]
    assert "One result (sample_000002) was restored from a copy or a checkpoint." in rebuild(str(job), LATER)
    for number in (1, 2):
        os.truncate(result(job, number), 700)
    assert "2 results (sample_000001 …) were restored from copies and checkpoints." in rebuild(str(job), LATER)


def test_a_job_that_is_being_worked_on_may_be_checked(film: Film, tmp_path: Path) -> None:
    for number, moment in enumerate(film.snapshots[5::3]):
        place = moment.put_down(tmp_path / str(number))
        if moment.appended is not None:
            os.truncate(os.path.join(place, moment.appended), (moment.before + len(moment.files[moment.appended])) // 2)
        with JobLock(place):
            assert validate(place) == []


def test_what_a_crash_leaves_is_cleared_away_without_loss(film: Film, tmp_path: Path) -> None:
    for number, moment in enumerate(film.snapshots):
        if "manifest.json" in moment.files:
            place = tmp_path / str(number)
            moment.put_down(place)
            before = list(loaded(str(place)))
            assert_sound_after_rebuild(place)
            after = list(loaded(str(place)))
            assert [record.sample for record in after] == [record.sample for record in before]
            assert all(film.story.is_whole(record) for record in after)
            assert all(new.features or not old.features for old, new in zip(before, after, strict=True))


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "manifest gone": (lambda j: (j / "manifest.json").unlink(), "manifest.json: It is missing."),
    "manifest cut": (lambda j: os.truncate(j / "manifest.json", 50), "manifest.json: It cannot be understood"),
    "sample line edited": (lambda j: edit(j / "samples.jsonl", b'"id":"sample_000003"', b'"id":3'), "Line 3 cannot be understood"),
    "sample line gone": (lambda j: drop_line(j / "samples.jsonl", 4), "it should describe sample_000004"),
    "file named twice": (lambda j: edit(j / "samples.jsonl", b'"hat.wav"', b'"kick.wav"'), "Line 8 names the same file as line 1."),
    "line names another file": (lambda j: edit(j / "samples.jsonl", b'"hat.wav"', b'"hxt.wav"'), "for sample_000008."),
    "list gone": (lambda j: (j / "samples.jsonl").unlink(), "samples.jsonl: It is missing."),
    "list cut short": (lambda j: os.truncate(j / "samples.jsonl", os.path.getsize(j / "samples.jsonl") - 3), "Its last line is cut short."),
    "result cut": (lambda j: os.truncate(result(j, 2), 700), "sample_000002.json: It cannot be understood"),
    "result moved down": (lambda j: insert(result(j, 1), b"\n"), "sample_000001.json: It cannot be understood"),
    "result gone": (lambda j: result(j, 1).unlink(), "It is missing, but checkpoints/checkpoint_0001.json has the result."),
    "results swapped": (lambda j: swap(result(j, 1), result(j, 5)), "it speaks of sample_000005"),
    "result of a stranger": (lambda j: shutil.copy(result(j, 1), result(j, 9)), "sample_000009.json: It cannot be understood"),
    "copy of a result": (lambda j: shutil.copy(result(j, 1), result(j, 1).with_suffix(".bak")), "It does not belong here."),
    "result names another file": (lambda j: edit(result(j, 1), b'"path":"kick.wav"', b'"path":"x.wav"'), "It names another file"),
    "unknown status": (lambda j: edit(result(j, 1), b'"status":"done"', b'"status":"finished"'), "status: Input should be"),
    "checkpoint gone": (lambda j: (j / "checkpoints/checkpoint_0002.json").unlink(), "checkpoint_0002.json: It is missing, but later"),
    "last checkpoint gone": (lambda j: (j / "checkpoints/checkpoint_0003.json").unlink(), "but the manifest names it"),
    "checkpoint cut": (lambda j: os.truncate(j / "checkpoints/checkpoint_0002.json", 900), "checkpoint_0002.json: It cannot be understood"),
    "error log cut": (lambda j: os.truncate(j / "errors/error_log.json", 10), "error_log.json: It cannot be understood"),
    "log line edited": (lambda j: edit(j / "log.jsonl", b'"event":"answer"', b'"event":'), "log.jsonl: Line 2 cannot be understood."),
    "counts edited": (lambda j: edit(j / "manifest.json", b'"done":7', b'"done":6'), "It counts 6 samples as done, but results/ has 7."),
    "leftover": (lambda j: (j / "results/000/sample_000001.json.tmp").write_bytes(b"{"), "It was left by a crash."),
}


def insert(file: Path, data: bytes) -> None:
    file.write_bytes(data + file.read_bytes())


def drop_line(file: Path, number: int) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[: number - 1] + lines[number:]))


def swap(one: Path, other: Path) -> None:
    one_data, other_data = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_data)
    other.write_bytes(one_data)


def test_a_file_that_is_cut_at_any_512th_byte_is_named_and_nothing_is_lost_by_it(film: Film, tmp_path: Path) -> None:
    last = film.snapshots[-1]
    whole = essence(Path(last.put_down(tmp_path / "whole")))
    for name, at, files in cut_anywhere(last.files):
        place = tmp_path / f"{name.replace('/', ' ')} {at}"
        replace(last, files=files).put_down(place)
        assert [problem.file for problem in validate(str(place))], (name, at)
        assert_sound_after_rebuild(place)
        assert without_edits(essence(place)) == without_edits(whole), (name, at)
        if not name.endswith(tuple(f"{identifier}.json" for identifier in EDITED)):  # this story's audit trail has no edits
            assert essence(place) == whole, (name, at)
        shutil.rmtree(place)


def without_edits(records: dict[str, SampleRecord]) -> dict[str, SampleRecord]:
    return {path: replace(record, user=UserEdits()) for path, record in records.items()}


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_is_named_and_repaired_without_loss(job: Path, name: str) -> None:
    damage, says = DAMAGES[name]
    before = essence(job)
    damage(job)
    problems = validate(str(job))
    assert any(says in f"{p.file}: {p.what} {p.way_out}" for p in problems), problems
    assert all("sp404-batch rebuild" in p.way_out for p in problems)
    assert assert_sound_after_rebuild(job)
    assert essence(job) == before
    folder = JobFolder.open(str(job))
    assert folder.read_manifest().root == story.ROOT
    assert {row["id"] for number in folder.checkpoint_numbers() for row in folder.read_checkpoint(number)} == {
        r.id for r in before.values()
    }


def test_compressed_results_are_repaired_as_such(job: Path) -> None:
    before = essence(job)
    folder = JobFolder.open(str(job))
    folder.write_manifest(replace(folder.read_manifest(), options=replace(story.manifest().options, compress_results=True)))
    for record in list(loaded(str(job))):
        folder.write_result(record, compress=True, keep_matches=True)
    packed = job / "results" / "000" / "sample_000001.json.gz"
    edit(packed, packed.read_bytes()[40:60], b"")
    result(job, 4).write_text("{}")
    assert {p.file for p in validate(str(job))} == {
        f"results/000/{name}" for name in (packed.name, "sample_000004.json", "sample_000004.json.gz")
    }
    assert_sound_after_rebuild(job)
    assert essence(job) == before
    assert {file.suffix for file in (job / "results" / "000").iterdir()} == {".gz"}
    assert (job / "damaged" / "results" / "000" / "sample_000004.json").read_text() == "{}"


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


def test_without_manifest_and_log_everything_but_the_place_of_the_samples_comes_back(job: Path) -> None:
    before = by_path(job)
    (job / "manifest.json").unlink()
    (job / "log.jsonl").write_bytes(b"\0" * 100)
    done = assert_sound_after_rebuild(job)
    assert any("--root" in sentence for sentence in done)
    manifest = JobFolder.open(str(job)).read_manifest()
    assert (manifest.root, manifest.status, manifest.last_checkpoint) == ("", JobStatus.INTERRUPTED, 3)
    assert {path: record.features for path, record in by_path(job).items()} == {path: record.features for path, record in before.items()}


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


FILES = (
    "manifest.json",
    "samples.jsonl",
    "log.jsonl",
    "errors/error_log.json",
    *(f"checkpoints/checkpoint_{n:04d}.json" for n in range(1, 4)),
    *(f"results/000/sample_{n:06d}.json" for n in range(1, 9)),
)
Damage = tuple[str, str, str, int]
DAMAGE = st.tuples(
    st.sampled_from(["cut", "smash", "zero", "delete", "swap", "insert"]),
    st.sampled_from(FILES),
    st.sampled_from(FILES),
    st.integers(0, 1 << 16),
)


def corrupt(files: dict[str, bytes], damage: Damage) -> None:
    kind, one, other, where = damage
    if one not in files or other not in files:
        return
    data = files[one]
    at = where % max(1, len(data))
    if kind == "delete":
        del files[one]
    elif kind == "swap":
        files[one], files[other] = files[other], files[one]
    else:
        files[one] = {
            "cut": data[:at],
            "smash": data[:at] + b"\xff" * 4 + data[at + 4 :],
            "zero": b"\0" * len(data),
            "insert": data[:at] + b"\n" + data[at:],
        }[kind]


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


def edits_held(files: dict[str, bytes]) -> Iterator[tuple[str, UserEdits]]:
    """Edits that some whole file still holds, by the path of their sample."""
    for data in files.values():
        try:
            content = json.loads(data)
        except ValueError:
            continue
        for row in content.get("records", [content]) if isinstance(content, dict) else ():
            if row.get("id") in EDITED and row["user"]["favorite"]:
                yield codec.path_of(row), codec.value_from_dict(UserEdits, row["user"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(damages=st.lists(DAMAGE, min_size=1, max_size=4))
@example(damages=[("insert", "results/000/sample_000002.json", "manifest.json", 571)])  # between two things that the user said
def test_whatever_is_damaged_rebuild_leaves_a_sound_folder_and_every_edit(
    film: Film, tmp_path_factory: pytest.TempPathFactory, damages: list[Damage]
) -> None:
    last = film.snapshots[-1]
    files = dict(last.files)
    for damage in damages:
        corrupt(files, damage)
    place = tmp_path_factory.mktemp("damaged") / "job"
    replace(last, files=files).put_down(place)
    held = list(edits_held(files))
    if not validate(str(place)):
        assert list(loaded(str(place)))
        return
    assert_sound_after_rebuild(place)
    after = by_path(place)
    for path, edits in held:
        assert after[path].user == edits
    kept = set(snapshot(place).files.values())
    for name, content in files.items():
        grows_or_moves = name == "log.jsonl" or name.startswith("checkpoints")
        assert grows_or_moves or not content or content in kept


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(flips=st.lists(st.tuples(st.sampled_from(FILES), st.integers(0, 1 << 16), st.integers(0, 7)), min_size=1, max_size=4))
def test_no_flipped_bits_stop_a_rebuild(film: Film, tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[str, int, int]]) -> None:
    """A flipped bit may make another valid word or number: what is then believed cannot be told, but the folder is sound."""
    files = dict(film.snapshots[-1].files)
    for name, where, bit in flips:
        content = bytearray(files[name])
        content[where % len(content)] ^= 1 << bit
        files[name] = bytes(content)
    place = tmp_path_factory.mktemp("flipped") / "job"
    replace(film.snapshots[-1], files=files).put_down(place)
    try:
        rebuild(str(place), LATER)
    except NewerSchema:
        assert json.loads(files["manifest.json"])["schema"] > 1
        return
    assert validate(str(place)) == []
    assert [r.id for r in loaded(str(place))] == [f"sample_{n:06d}" for n in range(1, 1 + len(list(loaded(str(place)))))]


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
