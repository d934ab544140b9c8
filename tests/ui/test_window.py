"""The whole window with the real engine: drop, start, pause, close in the middle, reopen, finish."""

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sp404_gui.config.paths import locations
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.panels.collections import CollectionRow
from sp404_gui.ui.panels.inspector.note import NoteField
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.widgets.figure_line import FigureLine
from tests.e2e.jobs import by_path, manifest
from tests.ui.windows import current, names, opened, planned, until

MakeSounds = Callable[..., Path]


async def listed(window: MainWindow, count: int) -> Collection:
    """Wait until a dropped folder is a collection with so many rows."""
    await until(lambda: window.table.rowCount() == count, f"{count} rows")
    await until(lambda: current(window).stage is Stage.READY, "the end of the scan")
    return current(window)


async def started(window: MainWindow) -> None:
    """Press Start, and start what the plan shows."""
    window.bar.start.click()
    (await planned(window)).start.click()
    await until(lambda: current(window).is_working, "work")


async def test_a_dropped_folder_is_listed_planned_measured_and_found_again(home: Path, make_sounds: MakeSounds) -> None:
    folder = make_sounds(6)
    async with opened(home) as window:
        window.overlay.dropped.emit([str(folder)], False)
        collection = await listed(window, 6)
        assert collection.info.name == folder.name
        assert {window.table.record(row).status for row in range(6)} == {SampleStatus.PENDING}
        await started(window)
        await until(lambda: current(window).news.ending is not None, "the end")
        await until(lambda: current(window).stage is Stage.READY, "rest")
        assert {window.table.record(row).status for row in range(6)} == {SampleStatus.DONE}
        place = Path(collection.place)
        notes = os.path.realpath(locations(os.environ).pace_file)
        assert os.path.exists(notes), "the run had them"
        await until(lambda: notes not in [file.path for file in psutil.Process().open_files()], "the run to let go of its notes")
    assert manifest(place)["status"] == "done"
    assert len(by_path(place)) == 6

    async with opened(home) as again:
        await until(lambda: again.table.rowCount() == 6, "the same collection")
        assert current(again).place == str(place)


async def test_closing_in_the_middle_saves_and_reopening_goes_on_by_itself(home: Path, make_sounds: MakeSounds) -> None:
    folder = make_sounds(60)
    async with opened(home) as window:
        window.drops.take([str(folder)])
        collection = await listed(window, 60)
        await started(window)
        await until(lambda: collection.news.progress is not None and collection.news.progress.counts.done > 0, "the first samples")
        begun = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - begun < 5.0
    place = Path(collection.place)
    saved = manifest(place)
    assert saved["status"] in {"interrupted", "done"}
    async with opened(home) as again:
        await until(lambda: again.table.rowCount() == 60, "all rows")
        await until(lambda: current(again).news.ending is not None and current(again).stage is Stage.READY, "the rest")
        assert {again.table.record(row).status for row in range(60)} == {SampleStatus.DONE}
    assert manifest(place)["status"] == "done"
    assert sorted(by_path(place)) == sorted(json.loads(line)["path"] for line in (place / "samples.jsonl").read_text().splitlines())


async def test_pause_keeps_everything_and_go_on_finishes(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home, "", make_sounds(60)) as window:
        collection = await listed(window, 60)
        await started(window)
        await until(lambda: collection.stage is Stage.RUNNING, "work")
        window.actions_["start_pause"].trigger()
        await until(lambda: collection.stage is Stage.PAUSED, "the pause")
        assert window.bar.start.accessibleName() == "Continue"
        window.actions_["start_pause"].trigger()
        await until(lambda: collection.news.ending is not None and collection.stage is Stage.READY, "the end")
        assert collection.info.counts.done == 60


async def test_edits_are_shown_kept_undone_and_never_overwritten_by_a_run(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home, "", make_sounds(6)) as window:
        collection = await listed(window, 6)
        window.samples.move_current(1)
        edited = window.samples.current_id()
        window.actions_["favorite"].trigger()
        window.actions_["rate_4"].trigger()
        await until(lambda: window.tasks.idle, "the edits")
        await started(window)
        window.actions_["rate_5"].trigger()
        await until(lambda: collection.news.ending is not None and collection.stage is Stage.READY, "the end")
        position = collection.store.position(edited)
        assert position is not None
        user = collection.store.records[position].user
        assert (user.favorite, user.rating) == (True, 5)
        window.actions_["undo"].trigger()
        await until(lambda: window.tasks.idle, "the undo")
        assert collection.store.records[position].user.rating == 4
        place = Path(collection.place)
    kept = next(row for row in by_path(place).values() if row["id"] == edited)
    assert (kept["user"]["favorite"], kept["user"]["rating"]) == (True, 4)


