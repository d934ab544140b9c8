"""The list as its reader uses it."""

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from sp404_gui.domain.sample import SampleStatus
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.columns import list_columns
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.models.table import SampleTable
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views.sample_list import SampleList
from sp404_gui.ui.widgets.dropped import local_paths
from tests.fakes.records import made_records

_DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture
def table() -> SampleTable:
    table = SampleTable(list_columns())
    store = SampleStore()
    store.put(made_records(500))
    table.show_store(store)
    return table


@pytest.fixture
def samples(qtbot: QtBot, table: SampleTable, theme: Theme, icons: Icons) -> SampleList:
    samples = SampleList(table, theme, icons)
    qtbot.addWidget(samples)
    samples.resize(920, 640)
    with qtbot.waitExposed(samples):
        samples.show()
    samples.setFocus()
    return samples


def only(mask: NDArray[np.bool_]) -> Callable[[SampleStore, NDArray[np.int32] | None], NDArray[np.bool_]]:
    """A filter that lets through what a mask says."""
    return lambda _, positions: mask if positions is None else mask[positions]


def section(name: str) -> int:
    return next(place for place, column in enumerate(list_columns()) if column.id == name)


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier])
def test_a_sample_that_is_gone_to_is_the_only_one_selected_whatever_key_is_held(
    samples: SampleList, table: SampleTable, held: Qt.KeyboardModifier
) -> None:
    first, other = table.record(3).id, table.record(250).id
    samples.select_id(first)
    QTest.keyPress(samples, Qt.Key.Key_Control, held)
    samples.select_id(other)
    QTest.keyRelease(samples, Qt.Key.Key_Control)
    assert samples.selected_ids() == [other]
    assert samples.current_id() == other


