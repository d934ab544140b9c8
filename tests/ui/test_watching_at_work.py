"""Folders that are watched while their job goes on, is to go on, or is about to be started."""

import asyncio
import json
import os
import shutil
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from sp404_gui.config.paths import locations
from sp404_gui.domain.events import Event, Noticed
from sp404_gui.domain.job import Manifest
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.jobs import drift, listing
from sp404_gui.engine.jobs.folders import take_up_job
from sp404_gui.engine.jobs.reading import CollectionInfo
from sp404_gui.engine.measuring import ahead
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock
from sp404_gui.ui import shelf
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import RUN, Stage
from sp404_gui.ui.window_state import state_file
from tests.conftest import MakeSounds
from tests.e2e.jobs import log, manifest
from tests.fakes.server import FakeServer
from tests.ui.test_left_meanwhile import Slow
from tests.ui.watched import is_measured, shown
from tests.ui.windows import current, names, opened, planned, until


async def under_way(home: Path, folder: Path, late: Path) -> None:
    """A watched collection whose job was in the middle when the window closed, and a file that came in since."""
    async with opened(home) as window:
        collection = await shown(window, folder, 40)
        window.actions_["watch"].trigger()
        await until(lambda: window.tasks.idle, "the first look")
        collection.stage_changed.connect(collection.run.pause)  # as soon as it runs: it must not be done before the window closes
        window.runs.run(collection, collection.info.options)
        await until(lambda: collection.stage is Stage.PAUSED, "a job that rests in the middle")
    assert manifest(Path(collection.place))["status"] in {"paused", "interrupted"}  # the latter where it could not end in time
    os.utime(shutil.copy(late, folder / "meanwhile.wav"), (0, 0))


async def done_with(window: MainWindow, count: int) -> None:
    """The job has gone on, and what came in is listed."""
    await until(lambda: window.shelf.current is not None and current(window).news.ending is not None, "the job, by itself")
    await until(lambda: "meanwhile.wav" in names(window) and window.tasks.idle, "the file that came in")
    assert (window.table.rowCount(), current(window).stage) == (count, Stage.READY)


