"""The fake server is a tool of many tests: what it promises is checked once, here."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from sp404_gui.domain.errors import ContentRefused, Sp404Error
from sp404_gui.llm.chat import ChatRequest
from sp404_gui.llm.client import OpenRouterClient
from sp404_gui.llm.reply import parse_reply
from tests.fakes.behaviour import Behaviour
from tests.fakes.replies import MODEL, content_for
from tests.fakes.server import FakeServer

PROGRAM = (sys.executable, "-m", "tests.fakes.serving")
ROOT = Path(__file__).parents[3]


def request_for(*ids: str) -> ChatRequest:
    return ChatRequest(messages=[{"role": "user", "content": json.dumps([{"id": sample_id} for sample_id in ids])}])


@contextmanager
def started(*options: str) -> Iterator[str]:
    process = subprocess.Popen([*PROGRAM, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process:
        yield process.stdout.readline().strip()
        process.terminate()


async def test_as_a_process_it_answers_on_the_printed_address_and_logs_what_was_asked(tmp_path: Path) -> None:
    log = tmp_path / "asked.jsonl"
    with started("--latency", "0.01", "--seed", "1", "--log", str(log)) as base_url:
        client = OpenRouterClient(base_url, None, "any/model")
        answer = await client.ask(request_for("sample_000007", "sample_000008"))
        await client.aclose()
        lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["n"], line["ids"], line["fault"]) for line in lines] == [(1, ["sample_000007", "sample_000008"], None)]
    reply = parse_reply(answer.content, ("sample_000007", "sample_000008"), answer.model)
    assert reply.problems == {}


def test_it_ends_by_itself() -> None:
    done = subprocess.run([*PROGRAM, "--max-lifetime", "0.2"], cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("http://127.0.0.1:")
    assert done.stderr == ""


def test_every_word_it_uses_is_in_the_vocabularies() -> None:
    ids = [f"sample_{number:06}" for number in range(300)]
    reply = parse_reply(content_for(ids), ids, "m")
    assert len(reply.vibes) == 300
    assert all(vibe.extra == {} and vibe.best_use and len(vibe.mood) == 3 for vibe in reply.vibes.values())


async def outcomes(behaviour: Behaviour, calls: int = 60) -> list[str]:
    """Kind of the error of each call, or "answered"."""
    with FakeServer(behaviour) as server:
        client = OpenRouterClient(server.base_url, None, "m")
        kinds = []
        for number in range(calls):
            try:
                await client.ask(request_for(f"sample_{number:06}"))
            except Sp404Error as error:
                kinds.append(error.kind)
            else:
                kinds.append("answered")
        await client.aclose()
    return kinds


async def test_faults_strike_as_often_as_told_and_the_same_way_for_the_same_seed() -> None:
    faults = {"429": 0.2, "503": 0.2, "reset": 0.2}
    first = await outcomes(Behaviour(faults=faults, seed=3))
    counted = Counter(first)
    assert set(counted) == {"answered", "rate_limit", "server", "connection"}
    assert 12 <= counted["answered"] <= 36
    assert first == await outcomes(Behaviour(faults=faults, seed=3))
    assert first != await outcomes(Behaviour(faults=faults, seed=4))


async def test_a_bad_sample_gets_its_whole_batch_refused_and_no_other() -> None:
    with FakeServer(Behaviour(bad_ids=frozenset({"sample_000002"}))) as server:
        client = OpenRouterClient(server.base_url, None, "m")
        with pytest.raises(ContentRefused):
            await client.ask(request_for("sample_000001", "sample_000002"))
        assert (await client.ask(request_for("sample_000001"))).content
        with pytest.raises(ContentRefused, match="JSON array"):
            await client.ask(ChatRequest(messages=[{"role": "user", "content": "hello"}]))
        await client.aclose()


def test_stopping_it_frees_callers_that_wait() -> None:
    with FakeServer(Behaviour(latency_s=60)) as server:
        caller = subprocess.Popen(
            [sys.executable, "-c", f"import urllib.request as r; r.urlopen('{server.base_url}/key')"], stderr=subprocess.DEVNULL
        )
        while not server.requests:
            assert caller.poll() is None
    caller.wait(timeout=20)


def test_its_pages_are_plain_http() -> None:
    with FakeServer() as server, urlopen(f"{server.base_url}/models") as page:
        assert json.load(page)["data"][0]["id"] == MODEL
