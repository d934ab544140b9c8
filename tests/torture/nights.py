"""Three nights within a minute: a free tier, three new days, a machine that sleeps, a clock that is set, a server that is often away."""

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from sp404_gui.domain.events import JobFinished
from sp404_gui.domain.job import JobOptions, JobStatus
from sp404_gui.domain.key import Key
from sp404_gui.engine.agents import VibeAnalysisAgent
from sp404_gui.engine.jobs.folders import create_job, take_up_job
from sp404_gui.engine.measuring.caches import open_cache
from sp404_gui.engine.pace.paces import claim_of, open_notes, shared_book
from sp404_gui.engine.plan import Plan
from sp404_gui.engine.runner import Runner
from sp404_gui.engine.table import stage_table
from sp404_gui.llm.client import OpenRouterClient
from sp404_gui.llm.limits import OPENROUTER_BASE_URL, host_of
from sp404_gui.store.lock import JobLock
from tests.benchmarks.command import fact, row
from tests.benchmarks.sounds import make_sounds
from tests.e2e import jobs
from tests.fakes.night import Jolt, NightClock, NightServer, Outage
from tests.torture.faults import run

_HOUR_S = 3600.0
_KINDS = ("unreachable", "silent", "500", "502", "503")
_INTERVAL_S = 12.0
_MODEL = "fake/model:free"
JOLTS = (
    Jolt(at_s=5 * _HOUR_S, asleep_s=2.5 * _HOUR_S),
    Jolt(at_s=10 * _HOUR_S, set_by_s=-40 * 60),  # ten past midnight becomes half past eleven
    Jolt(at_s=21 * _HOUR_S, set_by_s=40 * 60),
    Jolt(at_s=30 * _HOUR_S, asleep_s=7 * _HOUR_S),
)


@dataclass(frozen=True)
class Nights:
    """What happened.

    Attributes:
        wrong: Broken promises, as sentences.
        hours: That have really passed.
        calls: Requests, those into an outage included.
        away: Requests into an outage.
        days: Calls that counted, by day.
        closest_s: The shortest time between two requests.
        seconds: That the simulation took.
    """

    wrong: list[str]
    hours: float
    calls: int
    away: int
    days: dict[str, int]
    closest_s: float
    seconds: float


def outages(count: int, hours: float, seed: int = 30) -> list[Outage]:
    """So many outages of two minutes to an hour, spread over the time."""
    chance = random.Random(seed)
    begins = [(number + chance.random()) * hours * _HOUR_S / count for number in range(count)]
    return [Outage(at, at + chance.uniform(120, 3600), _KINDS[number % len(_KINDS)]) for number, at in enumerate(begins)]


async def simulated(folder: Path, sounds: Path, cache: Path, server: NightServer, *, remember: bool = True) -> Nights:
    """Do a job overnight with the free tier, in a simulated world.

    Args:
        folder: For the job.
        sounds: Its samples.
        cache: The result cache.
        server: Who is asked.
        remember: Whether the pace is kept on disk.
    """
    started, clock = time.perf_counter(), server.clock
    samples = sum(1 for _ in sounds.rglob("*.wav"))
    options = JobOptions(provider="openrouter", models=(_MODEL,), overnight=True, interval_s=_INTERVAL_S)
    key = Key("sk-or-of-the-night", host_of(OPENROUTER_BASE_URL))
    agent = VibeAnalysisAgent()
    agent.client = OpenRouterClient(OPENROUTER_BASE_URL, key, _MODEL, transport=server)
    claim = claim_of(options, _INTERVAL_S, is_free=True, hours=None)
    notes = open_notes(str(folder / "notes.sqlite")) if remember else None
    plan = Plan(
        stages=stage_table(agent),
        agent=agent,
        claim=claim,
        book=shared_book(notes, OPENROUTER_BASE_URL, key, claim),
        open_cache=partial(open_cache, str(cache)),
        clock=clock,
    )
    place = str(folder / "job")
    create_job(place, [str(sounds)], options, clock)
    with JobLock(place):
        job, manifest = take_up_job(place)
        finished = await clock.run(_done(Runner(job, replace(manifest, options=options), plan)))
    await agent.client.aclose()
    wrong = [*_misdone(folder / "job", finished, samples), *_misasked(server, samples)]
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(server.calls)]
    hours, seconds = clock.true_s() / _HOUR_S, time.perf_counter() - started
    return Nights(wrong, hours, len(server.calls), server.away, dict(server.by_day), min(gaps), seconds)


async def _done(runner: Runner) -> JobFinished | None:
    last = None
    async with aclosing(runner.run()) as events:
        async for event in events:
            last = event
    return last if isinstance(last, JobFinished) else None


def _misdone(job: Path, finished: JobFinished | None, samples: int) -> Iterator[str]:
    if finished is None or finished.status is not JobStatus.DONE:
        yield f"the job ended with {finished}"
    results = jobs.results(job)
    if sorted(results) != [f"sample_{number:06d}" for number in range(1, samples + 1)]:
        yield f"{len(results)} results of {samples} samples"
    yield from (f"{name} is {r['status']}" for name, r in results.items() if r["status"] != "done" or r["vibe"]["source"] != "asked")


def _misasked(server: NightServer, samples: int) -> Iterator[str]:
    if sorted(server.answered) != [f"sample_{number:06d}" for number in range(1, samples + 1)]:
        yield f"answers about {len(server.answered)} of {samples} samples"
    yield from (f"{name} was answered {count} times" for name, count in server.answered.items() if count != 1)
    for (earlier, _), (later, ids) in pairwise(server.calls):
        if later - earlier < _INTERVAL_S:
            yield f"{later - earlier:.1f} s before the call about {ids[0]}"
    yield from (f"{count} calls on {day}" for day, count in server.by_day.items() if count > server.allowance)
    if server.refused:
        yield f"{server.refused} calls beyond a day's allowance"


def measure(folder: Path) -> bool:
    """Print the figures."""
    samples, hours = 850, 72.0
    sounds = make_sounds(folder / "sounds", samples, seed=72)
    home = folder / "home"
    home.mkdir()
    warm = run(home, "process", sounds, "--cache-dir", folder / "warm", "--provider", "offline", "--quiet", longest_s=1800.0)
    assert warm.code == 0, warm.said
    server = NightServer(NightClock(JOLTS), outages(30, hours), allowance=50)
    done = asyncio.run(simulated(folder, sounds, home / "cache.sqlite", server))
    fact(
        f"{samples} samples, 50 calls a day, one each {_INTERVAL_S:.0f} s at most; simulated", f"{done.hours:.1f} h in {done.seconds:.0f} s"
    )
    fact("new days, sleeps of the machine, clocks set, outages", f"{len(done.days) - 1}, 2, 2, {len(server.outages)}")
    fact("calls, of which into an outage", f"{done.calls}, {done.away}")
    fact("calls that counted, by day", ", ".join(f"{day[5:]}: {count}" for day, count in sorted(done.days.items())))
    fact("shortest time between two calls", f"{done.closest_s:.1f} s")
    row("hours simulated", f"{done.hours:.1f}", ">= 72", reached=done.hours >= hours)
    row("broken promises", str(len(done.wrong)), "0", reached=not done.wrong)
    for line in done.wrong[:10]:
        fact("   " + line, "")
    return not done.wrong and done.hours >= hours
