"""A whole run in this process: real files, real workers, a real server; and the user's hand on it."""

import gc
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.events import BatchAnswered, BatchSent, Event, JobFinished, JobStarted, Noticed, Paused, Progressed, Resumed
from sp404_gui.domain.job import JobOptions, JobStatus, Refresh
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.asking.sending import Lane
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.compose import Places, make_plan
from sp404_gui.engine.jobs.folders import create_job, take_up_job
from sp404_gui.engine.jobs.loading import load
from sp404_gui.engine.jobs.recorder import Recorder
from sp404_gui.engine.runner import Runner
from sp404_gui.engine.state import JobState
from sp404_gui.engine.work import Work
from sp404_gui.store import sqlite_file
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour, Scripted
from tests.fakes.night import NightClock
from tests.fakes.server import FakeServer

HOUR_S = 3600.0


async def run(place: Path, sounds: Path, options: JobOptions, hand: Callable[[Runner, Event], None]) -> list[Event]:
    plan, options = await make_plan(options, lambda _: None, Places(str(place.parent / "cache.sqlite")))
    known = place.exists()
    folder, manifest = take_up_job(str(place)) if known else create_job(str(place), [str(sounds)], options, SystemClock())
    runner = Runner(folder, replace(manifest, options=options), plan)
    events = []
    async with aclosing(runner.run()) as stream:
        async for event in stream:
            events.append(event)
            hand(runner, event)
    if plan.agent is not None and plan.agent.client is not None:
        await plan.agent.client.aclose()
    return events


_NO_READS = "without what was remembered."
_NO_WRITES = "without remembering further results for other jobs."


async def test_pause_holds_back_new_calls_and_going_on_finishes_everything(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 30)
    looks = 0

    def hand(runner: Runner, event: Event) -> None:
        nonlocal looks
        if isinstance(event, BatchAnswered) and looks == 0:
            runner.pause()
            looks = 1
        elif isinstance(event, Progressed) and looks:
            looks += 1
            if looks == 5:
                runner.go_on()

    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.05)
        events = await run(tmp_path / "job", sounds, options, hand)
    kinds = [type(event) for event in events]
    while_paused = events[kinds.index(Paused) : kinds.index(Resumed)]
    assert sum(isinstance(event, BatchSent) for event in while_paused) <= 1  # one may have been on its way
    assert isinstance(events[-1], JobFinished)
    assert (events[-1].status, events[-1].counts.done) == (JobStatus.DONE, 30)


@pytest.mark.parametrize(
    ("trouble", "without"),
    [("BEGIN IMMEDIATE", [_NO_WRITES]), ("DROP TABLE results", [_NO_READS, _NO_WRITES])],
    ids=["locked", "unreadable"],
)
async def test_a_result_cache_that_cannot_be_used_any_more_costs_the_job_nothing_but_its_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str, without: list[str]
) -> None:
    monkeypatch.setattr(sqlite_file, "_BUSY_S", 0.1)
    sounds, connections = make_sounds(tmp_path / "sounds", 10), list[sqlite3.Connection]()

    def spoil(_: Runner, event: Event) -> None:
        if isinstance(event, JobStarted):
            connections.append(sqlite3.connect(tmp_path / "cache.sqlite", isolation_level=None))
            connections[0].execute(trouble)

    with FakeServer(Behaviour()) as server:
        events = await run(tmp_path / "job", sounds, JobOptions(provider=server.base_url, interval_s=0.01), spoil)
        asked = [identifier for batch in server.asked for identifier in batch]
    connections[0].close()
    assert isinstance(events[-1], JobFinished)
    assert (events[-1].status, events[-1].counts.done, len(asked)) == (JobStatus.DONE, 10, 10)
    notices = [event.message for event in events if isinstance(event, Noticed)]
    assert all("cache.sqlite" in notice for notice in notices)
    assert sorted(notice.partition(" The job goes on ")[2] for notice in notices) == sorted(without)


