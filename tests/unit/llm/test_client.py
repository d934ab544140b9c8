import asyncio
import json
import shutil
import ssl
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from sp404_gui.domain.errors import (
    ConnectionLost,
    FatalError,
    KeyRejected,
    NoCredit,
    RateLimited,
    RecoverableError,
    ServerFailed,
    Sp404Error,
    TimedOut,
    Unreachable,
    UsageError,
)
from sp404_gui.domain.key import Key
from sp404_gui.llm.certificates import trusted
from sp404_gui.llm.chat import AnswerForm, ChatRequest, RawAnswer
from sp404_gui.llm.client import OpenRouterClient, load
from sp404_gui.llm.completion import parse_completion
from sp404_gui.llm.prompt import reply_schema
from tests.fakes.behaviour import Behaviour, Scripted
from tests.fakes.openrouter import OPENROUTER_URL, ToLoopback
from tests.fakes.replies import asked_form, completion, vibe_of
from tests.fakes.server import FakeServer

SECRET = "sk-or-v1-verysecretverysecret"
ASK = ChatRequest(
    messages=({"role": "system", "content": "describe"}, {"role": "user", "content": '[{"id":"sample_000001"},{"id":"sample_000002"}]'}),
    schema=reply_schema(),
)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as running:
        yield running


@asynccontextmanager
async def client_for(base_url: str, key: Key | None = None, **options: Any) -> AsyncIterator[OpenRouterClient]:
    client = OpenRouterClient(base_url, key, "fake/model", **options)
    try:
        yield client
    finally:
        await client.aclose()


async def failure_of(client: OpenRouterClient) -> Sp404Error:
    with pytest.raises(Sp404Error) as caught:
        await client.ask(ASK)
    assert SECRET not in str(caught.value)
    return caught.value


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


async def test_the_key_is_sent_to_the_host_it_was_entered_for(server: FakeServer) -> None:
    server.behaviour = Behaviour(key=SECRET)
    async with client_for(server.base_url, Key("127.0.0.1", SECRET)) as client:
        await client.ask(ASK)
        info = await client.fetch_key_info()
    assert info is not None
    assert info.free_calls_remaining == 988
    async with client_for(server.base_url, Key("127.0.0.1", "sk-another-key")) as client:
        assert isinstance(await failure_of(client), KeyRejected)
        with pytest.raises(KeyRejected):
            await client.fetch_key_info()


@pytest.mark.parametrize("host", ["openrouter.ai", "localhost", "127.0.0.1:1", "127.0.0.1.example", ""])
async def test_no_other_host_ever_sees_the_key(server: FakeServer, host: str) -> None:
    server.behaviour = Behaviour(key="something")
    async with client_for(server.base_url, Key(host, SECRET)) as client:
        error = await failure_of(client)
        with pytest.raises(KeyRejected, match="none is set"):
            await client.fetch_models()
    assert isinstance(error, KeyRejected)
    assert "none is set for it" in str(error)
    assert all("authorization" not in request.headers and SECRET.encode() not in request.body for request in server.requests)


async def test_a_redirect_is_not_followed_and_its_target_sees_nothing(server: FakeServer) -> None:
    with FakeServer() as elsewhere:
        for status, kind in ((302, ConnectionLost), (307, ConnectionLost), (308, FatalError)):
            server.script.append(Scripted(status, headers={"Location": f"{elsewhere.base_url}/chat/completions"}))
            async with client_for(server.base_url, Key("127.0.0.1", SECRET)) as client:
                assert type(await failure_of(client)) is kind
        assert elsewhere.requests == []


async def test_a_proxy_from_the_environment_never_sees_a_call_to_this_machine(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeServer() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.base_url.removesuffix("/v1"))
        async with client_for(server.base_url, Key("127.0.0.1", SECRET)) as client:
            await client.ask(ASK)
        assert proxy.requests == []
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS_PROXY", "gopher://me:geheim@proxy.example"),
        ("HTTPS_PROXY", "http://me:geheim#1@proxy.example:8080"),
        ("NO_PROXY", "localhost,127.0.0.1,::1,fd00::/8"),
        ("NO_PROXY", "localhost,[::1]"),
        ("NO_PROXY", "localhost;127.0.0.1;::1"),
    ],
)
def test_an_unusable_proxy_is_named_as_the_cause_without_its_password(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=r"HTTPS_PROXY .* NO_PROXY") as caught:
        OpenRouterClient("https://openrouter.ai/api/v1", None, "m")
    assert "geheim" not in "".join(traceback.format_exception(caught.value))


def test_unreadable_certificates_are_named_as_the_cause_and_a_server_on_this_machine_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    trusted.cache_clear()
    try:
        load()
        with pytest.raises(UsageError, match="SSL_CERT_FILE"):
            OpenRouterClient("https://openrouter.ai/api/v1", None, "m")
        OpenRouterClient("http://127.0.0.1:11434/v1", None, "m")
    finally:
        trusted.cache_clear()


def test_a_key_never_travels_unencrypted_to_another_machine() -> None:
    with pytest.raises(KeyRejected, match="plain http") as caught:
        OpenRouterClient("http://openrouter.ai/api/v1", Key("openrouter.ai", SECRET), "m")
    assert SECRET not in str(caught.value)
    OpenRouterClient("http://192.168.1.5:11434/v1", Key("openrouter.ai", SECRET), "m")


