"""What the user wants done once more: failed samples, and questions to the model, in a run and between runs."""

from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import soundfile

from sp404_gui.domain.events import BatchAnswered, JobStarted, SamplesReopened
from sp404_gui.domain.job import JobOptions, JobStatus, Refresh
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.listing import list_samples
from sp404_gui.engine.measuring.ahead import measure_ahead
from sp404_gui.engine.outlook.extent import extent_of_job
from sp404_gui.engine.runner import Runner
from sp404_gui.store.job_folder import JobFolder
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer
from tests.unit.engine.hands import finished, once, records, run, sample


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


async def test_a_twin_that_comes_with_a_new_stage_takes_over_the_answer_that_was_paid_for(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 1), tmp_path / "job"
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.01, stages=("vibe_analysis",))
        await run(job, sounds, options)
        audio, rate = soundfile.read(sounds / "bank000" / "sound00000.wav", dtype="int16")
        soundfile.write(sounds / "bank000" / "zz_twin.flac", audio, rate, subtype="PCM_16")
        async with aclosing(list_samples(str(job), clock=SystemClock())) as events:
            assert [event async for event in events]
        more = replace(options, stages=("vibe_analysis", "groove_detection"))
        cache = str(tmp_path / "cache.sqlite")
        async with aclosing(measure_ahead(str(job), [records(job)[sample(2)]], cache, print, lambda: False)) as measured:
            assert [event.record.id async for event in measured] == [sample(2)]
        assert extent_of_job(str(job), more, asks=True).asked == 0
        await run(job, sounds, more)
        assert server.asked == [(sample(1),)]
    first, twin = records(job).values()
    assert (first.status, twin.status, twin.skip_reason) == (SampleStatus.DONE, SampleStatus.SKIPPED, f"duplicate of {sample(1)}")
