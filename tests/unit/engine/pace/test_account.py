"""Keys, and what a real server says of them."""

import pytest

from sp404_gui.config import secrets
from sp404_gui.domain.errors import ConnectionLost, KeyRejected, TimedOut, UsageError
from sp404_gui.domain.key import Key, host_of
from sp404_gui.engine.pace.account import fetch_model_list, forget_key, has_key, keep_key, key_info, key_report
from tests.fakes.behaviour import Behaviour
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.server import FakeServer

BARE = {"PYTHON_KEYRING_BACKEND": "none.at.all"}


def test_where_a_key_comes_from_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = MemoryKeyring()
    monkeypatch.setattr(secrets, "system_keyring", lambda _: keyring)  # a machine with a desktop is not at hand
    assert has_key("openrouter", {}) is None
    assert keep_key("openrouter", " sk-or-1\n", {}).host == "openrouter.ai"
    assert has_key("openrouter", {}) == "keyring"
    assert has_key("openrouter", {"OPENROUTER_API_KEY": "sk-or-2"}) == "OPENROUTER_API_KEY"
    assert has_key("http://127.0.0.1:8080/v1", {"SP404_API_KEY": "x"}) == "SP404_API_KEY"
    assert forget_key("openrouter", {}) is True
    assert has_key("openrouter", {}) is None


def test_without_a_keyring_the_way_out_is_named() -> None:
    assert has_key("openrouter", BARE) is None
    with pytest.raises(UsageError, match="OPENROUTER_API_KEY"):
        keep_key("openrouter", "sk-or-1", BARE)
    with pytest.raises(UsageError, match="no system keyring"):
        forget_key("openrouter", BARE)


async def test_a_server_tells_of_the_key_and_its_models(server: FakeServer) -> None:
    server.behaviour = Behaviour(key="right")
    url, key = server.base_url, Key(host_of(server.base_url), "right")
    info = await key_info(url, key)
    assert info is not None
    assert (info.free_calls_remaining, info.limit_remaining_usd) == (988, 7.5)
    assert [model.id for model in await fetch_model_list(url, key) or ()] == ["fake/model"]
    assert await key_report(url, key) == ["The key works.", "Credit: $7.50 left, $2.50 used", "Free calls today: 12 of 1000 used"]
    with pytest.raises(KeyRejected):
        await key_info(url, Key(key.host, "wrong"))
    server.behaviour = Behaviour(bare=True)
    assert await fetch_model_list(url, None) is None
    assert await key_report(url, None) == ["The server answers; it does not tell what a key may do."]


async def test_somebody_watches_so_a_silent_server_is_given_up_soon(server: FakeServer) -> None:
    server.behaviour = Behaviour(latency_s=30)
    with pytest.raises(TimedOut):
        await key_info(server.base_url, None, timeout_s=0.2)
    with pytest.raises(ConnectionLost):
        await fetch_model_list("http://127.0.0.1:1/v1", None)
