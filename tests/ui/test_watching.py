"""Folders that are watched: what comes in appears, is new, and is measured by itself; a model is asked when the user says so."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from sp404_gui.domain.duplicate import Sameness
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.duplicates.files import hash_of
from sp404_gui.engine.duplicates.search import members_of
from sp404_gui.engine.duplicates.tidying import Superfluous, tidy
from sp404_gui.store.inspection import validate
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.job_start import JobStart
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from tests.conftest import MakeSounds
from tests.e2e.jobs import log, manifest
from tests.fakes.server import FakeServer
from tests.ui.watched import is_measured, is_new, name_cell, shown
from tests.ui.windows import current, names, opened, until


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
