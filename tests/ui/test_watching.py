"""Folders that are watched: what comes in appears, is new, and is measured by itself; a model is asked when the user says so."""

import asyncio
import json
import os
import shutil
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from sp404_gui.config.paths import locations
from sp404_gui.domain.duplicate import Sameness
from sp404_gui.domain.events import Event, Noticed
from sp404_gui.domain.job import Manifest
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.duplicates.files import hash_of
from sp404_gui.engine.duplicates.search import members_of
from sp404_gui.engine.duplicates.tidying import Superfluous, tidy
from sp404_gui.engine.jobs import drift, listing
from sp404_gui.engine.jobs.folders import take_up_job
from sp404_gui.engine.jobs.reading import CollectionInfo
from sp404_gui.engine.measuring import ahead
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock
from sp404_gui.ui import shelf
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.job_start import JobStart
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.models.cells import Role
from sp404_gui.ui.stage import RUN, Stage
from sp404_gui.ui.window_state import state_file
from tests.conftest import MakeSounds
from tests.e2e.jobs import log, manifest
from tests.fakes.server import FakeServer
from tests.ui.windows import current, names, opened, planned, until


@pytest.fixture
def asking(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    """The server that the window's own jobs ask."""
    for name, value in {"PROVIDER": server.base_url, "BATCH_SIZE": "5", "INTERVAL_S": "0.1"}.items():
        monkeypatch.setenv(f"SP404_{name}", value)
    return server


@pytest.fixture
def others(sound_pool: Path) -> Iterator[Path]:
    """Sounds that no collection of these tests has at first."""
    return iter(sorted(sound_pool.rglob("*.wav"))[-20:])


async def shown(window: MainWindow, folder: Path, count: int) -> Collection:
    window.drops.take([str(folder)])
    await until(lambda: window.table.rowCount() == count and current(window).stage is Stage.READY and window.tasks.idle, "all rows")
    return current(window)


def name_cell(window: MainWindow, name: str) -> QModelIndex:
    column = next(place for place, column in enumerate(window.table.columns) if column.id == "name")
    return window.table.index(names(window).index(name), column)


def is_new(window: MainWindow, name: str) -> bool:
    return name in names(window) and bool(name_cell(window, name).data(Role.NEW))


def is_measured(window: MainWindow, name: str) -> bool:
    return name in names(window) and window.table.record(names(window).index(name)).features is not None


def mark_of(window: MainWindow, place: str) -> str:
    row = next(b for b in window.sidebar.findChildren(QAbstractButton) if getattr(b, "place", "") == place)
    return row.accessibleName()


async def test_a_file_that_comes_in_is_new_and_measured_and_asked_about_when_the_user_starts(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path], asking: FakeServer
) -> None:
    folder = make_sounds(3)
    async with opened(home) as window:
        collection = await shown(window, folder, 3)
        assert not window.actions_["watch"].isChecked()
        window.actions_["watch"].trigger()
        await until(lambda: "watches" in mark_of(window, collection.place), "a mark in the sidebar")
        whole = next(others).read_bytes()
        half, ready = folder / "half.wav", folder / "ready.wav"
        with half.open("wb", buffering=0) as stream:
            stream.write(whole[: len(whole) // 2])
            shutil.copy(next(others), ready)
            await until(lambda: stream.write(b"more") and "came in" in window.notices.text, "a sentence")
            await until(lambda: stream.write(b"more") and is_measured(window, "ready.wav"), "the file that is whole")
            assert "half.wav" not in names(window)
            stream.seek(0)
            stream.truncate()
            stream.write(whole)
        await until(lambda: is_measured(window, "half.wav") and current(window).stage is Stage.READY, "the other file")
        assert (is_new(window, "ready.wav"), is_new(window, collection.store.records[0].sample.path)) == (True, False)
        assert name_cell(window, "half.wav").data(Qt.ItemDataRole.AccessibleTextRole).startswith("half, new")
        window.field.set_text("is:new")
        await until(lambda: sorted(names(window)) == ["half.wav", "ready.wav"], "the new ones alone")
        assert {record.status for record in collection.store.records} == {SampleStatus.PENDING}
        assert [record.features is not None for record in collection.store.records] == [False] * 3 + [True] * 2
        assert {record.vibe.source for record in collection.store.records if record.vibe is not None} == {VibeSource.LOCAL}
        assert window.table.record(names(window).index("half.wav")).sample.size_bytes == len(whole)
        assert asking.requests == []
        assert manifest(Path(collection.place))["status"] == "created"
        assert validate(collection.place) == []

        window.samples.select_id(window.table.record(0).id)
        assert collection.store.new.sum() == 1
        window.listing.reset()
        window.actions_["start_pause"].trigger()
        await until(lambda: (plan := window.findChild(PlanDialog)) is not None and plan.isVisible(), "the plan: no call before it")
        assert log(Path(collection.place), "call") == []
        plan = window.findChild(PlanDialog)
        assert plan is not None
        plan.reject()
        window.runs.run(collection, collection.info.options, is_named=True)
        await until(lambda: {record.status for record in collection.store.records} == {SampleStatus.DONE}, "answers")
        await until(lambda: collection.stage is Stage.READY, "the end")
        assert {identifier for batch in asking.asked for identifier in batch} == {record.id for record in collection.store.records}


async def test_what_changed_and_went_is_said_and_nothing_is_lost_and_off_is_off(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path]
) -> None:
    folder = make_sounds(4)
    async with opened(home) as window:
        collection = await shown(window, folder, 4)
        window.tasks.start(collection.run.work(collection.info.options, JobStart()))
        await until(lambda: collection.news.ending is not None and collection.stage is Stage.READY, "the job")
        window.actions_["watch"].trigger()
        first, second = (Path(collection.store.records[place].sample.file) for place in (0, 1))
        shutil.copy(next(others), first)
        second.unlink()
        await until(lambda: "1 file has changed." in window.notices.text or "1 file is gone" in window.notices.text, "a sentence")
        assert window.table.rowCount() == 4
        window.actions_["watch"].trigger()
        assert not window.actions_["watch"].isChecked()
        await until(lambda: window.tasks.idle and "watches" not in mark_of(window, collection.place), "no mark")
        assert "watched no longer" in window.notices.text


async def test_what_came_while_nobody_watched_is_found_at_the_next_start(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path]
) -> None:
    folder = make_sounds(2)
    async with opened(home) as window:
        place = (await shown(window, folder, 2)).place
        window.actions_["watch"].trigger()
    shutil.copy(next(others), folder / "meanwhile.wav")
    async with opened(home, place) as again:
        await until(lambda: is_measured(again, "meanwhile.wav"), "the new file")
        assert again.actions_["watch"].isChecked()
        assert is_new(again, "meanwhile.wav")


