"""Whole runs of a job over real files, with a user's hand in them."""

from collections.abc import Callable, Collection
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

from sp404_gui.domain.events import Event, JobFinished
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.compose import Places, make_plan
from sp404_gui.engine.jobs.folders import create_job, take_up_job
from sp404_gui.engine.jobs.reading import read_records
from sp404_gui.engine.runner import Runner

Hand = Callable[[Runner, Event], None]


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


def once(kind: type[Event], do: Callable[[Runner], object]) -> Hand:
    done: list[Event] = []

    def hand(runner: Runner, event: Event) -> None:
        if isinstance(event, kind) and not done:
            done.append(event)
            do(runner)

    return hand
