import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from sp404_gui.domain.errors import RecoverableError, UsageError
from sp404_gui.store.cache import CacheKey
from sp404_gui.store.shared_cache import SharedCache
from tests.fakes.redis_server import PASSWORD, RedisServer, needs_redis

KEY = CacheKey("a" * 64, "vibe_analysis", "1", "maker/model", "p1")
OTHER = CacheKey("b" * 64, "local_features", "3")
NAME = f"sp404:1:{KEY}"


class Machine:
    """One of several that share a cache: what it was told, and a clock that the test turns."""

    def __init__(self, server: RedisServer) -> None:
        self.told: list[str] = []
        self.now = 0.0
        self.cache = SharedCache(server.url, "redis://…@studio", self.told.append, lambda: self.now)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    with RedisServer(tmp_path) as running:
        yield running


@pytest.fixture
def raw(server: RedisServer) -> Iterator[Redis]:
    with Redis.from_url(server.url) as client:
        yield client


@pytest.fixture
def machine(server: RedisServer) -> Iterator[Machine]:
    one = Machine(server)
    yield one
    one.cache.close()


@needs_redis
def test_what_one_machine_remembers_another_knows_packed_for_good_and_without_paths(
    server: RedisServer, machine: Machine, raw: Redis
) -> None:
    value = b'{"mood":["dusty","warm","slow"]}'
    large = b'"' + b"x" * 100_000 + b'"'
    machine.cache.put_many([(KEY, value), (OTHER, large)])
    other = Machine(server)
    assert other.cache.get_many([KEY, OTHER, CacheKey("c", "s", "1")]) == {KEY: value, OTHER: large}
    assert sorted(raw.keys("*")) == sorted([NAME.encode(), f"sp404:1:{OTHER}".encode()])
    assert raw.strlen(f"sp404:1:{OTHER}") < 1_000
    assert raw.ttl(NAME) == -1
    stats = other.cache.stats()
    assert (stats.entries, stats.by_stage) == (2, {"vibe_analysis": 1, "local_features": 1})
    other.cache.close()


@needs_redis
def test_a_value_that_is_not_sound_is_not_known_and_gets_replaced(machine: Machine, raw: Redis) -> None:
    bomb = zlib.compress(b'"' + b" " * (8 << 20) + b'"')
    good = zlib.compress(b'{"a":1}')
    for poison in (b"", b"{}", good[:-3], bytes([*good[:-1], good[-1] ^ 1]), zlib.compress(b"{no json"), zlib.compress(b"[NaN]"), bomb):
        raw.set(NAME, poison)
        assert machine.cache.get_many([KEY]) == {}
    raw.delete(NAME)
    raw.rpush(NAME, "a list")
    assert machine.cache.get_many([KEY]) == {}
    machine.cache.put_many([(KEY, b'{"a":2}')])
    assert machine.cache.get_many([KEY]) == {KEY: b'{"a":2}'}
    assert machine.told == []


@needs_redis
def test_a_value_that_is_too_large_stays_where_it_was_made(machine: Machine, raw: Redis) -> None:
    machine.cache.put_many([(KEY, b'"' + b"x" * (2 << 20) + b'"')])
    assert not raw.exists(NAME)


@needs_redis
def test_an_outage_is_told_once_costs_nothing_and_is_made_up_for(server: RedisServer, machine: Machine) -> None:
    machine.cache.put_many([(OTHER, b"1")])
    server.kill()
    assert machine.cache.get_many([OTHER]) == {}
    machine.cache.put_many([(KEY, b"2")])
    machine.now = 31.0
    assert machine.cache.get_many([OTHER]) == {}
    assert len(machine.told) == 1
    assert "redis://…@studio cannot be reached" in machine.told[0]
    server.start()
    machine.cache.put_many([])
    assert machine.cache.get_many([KEY]) == {}, "it is left in peace for half a minute"
    machine.now = 62.0
    machine.cache.put_many([])
    assert machine.cache.get_many([KEY]) == {KEY: b"2"}
    assert machine.told[1:] == ["The shared cache redis://…@studio answers again."]


@needs_redis
def test_a_server_that_is_full_still_tells_what_it_knows(machine: Machine, raw: Redis) -> None:
    machine.cache.put_many([(OTHER, b"1")])
    raw.config_set("maxmemory", "1")
    for _ in range(2):
        machine.cache.put_many([(KEY, b"2")])
    assert machine.cache.get_many([KEY, OTHER]) == {OTHER: b"1"}
    assert ["takes no more" in sentence for sentence in machine.told] == [True]


@needs_redis
def test_a_wrong_password_is_told_and_never_shown(server: RedisServer) -> None:
    told: list[str] = []
    cache = SharedCache(server.url.replace(PASSWORD, "wrong-one"), "redis://…@studio", told.append)
    assert cache.get_many([KEY]) == {}
    with pytest.raises(RecoverableError, match="does not answer"):
        cache.stats()
    cache.close()
    assert ["name or password is wrong" in sentence for sentence in told] == [True]
    assert "wrong-one" not in told[0]


@pytest.mark.parametrize(
    "url",
    [
        "http://studio/0",
        "redis://",
        "redis://studio:port/0",
        "redis://studio/0?password=x",
        "redis://studio/0?ssl_cert_reqs=none",
        "rediss://studio/0?ssl_cret_reqs=none",
        "rediss://studio/0?ssl_cert_reqs=nobody",
        "rediss://studio/0?ssl_min_version=old",
    ],
)
def test_what_names_no_server_is_refused_with_a_way_out(url: str) -> None:
    with pytest.raises(UsageError, match="neither a file nor a server"):
        SharedCache(url, url, lambda _: None)


def test_a_server_of_a_name_that_is_too_long_cannot_be_reached() -> None:
    told: list[str] = []
    cache = SharedCache(f"redis://{'a' * 64}.example/0", "redis://…", told.append)
    assert cache.get_many([KEY]) == {}
    cache.close()
    assert ["cannot be reached" in sentence for sentence in told] == [True]


@pytest.mark.parametrize("scheme", ["redis", "rediss", "valkey", "valkeys"])
def test_both_kinds_of_server_are_named_by_their_names_with_and_without_tls(scheme: str) -> None:
    SharedCache(f"{scheme}://studio:6379/0", "", lambda _: None).close()