async def test_a_stop_in_the_middle_keeps_what_came_back_and_the_next_run_asks_only_for_the_rest(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 30)

    def stop(runner: Runner, event: Event) -> None:
        if isinstance(event, BatchAnswered):
            runner.stop()

    with FakeServer(Behaviour(latency_s=0.05)) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.02)
        first = await run(tmp_path / "job", sounds, options, stop)
        assert isinstance(first[-1], JobFinished)
        assert first[-1].status is JobStatus.INTERRUPTED
        assert 0 < first[-1].counts.done < 30
        second = await run(tmp_path / "job", sounds, options, lambda *_: None)
        asked = [i for ids in server.asked for i in ids]
    assert isinstance(second[-1], JobFinished)
    assert second[-1].status is JobStatus.DONE
    assert sorted(asked) == sorted({f"sample_{n:06d}" for n in range(1, 31)})


async def test_an_answer_that_a_proxy_passes_on_as_203_is_kept_and_paid_for_as_any_other(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 12)
    with FakeServer(Behaviour(success=203)) as server:
        events = await run(tmp_path / "job", sounds, JobOptions(provider=server.base_url), lambda *_: None)
        calls = len(server.asked)
    folder, _ = take_up_job(str(tmp_path / "job"))
    assert isinstance(events[-1], JobFinished)
    assert (events[-1].status, events[-1].counts.cost_usd) == (JobStatus.DONE, round(calls * 0.0001, 6))
    assert len(list(folder.journal.entries("answer"))) == calls


async def test_events_and_manifest_agree_at_the_end(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 12)
    events = await run(tmp_path / "job", sounds, JobOptions(), lambda *_: None)
    folder, manifest = take_up_job(str(tmp_path / "job"))
    last = [event for event in events if isinstance(event, Progressed)][-1]
    assert isinstance(events[-1], JobFinished)
    assert events[-1].counts == manifest.counts == last.counts
    assert last.eta_s == 0
    state = load(folder, manifest, []).state
    assert {record.status for record in state} == {SampleStatus.DONE}
    assert {record.vibe.source for record in state if record.vibe} == {VibeSource.LOCAL}


async def test_what_a_refresh_reopened_is_asked_by_the_next_run_even_if_the_first_was_stopped(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 12)

    def stop(runner: Runner, event: Event) -> None:
        if isinstance(event, BatchAnswered):
            runner.stop()

    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.1)
        await run(tmp_path / "job", sounds, options, lambda *_: None)
        before = len(server.asked)
        await run(tmp_path / "job", sounds, replace(options, refresh=Refresh.ALL), stop)
        await run(tmp_path / "job", sounds, options, lambda *_: None)
        again = [i for ids in server.asked[before:] for i in ids]
    assert sorted(again) == [f"sample_{n:06d}" for n in range(1, 13)]


async def test_a_duplicate_gets_the_answer_that_its_twin_gets_in_a_later_run(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 1)
    original = next(sounds.rglob("*.wav"))
    shutil.copyfile(original, original.with_name("zz_copy.wav"))
    with FakeServer(Behaviour(faults={"503": 1.0}, retry_after_s=0.01)) as server:
        options = JobOptions(provider=server.base_url, error_threshold=1.0)
        await run(tmp_path / "job", sounds, options, lambda *_: None)
        server.behaviour = Behaviour()
        await run(tmp_path / "job", sounds, options, lambda *_: None)
        assert len({i for ids in server.asked for i in ids}) == 1
    folder, manifest = take_up_job(str(tmp_path / "job"))
    vibes = [record.vibe for record in load(folder, manifest, []).state]
    assert [vibe.source for vibe in vibes if vibe] == [VibeSource.ASKED, VibeSource.LENT]


