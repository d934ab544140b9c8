"""The inspector shows what is known, in plain words, and why the rest is absent."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.groove import Groove, TimingFeel
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import Sample, SampleError, SampleStatus, UserEdits
from sp404_gui.ui.panels.inspector import Inspector
from sp404_gui.ui.panels.inspector.category_box import CategoryBox
from sp404_gui.ui.panels.inspector.sheet import Sheet
from sp404_gui.ui.panels.inspector.timing import TimingGrid
from sp404_gui.ui.panels.inspector.units import milliseconds
from tests.ui.inspecting import DUSTY, KICK, part, record, show_several, shown


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


def test_many_samples_that_change_all_the_time_are_read_anew_now_and_then(qtbot: QtBot, inspector: Inspector) -> None:
    show_several(qtbot, inspector, [record(number) for number in range(60)])
    assert {"60 selected", "60 Drums"} <= set(shown(inspector))
    vocals = replace(KICK, category=Category.VOCALS)
    inspector.show_records([record(number, features=vocals) for number in range(60)])
    qtbot.waitUntil(lambda: "60 Vocals" in shown(inspector))
    inspector.show_records([record(number) for number in range(60)])
    inspector.hide()
    assert not [timer for timer in inspector.findChildren(QTimer) if timer.isActive()]
    inspector.show()
    assert "60 Drums" in shown(inspector)


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


def test_a_sample_whose_file_is_cut_short_says_what_is_missing(inspector: Inspector) -> None:
    sentence = "Only 1.18 of 3.11 s could be decoded: it is cut short or damaged."
    inspector.show_records([record(features=replace(KICK, damage=sentence))])
    assert sentence in shown(inspector)
    inspector.show_records([record(2)])
    assert sentence not in shown(inspector)


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


def test_what_nobody_sees_is_put_together_when_it_is_seen(inspector: Inspector) -> None:
    inspector.show_records([record()])
    inspector.hide()
    inspector.show_records([record(number) for number in range(3)])
    inspector.show_records([record(number) for number in range(2)])
    assert "2 selected" not in shown(inspector)
    inspector.show()
    assert "2 selected" in shown(inspector)
