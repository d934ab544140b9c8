"""Ctrl-C, SIGTERM and a terminal that closes: once ends well, twice ends at once; both can be taken up again."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import ROOT, Command, until
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer

ASK = ("--batch-size", "2", "--interval", "0.2")


@contextmanager
def hangups(treated: signal.Handlers) -> Iterator[None]:
    """What is started in here treats the end of its terminal so, however these tests were started: it has it from us."""
    before = signal.signal(signal.SIGHUP, treated)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_finishes_what_is_in_flight_and_names_the_way_on(
    command: Command, make_sounds: MakeSounds, server: FakeServer, number: int
) -> None:
    server.behaviour = Behaviour(latency_s=0.7)
    job = command.place / "job"
    with (
        hangups(signal.SIG_DFL),
        command.started("process", make_sounds(10), "--cache-dir", job, "--provider", server.base_url, *ASK) as running,
    ):
        until(lambda: len(server.asked) >= 2, "two calls in flight")
        (running.signal if number == signal.SIGTERM else running.signal_group)(number)
        until(lambda: "Stopping" in running.err, "the note")
        if number == signal.SIGHUP:
            running.signal_group(number)  # as the system does once more, when the shell of a closed terminal ends
        stopped = running.ended()
    assert stopped.code == 130
    assert f"sp404-batch resume --cache-dir {job}" in stopped.out
    in_flight = {identifier for batch in server.asked for identifier in batch}
    assert len(in_flight) < 10
    assert jobs.answered(job) == in_flight
    assert jobs.manifest(job)["status"] == "interrupted"
    assert {i for i, row in jobs.results(job).items() if row["vibe"]["source"] == "asked"} == in_flight

    server.behaviour = Behaviour()
    done = command("resume", "--cache-dir", job)
    assert done.code == 0
    assert sorted(identifier for batch in server.asked for identifier in batch) == [f"sample_{n:06d}" for n in range(1, 11)]
    assert jobs.manifest(job)["counts"]["done"] == 10


def test_ctrl_c_while_it_still_loads_is_no_error(command: Command) -> None:
    loads = command.place / "loads"
    loads.mkdir()
    (loads / "typer.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    stopped = command("--help", env={"PYTHONPATH": f"{loads}{os.pathsep}{ROOT}"})
    assert (stopped.code, stopped.said) == (130, "")


def test_a_terminal_that_closes_before_a_job_has_begun_leaves_nothing_of_it_behind(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    server.behaviour = Behaviour(latency_s=30)
    with (
        hangups(signal.SIG_DFL),
        command.started("process", make_sounds(1), "--cache-dir", "job", "--provider", server.base_url) as running,
    ):
        until(lambda: server.requests, "the question for the server's models")
        running.signal_group(signal.SIGHUP)
        stopped = running.ended()
    assert stopped.code == 130, stopped.said
    assert "Stopped. The same command goes on: " in stopped.err
    assert not (command.place / "job").exists()


def test_a_job_that_nohup_began_outlives_its_terminal(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    with (
        hangups(signal.SIG_IGN),  # as nohup does
        command.started("process", make_sounds(6), "--cache-dir", "job", "--provider", server.base_url, *ASK) as running,
    ):
        until(lambda: server.asked, "a call")
        running.signal_group(signal.SIGHUP)
        assert running.ended().code == 0


def test_two_signals_end_at_once_and_leave_a_job_that_goes_on(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    server.behaviour = Behaviour(faults={"hang": 1.0})
    job = command.place / "job"
    with command.started("process", make_sounds(6), "--cache-dir", job, "--provider", server.base_url, *ASK) as running:
        until(lambda: server.asked, "a call in flight")
        running.signal_group(signal.SIGINT)
        until(lambda: "Stopping" in running.err, "the note")
        asked_again = time.monotonic()
        running.signal(signal.SIGTERM)
        stopped = running.ended()
    assert time.monotonic() - asked_again < 5
    assert stopped.code == 130
    assert f"sp404-batch resume --cache-dir {job}" in stopped.said

    server.behaviour = Behaviour()
    assert command("resume", "--cache-dir", job).code == 0
    assert jobs.manifest(job)["counts"]["done"] == 6
