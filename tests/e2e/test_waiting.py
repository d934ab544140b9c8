"""A server that wants patience: waits are kept, remembered, told with their end, and ended by Ctrl-C; they cost nothing."""

import re
import signal
import time
from pathlib import Path

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command, Running, until
from tests.e2e.sounds import sound_name
from tests.fakes.behaviour import Behaviour, Scripted
from tests.fakes.server import FakeServer

USED_UP = {
    "error": {
        "code": 429,
        "message": "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day",
        "metadata": {"limit_source": "openrouter_free_tier_daily"},
    }
}
PACE = ("--model", "fake/model", "--interval", "0.2")


def test_a_used_up_day_is_no_failure_and_the_job_goes_on_when_it_is_over(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    reset = {"X-RateLimit-Reset": str(int(1000 * (time.time() + 2)))}
    server.script.append(Scripted(status=429, body=USED_UP, headers=reset))
    job = command.place / "job"
    done = command("process", make_sounds(12), "--cache-dir", job, "--provider", server.base_url, *PACE)
    assert done.code == 0, done.said
    assert jobs.manifest(job)["counts"]["done"] == 12
    assert jobs.manifest(job)["counts"]["errors"] == {}
    assert jobs.log(job, "retry") == []


def stop_while_waiting(running: Running, server: FakeServer) -> tuple[float, str]:
    """Stop a command that waits; how long that took, and what it said."""
    until(lambda: "Waiting: " in running.err, "the wait")
    asked = len(server.asked)
    began = time.monotonic()
    running.signal_group(signal.SIGINT)
    stopped = running.ended()
    assert (stopped.code, len(server.asked)) == (130, asked), stopped.said
    return time.monotonic() - began, stopped.said


def test_a_wait_of_hours_says_its_end_ends_at_once_when_stopped_and_is_remembered(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    server.script.append(Scripted(status=429, body=USED_UP, headers={"Retry-After": "20000"}))
    job, sounds = command.place / "job", make_sounds(12)
    with command.started("process", sounds, "--cache-dir", job, "--provider", server.base_url, *PACE) as running:
        until(lambda: "Waiting: " in running.err, "the wait")
        assert re.search(
            r"Status: running.*\nWaiting: This day's free calls are used up\. Goes on .*at \d\d:\d\d\.", command("status", job).out
        )
        took_s, said = stop_while_waiting(running, server)
    assert took_s < 5
    assert re.search(r"This day's free calls are used up\. Goes on (on \w+ )?at \d\d:\d\d\.", said)
    assert jobs.log(job, "waiting")[0]["kind"] == "day_limit"
    asked = len(server.asked)
    with command.started("resume", "--cache-dir", job) as running:
        stop_while_waiting(running, server)
    assert len(server.asked) == asked, "the day is still used up"


def test_another_job_with_the_same_key_waits_as_well(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    server.script.append(Scripted(status=429, body={"error": {"code": 429, "message": "slow down"}}, headers={"Retry-After": "300"}))
    slowly = ("--model", "fake/model", "--interval", "30")  # no second call leaves before the answer to the first is understood
    with command.started("process", make_sounds(6, "a"), "--provider", server.base_url, *slowly) as first:
        until(lambda: server.asked, "the first call")
        until(lambda: "Waiting: " in first.err, "its wait")
        with command.started("process", make_sounds(6, "b"), "--provider", server.base_url, *slowly) as second:
            stop_while_waiting(second, server)
    assert len(server.asked) == 1


def test_overnight_a_dead_network_costs_nothing_and_the_morning_tells_what_was_done(command: Command, make_sounds: MakeSounds) -> None:
    sounds, job = make_sounds(6), command.place / "job"
    with FakeServer(Behaviour()) as gone:
        url, port = gone.base_url, int(gone.base_url.split(":")[2].split("/")[0])
    with command.started("process", sounds, "--cache-dir", job, "--provider", url, "--overnight", *PACE) as running:
        until(lambda: running.err.count("cannot be reached") >= 2, "two vain tries")
        with FakeServer(Behaviour(), port=port) as back:
            ended = running.ended()
            assert back.asked
    assert ended.code == 0, ended.said
    assert jobs.manifest(job)["counts"]["done"] == 6
    assert re.search(r"In \d+ s: 6 samples done, \d calls.* Nothing is left\.", ended.said)


def test_two_jobs_with_one_key_never_call_faster_than_the_pace(command: Command, make_sounds: MakeSounds, tmp_path: Path) -> None:
    log, a, b = tmp_path / "asked.jsonl", make_sounds(14, "a"), make_sounds(28, "b")
    for number in range(14):
        (b / sound_name(number)).unlink()  # what one has asked, the other would know
    with FakeServer(Behaviour(), log=log) as server:
        run = ("--provider", server.base_url, "--batch-size", "2", "--interval", "0.25")
        with command.started("process", a, *run) as one, command.started("process", b, *run) as two:
            assert (one.ended().code, two.ended().code) == (0, 0)
    moments = jobs.moments(log)
    assert len(moments) > 8
    assert moments[-1] - moments[0] > 0.25 * (len(moments) - 1) * 0.9
    spans = [later - earlier for earlier, later in zip(moments, moments[4:], strict=False)]
    assert min(spans) > 0.8, "four intervals of 0.25 s; a call may take a moment longer to the server than the next"
