"""What the user takes out of a collection, and copies that it leaves behind: never asked about, asked about when it is back."""

from pathlib import Path

from sp404_gui.domain.events import BatchAnswered, JobStarted
from sp404_gui.domain.job import JobOptions, JobStatus
from sp404_gui.domain.sample import SampleRecord, SampleStatus, UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.jobs.folders import create_job
from sp404_gui.engine.jobs.listing import list_samples
from sp404_gui.export.job import export_job
from sp404_gui.store.lock import JobLock
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer
from tests.unit.engine.hands import finished, once, records, run, sample

GONE = UserEdits(removed=True)


def words(record: SampleRecord) -> tuple[str, ...]:
    assert record.vibe is not None
    return (*record.vibe.mood, *record.vibe.descriptors)


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


async def test_files_that_went_to_the_trash_before_the_job_began_are_neither_measured_nor_counted(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 10), tmp_path / "job"
    create_job(str(job), [str(sounds)], JobOptions(), SystemClock())
    with JobLock(str(job)):
        async for _ in list_samples(str(job), clock=SystemClock()):
            pass
    out = {sample(n): Path(records(job)[sample(n)].sample.file) for n in (2, 5, 9)}
    save_edits(str(job), dict.fromkeys(out, GONE), SystemClock())
    trash = {i: file.rename(tmp_path / file.name) for i, file in out.items()}
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.01)
        last = finished(await run(job, sounds, options))
        assert (last.status, last.counts.done, last.counts.failed, last.counts.skipped) == (JobStatus.DONE, 7, 0, 3)
        assert not {i for ids in server.asked for i in ids}.intersection(out)
        back = sample(5)
        trash[back].rename(out[back])
        save_edits(str(job), {back: UserEdits()}, SystemClock())
        assert finished(await run(job, sounds, options)).status is JobStatus.DONE
        assert server.asked[-1] == (back,)
    assert records(job)[back].status is SampleStatus.DONE
    assert records(job)[back].features is not None


async def test_a_job_that_was_stopped_for_files_in_the_trash_goes_on(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 10), tmp_path / "job"
    hidden = sounds.rename(tmp_path / "away")
    sounds.mkdir()
    (sounds / "left.wav").write_bytes(min(hidden.rglob("*.wav")).read_bytes())
    hidden.rename(sounds / "more")
    options = JobOptions(provider="offline")
    create_job(str(job), [str(sounds)], options, SystemClock())
    with JobLock(str(job)):
        async for _ in list_samples(str(job), clock=SystemClock()):
            pass
    gone = {i: record for i, record in records(job).items() if record.path.startswith("more")}
    (sounds / "more").rename(tmp_path / "away")
    assert finished(await run(job, sounds, options)).status is JobStatus.STOPPED
    save_edits(str(job), dict.fromkeys(gone, GONE), SystemClock())
    last = finished(await run(job, sounds, options))
    assert (last.status, last.counts.done, last.counts.failed) == (JobStatus.DONE, 1, 0)


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
