"""A key goes to the host that it was entered for, encrypted, and nowhere else."""

import pytest

from sp404_gui.domain.errors import ConnectionLost, FatalError, KeyRejected, UsageError
from sp404_gui.domain.key import Key
from sp404_gui.llm.client import OpenRouterClient
from tests.fakes.behaviour import Behaviour, Scripted
from tests.fakes.replies import completion
from tests.fakes.server import FakeServer
from tests.unit.llm.clients import ASK, SECRET, client_for, failure_of


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


async def test_a_server_that_repeats_the_key_cannot_leak_it(server: FakeServer) -> None:
    server.script.append(Scripted(401, {"error": {"code": 401, "message": f"Incorrect API key: {SECRET}"}}))
    server.script.append(Scripted(200, completion(f"your key is {SECRET}", 1)))
    async with client_for(server.base_url, Key("127.0.0.1", SECRET)) as client:
        assert isinstance(await failure_of(client), KeyRejected)
        assert SECRET.encode() not in (await client.send(ASK)).body
