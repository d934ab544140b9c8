"""The user's limits of calls and money."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.events import Event, JobFinished, Waiting
from sp404_gui.domain.job import JobOptions, JobStatus
from sp404_gui.engine.asking.budget import IN_FLIGHT, Budget
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.compose import Places, call_usd, make_plan
from sp404_gui.engine.jobs.folders import create_job, take_up_job
from sp404_gui.engine.jobs.loading import load, replay
from sp404_gui.engine.runner import Runner
from sp404_gui.engine.state import JobState
from sp404_gui.llm.account import ModelInfo
from sp404_gui.store.repair.rebuilding import rebuild
from tests.benchmarks.sounds import make_sounds
from tests.contract.outside import free_port
from tests.fakes.behaviour import Behaviour
from tests.fakes.night import NightClock
from tests.fakes.server import FakeServer


def spent(*costs: float | None) -> JobState:
    state = JobState([])
    for cost in costs:
        state.paid(cost)
    return state


@pytest.mark.parametrize(
    ("costs", "room"),
    [((), 1), ((0.0, 0.0), 1), ((0.01,), 9), ((0.01, 0.02), 3), ((0.05, 0.04), 1), ((0.0001,), IN_FLIGHT), ((0.01, None), 8), ((None,), 1)],
)
def test_no_more_calls_are_under_way_than_the_rest_of_the_money_pays_for(costs: tuple[float | None, ...], room: int) -> None:
    assert Budget(max_cost_usd=0.1).room(spent(*costs)) == room
    assert Budget().room(spent(*costs)) == IN_FLIGHT


@pytest.mark.parametrize(
    ("costs", "listed", "room"), [((), [0.0], 1), ((None,), [0.0], IN_FLIGHT), ((0.0,), [0.0, 0.0], IN_FLIGHT), ((0.0,), [0.0, None], 1)]
)
def test_free_calls_are_under_way_together_once_one_was_answered_where_all_models_are_known_to_be_free(
    costs: tuple[float | None, ...], listed: list[float | None], room: int
) -> None:
    assert Budget(max_cost_usd=0.1, listed_usd=listed).room(spent(*costs)) == room


def test_an_answer_that_does_not_tell_its_cost_is_counted_as_the_dearest() -> None:
    budget = Budget(max_cost_usd=0.1, listed_usd=[0.04])
    assert budget.exhausted(spent(None)) == ""
    assert budget.exhausted(spent(None, None)).startswith(
        "Answers that do not tell their cost are counted as the dearest: the budget of $0.1 is used."
    )
    assert budget.exhausted(spent(None, 0.01, None)) == "", "what was paid counts more than a list"
    assert "counted as the dearest" in Budget(max_cost_usd=0.1).exhausted(spent(None, 0.04))


def test_a_fallback_that_costs_more_than_what_was_paid_so_far_may_answer_next() -> None:
    for paid in (0.0, 0.01):
        assert Budget(max_cost_usd=0.1, listed_usd=[paid, 0.05]).room(spent(0.01)) == 1
        assert "may cost more than the rest" in Budget(max_cost_usd=0.1, listed_usd=[paid, 0.11]).exhausted(spent(paid))


def test_a_call_that_may_cost_more_than_what_is_left_is_not_made() -> None:
    budget = Budget(max_cost_usd=0.1)
    assert budget.exhausted(spent(0.04, 0.02)) == ""
    assert budget.exhausted(spent(0.04, 0.03)) == (
        "$0.0700 of the budget of $0.1 are used, and another call may cost more than the rest. Resume with a higher --max-cost to go on."
    )


def test_with_no_money_left_nothing_leaves_that_is_not_known_to_be_free() -> None:
    assert Budget(max_cost_usd=0.0).exhausted(spent()) == (
        "What a call costs is not known, and nothing of the budget of $0 is left. Resume with a higher --max-cost to go on."
    )
    assert Budget(max_cost_usd=0.0, listed_usd=[0.0]).exhausted(spent()) == ""
    assert Budget(max_cost_usd=0.0, listed_usd=[0.0, None]).exhausted(spent()) != ""
    assert Budget(max_cost_usd=0.0).exhausted(spent(0.0)) == "", "the answers so far were free"
    assert Budget(max_cost_usd=0.01).exhausted(spent()) == "", "the first one tells the price"


def test_a_first_call_that_costs_more_than_the_budget_by_its_listed_price_is_not_made() -> None:
    assert "another call may cost more than the rest" in Budget(max_cost_usd=0.001, listed_usd=[0.002]).exhausted(spent())
    assert Budget(max_cost_usd=0.001, listed_usd=[0.002]).exhausted(spent(0.0005)) == "", "what was paid counts more than a list"


@pytest.mark.parametrize(
    ("options", "info", "least", "most"),
    [
        (JobOptions(provider="openrouter"), None, 0, 0),
        (JobOptions(provider="http://127.0.0.1:11434/v1"), None, 0, 0),
        (
            JobOptions(provider="openrouter", models=("some/model",)),
            ModelInfo(id="some/model", name="", prompt_usd=0, completion_usd=0),
            0,
            0,
        ),
        (
            JobOptions(provider="openrouter", models=("dear/model",)),
            ModelInfo(id="dear/model", name="", prompt_usd=1e-5, completion_usd=1e-4),
            0.02,
            0.2,
        ),
    ],
)
def test_what_is_known_of_a_price_before_the_first_call(options: JobOptions, info: ModelInfo | None, least: float, most: float) -> None:
    usd = call_usd(options, info)
    assert usd is not None
    assert least <= usd <= most


async def test_a_budget_of_nothing_sends_nothing_to_a_server_whose_price_nobody_knows(tmp_path: Path) -> None:
    with FakeServer(Behaviour()) as server:
        url = server.base_url.replace("127.0.0.1", "0.0.0.0")
        options = JobOptions(provider=url, models=("some/model",), interval_s=0.0, max_cost_usd=0.0)
        plan, options = await make_plan(options, lambda _: None, Places(str(tmp_path / "cache.sqlite")), is_named=True)
        folder, manifest = create_job(str(tmp_path / "job"), [str(make_sounds(tmp_path / "sounds", 3))], options, SystemClock())
        events = [event async for event in Runner(folder, manifest, plan).run()]
        assert plan.agent is not None
        assert plan.agent.client is not None
        await plan.agent.client.aclose()
        assert (server.asked, [event.status for event in events if isinstance(event, JobFinished)]) == ([], [JobStatus.INTERRUPTED])


@pytest.mark.parametrize(("costs", "calls", "usd", "untold"), [((0.0, 0.1), 3, 0.2, 0), ((None, 0.1), 2, 0.1, 1)])
async def test_the_money_holds_where_an_answer_is_free_and_where_one_tells_no_cost(
    costs: tuple[float | None, ...], calls: int, usd: float, untold: int, tmp_path: Path
) -> None:
    with FakeServer(Behaviour(latency_s=0.1, costs=costs)) as server:
        url = server.base_url.replace("127.0.0.1", "0.0.0.0")
        options = JobOptions(provider=url, models=("some:free", "paid"), interval_s=0.0, batch_size=1, max_cost_usd=0.25)
        plan, options = await make_plan(options, lambda _: None, Places(str(tmp_path / "cache.sqlite")), is_named=True)
        folder, manifest = create_job(str(tmp_path / "job"), [str(make_sounds(tmp_path / "sounds", 24))], options, SystemClock())
        events = [event async for event in Runner(folder, manifest, plan).run()]
        await plan.aclose()
        assert len(server.asked) == calls
    assert isinstance(events[-1], JobFinished)
    assert events[-1].counts.cost_usd == pytest.approx(usd)
    replay(folder, again := load(folder, manifest, []), options)
    assert again.state.cost_usd == pytest.approx(usd)
    assert again.state.untold_costs == untold


HERE, ELSEWHERE = ("127.0.0.1", "some"), ("0.0.0.0", "some")
"""A server of this machine, which is free, and another, of which nobody knows what it costs; and a model."""


@pytest.mark.parametrize(
    ("before", "costs_before", "now", "cost_now", "calls", "status"),
    [
        (HERE, (None,) * 6, ELSEWHERE, 0.03, 3, JobStatus.INTERRUPTED),
        (ELSEWHERE, (0.04, 0.04), HERE, None, 10, JobStatus.DONE),
        (ELSEWHERE, (0.05,), ("0.0.0.0", "cheaper"), 0.02, 2, JobStatus.INTERRUPTED),
        (ELSEWHERE, (0.03, 0.03), ELSEWHERE, None, 1, JobStatus.INTERRUPTED),
        (ELSEWHERE, (0.03, 0.03), HERE, 0.03, 1, JobStatus.INTERRUPTED),
    ],
    ids=[
        "from a free server to a paid one",
        "from a paid one to a free one",
        "to a cheaper model",
        "none: the price holds",
        "a free one takes money",
    ],
)
async def test_what_calls_to_another_server_or_model_cost_is_spent_but_no_measure_of_what_is_asked_now(
    before: tuple[str, str],
    costs_before: tuple[float | None, ...],
    now: tuple[str, str],
    cost_now: float | None,
    calls: int,
    status: JobStatus,
    tmp_path: Path,
) -> None:
    calls_before = len(costs_before)
    sounds = make_sounds(tmp_path / "sounds", calls_before + 10)
    options = JobOptions(interval_s=0.0, batch_size=1, max_cost_usd=0.1)
    with FakeServer(Behaviour(latency_s=0.05, costs=(*costs_before, cost_now))) as server:
        for (host, model), max_calls in ((before, calls_before), (now, None)):
            url = server.base_url.replace("127.0.0.1", host)
            options = replace(options, provider=url, models=(model,), max_calls=max_calls)
            plan, options = await make_plan(options, lambda _: None, Places(str(tmp_path / "cache.sqlite")), is_named=True)
            job = str(tmp_path / "job")
            folder, manifest = take_up_job(job) if max_calls is None else create_job(job, [str(sounds)], options, SystemClock())
            events = [event async for event in Runner(folder, replace(manifest, options=options), plan).run()]
            await plan.aclose()
        assert len(server.asked) == calls_before + calls
    assert isinstance(events[-1], JobFinished)
    assert events[-1].status is status
    assert events[-1].counts.cost_usd == pytest.approx(sum(cost or 0 for cost in costs_before) + calls * (cost_now or 0))


@pytest.mark.parametrize(("max_calls", "status", "done"), [(3, JobStatus.INTERRUPTED, 3), (8, JobStatus.DONE, 8)])
async def test_overnight_the_budget_waits_for_a_server_that_is_away(max_calls: int, status: JobStatus, done: int, tmp_path: Path) -> None:
    port = free_port()
    options = JobOptions(provider=f"http://127.0.0.1:{port}/v1", batch_size=1, max_calls=max_calls, overnight=True)
    with ExitStack() as later:
        servers: list[FakeServer] = []

        def hand(event: Event, waits: int) -> None:
            if isinstance(event, Waiting) and waits > 30 and not servers:
                servers.append(later.enter_context(FakeServer(Behaviour(), port=port)))

        finished = await ending(tmp_path, 8, options, hand)
        assert len(servers[0].asked) == max_calls
    assert (finished.status, finished.counts.api_calls, finished.counts.done) == (status, max_calls, done)
    folder, manifest = take_up_job(str(tmp_path / "job"))
    replay(folder, again := load(folder, manifest, []), manifest.options)
    assert again.state.api_calls == max_calls
    (tmp_path / "job" / "manifest.json").unlink()
    rebuild(str(tmp_path / "job"), manifest.updated_at)
    assert take_up_job(str(tmp_path / "job"))[1].counts.api_calls == max_calls


async def test_without_a_server_a_job_with_a_budget_ends_because_of_that(tmp_path: Path) -> None:
    options = JobOptions(provider=f"http://127.0.0.1:{free_port()}/v1", batch_size=1, max_calls=2)
    finished = await ending(tmp_path, 12, options)
    assert (finished.status, finished.counts.api_calls) == (JobStatus.STOPPED, 0)
    assert "cannot be reached" in finished.reason


async def ending(place: Path, samples: int, options: JobOptions, hand: Callable[[Event, int], None] = lambda *_: None) -> JobFinished:
    """The end of a job by a clock that jumps; `hand` hears of each event, and of how many waits there were."""
    clock = NightClock()
    plan, options = await make_plan(options, lambda _: None, Places(str(place / "cache.sqlite")), is_named=True, clock=clock)
    folder, manifest = create_job(str(place / "job"), [str(make_sounds(place / "sounds", samples))], options, clock)
    events: list[Event] = []

    async def work() -> None:
        async for event in Runner(folder, manifest, plan).run():
            events.append(event)
            hand(event, sum(isinstance(one, Waiting) for one in events))

    await clock.run(work())
    assert plan.agent is not None
    assert plan.agent.client is not None
    await plan.agent.client.aclose()
    assert isinstance(events[-1], JobFinished)
    return events[-1]
