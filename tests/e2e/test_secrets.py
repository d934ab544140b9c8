"""The short form of `make torture NAMES=secrets`: nothing that the command writes, says or starts knows the key."""

import os
from pathlib import Path

import pytest

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command
from tests.fakes.server import FakeServer
from tests.torture import secrets
from tests.torture.canary import leaks_in, planted

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights and processes are looked at as Unix shows them")


def test_the_search_finds_what_it_looks_for() -> None:
    assert [name for name, data in planted().items() if not leaks_in(data)] == []


def test_a_whole_job_leaves_no_trace_of_its_key_and_nothing_that_others_can_open(tmp_path: Path) -> None:
    assert list(secrets.success(tmp_path / "job", short=True)) == []


def test_a_server_that_sends_the_call_to_an_address_made_of_the_key_is_not_quoted(tmp_path: Path) -> None:
    assert list(secrets.refusal(tmp_path / "job", secrets.refusals()["redirect"])) == []


@pytest.mark.parametrize("name", secrets.CRASHES)
def test_a_crash_does_not_tell_the_key(tmp_path: Path, name: str) -> None:
    assert list(secrets.crash(tmp_path / "job", *secrets.CRASHES[name])) == []


def test_a_server_without_keys_is_asked_with_any_word_for_one(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    done = command("process", make_sounds(2), "--cache-dir", "job", "--provider", server.base_url, env={"SP404_API_KEY": "e"})
    assert done.code == 0, done.said
    assert {row["vibe"]["source"] for row in jobs.results(command.place / "job").values()} == {"asked"}


def test_a_shared_cache_does_not_tell_its_password(command: Command) -> None:
    env = {"SP404_CACHE": "redis://studio:verysecret@10.0.0.1:6379/0"}
    for question in (["doctor"], ["cache", "stats"]):
        done = command(*question, env=env, within_s=10)
        assert "verysecret" not in done.said
        assert "redis://…@10.0.0.1:6379/0" in done.said