def test_hundreds_of_rows_are_dragged_without_a_question_about_each(
    samples: SampleList, table: SampleTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Offer(QDrag):
        """A drag that only says what it carries."""

        def exec(self, actions: Qt.DropAction = Qt.DropAction.MoveAction, _: object = None, /) -> Qt.DropAction:
            offered.append((local_paths(self.mimeData().urls()), actions, self.pixmap().deviceIndependentSize().toSize()))
            return Qt.DropAction.IgnoreAction

    offered: list[tuple[list[str], Qt.DropAction, QSize]] = []
    asked: list[int] = []
    names = [f"{number:03d} 100% café [ä] #1?;&=~%41.wav" for number in range(table.rowCount())]
    table.put([replace(r, sample=replace(r.sample, path=name)) for r, name in zip(map(table.record, range(500)), names, strict=True)])
    monkeypatch.setattr("sp404_gui.ui.views.row_table.QDrag", Offer)
    samples.selectAll()
    ask, press = table.flags, samples.visualRect(table.index(3, 1)).center()

    def count(index: QModelIndex) -> Qt.ItemFlag:
        asked.append(index.row())
        return ask(index)

    monkeypatch.setattr(table, "flags", count)
    QTest.mousePress(samples.viewport(), Qt.MouseButton.LeftButton, pos=press)
    QTest.mouseMove(samples.viewport(), press + QPoint(60, 40))
    QTest.mouseMove(samples.viewport(), press + QPoint(80, 60))
    QTest.mouseRelease(samples.viewport(), Qt.MouseButton.LeftButton, pos=press + QPoint(80, 60))
    ((paths, actions, size),) = offered
    assert paths == [table.record(row).sample.file for row in range(500)]
    assert actions is Qt.DropAction.CopyAction
    assert size == samples.viewport().size(), "the rows in sight"
    assert len(asked) < 200


def test_selection_and_its_height_in_the_window_outlast_sorting_and_new_rows(samples: SampleList, table: SampleTable) -> None:
    chosen = table.record(250).id
    samples.select_id(chosen)
    top = samples.rowViewportPosition(250)
    told: list[str] = []
    samples.current_changed.connect(told.append)
    samples.horizontalHeader().setSortIndicator(section("length"), _DOWN)
    row = table.row_of(chosen)
    assert row not in {None, 250}
    assert samples.selected_ids() == [chosen]
    assert samples.rowViewportPosition(row or 0) == top
    table.put(list(made_records(900))[500:])
    assert samples.rowViewportPosition(table.row_of(chosen) or 0) == top
    assert samples.current_id() == chosen
    assert not told


def test_what_a_filter_hides_is_chosen_again_when_it_comes_back(samples: SampleList, table: SampleTable) -> None:
    samples.selectAll()
    chosen = samples.selected_ids()[40:43]
    samples.clearSelection()
    for row in range(40, 43):
        samples.selectionModel().select(
            table.index(row, 0), samples.selectionModel().SelectionFlag.Select | samples.selectionModel().SelectionFlag.Rows
        )
    selections: list[list[str]] = []
    samples.selection_changed.connect(selections.append)
    mask = np.ones(500, bool)
    mask[table.store.position(chosen[1])] = False
    table.set_filter(only(mask))
    table.set_filter(None)
    assert selections == [[chosen[0], chosen[2]], chosen]


def test_thousands_chosen_here_and_there_stay_chosen_and_what_stands_between_them_does_not(samples: SampleList, table: SampleTable) -> None:
    table.put(list(made_records(2200))[500:])
    chosen = {table.record(row).id for row in range(0, 2200, 2)}
    samples.select_id(table.record(7).id)
    told: list[list[str]] = []
    samples.selection_changed.connect(told.append)
    samples.select_ids(list(chosen))
    assert [set(ids) for ids in told] == [chosen]
    assert samples.current_id() == table.record(7).id
    samples.horizontalHeader().setSortIndicator(section("length"), _DOWN)
    assert set(samples.selected_ids()) == chosen
    table.set_filter(only(np.array([record.id in chosen for record in table.store.records])))
    samples.selectAll()
    table.set_filter(None)
    assert set(samples.selected_ids()) == chosen
    spot = samples.visualRect(samples.currentIndex()).center()
    QTest.mouseClick(samples.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, spot)
    assert len(samples.selected_ids()) in {len(chosen) - 1, len(chosen) + 1}


def test_another_collection_begins_without_a_selection(samples: SampleList, table: SampleTable) -> None:
    samples.select_id(table.record(100).id)
    other = SampleStore()
    other.put(made_records(500, seed=2))
    with_signals: list[str] = []
    samples.current_changed.connect(with_signals.append)
    table.show_store(other)
    assert with_signals == [""]
    assert (samples.selected_ids(), samples.verticalScrollBar().value()) == ([], 0)


def test_keys(samples: SampleList, table: SampleTable, qtbot: QtBot) -> None:
    qtbot.keyClick(samples, Qt.Key.Key_End)
    assert samples.current_id() == table.record(499).id
    qtbot.keyClick(samples, Qt.Key.Key_Home)
    qtbot.keyClick(samples, Qt.Key.Key_Down)
    assert samples.selected_ids() == [table.record(1).id]
    with qtbot.waitSignal(samples.activated_id) as activated:
        qtbot.keyClick(samples, Qt.Key.Key_Return)
    assert activated.args == [table.record(1).id]
    qtbot.keyClicks(samples, "sna")
    assert table.store.texts("name")[table.shown[samples.currentIndex().row()]].startswith("snare")
    before = samples.current_id()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape, Qt.Key.Key_Delete):
        qtbot.keyClick(samples, key)
    assert (samples.current_id(), samples.selected_ids()) == (before, [before])


