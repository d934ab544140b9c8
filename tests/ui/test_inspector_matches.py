"""What goes with a sample: heard, opened, and heard together with it, from the inspector."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sp404_gui.domain.features import Category
from sp404_gui.domain.match import Match
from sp404_gui.ui.panels.inspector import Inspector
from sp404_gui.ui.panels.inspector.matches import MatchRow
from tests.ui.inspecting import part, record, shown


def test_a_match_is_heard_together_with_the_sample_by_its_button_or_a_key(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.show_records([record()])
    matches = [Match(id=f"sample_00000{number}", path=f"{number}.wav", score=0.9) for number in (2, 3)]
    inspector.show_matches("sample_000001", matches)
    rows = [row for row in inspector.findChildren(MatchRow) if row.isVisible()]
    both = [button for button in inspector.findChildren(QPushButton) if button.accessibleName() == "Play both together, in time (T)"]
    with qtbot.waitSignal(inspector.together_wanted) as said:
        qtbot.keyClick(rows[0], Qt.Key.Key_T)
    assert said.args == ["sample_000002"]
    with qtbot.waitSignal(inspector.together_wanted) as said:
        both[1].click()
    assert said.args == ["sample_000003"]
    inspector.show_together("sample_000003", "Together with 3: pitched +3 %.")
    assert [button.isChecked() for button in both] == [False, True]
    assert "Together with 3: pitched +3 %." in shown(inspector)
    with qtbot.waitSignal(inspector.silence_wanted):
        qtbot.keyClick(rows[0], Qt.Key.Key_Escape)
    inspector.show_together("", "")
    assert [button.isChecked() for button in both] == [False, False]


def test_a_match_plays_on_click_and_opens_on_enter(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.show_records([record()])
    inspector.show_matches("sample_000009", [Match(id="sample_000003", path="stranger.wav", score=1.0)])
    assert not [row for row in inspector.findChildren(MatchRow) if row.isVisible()]
    match = Match(id="sample_000002", path="a/rhodes & co.wav", score=0.88, why="same root")
    inspector.show_matches("sample_000001", [match], {"sample_000002": Category.MELODIC})
    row = part(inspector, MatchRow)
    assert (row.name, row.accessibleName(), row.accessibleDescription()) == ("rhodes & co", "rhodes & co, fits 88 %", "same root")
    with qtbot.waitSignal(inspector.match_chosen) as said:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert said.args == ["sample_000002"]
    with qtbot.waitSignal(inspector.match_opened) as said:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert said.args == ["sample_000002"]
    inspector.show_matches("sample_000001", [])
    assert "Nothing in this collection goes with it." in shown(inspector)
    inspector.show_matches("sample_000001", [], compared=False)
    assert "Not compared yet" in shown(inspector)
