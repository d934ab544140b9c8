"""`kill -9` at any moment costs nothing that was paid for."""

import random
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command, Running, until
from tests.fakes.behaviour import Behaviour
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer

SAMPLES = 44


def test_an_answer_survives_a_kill_in_the_moment_after_it(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    job = command.place / "job"
    with command.started("process", make_sounds(10), "--cache-dir", job, "--provider", server.base_url, "--batch-size", "2") as running:
        until(lambda: jobs.log(job, "answer"), "the first answer")
        running.signal_group(signal.SIGKILL)
        running.process.wait(10)
    kept, before = jobs.answered(job), len(server.asked)
    assert kept
    assert command("resume", "--cache-dir", job).code == 0
    assert not kept & {identifier for batch in server.asked[before:] for identifier in batch}


def test_answers_before_a_kill_hold_in_a_run_that_asks_nobody(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    job = command.place / "job"
    start = ("process", make_sounds(10), "--cache-dir", job, "--provider", server.base_url, "--batch-size", "2", "--interval", "0.2")
    with command.started(*start) as running:
        until(lambda: len(jobs.log(job, "answer")) > 1, "two answers")
        running.signal_group(signal.SIGKILL)
        running.process.wait(10)
    kept = jobs.answered(job)
    told, exported = command("status", job, "--json").json, command("export", job).json
    assert told["status"] == exported["job"]["status"] == "interrupted"
    assert told["counts"]["done"] == exported["stats"]["done"] == sum(s["status"] == "done" for s in exported["samples"])
    assert command("resume", "--cache-dir", job, "--provider", "offline").code == 0
    sources = {identifier: row["vibe"]["source"] for identifier, row in jobs.results(job).items()}
    assert {identifier for identifier, source in sources.items() if source == "asked"} == kept
    assert {"asked", "local"} <= set(sources.values()) <= {"asked", "lent", "local"}


def test_a_finished_job_leaves_no_half_files_and_is_sound(command: Command, finished_job: Path) -> None:
    assert not list(finished_job.rglob("*.tmp"))
    assert command("validate", finished_job).code == 0


@pytest.mark.parametrize("seed", [1])
def test_four_kills_lose_no_answer_and_ask_none_twice(command: Command, make_sounds: MakeSounds, server: FakeServer, seed: int) -> None:
    server.behaviour = Behaviour(latency_s=0.1)
    chance = random.Random(seed)
    job = command.place / "job"
    start = ("process", make_sounds(SAMPLES), "--cache-dir", job, "--provider", server.base_url, "--batch-size", "2", "--interval", "0.1")
    with command.started(*start) as running:
        until((job / "samples.jsonl").exists, "the scan")
        kill(running, chance)
    for _ in range(3):
        kept, before = jobs.answered(job), len(server.asked)
        with command.started("resume", "--cache-dir", job) as running:
            until(partial(has_asked, server, before + 2), "two calls")
            kill(running, chance)
        assert not kept & {identifier for batch in server.asked[before:] for identifier in batch}
    kept, before = jobs.answered(job), len(server.asked)
    assert 0 < len(kept) < SAMPLES
    done = command("resume", "--cache-dir", job)
    assert done.code == 0, done.said
    assert not kept & {identifier for batch in server.asked[before:] for identifier in batch}
    samples = command("export", job).json["samples"]
    ids = [f"sample_{number:06d}" for number in range(1, SAMPLES + 1)]
    assert [sample["id"] for sample in samples] == ids
    assert len({sample["path"] for sample in samples}) == SAMPLES
    assert all(sample["status"] == "done" and sample["matches"] for sample in samples)
    assert [sample["vibe"]["mood"] for sample in samples] == [vibe_of(identifier)["mood"] for identifier in ids]
    answers = [identifier for answer in jobs.log(job, "answer") for identifier in answer["hashes"]]
    assert sorted(answers) == ids
    calls, counts = jobs.log(job, "call"), jobs.manifest(job)["counts"]
    assert counts["api_calls"] == len(calls)
    assert counts["batches"] == max(call["batch"] for call in calls)
    assert len({call["batch"] for call in calls}) == len(calls)


def has_asked(server: FakeServer, calls: int) -> bool:
    return len(server.asked) >= calls


def kill(running: Running, chance: random.Random) -> None:
    """Let the job run for a moment that nobody can know, then kill it with its workers."""
    moment = time.monotonic() + chance.uniform(0, 0.4)
    until(lambda: time.monotonic() > moment or running.process.poll() is not None, "the moment")
    running.signal_group(signal.SIGKILL)
    assert running.process.wait(10) == -signal.SIGKILL