async def test_a_budget_that_is_used_up_stops_the_calls_and_nothing_else(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 40)
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, batch_size=2, max_calls=1)
        events = await run(tmp_path / "job", sounds, options, lambda *_: None)
        assert len(server.asked) == 1
    assert isinstance(events[-1], JobFinished)
    assert events[-1].status is JobStatus.INTERRUPTED
    folder, manifest = take_up_job(str(tmp_path / "job"))
    records = list(load(folder, manifest, []).state)
    assert all(record.features and record.vibe and record.groove for record in records)
    assert all("compatibility" in record.stages for record in records)


async def test_with_the_last_call_of_the_budget_the_job_is_over_and_waits_for_no_further_slot(tmp_path: Path) -> None:
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, batch_size=2, interval_s=HOUR_S, max_calls=2)
        finished, took_s = await finished_in_time(tmp_path, 12, options)
    assert (finished.status, finished.kind, finished.counts.api_calls) == (JobStatus.INTERRUPTED, "budget", 2)
    assert took_s == HOUR_S


async def test_a_last_call_that_the_used_up_day_refuses_is_not_waited_for_until_the_next_day(tmp_path: Path) -> None:
    with FakeServer(Behaviour()) as server:
        server.script.append(Scripted(404))  # it lists no models
        server.script.append(Scripted(429, {"error": {"code": 429, "message": "Rate limit exceeded: free-models-per-day"}}))
        finished, took_s = await finished_in_time(tmp_path, 2, JobOptions(provider=server.base_url, interval_s=12, max_calls=1))
    assert (finished.kind, finished.counts.api_calls, finished.counts.pending) == ("budget", 1, 2)
    assert took_s < HOUR_S


async def test_a_budget_that_is_just_enough_is_not_missed(tmp_path: Path) -> None:
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, batch_size=1, interval_s=12, max_calls=3)
        finished, took_s = await finished_in_time(tmp_path, 3, options)
    assert (finished.status, finished.counts.api_calls, took_s) == (JobStatus.DONE, 3, 24)


async def test_answers_that_say_nothing_are_paid_for_like_any_other(tmp_path: Path) -> None:
    with FakeServer(Behaviour(thinks=True)) as server:
        finished, _ = await finished_in_time(tmp_path, 1, JobOptions(provider=server.base_url, interval_s=12))
        calls = len(server.asked)
    assert (finished.status, calls > 1) == (JobStatus.DONE, True)
    assert finished.counts.cost_usd == round(calls * 0.0001, 6)


async def finished_in_time(folder: Path, samples: int, options: JobOptions) -> tuple[JobFinished, float]:
    """The end of a job, and how many seconds it took by a clock that jumps."""
    sounds, clock = make_sounds(folder / "sounds", samples), NightClock()
    plan, options = await make_plan(options, lambda _: None, Places(str(folder / "cache.sqlite")), clock=clock)
    job, manifest = create_job(str(folder / "job"), [str(sounds)], options, clock)
    events = await clock.run(collected(Runner(job, manifest, plan)))
    assert plan.agent is not None
    assert plan.agent.client is not None
    await plan.agent.client.aclose()
    assert isinstance(events[-1], JobFinished)
    return events[-1], clock.monotonic()


async def collected(runner: Runner) -> list[Event]:
    async with aclosing(runner.run()) as stream:
        return [event async for event in stream]


async def test_what_a_run_held_is_freed_at_its_end_without_looking_through_all_that_is_old(tmp_path: Path) -> None:
    """A window that is busy all night looks through young objects only: 60,000 records a run must not wait for more."""
    sounds = make_sounds(tmp_path / "sounds", 12)

    def hand(runner: Runner, event: Event) -> None:
        if isinstance(event, BatchAnswered):
            gc.collect()
            runner.stop()

    gc.collect()
    before = _alive()
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, interval_s=0.05)
        for _ in range(2):
            await run(tmp_path / "job", sounds, options, hand)
    gc.collect(1)
    assert _alive() == before


def _alive() -> Counter[str]:
    """How many jobs, and which of the parts that hold samples, are in memory."""
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, JobState | Work | Recorder | Lane | Runner))
