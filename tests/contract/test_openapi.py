"""What is sent, held against OpenRouter's own description of its API by Prism; and the fake server's answers, too."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sp404_gui.domain.key import Key
from sp404_gui.llm.chat import AnswerForm, ChatRequest
from sp404_gui.llm.client import OpenRouterClient
from sp404_gui.llm.prompt import reply_schema
from tests.conftest import MakeSounds
from tests.contract.outside import OPENAPI, free_port, program, serving
from tests.e2e.command import Command, until
from tests.fakes.behaviour import Behaviour
from tests.fakes.openrouter import OPENROUTER_URL, ToLoopback
from tests.fakes.replies import asked_form
from tests.fakes.server import FakeServer

KEY = {"SP404_API_KEY": "sk-or-v1-0123456789"}


@dataclass(frozen=True)
class Judge:
    """Prism before the fake server: it refuses requests and answers that the description does not allow, and notes them."""

    address: str
    log: Path

    @property
    def objections(self) -> list[str]:
        return [line for line in self.log.read_text("utf-8").splitlines() if "errors#" in line or "violation" in line.lower()]


@pytest.fixture(scope="module")
def backend() -> Iterator[FakeServer]:
    with FakeServer() as running:
        yield running


@pytest.fixture(scope="module")
def _judge(backend: FakeServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    prism = program("prism")
    if not OPENAPI.exists():
        pytest.skip("needs the description of OpenRouter's API beside the checkout, in ../shared/facts")
    port, log = free_port(), tmp_path_factory.mktemp("prism") / "log"
    with serving([prism, "proxy", str(OPENAPI), backend.base_url, "--errors", "--port", str(port)], port, log) as address:
        yield Judge(address, log)


@pytest.fixture
def judge(_judge: Judge, backend: FakeServer) -> Judge:
    _judge.log.write_bytes(b"")
    backend.requests.clear()
    backend.behaviour = Behaviour()
    return _judge


@pytest.mark.parametrize("forms", [("json_schema",), ("json_object",), ("text",)])
def test_every_request_of_a_whole_job_is_as_openrouter_describes_it(
    command: Command, make_sounds: MakeSounds, judge: Judge, backend: FakeServer, forms: tuple[str, ...]
) -> None:
    backend.behaviour = Behaviour(forms=forms)
    options = ("--provider", judge.address, "--batch-size", "3", "--interval", "0")
    done = command("process", make_sounds(6), "--cache-dir", "job", *options, env=KEY)
    assert done.code == 0, done.said
    assert judge.objections == []
    asked = [request for request in backend.requests if request.ids]
    assert {sample for request in asked if asked_form(request.body) == forms[0] for sample in request.ids} == {
        f"sample_{number:06}" for number in range(1, 7)
    }
    assert "/v1/models" in {request.path for request in backend.requests}


def test_the_test_of_a_key_is_as_openrouter_describes_it(command: Command, judge: Judge, backend: FakeServer) -> None:
    done = command("key", "test", "--provider", judge.address, env=KEY)
    assert done.code == 0, done.said
    assert [request.path for request in backend.requests] == ["/v1/key"]
    assert judge.objections == []


@pytest.mark.parametrize("form", list(AnswerForm))
async def test_what_only_openrouter_is_sent_is_as_it_describes(judge: Judge, backend: FakeServer, form: AnswerForm) -> None:
    key = Key("openrouter.ai", KEY["SP404_API_KEY"])
    client = OpenRouterClient(OPENROUTER_URL, key, "a/b", fallbacks=["c/d"], transport=ToLoopback(judge.address))
    request = ChatRequest(messages=[{"role": "user", "content": '[{"id":"sample_000001"}]'}], schema=reply_schema(), form=form)
    for asked in (request, replace(request, fresh=True, thinks=False), replace(request, max_tokens=9000)):
        assert (await client.ask(asked)).content
    await client.aclose()
    assert len(backend.requests) == 3
    assert judge.objections == []


async def test_the_judge_does_object(judge: Judge) -> None:
    client = OpenRouterClient(OPENROUTER_URL, Key("openrouter.ai", "x"), "a/b", transport=ToLoopback(judge.address))
    raw = await client.send(ChatRequest(messages=[]))
    await client.aclose()
    assert raw.status == 422
    until(lambda: judge.objections, "the judge's note")