def test_without_a_key_too_nothing_goes_unencrypted_beyond_the_own_network() -> None:
    for foreign in ("http://api.example.com/v1", "http://93.184.216.34/v1", "http://[2606:4700::1111]/v1", "http://local.example/v1"):
        with pytest.raises(UsageError, match="plain http"):
            OpenRouterClient(foreign, None, "m")
    for own in ("http://studio:1234/v1", "http://nas.local/v1", "http://10.0.0.7/v1", "http://[fd00::7]/v1", "https://api.example.com/v1"):
        OpenRouterClient(own, None, "m")


@pytest.mark.parametrize("secret", ["", "two words", "line\nbreak", "schlüssel", "sk-\u200b1"])
def test_a_text_that_cannot_be_a_key_is_refused_without_repeating_it(secret: str) -> None:
    with pytest.raises(KeyRejected) as caught:
        Key("openrouter.ai", secret)
    assert not secret or secret not in str(caught.value)
    assert SECRET not in repr(Key("openrouter.ai", SECRET))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "openrouter.ai/api/v1",
        "ftp://host/v1",
        "http://",
        "http://user:pass@host/v1",
        "https://host/v1?x=1",
        "http://[::1",
        "http://h:99999",
        "https://256.1.1.1/v1",
        "https://\N{SNOWMAN}.invalid/v1",
        "https://xn--.invalid/v1",
    ],
)
def test_an_address_that_is_none_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError):
        OpenRouterClient(url, None, "m")


async def test_a_server_that_repeats_the_key_cannot_leak_it(server: FakeServer) -> None:
    server.script.append(Scripted(401, {"error": {"code": 401, "message": f"Incorrect API key: {SECRET}"}}))
    server.script.append(Scripted(200, completion(f"your key is {SECRET}", 1)))
    async with client_for(server.base_url, Key("127.0.0.1", SECRET)) as client:
        assert isinstance(await failure_of(client), KeyRejected)
        assert SECRET.encode() not in (await client.send(ASK)).body


async def test_statuses_arrive_as_errors_with_the_servers_wish(server: FakeServer) -> None:
    server.script.append(Scripted(429, {"error": {"code": 429, "message": "slow down"}}, {"Retry-After": "3"}))
    server.script.append(Scripted(402, {"error": {"code": 402, "message": "no credits"}}))
    async with client_for(server.base_url) as client:
        limited = await failure_of(client)
        assert isinstance(limited, RateLimited)
        assert limited.retry_after_s == 3
        assert isinstance(await failure_of(client), NoCredit)
        assert (await client.ask(ASK)).content


@pytest.mark.parametrize(
    ("fault", "kind"), [("reset", ConnectionLost), ("html", ServerFailed), ("error_in_200", ServerFailed), ("hang", TimedOut)]
)
async def test_a_server_in_trouble_is_worth_another_try(fault: str, kind: type[RecoverableError]) -> None:
    with FakeServer(Behaviour(faults={fault: 1.0})) as server:
        async with client_for(server.base_url, read_timeout_s=0.3) as client:
            assert type(await failure_of(client)) is kind


async def test_a_server_that_is_not_there_and_a_name_that_does_not_exist_are_lost_connections() -> None:
    with FakeServer() as server:
        gone = server.base_url
    for url in (gone, "https://does-not-exist.invalid/v1"):
        async with client_for(url) as client:
            assert isinstance(await failure_of(client), Unreachable)


async def test_an_answer_beyond_the_limit_is_cut_off(server: FakeServer) -> None:
    server.script.append(Scripted(200, b'{"padding": "' + b"x" * 10_000_000 + b'"}'))
    async with client_for(server.base_url) as client:
        error = await failure_of(client)
        assert isinstance(error, ServerFailed)
        assert "4 MiB" in str(error)
        assert (await client.ask(ASK)).content


async def test_a_server_that_trickles_for_ever_is_given_up() -> None:
    with FakeServer(Behaviour(faults={"trickle": 1.0})) as server:
        async with client_for(server.base_url, read_timeout_s=5, total_timeout_s=0.3) as client:
            assert isinstance(await failure_of(client), TimedOut)


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


class _Silent(BaseHTTPRequestHandler):
    """Never reached: the handshake fails first."""


class _SilentServer(HTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """The failing handshake is the point."""


@pytest.fixture
def self_signed_url(tmp_path: Path) -> Iterator[str]:
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl command to make a certificate")
    certificate, private_key = str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*make, "-keyout", private_key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, private_key)
    with _SilentServer(("127.0.0.1", 0), _Silent) as tls:
        tls.socket = context.wrap_socket(tls.socket, server_side=True)
        thread = Thread(target=tls.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"https://localhost:{tls.server_address[1]}/v1"
        tls.shutdown()
        thread.join()


async def test_a_self_signed_certificate_is_named_and_nothing_is_sent(self_signed_url: str) -> None:
    async with client_for(self_signed_url) as client:
        error = await failure_of(client)
    assert type(error) is FatalError
    assert "certificate of localhost" in str(error)
    assert "self" in str(error)


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
