"""The inspector shows what is known, takes the user's words, and loses none of them."""

from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.features import Category, Kind, LocalFeatures
from sp404_gui.domain.groove import Groove, TimingFeel
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord, SampleStatus, UserEdits
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.inspector import Inspector
from sp404_gui.ui.panels.inspector.category_box import CategoryBox
from sp404_gui.ui.panels.inspector.matches import MatchRow
from sp404_gui.ui.panels.inspector.note import NoteField
from sp404_gui.ui.panels.inspector.sheet import Sheet
from sp404_gui.ui.panels.inspector.sound_choice import SoundChoice
from sp404_gui.ui.panels.inspector.timing import TimingGrid
from sp404_gui.ui.panels.inspector.units import milliseconds
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.chip import Chip
from sp404_gui.ui.widgets.stars import Stars

KICK = LocalFeatures(
    duration_s=0.412,
    sample_rate_hz=48_000,
    channels=2,
    bit_depth=24,
    format="WAV",
    is_silent=False,
    is_clipped=False,
    peak_dbfs=-0.3,
    loudness_lufs=-11.4,
    category=Category.DRUMS,
    subcategory="kick",
    kind=Kind.ONE_SHOT,
    root_note="A1",
    root_hz=55.2,
    spectral_centroid_hz=412.0,
    unmeasured={"bpm": "One-shots have no tempo.", "tail_ms": "Only the start of this long file was analysed."},
)
DUSTY = Vibe(
    mood=("dusty", "warm", "heavy"),
    energy=Energy.MEDIUM,
    descriptors=("tape-worn", "round"),
    best_use="drum foundation",
    confidence=0.82,
    source=VibeSource.ASKED,
    era="1970s",
    extra={"mood": ("<b>swampy</b>",)},
)
Part = TypeVar("Part", bound=QWidget)


def record(number: int = 1, *, user: UserEdits | None = None, **fields: object) -> SampleRecord:
    made = SampleRecord(
        sample=Sample(f"sample_{number:06d}", "/samples", f"Kicks/kick_{number:02d}.wav", 1, 1),
        status=SampleStatus.DONE,
        features=KICK,
        vibe=DUSTY,
        groove=Groove(measurable=False, reason="Only loops have a groove."),
        user=user or UserEdits(),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.fixture
def inspector(qtbot: QtBot, theme: Theme, icons: Icons) -> Inspector:
    panel = Inspector(theme, icons)
    qtbot.addWidget(panel)
    panel.resize(316, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def part(panel: QWidget, kind: type[Part]) -> Part:
    return panel.findChildren(kind)[0]


def shown(panel: QWidget) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel) and label.text()]


def test_a_sample_is_shown_with_its_numbers_and_the_reasons_of_what_is_absent(inspector: Inspector) -> None:
    inspector.show_records([record()])
    words = shown(inspector)
    for expected in ("kick_01", "Kick · one-shot · 48 kHz 24-bit stereo", "asked · 82 %", "1970s", "tape-worn, round", "A1 · 55.2 Hz"):
        assert expected in words
    assert {"−11.4 LUFS", "−0.3 dBFS", "412 Hz", "One-shot: not measurable"} <= set(words)
    assert "Only the start of this long file was analysed." in words
    assert "One-shots have no tempo." not in words
    more = next(button for button in inspector.findChildren(QPushButton) if button.text() == "More")
    more.click()
    assert "One-shots have no tempo." in shown(inspector)


def test_words_of_a_model_are_plain_text_everywhere(inspector: Inspector) -> None:
    inspector.show_records([record(sample=Sample("sample_000001", "/x", "<i>a\u202eb\udcff.wav", 1, 1))])
    labels = inspector.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels if label.text())
    assert "<b>swampy</b>" in shown(inspector)
    assert "<i>a\\u202eb\\udcff" in shown(inspector)


