"""The agent that asks, against real servers: how it asks again after an answer that was of no use."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.errors import FormRefused, ModelGone, OutOfTokens, PartialError, Sp404Error, UsageError
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.vibe import Vibe
from sp404_gui.engine import compose
from sp404_gui.engine.agents import VibeAnalysisAgent
from sp404_gui.llm.client import OpenRouterClient
from sp404_gui.llm.limits import TOKENS_PER_SAMPLE
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour, Request, Scripted
from tests.fakes.openrouter import OPENROUTER_URL, ToLoopback
from tests.fakes.replies import asked_form
from tests.fakes.server import FakeServer
from tests.unit.engine.asking.test_batching import record
from tests.unit.engine.hands import run

BATCH = [record(number) for number in range(1, 4)]
CLEAR = "x-openrouter-cache-clear"


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as running:
        yield running


@asynccontextmanager
async def agent_for(server: FakeServer, *, openrouter: bool = False) -> AsyncIterator[VibeAnalysisAgent]:
    if openrouter:
        client = OpenRouterClient(OPENROUTER_URL, None, "fake/model", transport=ToLoopback(server.base_url))
    else:
        client = OpenRouterClient(server.base_url, None, "fake/model")
    try:
        yield VibeAnalysisAgent(client)
    finally:
        await client.aclose()


async def error_of(agent: VibeAnalysisAgent, batch: Sequence[SampleRecord] = BATCH) -> Sp404Error:
    with pytest.raises(Sp404Error) as caught:
        await agent.analyze_batch(batch)
    return caught.value


def forms(requests: Sequence[Request]) -> list[str]:
    return [asked_form(request.body) for request in requests]


@pytest.mark.parametrize("openrouter", [False, True])
async def test_a_model_without_structured_output_is_asked_in_the_next_best_form_from_then_on(server: FakeServer, openrouter: bool) -> None:
    server.behaviour = Behaviour(forms=("text",))
    async with agent_for(server, openrouter=openrouter) as agent:
        assert isinstance(await error_of(agent), FormRefused)
        assert isinstance(await error_of(agent), FormRefused)
        for _ in range(2):
            results = await agent.analyze_batch(BATCH)
            assert all(isinstance(result, Vibe) for result in results.values())
    assert forms(server.requests) == ["json_schema", "json_object", "text", "text"]
    assert server.requests[2].body == server.requests[3].body


async def test_several_calls_in_flight_step_down_together_and_no_form_is_left_out(server: FakeServer) -> None:
    server.behaviour = Behaviour(forms=("json_object",), latency_s=0.05)
    async with agent_for(server) as agent:
        errors = await asyncio.gather(*(error_of(agent, [one]) for one in BATCH))
        assert {type(error) for error in errors} == {FormRefused}
        await agent.analyze_batch(BATCH)
    assert forms(server.requests) == ["json_schema"] * 3 + ["json_object"]


async def test_a_model_that_refuses_every_form_is_none_to_ask(server: FakeServer) -> None:
    server.behaviour = Behaviour(forms=())
    async with agent_for(server) as agent:
        kinds = [type(await error_of(agent)) for _ in range(3)]
    assert kinds == [FormRefused, FormRefused, ModelGone]


async def test_a_model_that_only_thinks_is_asked_the_same_without_thinking(server: FakeServer) -> None:
    server.behaviour = Behaviour(thinks=True)
    async with agent_for(server, openrouter=True) as agent:
        assert isinstance(await error_of(agent), OutOfTokens)
        await agent.analyze_batch(BATCH)
    first, second = (json.loads(request.body) for request in server.requests)
    assert second == {**first, "reasoning": {"enabled": False}}
    assert CLEAR in server.requests[1].headers


async def test_where_thinking_cannot_be_turned_off_the_answer_gets_room(server: FakeServer) -> None:
    server.behaviour = Behaviour(thinks=True, must_think=True)
    async with agent_for(server, openrouter=True) as agent:
        assert [type(await error_of(agent)) for _ in range(2)] == [OutOfTokens, FormRefused]
        await agent.analyze_batch(BATCH)
    server.behaviour = Behaviour(thinks=True)
    async with agent_for(server) as agent:
        assert isinstance(await error_of(agent), OutOfTokens)
        await agent.analyze_batch(BATCH)
    assert json.loads(server.requests[2].body)["max_tokens"] > 8000
    assert json.loads(server.requests[4].body)["max_tokens"] > 8000
    assert set(forms(server.requests)) == {"json_schema"}


async def test_a_truncated_answer_keeps_what_is_whole_and_misses_the_rest(server: FakeServer) -> None:
    server.behaviour = Behaviour(faults={"truncated": 1})
    async with agent_for(server) as agent:
        results = await agent.analyze_batch(four := [*BATCH, record(4)])
    assert [type(results[one.id]) for one in four] == [Vibe, Vibe, PartialError, PartialError]


async def test_openrouters_kept_answer_is_taken_after_a_lost_connection_and_refused_after_a_bad_one(server: FakeServer) -> None:
    async with agent_for(server, openrouter=True) as agent:
        server.script.append(Scripted(429, {"error": {"code": 429, "message": "slow down"}}))
        await error_of(agent)
        server.behaviour = Behaviour(faults={"reset": 1})
        await error_of(agent)
        server.behaviour = Behaviour(faults={"invalid": 1})
        assert all(isinstance(result, PartialError) for result in (await agent.analyze_batch(BATCH)).values())
        server.behaviour = Behaviour()
        await agent.analyze_batch(BATCH)
        await agent.analyze_batch(BATCH[:2])
    assert [CLEAR in request.headers for request in server.requests] == [False, False, False, True, False]
    assert len({request.body for request in server.requests[:4]}) == 1


async def test_a_sample_that_was_answered_in_an_earlier_run_gets_a_fresh_answer(server: FakeServer) -> None:
    async with agent_for(server, openrouter=True) as agent:
        [vibe] = (await agent.analyze_batch(BATCH[:1])).values()
    assert isinstance(vibe, Vibe)
    async with agent_for(server, openrouter=True) as agent:
        await agent.analyze_batch([record_with(vibe), BATCH[1]])
    assert [CLEAR in request.headers for request in server.requests] == [False, True]


def record_with(vibe: Vibe) -> SampleRecord:
    return SampleRecord(sample=BATCH[0].sample, vibe=vibe)


async def connected(options: JobOptions) -> VibeAnalysisAgent:
    agent = VibeAnalysisAgent()
    if await compose.connect(agent, options, lambda _: None):
        assert agent.client is not None
        await agent.client.aclose()
    return agent


async def test_what_the_server_tells_of_its_model_is_known_before_the_first_call(server: FakeServer) -> None:
    agent = await connected(JobOptions(provider=server.base_url))
    assert agent.model_info is not None
    assert (agent.model_info.id, agent.model_info.max_completion_tokens, agent.model_info.request_usd) == ("fake/model", 16384, 0)
    assert [request.path for request in server.requests] == ["/v1/models"]


async def test_openrouter_is_asked_what_a_named_model_and_its_fallbacks_can_do(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "is_openrouter", lambda _: True)
    poor = {"id": "poor", "supported_parameters": ["response_format"]}
    rich = {"id": "rich", "supported_parameters": ["response_format", "structured_outputs"]}
    server.script.extend([Scripted(200, {"data": [poor, rich]})] * 3 + [Scripted(503)])
    for models, form, known in (
        (("rich",), "json_schema", ["rich"]),
        (("poor",), "json_object", ["poor"]),
        (("rich", "new", "poor"), "json_object", ["rich", None, "poor"]),
        (("rich",), "json_schema", [None]),
    ):
        agent = await connected(JobOptions(provider=server.base_url, models=models))
        assert agent.manner.form == form
        assert [info and info.id for info in agent.models] == known
    assert [request.path for request in server.requests] == ["/v1/models"] * 4


async def test_a_fallback_must_hear_and_take_the_whole_call_as_well(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compose, "is_openrouter", lambda _: True)
    ears = {"id": "ears", "architecture": {"input_modalities": ["text", "audio"]}}
    deaf = {"id": "deaf", "architecture": {"input_modalities": ["text"]}, "top_provider": {"max_completion_tokens": 2 * TOKENS_PER_SAMPLE}}
    server.script.extend([Scripted(200, {"data": [ears, deaf]})] * 2)
    options = JobOptions(provider=server.base_url, models=("ears", "deaf"), listen=True, batch_size=None)
    with pytest.raises(UsageError, match="deaf cannot hear"):
        await compose.make_plan(options, lambda _: None, compose.Places(str(tmp_path / "cache.sqlite")), is_named=True)
    await run(tmp_path / "job", make_sounds(tmp_path / "sounds", 6), replace(options, listen=False))
    assert max(map(len, server.asked)) == 2


async def test_a_server_that_tells_nothing_offline_work_and_a_named_model_elsewhere_are_fine(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await connected(JobOptions(provider="offline"))).client is None
    assert (await connected(JobOptions(provider=server.base_url, models=("mine",)))).model_info is None
    assert server.requests == []
    server.behaviour = Behaviour(bare=True)
    agent = await connected(JobOptions(provider=server.base_url))
    assert agent.client is not None
    assert (agent.client.model, agent.model_info) == (compose.ANY_MODEL, None)
    monkeypatch.setattr(compose, "_PATIENCE_S", 0.1)
    server.behaviour = Behaviour(latency_s=60)
    assert (await connected(JobOptions(provider=server.base_url))).model_info is None


async def test_a_server_that_does_not_tell_its_models_the_first_time_is_asked_again_the_next(server: FakeServer, tmp_path: Path) -> None:
    server.script.append(Scripted(503))
    options = JobOptions(provider=server.base_url)
    for models in ((), ("fake/model",), ("fake/model",)):
        plan, options = await compose.make_plan(options, lambda _: None, compose.Places(str(tmp_path / "cache.sqlite")), is_named=True)
        assert options.models == models
        assert plan.agent is not None
        assert plan.agent.client is not None
        await plan.agent.client.aclose()


async def test_a_plan_that_comes_to_nothing_leaves_no_connection_open(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour = Behaviour(hears=False)
    closed: list[OpenRouterClient] = []
    close = OpenRouterClient.aclose

    async def seen(client: OpenRouterClient) -> None:
        closed.append(client)
        await close(client)

    monkeypatch.setattr(OpenRouterClient, "aclose", seen)
    options = JobOptions(provider=server.base_url, listen=True)
    with pytest.raises(UsageError, match="cannot hear"):
        await compose.make_plan(options, lambda _: None, compose.Places(str(tmp_path / "cache.sqlite")), is_named=True)
    assert [client.model for client in closed] == ["", "fake/model"], "the one that asked for the list, and the one for the job"