async def test_a_file_that_is_gone_from_its_folder_is_not_waited_for(home: Path, make_sounds: MakeSounds, others: Iterator[Path]) -> None:
    folder, alone = make_sounds(2), home.parent / "alone.wav"
    shutil.copy(next(others), alone)
    async with opened(home) as window:
        window.drops.take([str(folder), str(alone)])
        await until(lambda: window.table.rowCount() == 3 and current(window).stage is Stage.READY and window.tasks.idle, "all rows")
        alone.rename(alone.with_name("renamed.wav"))
        window.actions_["watch"].trigger()
        shutil.copy(next(others), folder / "fresh.wav")
        await until(lambda: is_measured(window, f"{folder.name}/fresh.wav"), "the new file")
        assert "is not there right now" not in window.notices.text


async def test_a_new_sound_under_the_name_of_one_that_went_to_the_trash_is_back_and_changed(
    home: Path, make_sounds: MakeSounds, others: Iterator[Path], trash: Path
) -> None:
    folder = make_sounds(2)
    copy = Path(shutil.copy(next(folder.rglob("kick*.wav")), folder / "copy.wav"))
    async with opened(home) as window:
        collection = await shown(window, folder, 3)
        window.tasks.start(collection.run.work(collection.info.options, JobStart()))
        await until(lambda: collection.news.ending is not None and collection.stage is Stage.READY, "the job")
        window.actions_["watch"].trigger()
        [member] = (member for member in members_of(collection.place) if member.record.path == "copy.wav")
        [keeper] = (member for member in members_of(collection.place) if member.record.path.startswith("Drums/kick"))
    assert [moved.reason for moved in tidy([Superfluous(member, keeper, Sameness.EXACT)], SystemClock())] == [""]
    assert (trash / "copy.wav").exists()
    async with opened(home, collection.place) as window:
        await until(lambda: window.shelf.current is not None and len(names(window)) == 2 and window.tasks.idle, "the others alone")
        shutil.copy(next(others), copy)
        await until(lambda: "copy.wav" in names(window), "its row")
        await until(lambda: "1 file has changed." in window.notices.text, "a sentence")
        again = current(window)
        window.tasks.start(again.run.work(again.info.options, JobStart()))
        await until(lambda: again.news.ending is not None and again.stage is Stage.READY, "the job once more")
        features = window.table.record(names(window).index("copy.wav")).features
        assert features is not None
        assert features.content_hash == hash_of(str(copy))


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
        collection = await shown(window, folder, 3)
        window.actions_["watch"].trigger()
        await until(lambda: window.tasks.idle, "the first look")
        window.actions_["start_pause"].trigger()
        await plan_of(window, 3)
        monkeypatch.setattr(ahead, "measure_ahead", measure_slowly)
        os.utime(shutil.copy(next(others), folder / "late.wav"), (0, 0))
        await until(lambda: collection.stage is Stage.MEASURING, "measuring")
        plan = await plan_of(window, 4)
        assert collection.stage is Stage.MEASURING
        plan.start.click()
        await until(lambda: collection.news.ending is not None and window.tasks.idle, "the end")
    assert len({identifier for batch in asking.asked for identifier in batch}) == 4