def test_a_groove_is_shown_with_its_feel(inspector: Inspector) -> None:
    loop = replace(KICK, kind=Kind.LOOP, bpm=92.02, beats=16)
    groove = Groove(measurable=True, swing_percent=57.3, timing_feel=TimingFeel.BEHIND, push_pull_ms=8.2)
    inspector.show_records([record(features=loop, groove=groove)])
    assert {"92.0 · 16 beats", "57.3 %", "behind the beat · +8.2 ms"} <= set(shown(inspector))


def test_onsets_stand_early_or_late_of_their_step_and_in_words(inspector: Inspector) -> None:
    loop = replace(KICK, kind=Kind.LOOP, bpm=120.0, bpm_confidence=0.9, beats=8, onsets_s=tuple(place * 0.125 for place in range(32)))
    deviations = ((0, 0.0), (3, 12.0), (18, -8.0))
    groove = Groove(measurable=True, deviations=deviations)
    inspector.show_records([record(features=loop, groove=groove)])
    grid = part(inspector, TimingGrid)
    assert grid.accessibleDescription() == "3 onsets. Earliest: bar 2, step 3: 8.0 ms early. Latest: bar 1, step 4: 12 ms late."
    assert grid.bars == 2
    place = QPoint(round(grid.width() / 16 * 3.8), grid.height() // 6)  # right of the middle of the fourth step, in the first line
    QApplication.sendEvent(grid, QHelpEvent(QHelpEvent.Type.ToolTip, place, grid.mapToGlobal(place)))
    assert "bar 1, step 4: 12 ms late" in QToolTip.text()
    QToolTip.hideText()
    straight = grid.grab().toImage()
    grid.show_deviations(((0, 0.0), (3, -12.0), (18, -8.0)))
    assert grid.grab().toImage() != straight
    inspector.show_records([record(number=2, features=loop, groove=Groove(measurable=True))])  # of an earlier version: measured anew
    assert (grid.bars, grid.accessibleDescription()[:10]) == (2, "32 onsets.")
    inspector.show_records([record(number=3, features=KICK, groove=Groove(measurable=False, reason="Only loops have a groove."))])
    assert not grid.isVisible()


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


def test_the_kind_of_sound_of_many_is_corrected_at_once_and_tells_their_category(inspector: Inspector) -> None:
    edits: list[tuple[str, dict[str, UserEdits]]] = []
    inspector.edit_wanted.connect(lambda title, changes: edits.append((title, changes)))
    records = [record(), record(2, features=replace(KICK, category=Category.MELODIC, subcategory="bass"))]
    inspector.show_records(records)
    box = part(inspector, SoundChoice)
    assert (box.currentText(), box.placeholderText(), box.count()) == ("", "Different", 27)
    box.activated.emit(box.findText("Snare"))
    told = {"subcategory": "snare", "category": "drums"}
    assert edits == [("Kind of sound of 2 samples", {f"sample_00000{n}": UserEdits(corrected=told) for n in (1, 2)})]
    inspector.show_records([replace(one, user=edits[0][1][one.id]) for one in records])
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
    inspector.show_records([record(1, user=UserEdits(tags=("a", "b"), rating=3)), record(2, features=other, user=UserEdits(tags=("b",)))])
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


def test_thousands_say_what_they_share_and_where_they_differ_and_are_edited_in_one_step(inspector: Inspector) -> None:
    users = [UserEdits(tags=("set", "x") if number % 3 else ("set",), favorite=number == 7, note="keep") for number in range(3000)]
    inspector.show_records([record(number, user=user) for number, user in enumerate(users)])
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
    inspector.show_records([record(number, user=UserEdits(rating=1 + number % 2)) for number in range(3000, 6000)])
    assert part(inspector, Stars).accessibleDescription() == "Different ratings"


def test_many_samples_that_change_all_the_time_are_read_anew_now_and_then(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.show_records([record(number) for number in range(60)])
    assert {"60 selected", "60 Drums"} <= set(shown(inspector))
    vocals = replace(KICK, category=Category.VOCALS)
    inspector.show_records([record(number, features=vocals) for number in range(60)])
    qtbot.waitUntil(lambda: "60 Vocals" in shown(inspector))
    inspector.show_records([record(number) for number in range(60)])
    inspector.hide()
    assert not [timer for timer in inspector.findChildren(QTimer) if timer.isActive()]
    inspector.show()
    assert "60 Drums" in shown(inspector)


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


def test_a_failed_sample_says_why_and_can_be_tried_again(qtbot: QtBot, inspector: Inspector) -> None:
    error = SampleError(
        category=ErrorCategory.SKIPPABLE, kind="corrupt", message="It is damaged.", stage="local_features", attempts=2, at="2026-01-01"
    )
    inspector.show_records([record(status=SampleStatus.FAILED, features=None, vibe=None, groove=None, errors=(error,))])
    assert {"It is damaged.", "Measuring · 2 tries"} <= set(shown(inspector))
    retry = next(button for button in inspector.findChildren(QPushButton) if button.text() == "Retry")
    with qtbot.waitSignal(inspector.retry_wanted) as said:
        retry.click()
    assert said.args == [["sample_000001"]]
    inspector.show_records([record()])
    assert not retry.isVisible()


def test_a_value_can_be_copied_from_the_context_menu(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.show_records([record()])
    value = next(label for label in inspector.findChildren(QLabel) if label.text() == "A1 · 55.2 Hz")
    qtbot.wait(1)
    spot = value.mapTo(inspector, value.rect().center())
    menu = inspector.copy_menu(spot)
    assert [action.text() for action in menu.actions()] == ["Copy “A1 · 55.2 Hz”", "Copy path", "Copy all as text"]
    with qtbot.waitSignal(inspector.copy_wanted) as said:
        menu.actions()[0].trigger()
    assert said.args == ["A1 · 55.2 Hz"]


def test_every_control_has_a_name_and_a_place_in_the_tab_order(inspector: Inspector) -> None:
    inspector.show_records([record(user=UserEdits(tags=("intro",)))])
    inspector.show_matches("sample_000001", [Match(id="sample_000002", path="b.wav", score=0.5)])
    controls = [w for w in inspector.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(controls) >= 8
    assert [w for w in controls if not w.accessibleName()] == []
    order: list[QWidget] = [part(inspector, CategoryBox)]
    while (following := order[-1].nextInFocusChain()) is not None and following is not order[0]:
        order.append(following)
    names = [w.accessibleName() for w in order if w in controls]
    fields = ["Category", "Kind of sound", "Rating", "Favorite", "Remove intro", "Add a tag", "Note"]
    assert names == [*fields, "More measurements", "b, fits 50 %"]


def test_the_panel_needs_no_more_width_than_it_has_whatever_the_words(inspector: Inspector) -> None:
    long = record(
        sample=Sample("sample_000001", "/x", f"{'long_name' * 20}.wav", 1, 1),
        vibe=replace(DUSTY, mood=("x" * 200,), extra={"mood": ("y" * 300,)}),
        user=UserEdits(tags=("t" * 64,), note="z" * 500),
    )
    inspector.resize(300, 700)
    inspector.show_records([long])
    assert inspector.minimumSizeHint().width() <= 300
    assert part(inspector, Sheet).minimumSizeHint().width() <= 290


def test_what_a_plugin_found_stands_behind_more_and_says_why_where_it_found_nothing(inspector: Inspector) -> None:
    extra = {"mono_check": {"correlation": 0.25, "why": "<b>odd</b>"}, "headroom": 3.1, "other": {"error": "ValueError: no."}}
    inspector.show_records([record(extra=extra)])
    next(button for button in inspector.findChildren(QPushButton) if button.text() == "More").click()
    words = shown(inspector)
    for name, value in {
        "mono check: correlation": "0.25",
        "mono check: why": "<b>odd</b>",
        "headroom": "3.1",
        "other": "ValueError: no.",
    }.items():
        assert words[words.index(name) + 1] == value


def test_what_rounds_to_nothing_is_neither_early_nor_late() -> None:
    assert [milliseconds(value, signed=True) for value in (-0.04, 0.04, -6.7, 6.7)] == ["0.0 ms", "0.0 ms", "−6.7 ms", "+6.7 ms"]
