"""No call is made of which no plan has told: not for a new job, not for samples that were added, not for many that are done."""

import asyncio
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.config.paths import locations
from sp404_gui.engine.jobs import reading
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.window_state import state_file
from tests.conftest import MakeSounds
from tests.e2e.command import Command
from tests.e2e.jobs import manifest
from tests.fakes.server import FakeServer
from tests.ui.test_left_meanwhile import Slow
from tests.ui.windows import current, opened, planned, until


@pytest.fixture
def asking(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    """The server that the window's own jobs ask."""
    for name, value in {"PROVIDER": server.base_url, "BATCH_SIZE": "5", "INTERVAL_S": "0"}.items():
        monkeypatch.setenv(f"SP404_{name}", value)
    return server


async def rest(window: MainWindow, count: int) -> None:
    """All rows are there, and nothing goes on."""
    shelf = window.shelf
    await until(lambda: window.table.rowCount() == count and shelf.current and shelf.current.stage is Stage.READY and window.tasks.idle)


async def plan_of(window: MainWindow, samples: int) -> PlanDialog:
    """The plan, which tells of so many samples to do."""
    plan = await planned(window)
    assert plan.figures.findChildren(type(plan.heading))[0].text() == str(samples)
    return plan


async def test_no_sample_is_asked_about_before_a_plan_has_told_of_it(home: Path, make_sounds: MakeSounds, asking: FakeServer) -> None:
    async with opened(home, "", make_sounds(6)) as window:
        await rest(window, 6)
        window.samples.select_id(window.table.record(0).id)
        window.actions_["ask_again"].trigger()
        plan = await plan_of(window, 6)
        assert asking.asked == []
        plan.start.click()
        await until(lambda: len({identifier for batch in asking.asked for identifier in batch}) == 6, "answers")
        await rest(window, 6)
        before = len(asking.asked)

        window.actions_["ask_again"].trigger()
        await until(lambda: len(asking.asked) == before + 1, "a call about the one sample, of which a plan had told")
        await rest(window, 6)

        window.samples.selectAll()
        window.actions_["ask_again"].trigger()
        (await plan_of(window, 6)).cancel.click()

        window.drops.take([str(make_sounds(14, "More"))], add=True)
        await rest(window, 20)
        window.actions_["start_pause"].trigger()
        (await plan_of(window, 14)).cancel.click()
        await rest(window, 20)
        assert len(asking.asked) == before + 1


async def test_neither_the_next_start_nor_a_run_that_goes_on_asks_about_more_than_a_plan_has_told_of(
    home: Path, make_sounds: MakeSounds, asking: FakeServer
) -> None:
    async with opened(home, "", make_sounds(6)) as window:
        await rest(window, 6)
        collection = window.shelf.current
        assert collection is not None
        window.runs.run(collection, collection.info.options, is_named=True)
        await until(lambda: sum(map(len, asking.asked)) == 6, "answers")
        await rest(window, 6)
        window.drops.take([str(make_sounds(14, "More"))], add=True)
        await rest(window, 20)
    file = Path(state_file(locations(os.environ).config_file))
    file.write_text(json.dumps(json.loads(file.read_text()) | {"unfinished": True}))  # as of a window that closed in the middle
    async with opened(home) as window:
        await until(lambda: "6 of 20 samples are done." in window.notices.text, "an offer")
        assert sum(map(len, asking.asked)) == 6
        window.actions_["start_pause"].trigger()
        plan = await plan_of(window, 14)
        collection = window.shelf.current
        assert collection is not None
        collection.stage_changed.connect(collection.run.pause)  # as soon as it runs
        plan.start.click()
        await until(lambda: collection.stage is Stage.PAUSED, "a run that rests")
        collection.stage_changed.disconnect(collection.run.pause)
        window.samples.selectAll()
        window.actions_["ask_again"].trigger()
        assert "is busy" in window.notices.text
        window.runs.start_or_pause()
        await until(lambda: collection.news.ending is not None, "the end")
        await rest(window, 20)
    asked = [identifier for batch in asking.asked for identifier in batch]
    assert len(asked) == len(set(asked)) > 6


async def test_what_a_command_has_settled_for_a_job_holds_when_the_window_goes_on_with_it(
    home: Path, make_sounds: MakeSounds, asking: FakeServer, command: Command
) -> None:
    async with opened(home, "", make_sounds(12)) as window:
        await rest(window, 12)
        collection = current(window)
        collection.stage_changed.connect(collection.run.pause)  # before its first call
        window.runs.run(collection, replace(collection.info.options, models=("dear/model",)), is_named=True)
        await until(lambda: collection.stage is Stage.PAUSED, "a run that rests")
        collection.stage_changed.disconnect(collection.run.pause)
        window.runs.stop()
        await rest(window, 12)
        assert asking.asked == []
        resume = "resume", "--cache-dir", collection.place, "--model", "cheap/model", "--max-calls", "2", "--quiet"
        await asyncio.to_thread(command, *resume, env={"SP404_HOME": str(home)})
        assert len(asking.asked) == 2
        window.actions_["start_pause"].trigger()
        await until(lambda: collection.news.ending is not None and "2 calls" in collection.news.ending.reason, "the end of the budget")
        await rest(window, 12)
    assert len(asking.asked) == 2
    options = manifest(Path(collection.place))["options"]
    assert (options["models"], options["max_calls"]) == (["cheap/model"], 2)


async def test_a_start_waits_for_a_slow_drive_says_so_and_is_one_start_however_often_it_is_asked_for(
    home: Path, make_sounds: MakeSounds, asking: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(home, "", make_sounds(6)) as window:
        await rest(window, 6)
        drive = Slow(reading.collection_info, current(window).place)
        monkeypatch.setattr(reading, "collection_info", drive)
        for _ in range(3):
            window.actions_["start_pause"].trigger()
        await until(lambda: "when its drive answers" in window.notices.text, "a sentence")
        window.actions_["start_pause"].trigger()
        assert window.findChild(PlanDialog) is None
        drive.may_end.set()
        (await plan_of(window, 6)).cancel.click()
        await rest(window, 6)
        await until(lambda: window.findChildren(PlanDialog) == [], "no other plan")
        (Path(current(window).place) / "manifest.json").write_text("{")
        window.actions_["start_pause"].trigger()
        await until(lambda: "manifest" in window.notices.text and window.tasks.idle, "why nothing starts")
    assert asking.asked == []


async def test_a_start_that_waits_for_a_slow_drive_and_finds_the_collection_busy_then_is_not_dropped_without_a_word(
    home: Path, make_sounds: MakeSounds, asking: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(home, "", make_sounds(6)) as window:
        await rest(window, 6)
        said: list[str] = []
        window.runs.said.connect(lambda sentence, _: said.append(sentence))
        drive = Slow(reading.collection_info, current(window).place)
        monkeypatch.setattr(reading, "collection_info", drive)
        window.actions_["start_pause"].trigger()
        await until(lambda: "when its drive answers" in window.notices.text, "a sentence")
        window.actions_["rescan"].trigger()
        await until(lambda: current(window).is_working, "a look for new files")
        drive.may_end.set()
        await rest(window, 6)
        assert "is busy: start it when it rests." in said[-1]
        window.actions_["start_pause"].trigger()
        (await plan_of(window, 6)).cancel.click()
        await rest(window, 6)
    assert asking.asked == []
