"""What a window was when it was closed, it is when it opens again."""

import asyncio
import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.config.paths import locations
from sp404_gui.store import atomic
from sp404_gui.ui import shelf
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.state_keeper import StateKeeper
from sp404_gui.ui.widgets.regions import Regions
from sp404_gui.ui.window_state import WindowState, read_state, state_file
from tests.conftest import MakeSounds
from tests.ui.test_collections import shown
from tests.ui.test_left_meanwhile import Slow
from tests.ui.windows import current, opened, until


def section(window: MainWindow, name: str) -> int:
    return next(place for place, column in enumerate(window.table.columns) if column.id == name)


def drag(handle: QWidget, by: QPoint) -> None:
    """Move an edge with the mouse."""
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start + by)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start)


def arranged(window: MainWindow) -> dict[str, object]:
    """All that a user arranges."""
    return {
        "columns": window.samples.save_state(),
        "sidebar": window.across.sizes()[0],
        "down": window.down.sizes(),
        "filter": window.field.text(),
        "sample": window.samples.current_id(),
        "volume": window.audition.volume_db,
        "loop": window.services.state.loop,
        "size": (window.width(), window.height()),
        "place": window.shelf.current.place if window.shelf.current is not None else "",
    }


async def test_collection_row_columns_sizes_filter_view_and_volume_come_back(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        before = arranged(window)
        window.resize(790, 700)  # no larger than the screen that nobody sees
        header = window.samples.horizontalHeader()
        header.moveSection(header.visualIndex(section(window, "bpm")), 1)
        header.resizeSection(section(window, "name"), 271)
        header.setSectionHidden(section(window, "key"), True)
        header.setSortIndicator(section(window, "length"), Qt.SortOrder.DescendingOrder)
        drag(window.across.handle(1), QPoint(-30, 0))
        drag(window.down.handle(1), QPoint(0, -40))
        window.field.set_text("category:drums")
        await until(lambda: 0 < window.table.rowCount() < 6, "the filter")
        window.samples.move_current(2)
        for _ in range(3):
            window.actions_["softer"].trigger()
        window.actions_["loop"].trigger()
        left = arranged(window)
        assert [name for name in left if left[name] == before[name]] == ["place"]
        window.show_view("problems")

    async with opened(home) as again:
        await until(lambda: again.samples.current_id() == left["sample"], "the same row")
        assert arranged(again) == left
        assert again.views.currentWidget() is again.problems
        await until(lambda: again.tasks.idle, "rest")


def on_disk() -> WindowState:
    return read_state(state_file(locations(os.environ).config_file))


async def test_what_is_open_and_watched_is_on_disk_before_the_window_is_closed(home: Path, finished_job: Path) -> None:
    place = str(finished_job)
    async with opened(home, place) as window:
        await until(lambda: window.table.rowCount() == 6 and window.tasks.idle, "its rows")
        assert (on_disk().place, on_disk().recent, on_disk().unfinished) == (place, [place], False)
        window.actions_["watch"].trigger()
        await until(lambda: window.tasks.idle, "rest")
        assert on_disk().watched == [place]
        window.actions_["close_job"].trigger()
        await until(lambda: window.tasks.idle, "rest")
        assert (on_disk().place, on_disk().recent) == ("", [place])


@pytest.mark.parametrize("is_shown_first", [True, False])
async def test_the_collection_shown_last_does_not_come_over_a_folder_that_was_dropped_since_the_start(
    home: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch, *, is_shown_first: bool
) -> None:
    async with opened(home) as window:
        await shown(window, make_sounds(3, "Last"), 3)
    looking, preparing = Slow(shelf._usual), Slow(shelf._prepared)  # noqa: SLF001 - held up
    monkeypatch.setattr(shelf, "_usual", looking)
    monkeypatch.setattr(shelf, "_prepared", preparing)
    async with opened(home) as window:
        seen: list[str] = []
        window.shelf.switched.connect(lambda: seen.append(current(window).info.name))
        await until(looking.begun.is_set, "the first look")
        window.take_paths([str(make_sounds(4, "Dropped"))])
        await until(preparing.begun.is_set, "the folder is looked through")
        if is_shown_first:
            preparing.may_end.set()
            await until(lambda: window.table.rowCount() == 4, "its rows")
        looking.may_end.set()
        await until(lambda: window.shelf.infos, "the list of collections")
        preparing.may_end.set()
        await until(lambda: window.table.rowCount() == 4 and window.tasks.idle, "its rows")
        assert seen == ["Dropped"]


async def test_the_first_steps_were_seen_as_soon_as_they_are(home: Path) -> None:
    async with opened(home, first_time=True):
        await until(lambda: on_disk().seen, "their note")


async def test_of_states_right_after_each_other_the_newest_stays_whatever_is_cancelled(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp
    file, begun, go = str(tmp_path / "window.json"), threading.Event(), threading.Event()
    replace, writers = atomic.write_all, set[threading.Thread]()

    def slowly(descriptor: int, data: bytes) -> None:
        writers.add(threading.current_thread())
        begun.set()
        assert go.wait(30)
        replace(descriptor, data)

    monkeypatch.setattr(atomic, "write_all", slowly)
    state = WindowState(place="first")
    keeper = StateKeeper(state, file)
    first = asyncio.create_task(keeper.keep())
    await until(begun.is_set, "a disk that takes its time")
    state.place = "second"
    second = asyncio.create_task(keeper.keep())
    state.place = "last"
    first.cancel()
    asyncio.get_running_loop().call_later(0.05, go.set)
    await keeper.keep()
    assert read_state(file).place == "last"
    await asyncio.gather(first, second, return_exceptions=True)
    assert read_state(file).place == "last"
    assert threading.main_thread() not in writers


def test_a_window_that_is_too_small_for_all_regions_leaves_the_last_one_out(qtbot: QtBot) -> None:
    parts = [QWidget() for _ in range(3)]
    for part, least in zip(parts, (100, 300, 200), strict=True):
        part.setMinimumWidth(least)
    regions = Regions(parts, (0.2, 100, 200), (0.2, 200, 300))
    qtbot.addWidget(regions)
    regions.resize(560, 200)
    regions.show()
    assert [part.isVisible() for part in parts] == [True, True, False]
    assert parts[1].geometry().right() == 559
    regions.resize(1000, 200)
    assert [part.isVisible() for part in parts] == [True, True, True]
    assert parts[1].geometry().right() < parts[2].geometry().left()