async def test_removing_takes_rows_out_and_leaves_files_alone(home: Path, make_sounds: MakeSounds) -> None:
    folder = make_sounds(6)
    async with opened(home, "", folder) as window:
        await listed(window, 6)
        window.samples.selectAll()
        window.actions_["remove"].trigger()
        await until(lambda: window.table.rowCount() == 0, "an empty list")
        window.actions_["undo"].trigger()
        await until(lambda: window.table.rowCount() == 6, "all rows again")
        await until(lambda: window.tasks.idle, "the undo on disk")
    assert len([file for file in folder.rglob("*") if file.is_file()]) == 6


async def test_strip_and_sidebar_count_what_the_collection_holds_now(home: Path, finished_job: Path, make_sounds: MakeSounds) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6 and current(window).stage is Stage.READY, "its rows")
        assert numbers(window, finished_job) == ("6 / 6", "6")
        window.samples.move_current(1)
        window.actions_["remove"].trigger()
        await until(lambda: window.table.rowCount() == 5, "one row less")
        assert numbers(window, finished_job) == ("5 / 5", "5")
        await until(lambda: window.tasks.idle, "the removal on disk")
        window.shelf.close_current()
        assert numbers(window, finished_job)[1] == "5", "before its folder is looked at again"
        window.drops.take([str(make_sounds(3))])
        await listed(window, 3)
        await until(lambda: window.tasks.idle, "the list of collections")
        assert numbers(window, finished_job)[1] == "5", "though another one is open"
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 5 and current(window).stage is Stage.READY, "its rows")
        assert numbers(window, finished_job) == ("5 / 5", "5")


def numbers(window: MainWindow, job: Path) -> tuple[str, str]:
    """What the strip says of the collection that is open, and the sidebar of a job."""
    line = window.strip.findChild(FigureLine)
    assert line is not None
    detail = next(row.detail for row in window.sidebar.findChildren(CollectionRow) if row.place == str(job))
    return line.accessibleName().split(" · ")[0], detail


async def test_a_folder_without_audio_is_refused_with_a_sentence_and_leaves_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "Texts").mkdir()
    (tmp_path / "Texts" / "readme.txt").write_text("words")
    async with opened(home, "", tmp_path / "Texts") as window:
        await until(lambda: window.notices.text, "a sentence")
        assert "Texts" in window.notices.text
        assert window.shelf.current is None
        assert not window.actions_["export"].isEnabled()
        assert not window.bar.export.isEnabled()
    assert not list((home / "jobs").glob("*"))


async def test_a_job_of_another_process_is_read_only(home: Path, finished_job: Path) -> None:
    from sp404_gui.store.lock import JobLock  # noqa: PLC0415 - stands for the other process

    with JobLock(str(finished_job)):
        async with opened(home, str(finished_job)) as window:
            await until(lambda: window.table.rowCount() == 6, "its rows")
            assert window.bar.export.isEnabled()
            await until(lambda: current(window).stage is Stage.ELSEWHERE, "the other process")
            assert not window.bar.start.isEnabled()
            window.samples.move_current(1)
            window.actions_["favorite"].trigger()
            assert "another process" in window.notices.text
            assert not window.inspector.findChildren(NoteField)[0].isEnabled()


async def test_a_press_on_the_current_row_comes_back_from_what_goes_with_it(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        window.samples.move_current(1)
        mine, other = window.samples.current_id(), window.table.record(4).id
        window.inspector.match_chosen.emit(other)
        assert window.listening.shown_id == other
        row = window.samples.visualRect(window.samples.currentIndex()).center()
        QTest.mouseClick(window.samples.viewport(), Qt.MouseButton.LeftButton, pos=row)
        assert (window.samples.current_id(), window.listening.shown_id) == (mine, mine)
        await until(lambda: not window.wave.wave.is_empty, "its wave")
        window.inspector.together_wanted.emit(other)
        window.edits.favor()
        await until(lambda: window.tasks.idle, "the edit")
        assert not window.wave.wave.is_empty, "a sample that is heard with another one, and then changes, keeps its wave"


async def test_the_filter_and_the_facets_narrow_the_list_together(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        first = names(window)[0]
        window.field.set_text(Path(first).stem)
        assert first in names(window)
        assert window.table.rowCount() < 6
        window.field.set_text("")
        window.sidebar.facet_toggled.emit("status", "failed")
        assert window.table.rowCount() == 0
        assert "status:failed" in window.field.text()
        window.sidebar.facet_toggled.emit("status", "failed")
        assert (window.table.rowCount(), window.field.text()) == (6, "")
