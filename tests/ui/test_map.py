"""The map as its reader uses it: mouse, keys, lasso, filter, and the list that shows the same."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.map.panel import MapPanel
from sp404_gui.ui.models.columns import list_columns
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.models.table import SampleTable
from sp404_gui.ui.search.query import parse
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.theme import Theme
from tests.fakes.records import made_records
from tests.ui.windows import opened, until

SAMPLES = 400
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table() -> SampleTable:
    table = SampleTable(list_columns())
    store = SampleStore()
    store.put(made_records(SAMPLES))
    table.show_store(store)
    return table


@pytest.fixture
def board(qtbot: QtBot, table: SampleTable, theme: Theme, icons: Icons) -> MapPanel:
    """A map of 20 x 20 samples, a step apart."""
    panel = MapPanel(table, theme, icons)
    qtbot.addWidget(panel)
    panel.resize(880, 640)
    with qtbot.waitExposed(panel):
        panel.show()
    grid = np.stack(np.meshgrid(np.arange(20), np.arange(20)), -1).reshape(-1, 2).astype(np.float32)
    panel.set_places(grid, anew=True)
    panel.setFocus()
    return panel


def spot(board: MapPanel, entry: int) -> QPoint:
    return QPointF(*screen(board)[entry].tolist()).toPoint()


def screen(board: MapPanel) -> NDArray[np.float32]:
    return board.view.sight.on_screen(board.view.points.at)


def sample(number: int) -> str:
    return f"sample_{number + 1:06d}"


def picked(board: MapPanel) -> list[tuple[list[str], str]]:
    heard: list[tuple[list[str], str]] = []
    board.picked.connect(lambda ids, current: heard.append((ids, current)))
    return heard


def test_a_click_chooses_and_ctrl_adds(board: MapPanel) -> None:
    heard = picked(board)
    QTest.mouseClick(board.view, LEFT, pos=spot(board, 42))
    assert heard == [([sample(42)], sample(42))]
    board.show_chosen([sample(42)])
    QTest.mouseClick(board.view, LEFT, Qt.KeyboardModifier.ControlModifier, spot(board, 43))
    assert heard[-1] == ([sample(42), sample(43)], sample(43))


def test_a_lasso_chooses_what_is_in_it(board: MapPanel) -> None:
    heard = picked(board)
    corners = [spot(board, entry) for entry in (0, 3, 63, 60)]
    away = [QPoint(-9, -9), QPoint(9, -9), QPoint(9, 9), QPoint(-9, 9)]
    path = [corner + step for corner, step in zip(corners, away, strict=True)]
    QTest.mousePress(board.view, LEFT, SHIFT, path[0])
    for point in path[1:]:
        QTest.mouseMove(board.view, point)
    QTest.mouseRelease(board.view, LEFT, SHIFT, path[-1])
    assert heard == [([sample(20 * row + column) for row in range(4) for column in range(4)], sample(0))]


def test_a_drag_moves_the_map_and_the_wheel_zooms_about_the_mouse(board: MapPanel) -> None:
    heard, before = picked(board), screen(board)
    QTest.mousePress(board.view, LEFT, pos=QPoint(400, 300))
    QTest.mouseMove(board.view, QPoint(450, 320))
    QTest.mouseRelease(board.view, LEFT, pos=QPoint(450, 320))
    assert np.abs(screen(board) - before - (50, 20)).max() < 0.1
    assert heard == []
    held = screen(board)[205]
    turn(board, held, 3)
    assert np.abs(screen(board)[205] - held).max() < 0.5
    assert board.view.sight.zoom > 1.5
    QTest.keyClick(board.view, Qt.Key.Key_Home)
    assert board.view.sight.zoom == pytest.approx(1)


def turn(board: MapPanel, at: NDArray[np.float32], notches: int) -> None:
    place = QPointF(*at.tolist())
    none = Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, board.view.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), none, SHIFT & ~SHIFT, phase, False)
    QApplication.sendEvent(board.view, event)


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Up, -20), (Qt.Key.Key_Down, 20)])
def test_arrows_go_to_the_nearest_in_their_direction(board: MapPanel, key: Qt.Key, step: int) -> None:
    heard = picked(board)
    board.show_current(sample(210))
    QTest.keyClick(board.view, key)
    assert heard == [([sample(210 + step)], sample(210 + step))]


def test_the_edge_of_the_map_is_an_end_and_plus_and_minus_zoom(board: MapPanel) -> None:
    heard = picked(board)
    board.show_current(sample(0))
    QTest.keyClick(board.view, Qt.Key.Key_Up)
    assert heard == []
    QTest.keyClick(board.view, Qt.Key.Key_Plus)
    near = board.view.sight.zoom
    QTest.keyClick(board.view, Qt.Key.Key_Minus)
    assert near > 1.3
    assert board.view.sight.zoom == pytest.approx(1)


def test_what_the_filter_hides_is_dim_and_out_of_reach(board: MapPanel, table: SampleTable) -> None:
    whole = board.view.grab().toImage()
    table.set_filter(parse("category:drums").matches)
    board._show_points()  # noqa: SLF001 - as it does a moment later
    dimmed = board.view.grab().toImage()
    assert dimmed != whole
    hidden = int(np.flatnonzero(~board.view.points.shown)[0])
    assert board.view.entry_at(QPointF(spot(board, hidden))) != hidden
    drums = int(np.flatnonzero(board.view.points.shown)[0])
    assert board.view.entry_at(QPointF(spot(board, drums))) == drums


def test_resting_on_a_sample_plays_it_only_where_that_is_wanted(board: MapPanel, qtbot: QtBot) -> None:
    heard: list[str] = []
    board.heard.connect(heard.append)
    QTest.mouseMove(board.view, spot(board, 44))
    qtbot.waitUntil(lambda: board.view.marks.hovered == 44)
    with qtbot.waitSignal(board.view.rested):
        pass
    assert heard == []
    board.on_hover.click()
    QTest.mouseMove(board.view, spot(board, 45))
    with qtbot.waitSignal(board.heard):
        pass
    assert heard == [sample(45)]


def test_the_current_sample_is_said_to_a_screen_reader_and_brought_into_sight(board: MapPanel) -> None:
    board.view.zoom(8, QPointF(10, 10))
    board.show_current(sample(399))
    assert board.view.rect().contains(spot(board, 399))
    assert board.view.accessibleName() == "Map"
    assert board.view.accessibleDescription().startswith(board._name_of(399))  # noqa: SLF001 - what is painted, too


def test_another_collection_is_shown_while_the_map_is_so_near_that_it_names_samples(board: MapPanel, table: SampleTable) -> None:
    board.show_current(sample(399))
    board.view.zoom(12)
    board.view.grab()
    smaller = SampleStore()
    smaller.put(made_records(3))
    table.show_store(smaller)
    board.view.grab()  # before it knows the places of the other samples
    assert len(board.view.points) == 0
    assert board.view.sight.zoom == pytest.approx(1)


async def ready(window: MainWindow) -> None:
    await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "a job at rest")
    await until(lambda: window.tasks.idle, "what is read")


async def test_a_map_is_drawn_kept_and_shares_the_selection_with_the_list(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await ready(window)
        window.show_view("map")
        await until(lambda: len(window.map.view.points) == window.table.rowCount() == 6, "places for all")
        drawn = window.map.view.points.at.copy()
        window.samples.select_id(window.table.record(2).id)
        await until(lambda: len(window.map.view.marks.linked), "lines to what goes with it")
        QTest.mouseClick(window.map.view, LEFT, pos=spot(window.map, 4))
        assert window.samples.current_id() == window.table.store.records[4].id
        assert window.map.view.marks.current == 4
        window.map.setFocus()
        QTest.keyClick(window.map.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert len(window.samples.selected_ids()) == 6
        await until(lambda: len(list((home / "maps").glob("*.json"))) == 1, "the map on disk")
        await until(lambda: window.tasks.idle, "the last of it")
    async with opened(home, str(finished_job)) as window:
        await until(lambda: len(window.map.view.points) == 6, "the map of before")
        assert np.abs(window.map.view.points.at - drawn).max() < 0.01
        await ready(window)
