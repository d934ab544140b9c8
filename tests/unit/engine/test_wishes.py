"""What the user does with samples while a job runs, and between its runs: real files, real workers, a real server."""

import json
from collections.abc import Callable, Collection
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from sp404_gui.domain.errors import DiskFull, JobLocked
from sp404_gui.domain.events import (
    BatchAnswered,
    Event,
    JobFinished,
    JobOpened,
    JobStarted,
    Noticed,
    SampleEdited,
    SamplesLoaded,
    SamplesReopened,
    StageFinished,
)
from sp404_gui.domain.job import JobOptions, JobStatus, Refresh
from sp404_gui.domain.sample import SampleRecord, SampleStatus, UserEdits
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.compose import Places, make_plan
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.jobs.folders import create_job, take_up_job
from sp404_gui.engine.jobs.loading import load
from sp404_gui.engine.jobs.reading import read_matches, read_records
from sp404_gui.engine.runner import Runner
from sp404_gui.export.job import export_job
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.journal import Journal
from sp404_gui.store.lock import JobLock
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer

Hand = Callable[[Runner, Event], None]
MINE = UserEdits(favorite=True, rating=4, tags=("mine",), note="the good one", corrected={"category": "fx", "bpm": 93.5})
GONE = UserEdits(removed=True)


def sample(number: int) -> str:
    return f"sample_{number:06d}"


async def run(
    place: Path,
    sounds: Path,
    options: JobOptions,
    hand: Hand = lambda *_: None,
    before: UserEdits | None = None,
    retry: Collection[str] = (),
) -> list[Event]:
    plan, options = await make_plan(options, lambda _: None, Places(str(place.parent / "cache.sqlite")))
    folder, manifest = take_up_job(str(place)) if place.exists() else create_job(str(place), [str(sounds)], options, SystemClock())
    runner = Runner(folder, replace(manifest, options=options), replace(plan, retry=frozenset(retry)))
    if before is not None:
        assert runner.edit({sample(1): before})
    events = []
    async with aclosing(runner.run()) as stream:
        async for event in stream:
            events.append(event)
            hand(runner, event)
    assert not runner.edit({sample(1): UserEdits()}), "the run is over"
    if plan.agent is not None and plan.agent.client is not None:
        await plan.agent.client.aclose()
    return events


def finished(events: list[Event]) -> JobFinished:
    assert isinstance(events[-1], JobFinished)
    return events[-1]


def records(place: Path) -> dict[str, SampleRecord]:
    return {record.id: record for chunk in read_records(str(place)) for record in chunk}


def words(record: SampleRecord) -> tuple[str, ...]:
    assert record.vibe is not None
    return (*record.vibe.mood, *record.vibe.descriptors)


def once(kind: type[Event], do: Callable[[Runner], object]) -> Hand:
    done: list[Event] = []

    def hand(runner: Runner, event: Event) -> None:
        if isinstance(event, kind) and not done:
            done.append(event)
            do(runner)

    return hand


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


async def test_what_was_taken_out_is_never_asked_about_and_asked_about_when_it_is_back(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 12), tmp_path / "job"
    out = [sample(n) for n in (3, 7, 11)]
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.01)
        events = await run(job, sounds, options, once(JobStarted, lambda runner: runner.edit(dict.fromkeys(out, GONE))))
        assert not {i for ids in server.asked for i in ids}.intersection(out)
        assert (finished(events).status, finished(events).counts.skipped) == (JobStatus.DONE, 3)
        assert {records(job)[i].skip_reason for i in out} == {"removed from the collection"}
        exported = list(export_job(str(job)).samples())
        assert [row["id"] for row in exported] == [sample(n) for n in range(1, 13) if sample(n) not in out]
        assert not {match["id"] for row in exported for match in row.get("matches", ())}.intersection(out)
        save_edits(str(job), {out[0]: UserEdits()}, SystemClock())
        await run(job, sounds, options)
        assert server.asked[-1] == (out[0],)
    assert records(job)[out[0]].status is SampleStatus.DONE
    assert records(job)[out[1]].status is SampleStatus.SKIPPED


async def test_samples_that_wait_for_their_call_leave_the_line_when_they_are_taken_out(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 20)
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.3)
        everything = dict.fromkeys(map(sample, range(1, 21)), GONE)
        events = await run(tmp_path / "job", sounds, options, once(BatchAnswered, lambda runner: runner.edit(everything)))
        assert len(server.asked) <= 2  # one may have been on its way
        asked = {i for ids in server.asked for i in ids}
    assert finished(events).status is JobStatus.DONE
    after = records(tmp_path / "job")
    assert {i for i, record in after.items() if record.status is SampleStatus.DONE} == asked


async def test_when_a_removed_sample_leaves_a_copy_of_it_behind_the_copy_is_asked_about(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 1), tmp_path / "job"
    original = next(sounds.rglob("*.wav"))
    original.with_name("zz_copy.wav").write_bytes(original.read_bytes())
    with FakeServer(Behaviour(faults={"503": 1.0}, retry_after_s=0.01)) as server:
        options = JobOptions(provider=server.base_url, error_threshold=1.0)
        await run(job, sounds, options)
        server.behaviour = Behaviour()
        save_edits(str(job), {sample(1): GONE}, SystemClock())
        before = len(server.asked)
        await run(job, sounds, options)
        assert server.asked[before:] == [(sample(2),)]


