"""Another collection than the one that is shown: the ways that lead to it, its menu, and what is left of one that was left."""

import os
import shutil
import sys
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs import edits
from sp404_gui.engine.jobs.folders import create_job
from sp404_gui.store.edits import read_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.panels.collections import CollectionRow
from sp404_gui.ui.stage import Stage
from tests.conftest import MakeSounds
from tests.e2e.jobs import manifest
from tests.ui.test_collections import shown
from tests.ui.test_left_meanwhile import Slow
from tests.ui.windows import current, opened, until


async def row_of(window: MainWindow, place: str) -> CollectionRow:
    """The row of a collection in the sidebar."""
    await window.shelf.refresh()
    return next(row for row in window.sidebar.findChildren(CollectionRow) if row.place == place)


async def right_clicked(window: MainWindow, place: str) -> None:
    """The row of a collection, by the menu key."""
    row = await row_of(window, place)
    QApplication.sendEvent(row, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), row.mapToGlobal(QPoint(3, 3))))


async def test_the_menu_of_a_collection_is_never_about_another_one(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        damaged = Path((await shown(window, make_sounds(3, "Damaged"), 3)).place)
        await shown(window, make_sounds(4, "Other"), 4)
        (damaged / "manifest.json").write_text("{")
        await right_clicked(window, str(damaged))
        await until(lambda: window.notices.text and window.tasks.idle, "why it cannot be shown")
        assert current(window).info.name == "Other"
        assert QApplication.activePopupWidget() is None


async def test_the_menu_of_another_collection_opens_once_it_is_shown(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        first = await shown(window, make_sounds(3, "First"), 3)
        await shown(window, make_sounds(4, "Second"), 4)
        for _ in range(2):  # the second time it is the current one
            await right_clicked(window, first.place)
            await until(QApplication.activePopupWidget, "a menu")
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            assert current(window).place == first.place
            assert window.actions_["close_job"] in menu.actions()
            menu.close()
        await until(lambda: window.tasks.idle, "what is read")
        await shown(window, make_sounds(4, "Second"), 4)
        await window.drops.show(first.place)
        assert QApplication.activePopupWidget() is None, "it was not asked for"


async def test_what_is_not_shown_any_more_is_not_kept_in_memory(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        left: list[weakref.ref[QObject]] = []
        for name in ("First", "Second"):
            collection = await shown(window, make_sounds(3, name), 3)
            left += weakref.ref(collection), weakref.ref(collection.samples)
            window.samples.move_current(1)
            window.actions_["favorite"].trigger()
            await until(lambda: window.tasks.idle, "the edit")
        del collection
        await shown(window, make_sounds(4, "Last"), 4)
        await until(lambda: window.tasks.idle, "all that is read")
        window.collector.settle()
        assert [reference() for reference in left] == [None] * 4


async def test_an_edit_that_still_waits_for_its_disk_when_i_come_back_is_not_taken_for_another_process(
    home: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(home) as window:
        first = (await shown(window, make_sounds(3, "First"), 3)).place
        window.samples.move_current(1)
        disk = Slow(edits.write_edited)
        monkeypatch.setattr(edits, "write_edited", disk)  # the job is locked meanwhile
        window.edits.rate(5)
        await until(disk.begun.is_set, "what takes its time")
        second = (await shown(window, make_sounds(4, "Second"), 4)).place
        window.drops.open(first)
        await until(lambda: current(window).place == first and current(window).stage is not Stage.LOADING, "it again")
        window.samples.move_current(1)
        window.edits.rate(4)
        window.drops.open(second)
        await until(lambda: current(window).place == second, "the other one")
        disk.may_end.set()
        await until(lambda: window.tasks.idle, "both edits")
        assert window.shelf.opened(first) is None, "nothing keeps it in memory any more"
        assert "another process" not in window.notices.text
        assert [said.rating for said in read_edits(JobFolder.open(first).journal).values()] == [5, 4]


async def test_a_run_that_nobody_saw_is_said_to_have_ended_and_then_not_kept_in_memory(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        place = (await shown(window, make_sounds(30, "Unseen"), 30)).place
        left = weakref.ref(current(window))
        window.runs.run(current(window), current(window).info.options)
        await until(lambda: current(window).is_working, "work")
        await shown(window, make_sounds(4, "Seen"), 4)
        await until(lambda: window.shelf.working is None, "the end")
        assert manifest(Path(place))["status"] == "done"
        assert "“Unseen” has ended: 30 of 30" in window.notices.text
        await until(lambda: window.tasks.idle, "all that is read")
        window.collector.settle()
        assert left() is None
        await window.drops.show(place)
        await until(lambda: window.table.rowCount() == 30 and current(window).stage is Stage.READY, "it again")


def drop(target: QWidget, path: Path) -> None:
    """As a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(path.as_uri().encode("ascii"))])
    rest = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), *rest))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), *rest))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
async def test_what_lies_below_a_folder_whose_name_is_not_utf8_is_reached_by_every_way(
    home: Path, make_sounds: MakeSounds, tmp_path: Path
) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    sounds = Path(shutil.copytree(make_sounds(3), odd / "sounds"))
    more = Path(shutil.copytree(make_sounds(6, "Other"), odd / "more"))
    place = str(odd / "job")
    create_job(place, [str(sounds)], JobOptions(), SystemClock())
    async with opened(home, place) as window:
        await until(lambda: window.table.rowCount() == 3 and current(window).stage is Stage.READY, "its samples")
        drop(window, more)
        await until(lambda: window.table.rowCount() == 6 and current(window).stage is Stage.READY, "what was dropped on the window")
        (await row_of(window, place)).click()
        await until(lambda: window.table.rowCount() == 3 and current(window).place == place, "what was clicked")
        await until(lambda: window.tasks.idle, "all that is read")
        drop(await row_of(window, place), more)
        await until(lambda: window.table.rowCount() == 9 and current(window).stage is Stage.READY, "what was dropped on its row")
        drop(window.field, next(more.rglob("*.wav")))
        await until(lambda: window.similar.is_on and window.tasks.idle, "what is like the file")
        window.actions_["close_job"].trigger()
        await window.shelf.refresh()
        next(row for row in window.empty.findChildren(CollectionRow) if row.place == place).click()
        await until(lambda: window.table.rowCount() == 9 and current(window).stage is Stage.READY, "it again")
        await until(lambda: window.tasks.idle, "all that is read")
