"""The client: what a call sends, in every form, and what comes of its answer."""

import asyncio
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from sp404_gui.domain.errors import NoCredit, RateLimited
from sp404_gui.llm.chat import AnswerForm, RawAnswer
from sp404_gui.llm.completion import parse_completion
from sp404_gui.llm.prompt import reply_schema
from tests.fakes.behaviour import Behaviour, Scripted
from tests.fakes.openrouter import OPENROUTER_URL, ToLoopback
from tests.fakes.replies import asked_form, vibe_of
from tests.fakes.server import FakeServer
from tests.unit.llm.clients import ASK, client_for, failure_of


async def test_a_question_over_real_http_is_answered(server: FakeServer) -> None:
    async with client_for(server.base_url) as client:
        answer = await client.ask(ASK)
    assert json.loads(answer.content) == {"samples": [vibe_of("sample_000001"), vibe_of("sample_000002")]}
    assert (answer.model, answer.request_id, answer.usage.cost_usd) == ("fake/model", "gen-1", 0.0001)
    assert server.asked == [("sample_000001", "sample_000002")]


async def test_the_call_asks_for_the_schema_names_the_app_and_tells_nothing_of_the_machine(server: FakeServer) -> None:
    async with client_for(server.base_url) as client:
        await client.ask(ASK)
        await client.ask(ASK)
    first, second = server.requests
    sent = json.loads(first.body)
    assert sent["response_format"] == {"type": "json_schema", "json_schema": {"name": "samples", "strict": True, "schema": reply_schema()}}
    assert set(sent) == {"model", "messages", "response_format"}
    assert first.body == second.body
    assert first.headers["user-agent"] == "SP-404 Batch"
    assert set(first.headers) == {
        "host",
        "user-agent",
        "x-openrouter-title",
        "accept",
        "accept-encoding",
        "connection",
        "content-type",
        "content-length",
    }


@pytest.mark.parametrize("form", list(AnswerForm))
async def test_openrouter_is_sent_what_only_it_understands(server: FakeServer, form: AnswerForm) -> None:
    ask = replace(ASK, form=form)
    async with client_for(OPENROUTER_URL + "/", fallbacks=["b", "c"], transport=ToLoopback(server.base_url)) as client:
        assert client.base_url == OPENROUTER_URL
        await client.ask(ask)
        await client.ask(replace(ask, fresh=True, thinks=False, max_tokens=9000))
    usual, second = server.requests
    sent = json.loads(usual.body)
    assert asked_form(usual.body) == form
    assert sent["models"] == ["fake/model", "b", "c"]
    assert sent.get("provider") == ({"require_parameters": True} if form is AnswerForm.SCHEMA else None)
    assert "reasoning" not in sent
    assert json.loads(second.body) == {**sent, "reasoning": {"enabled": False}}
    assert usual.headers["x-openrouter-cache"] == second.headers["x-openrouter-cache"] == "true"
    assert usual.headers["x-openrouter-cache-ttl"] == "86400"
    assert "x-openrouter-cache-clear" not in usual.headers
    assert second.headers["x-openrouter-cache-clear"] == "true"


@pytest.mark.parametrize("form", list(AnswerForm))
async def test_other_servers_are_asked_in_every_form_without_openrouters_wishes(server: FakeServer, form: AnswerForm) -> None:
    async with client_for(server.base_url, fallbacks=["b"]) as client:
        await client.ask(replace(ASK, form=form, fresh=True, thinks=False, max_tokens=9000))
    [request] = server.requests
    assert set(json.loads(request.body)) == {"model", "messages", "max_tokens"} | (
        {"response_format"} if form is not AnswerForm.PLAIN else set()
    )
    assert not any(name.startswith("x-openrouter-cache") for name in request.headers)


async def test_an_answer_kept_as_raw_bytes_reads_the_same_later(server: FakeServer) -> None:
    async with client_for(server.base_url) as client:
        raw = await client.send(ASK)
        kept = RawAnswer(status=raw.status, headers=dict(raw.headers), body=bytes(raw.body))
        assert parse_completion(kept.body, kept.status, kept.headers) == client.understand(raw)


async def test_statuses_arrive_as_errors_with_the_servers_wish(server: FakeServer) -> None:
    server.script.append(Scripted(429, {"error": {"code": 429, "message": "slow down"}}, {"Retry-After": "3"}))
    server.script.append(Scripted(402, {"error": {"code": 402, "message": "no credits"}}))
    async with client_for(server.base_url) as client:
        limited = await failure_of(client)
        assert isinstance(limited, RateLimited)
        assert limited.retry_after_s == 3
        assert isinstance(await failure_of(client), NoCredit)
        assert (await client.ask(ASK)).content


async def test_a_bare_server_has_no_key_page_and_no_model_list(server: FakeServer) -> None:
    async with client_for(server.base_url) as client:
        models = await client.fetch_models()
        assert models is not None
        assert [model.id for model in models] == ["fake/model"]
        server.behaviour = Behaviour(bare=True)
        assert await client.fetch_key_info() is None
        assert await client.fetch_models() is None
        server.script.append(Scripted(200, b"<html>web interface</html>"))
        assert await client.fetch_key_info() is None


async def test_many_calls_in_flight_do_not_wait_for_each_other() -> None:
    with FakeServer(Behaviour(latency_s=0.2)) as server:
        async with client_for(server.base_url) as client, asyncio.timeout(2):
            answers = await asyncio.gather(*(client.ask(ASK) for _ in range(20)))
    assert len(answers) == 20


def test_http_and_pydantic_are_loaded_only_when_they_are_needed() -> None:
    modules = ", ".join(f"sp404_gui.llm.{name}" for name in ("client", "prompt", "offline"))
    code = f"import sys, {modules}; sys.exit('httpx' in sys.modules or 'pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_once_loaded_the_first_call_imports_nothing_on_the_loop_that_a_window_shares(server: FakeServer) -> None:
    told = """
import asyncio, sys
from sp404_gui.llm.client import OpenRouterClient, load
async def call():
    client = await asyncio.to_thread(OpenRouterClient, sys.argv[1], None, "model")
    before = set(sys.modules)
    assert await client.fetch_models()
    print(sorted(set(sys.modules) - before))
    await client.aclose()
load()
asyncio.run(call())
"""
    done = subprocess.run([sys.executable, "-c", told, server.base_url], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
