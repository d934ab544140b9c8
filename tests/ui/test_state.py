"""What a window was when it was closed, it is when it opens again."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.widgets.regions import Regions
from tests.ui.windows import opened, until


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
