"""Reading job folders beside the jobs that make them."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.errors import FatalError, NotAJobFolder
from sp404_gui.domain.job import JobStatus
from sp404_gui.domain.sample import SampleStatus, UserEdits
from sp404_gui.engine.jobs.reading import audit_trail, collection_info, collections, read_matches, read_records
from sp404_gui.store import layout
from sp404_gui.store.edits import write_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock
from tests.unit.store import story
from tests.unit.store.story import Story


@pytest.fixture
def job(tmp_path: Path) -> Path:
    Story().write(str(tmp_path / "jobs" / "job_a"))
    return tmp_path / "jobs" / "job_a"


def crashed(job: Path) -> JobFolder:
    folder = JobFolder.open(str(job))
    folder.write_manifest(replace(folder.read_manifest(), status=JobStatus.RUNNING))
    return folder


def test_collections_are_listed_newest_first_and_a_damaged_one_says_what_is_wrong(job: Path) -> None:
    Story().write(str(job.parent / "job_b"))
    newer = JobFolder.open(str(job.parent / "job_b"))
    newer.write_manifest(replace(newer.read_manifest(), updated_at="2026-03-01T00:00:00.000Z"))
    Story().write(str(job.parent / "job_c"))
    (job.parent / "job_c" / layout.MANIFEST).write_bytes(b"{")
    (job.parent / "no job").mkdir()
    (job.parent / "a file").write_bytes(b"")
    infos = {os.path.basename(info.place): info for info in collections(str(job.parent))}
    assert [name for name in infos if name != "job_c"] == ["job_b", "job_a"]
    assert (infos["job_a"].name, infos["job_a"].counts.done, infos["job_a"].damaged) == ("café", 7, None)
    assert "rebuild" in (infos["job_c"].damaged or "")
    assert collections(str(job / "nowhere")) == []
    assert "no folder" in (collection_info(str(job / "nowhere")).damaged or "")


def test_a_job_is_running_only_while_a_process_holds_it(job: Path) -> None:
    crashed(job)
    assert (collection_info(str(job)).status, collection_info(str(job)).locked) == (JobStatus.INTERRUPTED, False)
    with JobLock(str(job)):
        assert (collection_info(str(job)).status, collection_info(str(job)).locked) == (JobStatus.RUNNING, True)


def test_samples_come_in_order_without_their_matches_which_are_read_alone(job: Path) -> None:
    records = [record for chunk in read_records(str(job)) for record in chunk]
    assert [record.path for record in records] == list(story.NAMES)
    assert [record.status for record in records].count(SampleStatus.DONE) == 7
    assert {record.matches for record in records} == {None}
    assert [match.why for match in read_matches(str(job), "sample_000002")] == ["Both are quiet."]
    assert read_matches(str(job), "sample_000099") == read_matches(str(job), "../manifest") == ()


def test_after_a_crash_the_checkpoints_and_the_user_know_more_than_the_results(job: Path) -> None:
    folder = crashed(job)
    behind = story.measured(story.samples()[3])
    folder.write_result(behind)
    (job / layout.result_path("sample_000001")).unlink()
    (job / layout.result_path("sample_000008")).write_bytes(b"{")
    write_edits(folder.journal, {"sample_000008": UserEdits(rating=2)}, story.NOW)
    records = {record.id: record for chunk in read_records(str(job)) for record in chunk}
    assert {records[f"sample_{n:06d}"].status for n in (1, 4, 8)} == {SampleStatus.DONE}
    assert records["sample_000008"].user.rating == 2
    with JobLock(str(job)):  # a process works on it: what is behind is so on purpose
        assert [r.status for chunk in read_records(str(job)) for r in chunk][3] is SampleStatus.PENDING


def test_what_is_no_job_or_has_no_list_is_an_error(job: Path) -> None:
    with pytest.raises(NotAJobFolder):
        list(read_records(str(job.parent)))
    (job / layout.SAMPLES).write_bytes(b"?\n")
    with pytest.raises(FatalError, match="rebuild"):
        list(read_records(str(job)))


def test_the_audit_trail_is_read_on_from_where_the_last_look_ended(job: Path) -> None:
    first, offset = audit_trail(str(job))
    assert [entry["event"] for entry in first] == ["created", "answer", "finished"]
    assert audit_trail(str(job), offset) == ([], offset)
    folder = JobFolder.open(str(job))
    folder.journal.write("call", story.NOW, batch=1)
    with (job / layout.LOG).open("ab") as log:
        log.write(b'{"at":"","event":"half')
    entries, after = audit_trail(str(job), offset)
    assert [entry["event"] for entry in entries] == ["call"]
    assert audit_trail(str(job), after) == ([], after)
    (job / layout.LOG).write_bytes(json.dumps({"event": "rebuilt"}).encode() + b"\n")
    assert [entry["event"] for entry in audit_trail(str(job), after)[0]] == ["rebuilt"]
    assert audit_trail(str(job / "nowhere"), 5) == ([], 0)


def test_a_long_trail_comes_in_parts(job: Path) -> None:
    folder = JobFolder.open(str(job))
    for number in range(3):
        folder.journal.write("answer", story.NOW, body="x" * 3_000_000, number=number)
    numbers, offset, looks = [], 0, 0
    while part := audit_trail(str(job), offset):
        entries, offset = part
        if not entries:
            break
        looks += 1
        numbers += [entry["number"] for entry in entries if "number" in entry]
    assert (numbers, looks) == ([0, 1, 2], 2)
