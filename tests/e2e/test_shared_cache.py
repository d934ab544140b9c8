"""Several machines share what was measured and paid for, by way of a real redis-server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command, until
from tests.fakes.redis_server import PASSWORD, RedisServer, needs_redis
from tests.fakes.server import FakeServer

pytestmark = needs_redis
SAMPLES = 8


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    (tmp_path / "redis").mkdir()
    with RedisServer(tmp_path / "redis") as running:
        yield running


def machine(place: Path, redis: RedisServer) -> Command:
    """Another machine: a home of its own, and the same shared cache."""
    place.mkdir()
    command = Command(place)
    command.env |= {"SP404_CACHE": redis.url, "SP404_INTERVAL_S": "0"}
    return command


def files(place: Path) -> Iterator[bytes]:
    return (file.read_bytes() for file in place.rglob("*") if file.is_file())


def test_what_one_machine_paid_for_costs_another_nothing(
    make_sounds: MakeSounds, tmp_path: Path, redis: RedisServer, server: FakeServer
) -> None:
    sounds = make_sounds(SAMPLES)
    first, second = (machine(tmp_path / name, redis) for name in ("first", "second"))
    done = [one("process", sounds, "--cache-dir", "job", "--provider", server.base_url) for one in (first, second)]
    assert [result.code for result in done] == [0, 0], done[-1].said
    counts = [jobs.manifest(one.place / "job")["counts"] for one in (first, second)]
    assert counts[0]["api_calls"] > 0
    assert (counts[1]["api_calls"], counts[1]["cache_hits"]) == (0, SAMPLES)
    words = [{path: row["vibe"] for path, row in jobs.by_path(one.place / "job").items()} for one in (first, second)]
    assert words[0] == words[1]
    told = second("cache", "stats", "--json")
    assert told.json["shared"]["by_stage"] == {"local_features": SAMPLES, "vibe_analysis": SAMPLES}
    assert PASSWORD not in "".join(result.said for result in (*done, told))
    assert not any(PASSWORD.encode() in content for one in (first, second) for content in files(one.place))


def test_a_server_that_dies_in_the_middle_is_told_once_and_fails_nothing(
    make_sounds: MakeSounds, tmp_path: Path, redis: RedisServer, server: FakeServer
) -> None:
    one = machine(tmp_path / "one", redis)
    job = one.place / "job"
    with one.started(
        "process", make_sounds(SAMPLES), "--cache-dir", "job", "--provider", server.base_url, "--batch-size", "1", "--interval", "0.2"
    ) as running:
        until(lambda: jobs.answered(job), "the first answer")
        redis.kill()
        done = running.ended()
    assert done.code == 0, done.said
    assert jobs.manifest(job)["counts"]["done"] == SAMPLES
    assert done.err.count("cannot be reached") == 1
    assert PASSWORD not in done.said


def test_a_cache_that_is_no_server_makes_no_job(make_sounds: MakeSounds, command: Command) -> None:
    refused = command("process", make_sounds(1), "--cache-dir", "job", "--cache", "http://studio/")
    assert refused.code == 2
    assert "neither a file nor a server" in refused.err
    assert not (command.place / "job").exists()
