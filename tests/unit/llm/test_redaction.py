"""A server may say the key again in any form: it reaches neither the screen nor the disk."""

import json
import time

import pytest

from sp404_gui.domain.key import Key
from sp404_gui.llm.chat import ChatRequest
from sp404_gui.llm.client import OpenRouterClient
from sp404_gui.llm.redaction import Redaction
from tests.fakes.behaviour import Scripted
from tests.fakes.server import FakeServer
from tests.torture.canary import CANARY, forms, leaks_in


@pytest.mark.parametrize("form", forms())
def test_the_key_is_taken_out_in_every_form(form: str) -> None:
    said = b'{"authorization": "' + forms()[form] + b'", "id": "sample_000001"}'
    clean = Redaction(CANARY).clean(said)
    assert leaks_in(said)
    assert leaks_in(clean) == []
    assert b'"id": "sample_000001"' in clean


def test_what_is_inside_an_answer_stays_json() -> None:
    inner = json.dumps({"said": CANARY, "escaped": "x"}).replace("k-or", "\\u006b-or").replace("/", "\\/")
    said = json.dumps({"content": inner}).encode()
    content = json.loads(Redaction(CANARY).clean(said))["content"]
    assert json.loads(content) == {"said": "[key]", "escaped": "x"}


def test_a_word_that_a_server_without_keys_takes_for_one_spoils_no_answer() -> None:
    assert Redaction("x").clean(b'{"x": "mix"}') == b'{"x": "mix"}'
    assert Redaction(None).clean(b"anything") == b"anything"


@pytest.mark.parametrize("key", [CANARY, "?" * 12, "~" * 12], ids=["usual", "base64 with /", "base64 with +"])
def test_an_answer_that_is_one_long_run_of_backslashes_holds_nobody_up(key: str) -> None:
    """Nothing else of the program runs meanwhile, and the answer that was paid for is not on the disk yet."""
    said = b'{"content": "' + b"\\" * 30_000 + b" " + key.encode() + b'"}'
    started = time.thread_time()
    assert Redaction(key).clean(said).endswith(b' [key]"}')
    assert time.thread_time() - started < 2


async def test_no_header_tells_the_key() -> None:
    told = dict.fromkeys(
        ("Location", "Retry-After", "X-RateLimit-Limit", "X-Request-Id", f"X-RateLimit-{forms()['hexadecimal'].decode()}"), CANARY
    )
    with FakeServer() as server:
        server.script.append(Scripted(429, b"", told))
        client = OpenRouterClient(server.base_url, Key("127.0.0.1", CANARY), "fake/model")
        try:
            raw = await client.send(ChatRequest(messages=({"role": "user", "content": "[]"},)))
        finally:
            await client.aclose()
    assert set(raw.headers) > {"location", "x-request-id"}
    assert leaks_in(repr(raw).encode()) == []
