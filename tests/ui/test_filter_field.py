import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.facets import FacetCounts
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.search.query import Query, parse
from sp404_gui.ui.search.speech import Speech
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.filter_field import FilterField
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.suggestion_list import SuggestionList
from tests.fakes.records import made_records

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of every window
COUNTS = FacetCounts({"vibe": (("dusty", 61), ("deep", 9)), "category": (("drums", 311),)}, (("dusty", 61), ("deep", 9)), 604)


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, icons: Icons) -> FilterField:
    window = QWidget()
    field = FilterField(theme, icons)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(QPushButton("next"))
    column.addStretch()
    window.resize(700, 500)
    qtbot.addWidget(window)
    field.window_ = window  # type: ignore[attr-defined]  # the window lives as long as its field
    field.set_values(COUNTS)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def list_of(field: FilterField) -> SuggestionList:
    lists = field.window().findChildren(SuggestionList)
    assert len(lists) == 1
    return lists[0]


def lines(field: FilterField) -> list[str]:
    listed = list_of(field)
    return [listed.model().index(row, 0).data() for row in range(listed.model().rowCount())] if listed.isVisible() else []


def test_one_query_comes_after_a_pause_in_typing(qtbot: QtBot, field: FilterField) -> None:
    queries: list[Query] = []
    field.query_changed.connect(queries.append)
    with qtbot.waitSignal(field.query_changed):
        QTest.keyClicks(field, "kick bpm:85-95")
    assert queries == [parse("kick bpm:85-95")]
    assert field.query == queries[0]
    with qtbot.assertNotEmitted(field.query_changed, wait=150):
        QTest.keyClicks(field, " ")  # asks the same


def test_return_does_not_wait_and_leaves(qtbot: QtBot, field: FilterField) -> None:
    with qtbot.waitSignals([field.query_changed, field.left]):
        QTest.keyClicks(field, "kick")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.recent == ["kick"]


def test_escape_clears_then_leaves(qtbot: QtBot, field: FilterField) -> None:
    field.set_text("kick ")
    with qtbot.waitSignal(field.query_changed) as cleared:
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert cleared.args[0].is_empty
    assert field.text() == ""
    assert field.recent == ["kick"]
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)


def test_suggestions_are_taken_by_keyboard_and_the_field_keeps_it(qtbot: QtBot, field: FilterField) -> None:
    QTest.keyClicks(field, "vibe:d")
    assert lines(field) == ["dusty", "deep"]
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Up)
    with qtbot.waitSignal(field.query_changed):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "vibe:dusty "
    assert field.hasFocus()
    assert lines(field) == []


def test_a_field_that_is_taken_goes_on_to_its_values(field: FilterField) -> None:
    QTest.keyClicks(field, "categ")
    assert lines(field) == ["category:"]
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "category:"
    assert "drums" in lines(field)
    QTest.mouseClick(list_of(field).viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert field.text() == "category:drums "


def test_escape_hides_suggestions_before_it_clears(field: FilterField) -> None:
    QTest.keyClicks(field, "vibe:d")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (lines(field), field.text()) == ([], "vibe:d")


def test_tab_goes_on_when_nothing_is_chosen(field: FilterField) -> None:
    QTest.keyClicks(field, "vibe:d")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()
    assert lines(field) == []
    assert field.text() == "vibe:d"


def test_a_wrong_term_is_underlined_and_says_why(field: FilterField) -> None:
    field.set_text("kick")
    assert not is_waved(field)
    plain = field.grab().toImage()
    field.set_text("bpmm:90 kick")
    assert field.query == parse("kick")
    assert "Did you mean “bpm”" in field.accessibleDescription()
    assert is_waved(field)
    place = QPoint(field.cursorRect().left() // 3, field.height() // 2)
    QApplication.sendEvent(field, QHelpEvent(QHelpEvent.Type.ToolTip, place, field.mapToGlobal(place)))
    assert "Did you mean" in QToolTip.text()
    QToolTip.hideText()
    field.set_text("kick")
    assert field.grab().toImage() == plain
    assert field.accessibleDescription() == ""


def is_waved(field: FilterField) -> bool:
    image = field.grab().toImage()
    inside = (image.pixelColor(x, y) for x in range(40, image.width() // 2) for y in range(4, image.height() - 4))
    return any(color.red() > color.green() + 60 for color in inside)


def test_marks_leave_what_an_input_method_composes(field: FilterField) -> None:
    QApplication.sendEvent(field, QInputMethodEvent("か", []))
    field.settle()
    QTest.qWait(0)
    assert has_preedit(field)
    commit = QInputMethodEvent("", [])
    commit.setCommitString("bpmm:1")
    QApplication.sendEvent(field, commit)
    field.settle()
    assert is_waved(field)


def has_preedit(field: FilterField) -> bool:
    before = field.cursorRect()
    QApplication.sendEvent(field, QInputMethodEvent("", []))
    return field.cursorRect().left() < before.left()


def test_recent_filters_come_down_in_an_empty_field(field: FilterField) -> None:
    field.set_recent(["vibe:dusty", "kick"])
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert lines(field) == ["vibe:dusty", "kick"]
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.query == parse("vibe:dusty")
    field.set_text("snare")
    field.remember()
    field.remember()
    assert field.recent == ["snare", "vibe:dusty", "kick"]


def test_the_result_count_stands_in_the_field_while_it_filters(field: FilterField) -> None:
    field.show_count(604, 604)
    assert "604" not in shown(field)
    field.set_text("kick")
    field.show_count(37, 604)
    assert "37 of 604" in shown(field)
    field.set_text("")
    assert shown(field) == ""


def test_a_mistyped_word_is_found_and_the_field_says_what_it_took_it_for(field: FilterField) -> None:
    store = SampleStore()
    store.put(made_records(50))
    field.set_speech(Speech(store))
    field.set_text("dusyt")
    field.show_count(20, 50)
    field.show_alike(12, 8)
    assert "dusyt: meant dusty?" in shown(field)
    assert "12 exact, 8 alike of 50" in shown(field)
    assert 'For these letters, write "dusyt"' in field.accessibleDescription()
    field.set_text('"dusyt"')
    field.show_count(0, 50)
    assert shown(field) == "0 of 50"
    assert field.accessibleDescription() == ""


def shown(field: FilterField) -> str:
    return " ".join(label.text() for label in field.findChildren(PlainLabel) if label.isVisible())