async def test_a_job_that_goes_on_before_its_folders_are_looked_at_has_them_looked_at_when_it_rests(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    await under_way(home, make_sounds(40), next(others))
    look, runs = drift.drift, threading.Event()

    def late(records: Sequence[SampleRecord], files: frozenset[str] | None) -> drift.Drift:
        assert runs.wait(30)
        return look(records, files)

    monkeypatch.setattr(drift, "drift", late)
    async with opened(home) as window:
        await until(lambda: window.shelf.current is not None and current(window).stage in RUN, "the job, by itself")
        runs.set()
        await done_with(window, 41)


def begin_the_list_first(monkeypatch: pytest.MonkeyPatch) -> Callable[[MainWindow], Awaitable[None]]:
    """Have watched folders looked at before their job would go on; what is returned lets the look end after that moment."""
    begun, look_around, lists, looked = take_up_job, shelf._usual, threading.Event(), threading.Event()  # noqa: SLF001 - held up

    def slowly(place: str, folders: Sequence[str]) -> tuple[JobFolder, Manifest]:
        lists.set()
        assert looked.wait(30)
        return begun(place, folders)

    def after_the_list_is_begun(jobs_dir: str) -> list[CollectionInfo]:
        assert not listed or lists.wait(30)
        return look_around(jobs_dir)

    async def let_end(window: MainWindow) -> None:
        window.shelf.listed.connect(lambda infos: listed.append(len(infos)))
        await until(lambda: len(listed) > 1, "the moment in which the job would go on")
        for _ in range(5):
            await asyncio.sleep(0)
        looked.set()

    listed: list[int] = []
    monkeypatch.setattr(listing, take_up_job.__name__, slowly)
    monkeypatch.setattr(shelf, "_usual", after_the_list_is_begun)
    return let_end


async def test_a_job_goes_on_when_its_watched_folders_have_been_looked_at(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    await under_way(home, make_sounds(40), next(others))
    let_end = begin_the_list_first(monkeypatch)
    async with opened(home) as window:
        await let_end(window)
        await done_with(window, 41)


async def test_a_job_that_was_done_as_the_window_closed_asks_about_what_came_in_when_the_user_starts(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_sounds(4)
    async with opened(home) as window:
        collection = await shown(window, folder, 4)
        window.actions_["watch"].trigger()
        await until(lambda: window.tasks.idle, "the first look")
        window.runs.run(collection, collection.info.options)
        await until(lambda: collection.news.ending is not None and window.tasks.idle, "the job")
    file = Path(state_file(locations(os.environ).config_file))
    file.write_text(json.dumps(json.loads(file.read_text()) | {"unfinished": True}))  # as of a window that closed in its last moments
    os.utime(shutil.copy(next(others), folder / "meanwhile.wav"), (0, 0))
    let_end = begin_the_list_first(monkeypatch)
    async with opened(home) as window:
        await let_end(window)
        await until(lambda: is_measured(window, "meanwhile.wav") and window.tasks.idle, "the file that came in")
    assert len(log(Path(collection.place), "started")) == 1


async def test_files_wait_while_another_process_works_on_the_job(home: Path, make_sounds: MakeSounds, others: Iterator[Path]) -> None:
    folder = make_sounds(2)
    async with opened(home) as window:
        collection = await shown(window, folder, 2)
        window.actions_["watch"].trigger()
        await until(lambda: window.tasks.idle, "the first look")
        with JobLock(collection.place):
            await window.shelf.refresh()
            shutil.copy(next(others), folder / "later.wav")
            await until(lambda: "when the other process is done" in window.notices.text, "a sentence")
            assert window.table.rowCount() == 2
        await window.shelf.refresh()
        await until(lambda: is_measured(window, "later.wav"), "the file")


async def test_start_does_not_wait_until_all_new_files_are_measured(home: Path, make_sounds: MakeSounds, others: Iterator[Path]) -> None:
    folder = make_sounds(2)
    async with opened(home) as window:
        collection = await shown(window, folder, 2)
        window.actions_["watch"].trigger()
        for number, sound in enumerate(others):
            shutil.copy(sound, folder / f"{number}.wav")
        await until(lambda: collection.stage is Stage.MEASURING, "measuring")
        window.actions_["start_pause"].trigger()
        await until(lambda: (plan := window.findChild(PlanDialog)) is not None and plan.isVisible(), "the plan")
        assert collection.stage is Stage.READY
        assert not all(is_measured(window, name) for name in names(window) if name[0].isdigit())
        plan = window.findChild(PlanDialog)
        assert plan is not None
        plan.reject()
        await until(lambda: window.tasks.idle, "rest")


async def plan_of(window: MainWindow, asked: int) -> PlanDialog:
    """The plan, which may start, once it tells of so many samples."""
    plan = await planned(window)
    figure = plan.figures.findChildren(QLabel)[0]
    await until(lambda: plan.start.isEnabled() and figure.text() == str(asked), f"a plan of {asked} samples")
    return plan


async def test_a_plan_that_is_open_tells_of_what_comes_in_before_it_starts_anything(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path], asking: FakeServer
) -> None:
    folder = make_sounds(3)
    async with opened(home) as window:
        collection = await shown(window, folder, 3)
        window.actions_["watch"].trigger()
        await until(lambda: window.tasks.idle, "the first look")
        window.actions_["start_pause"].trigger()
        plan = await plan_of(window, 3)
        could_start: dict[Stage, bool] = {}
        noting = collection.stage_changed.connect(lambda: could_start.setdefault(collection.stage, plan.start.isEnabled()))
        for number in range(7):
            os.utime(shutil.copy(next(others), folder / f"late{number}.wav"), (0, 0))
        assert await plan_of(window, 10) is plan
        await until(lambda: collection.stage is Stage.READY and window.tasks.idle, "all measured")
        collection.stage_changed.disconnect(noting)
        assert not any(could_start.values()), "before the new figures are there"
        assert Stage.LISTING in could_start
        with JobLock(collection.place):
            await window.shelf.refresh()
            assert not plan.start.isEnabled()
            plan.choices.changed.emit(plan.options)
            assert not plan.start.isEnabled()
        await window.shelf.refresh()
        (await plan_of(window, 10)).start.click()
        await until(lambda: collection.news.ending is not None and window.tasks.idle, "the end")
    assert len({identifier for batch in asking.asked for identifier in batch}) == 10


async def measuring_behind_a_plan(
    window: MainWindow, folder: Path, late: Path, monkeypatch: pytest.MonkeyPatch, measure: Callable[..., AsyncIterator[Event]]
) -> Collection:
    """A watched collection of three sounds whose plan is open while one that came in late is measured, in this way."""
    collection = await shown(window, folder, 3)
    window.actions_["watch"].trigger()
    await until(lambda: window.tasks.idle, "the first look")
    window.actions_["start_pause"].trigger()
    await plan_of(window, 3)
    monkeypatch.setattr(ahead, "measure_ahead", measure)
    os.utime(shutil.copy(late, folder / "late.wav"), (0, 0))
    await until(lambda: collection.stage is Stage.MEASURING, "measuring")
    return collection


async def test_a_start_in_the_plan_does_not_wait_until_what_came_in_is_measured(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path], asking: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_sounds(3)

    async def measure_slowly(*given: object) -> AsyncIterator[Event]:
        is_over = given[-1]
        assert callable(is_over)
        await until(is_over, "the user, who does not wait")
        if not is_over():
            yield Noticed(message="measured")

    async with opened(home) as window:
        collection = await measuring_behind_a_plan(window, folder, next(others), monkeypatch, measure_slowly)
        plan = await plan_of(window, 4)
        assert collection.stage is Stage.MEASURING
        plan.start.click()
        await until(lambda: collection.news.ending is not None and window.tasks.idle, "the end")
    assert len({identifier for batch in asking.asked for identifier in batch}) == 4


@pytest.mark.parametrize("is_owed", [False, True])
async def test_a_start_in_the_plan_of_a_collection_that_i_leave_before_it_rests_is_no_run_that_i_do_not_see_and_that_is_said(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path], asking: FakeServer, monkeypatch: pytest.MonkeyPatch, *, is_owed: bool
) -> None:
    folder, measured, kept = make_sounds(3), asyncio.Event(), asyncio.Event()

    async def measure_slowly(*_: object) -> AsyncIterator[Event]:
        await measured.wait()
        yield Noticed(message="measured")

    async def keep_slowly() -> None:
        await kept.wait()

    async with opened(home) as window:
        other = (await shown(window, make_sounds(2, "Other"), 2)).place
        collection = await measuring_behind_a_plan(window, folder, next(others), monkeypatch, measure_slowly)
        if is_owed:
            window.tasks.start(collection.hold.owed(keep_slowly))  # an edit, on a slow disk
        (await plan_of(window, 4)).start.click()
        await until(lambda: collection.stage is Stage.STOPPING, "what makes way")
        window.drops.open(other)
        await until(lambda: current(window).place == other, "the other collection")
        measured.set()
        await until(lambda: "was not started: it is no longer shown." in window.notices.text, "a sentence")
        kept.set()
        await until(lambda: window.tasks.idle, "rest")
    assert asking.asked == []


async def test_a_look_that_finds_a_file_gone_does_not_wait_for_the_run_that_began_meanwhile(
    home: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_sounds(20)
    async with opened(home) as window:
        collection = await shown(window, folder, 20)
        window.actions_["watch"].trigger()
        await until(lambda: window.tasks.idle, "the first look")
        look = Slow(drift.drift)
        monkeypatch.setattr(drift, "drift", look)
        next(folder.rglob("*.wav")).unlink()
        await until(look.begun.is_set, "a look that takes its time")
        pausing = collection.stage_changed.connect(collection.run.pause)
        window.runs.run(collection, collection.info.options)
        await until(lambda: collection.stage is Stage.PAUSED, "a job that rests in the middle")
        look.may_end.set()
        await until(lambda: "looked at when the job rests" in window.notices.text, "the end of the look")
        collection.stage_changed.disconnect(pausing)
        collection.run.go_on()
        await until(lambda: collection.news.ending is not None and window.tasks.idle, "the job")
        await until(lambda: "1 file is gone" in window.notices.text, "the look after it")
