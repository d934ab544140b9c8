"""What the user says of samples, and looks at, while a job runs and between its runs: real files, real workers, a real server."""

import json
from pathlib import Path

import pytest

from sp404_gui.domain.errors import DiskFull, JobLocked
from sp404_gui.domain.events import JobOpened, JobStarted, Noticed, SampleEdited, SamplesLoaded, SamplesReopened, StageFinished
from sp404_gui.domain.job import JobOptions, Refresh
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.jobs.folders import take_up_job
from sp404_gui.engine.jobs.loading import load
from sp404_gui.engine.jobs.reading import read_matches
from sp404_gui.export.job import export_job
from sp404_gui.store.journal import Journal
from sp404_gui.store.lock import JobLock
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer
from tests.unit.engine.hands import once, records, run, sample

MINE = UserEdits(favorite=True, rating=4, tags=("mine",), note="the good one", corrected={"category": "fx", "bpm": 93.5})


async def test_what_is_said_of_a_sample_while_it_is_measured_stays_and_so_does_what_is_measured(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 8)
    edits = {sample(n): MINE for n in (1, 8, 99)}
    events = await run(tmp_path / "job", sounds, JobOptions(), once(JobStarted, lambda runner: runner.edit(edits)))
    assert [event.record.user for event in events if isinstance(event, SampleEdited)] == [MINE, MINE]
    results = [json.loads((tmp_path / "job" / "results" / "000" / f"{sample(n)}.json").read_bytes()) for n in (1, 8)]
    assert [(row["user"]["note"], row["status"], "features" in row, len(row["matches"]) > 0) for row in results] == [
        ("the good one", "done", True, True)
    ] * 2
    record = records(tmp_path / "job")[sample(8)]
    assert record.user == MINE
    assert (record.known("category"), record.known("bpm"), record.known("kind")) == ("fx", 93.5, record.features and record.features.kind)


async def test_what_is_said_before_the_samples_are_read_holds_once_they_are(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 3)
    await run(tmp_path / "job", sounds, JobOptions())
    events = await run(tmp_path / "job", sounds, JobOptions(refresh=Refresh.ALL), before=MINE)
    told = [type(event) for event in events if isinstance(event, (JobOpened, SamplesLoaded, SampleEdited, SamplesReopened))]
    assert told == [JobOpened, SamplesLoaded, SampleEdited, SamplesReopened]
    assert records(tmp_path / "job")[sample(1)].user == MINE


async def test_the_last_word_of_the_user_counts_whatever_an_older_result_says(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 12), tmp_path / "job"
    await run(job, sounds, JobOptions())
    result = job / "results" / "000" / f"{sample(2)}.json"
    before, matches = result.read_bytes(), read_matches(str(job), sample(2))
    save_edits(str(job), {sample(2): UserEdits(note="first")}, SystemClock())
    (saved,) = save_edits(str(job), {sample(2): MINE, "sample_000077": MINE}, SystemClock())
    assert saved.user == MINE
    assert saved.features is not None
    assert read_matches(str(job), sample(2)) == matches != ()
    result.write_bytes(before)  # a crash before it was written
    folder, manifest = take_up_job(str(job))
    assert load(folder, manifest, []).state[sample(2)].user == MINE
    assert [i for i, record in records(job).items() if record.user == MINE] == [sample(2)]
    assert [row["user"]["rating"] for row in export_job(str(job)).samples() if row["user"].get("rating")] == [4]
    await run(job, sounds, JobOptions())
    assert json.loads(result.read_bytes())["user"]["note"] == "the good one"


@pytest.mark.parametrize(("times", "stars", "said"), [(1, 5, 0), (9, 3, 1)])
async def test_an_edit_that_a_full_disk_did_not_take_is_written_at_the_end_or_said_to_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, stars: int, said: int
) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 3), tmp_path / "job"
    await run(job, sounds, JobOptions(), once(JobStarted, lambda runner: runner.edit({sample(1): UserEdits(rating=3)})))
    write, full = Journal.write, iter(range(times))

    def to_a_full_disk(journal: Journal, event: str, *rest: str, **facts: object) -> None:
        if event == "edited" and next(full, None) is not None:
            raise DiskFull("The disk is full.")
        write(journal, event, *rest, **facts)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "write", to_a_full_disk)
    rated = once(JobStarted, lambda runner: runner.edit({sample(1): UserEdits(rating=5)}))
    events = await run(job, sounds, JobOptions(refresh=Refresh.ALL), rated)
    assert records(job)[sample(1)].user.rating == stars
    notices = [event.message for event in events if isinstance(event, Noticed)]
    assert notices.count("The change was not kept: The disk is full.") == said


async def test_a_job_that_runs_elsewhere_is_not_edited_from_here(tmp_path: Path) -> None:
    await run(tmp_path / "job", make_sounds(tmp_path / "sounds", 1), JobOptions())
    with JobLock(str(tmp_path / "job")), pytest.raises(JobLocked):
        save_edits(str(tmp_path / "job"), {sample(1): MINE}, SystemClock())
    assert records(tmp_path / "job")[sample(1)].user == UserEdits()


async def test_what_the_user_looks_at_is_measured_first(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 150)
    looked_at = [sample(n) for n in (149, 140, 131)]
    events = await run(tmp_path / "job", sounds, JobOptions(), once(JobOpened, lambda runner: runner.look_at(looked_at)))
    measured = [event.record.id for event in events if isinstance(event, StageFinished) and event.stage == "local_features"]
    assert len(measured) == 150
    beside = {sample(n) for n in range(110, 150)} - set(looked_at)
    assert max(map(measured.index, looked_at)) < min(map(measured.index, beside)), "before all that stand around them"


async def test_what_the_user_looks_at_is_asked_about_first(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 40), tmp_path / "job"
    await run(job, sounds, JobOptions())
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.02, batch_size=2, stages=("vibe_analysis",), max_calls=4)
        looked_at = [sample(n) for n in (39, 33, 36, 38)]
        await run(job, sounds, options, once(JobOpened, lambda runner: runner.look_at(looked_at)))
        asked = [i for ids in server.asked[:4] for i in ids]
    assert set(looked_at) <= set(asked)
