"""What is said of a sample in the inspector becomes edits, and nothing that was typed is lost."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from sp404_gui.domain.features import Category
from sp404_gui.domain.sample import UserEdits
from sp404_gui.ui.panels.inspector import Inspector
from sp404_gui.ui.panels.inspector.category_box import CategoryBox
from sp404_gui.ui.panels.inspector.note import NoteField
from sp404_gui.ui.panels.inspector.sound_choice import SoundChoice
from sp404_gui.ui.widgets.chip import Chip
from sp404_gui.ui.widgets.stars import Stars
from tests.ui.inspecting import DUSTY, KICK, part, record, show_several, shown


def test_stars_heart_category_and_tags_become_edits_that_can_be_undone_by_name(qtbot: QtBot, inspector: Inspector) -> None:
    edits: list[tuple[str, dict[str, UserEdits]]] = []
    inspector.edit_wanted.connect(lambda title, changes: edits.append((title, changes)))
    inspector.show_records([record(user=UserEdits(tags=("intro",)))])
    stars = part(inspector, Stars)
    qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(stars.width() - 5, stars.height() // 2))
    assert edits[-1] == ("Rating of kick_01", {"sample_000001": UserEdits(tags=("intro",), rating=5)})
    heart = next(button for button in inspector.findChildren(QToolButton) if button.accessibleName() == "Favorite")
    heart.click()
    assert edits[-1][1]["sample_000001"] == UserEdits(tags=("intro",), rating=5, favorite=True)
    box = part(inspector, CategoryBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert edits[-1][1]["sample_000001"].corrected == {}, "arrows only open the list"
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert edits[-1][1]["sample_000001"].corrected == {"category": "melodic"}
    field = part(inspector, QLineEdit)
    qtbot.keyClicks(field, "late night, intro")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert edits[-1][1]["sample_000001"].tags[-1:] == ("late night",)
    next(chip for chip in inspector.findChildren(Chip) if chip.accessibleName() == "Remove intro").click()
    assert edits[-1][1]["sample_000001"].tags == ("late night",), "the first edit counts, although nobody has shown it yet"


def test_taking_a_correction_back_leaves_no_trace(inspector: Inspector) -> None:
    edits: list[dict[str, UserEdits]] = []
    inspector.edit_wanted.connect(lambda _, changes: edits.append(changes))
    inspector.show_records([record(user=UserEdits(corrected={"category": "fx", "bpm": 90.0}))])
    box = part(inspector, CategoryBox)
    assert box.currentText() == "FX"
    box.activated.emit(box.count() - 1)
    assert edits == [{"sample_000001": UserEdits(corrected={"bpm": 90.0})}]


def test_the_kind_of_sound_of_many_is_corrected_at_once_and_tells_their_category(qtbot: QtBot, inspector: Inspector) -> None:
    edits: list[tuple[str, dict[str, UserEdits]]] = []
    inspector.edit_wanted.connect(lambda title, changes: edits.append((title, changes)))
    records = [record(), record(2, features=replace(KICK, category=Category.MELODIC, subcategory="bass"))]
    show_several(qtbot, inspector, records)
    box = part(inspector, SoundChoice)
    assert (box.currentText(), box.placeholderText(), box.count()) == ("", "Different", 27)
    box.activated.emit(box.findText("Snare"))
    told = {"subcategory": "snare", "category": "drums"}
    assert edits == [("Kind of sound of 2 samples", {f"sample_00000{n}": UserEdits(corrected=told) for n in (1, 2)})]
    show_several(qtbot, inspector, [replace(one, user=edits[0][1][one.id]) for one in records])
    assert (box.currentText(), box.count()) == ("Snare", 10)
    box.activated.emit(box.count() - 1)
    assert edits[-1][1]["sample_000002"].corrected == {"category": "drums"}
    part(inspector, CategoryBox).chosen.emit(Category.FX)
    assert edits[-1][1]["sample_000002"].corrected == {"category": "fx"}


def test_what_is_typed_survives_a_refresh_and_is_taken_over_when_another_sample_is_chosen(qtbot: QtBot, inspector: Inspector) -> None:
    edits: list[dict[str, UserEdits]] = []
    inspector.edit_wanted.connect(lambda _, changes: edits.append(changes))
    inspector.show_records([record()])
    note, tag = part(inspector, NoteField), part(inspector, QLineEdit)
    qtbot.keyClicks(note, "chop the second bar")
    tag.setText("hal")
    inspector.show_records([record(vibe=replace(DUSTY, confidence=0.5))])
    assert note.toPlainText() == "chop the second bar"
    assert tag.text() == "hal"
    assert "asked · 50 %" in shown(inspector)
    assert edits == []
    inspector.show_records([record(2)])
    assert [(list(change), change["sample_000001"].note, change["sample_000001"].tags) for change in edits] == [
        (["sample_000001"], "", ("hal",)),
        (["sample_000001"], "chop the second bar", ("hal",)),
    ]
    assert note.toPlainText() == ""


def test_a_note_is_taken_over_with_ctrl_enter_and_taken_back_with_escape(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.show_records([record(user=UserEdits(note="old"))])
    note = part(inspector, NoteField)
    note.selectAll()
    qtbot.keyClicks(note, "new")
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert note.toPlainText() == "old"
    note.selectAll()
    qtbot.keyClicks(note, "new")
    with qtbot.waitSignal(inspector.edit_wanted) as said:
        qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["Note on kick_01", {"sample_000001": UserEdits(note="new")}]


def test_text_that_qt_cannot_hold_is_not_changed_by_looking_at_it(inspector: Inspector) -> None:
    edits: list[dict[str, UserEdits]] = []
    inspector.edit_wanted.connect(lambda _, changes: edits.append(changes))
    inspector.show_records([record(user=UserEdits(note="a\udcffb\r\n", tags=("x\udcff", "y")))])
    inspector.show_records([record(2)])
    assert edits == []
    inspector.show_records([record(user=UserEdits(tags=("x\udcff", "y")))])
    next(chip for chip in inspector.findChildren(Chip) if chip.accessibleName() == "Remove x\\udcff").click()
    assert edits == [{"sample_000001": UserEdits(tags=("y",))}]


def test_many_samples_show_what_they_share_and_are_edited_at_once(qtbot: QtBot, inspector: Inspector) -> None:
    other = replace(KICK, category=Category.FX, duration_s=2.0)
    show_several(
        qtbot, inspector, [record(1, user=UserEdits(tags=("a", "b"), rating=3)), record(2, features=other, user=UserEdits(tags=("b",)))]
    )
    assert {"2 selected", "1 Drums · 1 FX", "412 ms – 0:02.0", "0:02.4"} <= set(shown(inspector))
    chips = {chip.accessibleName(): chip for chip in inspector.findChildren(Chip) if chip.isVisibleTo(inspector)}
    assert set(chips) == {"Remove b", "Give a to all"}
    with qtbot.waitSignal(inspector.edit_wanted) as said:
        chips["Give a to all"].click()
    assert said.args == ["Tag kick_02", {"sample_000002": UserEdits(tags=("b", "a"))}]
    stars = part(inspector, Stars)
    with qtbot.waitSignal(inspector.edit_wanted) as said:
        qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(4, stars.height() // 2))
    assert said.args[0] == "Rating of 2 samples"
    assert [edit.rating for edit in said.args[1].values()] == [1, 1]


def test_thousands_say_what_they_share_and_where_they_differ_and_are_edited_in_one_step(qtbot: QtBot, inspector: Inspector) -> None:
    users = [UserEdits(tags=("set", "x") if number % 3 else ("set",), favorite=number == 7, note="keep") for number in range(3000)]
    show_several(qtbot, inspector, [record(number, user=user) for number, user in enumerate(users)])
    chips = {chip.accessibleName(): chip for chip in inspector.findChildren(Chip) if chip.isVisibleTo(inspector)}
    assert set(chips) == {"Remove set", "Give x to all"}
    heart = next(button for button in inspector.findChildren(QToolButton) if button.accessibleName() == "Favorite")
    assert (heart.isChecked(), heart.accessibleDescription()) == (False, "Some are favorites: a click makes all of them favorites")
    assert part(inspector, NoteField).toPlainText() == "keep"
    steps: list[tuple[str, dict[str, UserEdits]]] = []
    inspector.edit_wanted.connect(lambda title, edits: steps.append((title, edits)))
    chips["Give x to all"].click()
    heart.click()
    assert [(title[:4], len(edits)) for title, edits in steps] == [("Tag ", 1000), ("Favo", 2999)]
    assert all("x" in user.tags for user in steps[0][1].values())
    show_several(qtbot, inspector, [record(number, user=UserEdits(rating=1 + number % 2)) for number in range(3000, 6000)])
    assert part(inspector, Stars).accessibleDescription() == "Different ratings"