def test_copied_rows_are_the_columns_in_sight(samples: SampleList, table: SampleTable, qtbot: QtBot) -> None:
    samples.restore_state({"hidden": [column.id for column in table.columns if column.id not in {"name", "bpm"}], "order": ["bpm", "name"]})
    samples.selectRow(2)
    qtbot.keyClick(samples, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    bpm, name = (table.index(2, section(name)).data() for name in ("bpm", "name"))
    assert QGuiApplication.clipboard().text() == f"BPM\tName\n{bpm}\t{name}"
    odd = replace(table.record(2), sample=replace(table.record(2).sample, path="=1+cmd|calc!A0\t=2.wav"))
    table.put([odd])
    samples.copy_selection()
    assert QGuiApplication.clipboard().text() == f"BPM\tName\n{bpm}\t'=1+cmd|calc!A0\\t=2", "a spreadsheet calculates nothing of it"


def test_hundreds_of_rows_are_copied_with_room_for_other_things_and_give_way_to_what_is_copied_meanwhile(
    samples: SampleList, table: SampleTable, qtbot: QtBot
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    samples.selectAll()
    samples.copy_selection()
    assert clipboard.text() == "before"
    qtbot.waitUntil(lambda: clipboard.text() != "before")
    _, *lines = clipboard.text().split("\n")
    assert [line.split("\t")[0] for line in lines] == [table.index(row, section("name")).data() for row in range(500)]
    samples.copy_selection()
    clipboard.setText("another")
    turns = iter(range(20))
    qtbot.waitUntil(lambda: next(turns, None) is None)
    assert clipboard.text() == "another"


def test_columns_come_back_as_they_were_and_nonsense_is_ignored(samples: SampleList) -> None:
    header = samples.horizontalHeader()
    header.moveSection(header.visualIndex(section("bpm")), 0)
    header.resizeSection(section("name"), 333)
    header.setSectionHidden(section("key"), True)
    header.setSortIndicator(section("bpm"), _DOWN)
    saved = json.loads(json.dumps(samples.save_state()))
    samples.restore_state({})
    assert samples.save_state() != saved
    samples.restore_state(saved)
    assert samples.save_state() == saved
    samples.restore_state({"order": ["bpm", 5, "gone"], "widths": {"name": "wide"}, "hidden": 3, "sort": ["gone", "up"]})
    assert samples.save_state()["sort"] == ["name", "ascending"]
    assert samples.save_state()["order"][0] == "waveform"


def test_the_menu_of_columns_hides_all_but_the_name_and_sorts_by_keyboard(samples: SampleList) -> None:
    samples.show_columns_menu()
    menu = samples.horizontalHeader().findChild(QMenu)
    assert menu is not None
    choices = {action.text(): action for action in menu.actions() if action.isCheckable()}
    choices["BPM"].trigger()
    assert samples.isColumnHidden(section("bpm"))
    assert not choices["Name"].isEnabled()
    submenu = menu.findChild(QMenu)
    assert submenu is not None
    orders = {action.text(): action for action in submenu.actions()}
    orders["Length"].trigger()
    assert samples.save_state()["sort"] == ["length", "ascending"]
    menu.close()


@pytest.mark.parametrize("chosen", [[], [3, 5, 9]])
def test_the_row_that_the_keyboard_finds_is_chosen_unless_some_are(samples: SampleList, table: SampleTable, chosen: list[int]) -> None:
    samples.selectionModel().clear()
    samples.select_ids([table.record(row).id for row in chosen])
    QApplication.sendEvent(samples, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert samples.current_id() == table.record(0).id
    assert samples.selected_ids() == [table.record(row).id for row in chosen or [0]]


def test_an_empty_result_offers_the_way_back(samples: SampleList, table: SampleTable, qtbot: QtBot) -> None:
    button = samples.findChild(QPushButton)
    assert button is not None
    assert not button.isVisible()
    table.set_filter(only(np.zeros(500, bool)))
    assert button.isVisible()
    with qtbot.waitSignal(samples.reset_filter):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    table.set_filter(None)
    assert not button.isVisible()


def test_rows_in_sight_are_told_and_a_menu_is_asked_for_by_keyboard(samples: SampleList, table: SampleTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(samples.visible_changed) as seen:
        samples.verticalScrollBar().setValue(100 * samples.rowHeight(0))
    assert seen.args[0][0] == table.record(100).id
    assert 10 < len(seen.args[0]) < 30
    samples.select_id(table.record(105).id)
    with qtbot.waitSignal(samples.context_menu) as wanted:
        QApplication.sendEvent(samples.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert wanted.args[1] == [table.record(105).id]


def test_a_row_shows_its_category_its_state_and_the_selection(samples: SampleList, table: SampleTable, theme: Theme) -> None:
    row = next(row for row in range(1, 15) if table.record(row).features and table.record(row).status is SampleStatus.DONE)
    before = _colors(samples, row)
    assert theme.color("drums").name() in before
    assert theme.color("ok").name() in before
    assert theme.color("accent_soft").name() not in before
    samples.selectRow(row)
    assert theme.color("accent_soft").name() in _colors(samples, row)
    record = table.record(row)
    table.put([replace(record, user=replace(record.user, corrected={"category": "vocals"}))])
    assert theme.color("vocals").name() in _colors(samples, row)
    theme.set_mode("light")
    assert theme.color("vocals").name() in _colors(samples, row)
    theme.set_mode("dark")


def _colors(samples: SampleList, row: int) -> set[str]:
    image: QImage = samples.viewport().grab().toImage()
    top = samples.rowViewportPosition(row)
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(top, top + samples.rowHeight(row))}