async def test_a_copy_keeps_the_words_about_its_own_sound_when_the_original_becomes_another(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 1), tmp_path / "job"
    original = next(sounds.rglob("*.wav"))
    original.with_name("zz_copy.wav").write_bytes(original.read_bytes())
    with FakeServer(Behaviour(vibes={sample(1): vibe_of("the old sound") | {"id": sample(1)}})) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.01)
        await run(job, sounds, options)
        before = records(job)[sample(2)]
        result = job / "results" / "000" / f"{sample(2)}.json"
        written = result.read_bytes()
        original.write_bytes(max(make_sounds(tmp_path / "other", 3, seed=99).rglob("*.wav")).read_bytes())
        server.behaviour = Behaviour(vibes={sample(1): vibe_of("the new sound") | {"id": sample(1)}})
        for _ in ("its content is another", "nothing is due", "a crash brought the copy's older result back"):
            await run(job, sounds, options)
            changed, copy = records(job).values()
            assert (copy.status, copy.skip_reason) == (SampleStatus.DONE, None)
            assert words(copy) == words(before) != words(changed)
            result.write_bytes(written)
        assert server.asked == [(sample(1),), (sample(1),)], "the answer about the copy's sound is known"


async def test_failed_samples_are_tried_again_while_the_job_runs(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 10)
    broken = sounds / "bank000" / "aa_broken.wav"
    broken.write_bytes(b"RIFF")

    def mend(runner: Runner) -> None:
        broken.write_bytes((sounds / "bank000" / "sound00000.wav").read_bytes()[:4000])
        runner.retry([sample(1), sample(2), "sample_000099"])

    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.05, error_threshold=1.0)
        events = await run(tmp_path / "job", sounds, options, once(BatchAnswered, mend))
    reopened = [r.id for event in events if isinstance(event, SamplesReopened) for r in event.records]
    assert sample(1) in reopened
    assert (finished(events).status, finished(events).counts.done) == (JobStatus.DONE, 11)
    assert records(tmp_path / "job")[sample(1)].errors == ()


async def test_only_the_chosen_failures_of_a_stopped_job_are_tried_again(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 4), tmp_path / "job"
    options = JobOptions(refresh=Refresh.NEVER)
    for name in ("aa.wav", "ab.wav"):
        (sounds / "bank000" / name).write_bytes(b"RIFF")
    await run(job, sounds, options)
    for name in ("aa.wav", "ab.wav"):
        (sounds / "bank000" / name).write_bytes((sounds / "bank000" / "sound00000.wav").read_bytes()[:4000])
    events = await run(job, sounds, options, retry=[sample(1)])
    assert (finished(events).counts.done, finished(events).counts.failed) == (5, 1)
    assert records(job)[sample(1)].status is SampleStatus.DONE


async def test_the_model_is_asked_again_although_its_answer_is_known_and_even_after_a_stop(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 6), tmp_path / "job"
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.01)
        await run(job, sounds, options)
        before = len(server.asked)
        await run(job, sounds, options, once(SamplesReopened, lambda runner: runner.stop()), retry=[sample(2), sample(5)])
        assert len(server.asked) == before
        assert records(job)[sample(2)].status is SampleStatus.PENDING
        events = await run(job, sounds, options)
        assert sorted(i for ids in server.asked[before:] for i in ids) == [sample(2), sample(5)]
        assert finished(events).status is JobStatus.DONE
        await run(job, sounds, options)
        assert len(server.asked) <= before + 2
        events = await run(job, sounds, options, once(JobStarted, lambda runner: runner.retry([sample(3)])))
        assert server.asked[-1] == (sample(3),)
        assert finished(events).status is JobStatus.DONE
    vibe = records(job)[sample(3)].vibe
    assert vibe is not None
    assert vibe.source is VibeSource.ASKED


async def test_an_answer_that_is_asked_for_again_stays_until_the_new_one_comes_whatever_alike_samples_could_lend(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 2), tmp_path / "job"
    audio, rate = soundfile.read(sounds / "bank000" / "sound00000.wav")
    soundfile.write(sounds / "bank000" / "aa_alike.wav", audio * 0.93, rate, subtype="PCM_16")
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.01)
        await run(job, sounds, options)
        answers = {i: record.vibe for i, record in records(job).items()}
        await run(job, sounds, options, once(JobStarted, lambda runner: runner.stop()), retry=[sample(1)])
    after = records(job)
    assert after[sample(1)].status is SampleStatus.PENDING
    assert {i: record.vibe for i, record in after.items()} == answers
    assert {vibe and vibe.source for vibe in answers.values()} == {VibeSource.ASKED}


async def test_a_paid_answer_to_a_second_question_outlives_a_crash(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 2), tmp_path / "job"
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.01)
        await run(job, sounds, options)
        await run(job, sounds, options, once(SamplesReopened, lambda runner: runner.stop()), retry=[sample(1)])
        folder = JobFolder.open(str(job))
        answer = next(iter(folder.journal.entries("answer")))
        body = str(answer["body"]).replace("fake/model", "second/model")
        folder.journal.write("answer", str(answer["at"]), durable=True, hashes=answer["hashes"], body=body)  # and then the power went
        before = len(server.asked)
        await run(job, sounds, options)
        assert len(server.asked) == before
    vibe = records(job)[sample(1)].vibe
    assert vibe is not None
    assert vibe.model == "second/model"


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
