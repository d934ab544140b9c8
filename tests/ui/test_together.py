"""The window and the command work on the same jobs, one after the other, never at the same time."""

import signal
from functools import partial
from pathlib import Path

import pytest

from sp404_gui.ui.stage import Stage
from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command
from tests.e2e.command import until as wait_until
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer
from tests.ui.hand import Handled
from tests.ui.windows import current, opened, planned, until

SAMPLES = 12
ASK = ("--batch-size", "2", "--interval", "0.2")


@pytest.fixture
def job(command: Command) -> Path:
    return command.place / "job"


@pytest.fixture
def asking(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    """The server that the window's own jobs ask."""
    for name, value in {"PROVIDER": server.base_url, "BATCH_SIZE": "2", "INTERVAL_S": "0.2"}.items():
        monkeypatch.setenv(f"SP404_{name}", value)
    return server


def has_answers(job: Path, count: int) -> bool:
    return len(jobs.log(job, "answer")) >= count


def assert_asked_once(server: FakeServer, job: Path) -> None:
    """Every sample has its answer; none was paid for twice."""
    answers = [identifier for answer in jobs.log(job, "answer") for identifier in answer["hashes"]]
    assert sorted(answers) == [f"sample_{number:06d}" for number in range(1, SAMPLES + 1)]
    assert jobs.manifest(job)["status"] == "done"
    assert {row["vibe"]["source"] for row in jobs.results(job).values()} == {"asked"}
    assert {identifier for batch in server.asked for identifier in batch} == set(answers)


def begin(command: Command, folder: Path, job: Path, server: FakeServer) -> None:
    """Let the command begin a job, and stop it after two answers."""
    with command.started("process", folder, "--cache-dir", job, "--provider", server.base_url, *ASK) as running:
        wait_until(partial(has_answers, job, 2), "two answers")
        running.signal(signal.SIGINT)
        assert running.ended().code == 130


async def test_what_the_command_began_the_window_finishes(
    home: Path, command: Command, make_sounds: MakeSounds, server: FakeServer, job: Path
) -> None:
    begin(command, make_sounds(SAMPLES), job, server)
    kept, before = jobs.answered(job), len(server.asked)
    async with opened(home, str(job)) as window:
        await until(lambda: window.table.rowCount() == SAMPLES and current(window).stage is Stage.READY, "its rows")
        assert window.bar.start.accessibleName() == "Continue"
        window.bar.start.click()
        await until(lambda: current(window).news.ending is not None and current(window).stage is Stage.READY, "the end")
        assert current(window).info.counts.done == SAMPLES
    assert not kept & {identifier for batch in server.asked[before:] for identifier in batch}
    assert_asked_once(server, job)


async def test_what_the_window_began_the_command_finishes(
    home: Path, command: Command, make_sounds: MakeSounds, asking: FakeServer
) -> None:
    async with opened(home, "", make_sounds(SAMPLES)) as window:
        await until(lambda: window.table.rowCount() == SAMPLES and current(window).stage is Stage.READY, "its rows")
        window.bar.start.click()
        (await planned(window)).start.click()
        job = Path(current(window).place)
        await until(partial(has_answers, job, 2), "two answers")
    kept, before = jobs.answered(job), len(asking.asked)
    assert jobs.manifest(job)["status"] == "interrupted"
    assert command("resume", "--cache-dir", job).code == 0
    assert not kept & {identifier for batch in asking.asked[before:] for identifier in batch}
    assert_asked_once(asking, job)


async def test_a_job_that_the_command_holds_is_read_only_until_it_lets_go(
    home: Path, command: Command, make_sounds: MakeSounds, server: FakeServer, job: Path
) -> None:
    server.behaviour = Behaviour(faults={"hang": 1.0})
    with command.started("process", make_sounds(SAMPLES), "--cache-dir", job, "--provider", server.base_url, *ASK) as running:
        wait_until(lambda: server.asked, "a call in flight")
        async with opened(home, str(job)) as window:
            await until(lambda: window.table.rowCount() == SAMPLES and current(window).stage is Stage.ELSEWHERE, "its rows")
            window.samples.move_current(1)
            window.actions_["favorite"].trigger()
            assert "another process" in window.notices.text
            assert not window.bar.start.isEnabled()
            running.signal_group(signal.SIGKILL)
            await until(lambda: current(window).stage is Stage.READY, "the job, let go")
            assert window.bar.start.isEnabled()
            window.actions_["favorite"].trigger()
            await until(lambda: window.tasks.idle, "the edit")
            edited = window.samples.current_id()
    said = [entry["edits"] for entry in jobs.log(job, "edited")]
    assert [(list(edits), edits[edited]["favorite"]) for edits in said] == [([edited], True)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
async def test_a_window_that_is_ended_in_the_middle_pays_for_no_answer_twice(
    home: Path, command: Command, make_sounds: MakeSounds, server: FakeServer, job: Path, number: signal.Signals
) -> None:
    begin(command, make_sounds(SAMPLES), job, server)
    before = len(jobs.log(job, "answer"))
    program = Handled(command.place)
    assert program.state == {}
    with program.started("--job", job) as running:
        wait_until(partial(has_answers, job, before + 1), "an answer that the window asked for")
        running.signal(number)
        code = running.process.wait(10)
    kept, asked = jobs.answered(job), len(server.asked)
    assert len(kept) < SAMPLES, "the job was through before the end"
    assert (program.state["place"], program.state["recent"], program.state["unfinished"]) == (str(job), [str(job)], True)
    if number is signal.SIGINT:
        assert (code, jobs.manifest(job)["status"]) == (0, "interrupted")
        assert kept == {identifier for batch in server.asked for identifier in batch}
    async with opened(home) as window:  # goes on by itself
        await until(lambda: window.shelf.current, "the same collection")
        await until(lambda: current(window).news.ending is not None and current(window).stage is Stage.READY, "the end")
        assert current(window).info.counts.done == SAMPLES
    assert not kept & {identifier for batch in server.asked[asked:] for identifier in batch}
    assert_asked_once(server, job)
