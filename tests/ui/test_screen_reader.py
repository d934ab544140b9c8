"""What a screen reader finds and says: names and kinds of controls, rows as sentences, values, and news from elsewhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sp404_gui.ui.announcing import announce
from sp404_gui.ui.stage import Stage
from tests.ui.every_place import every_place
from tests.ui.tongues import speaking
from tests.ui.widget_walk import interactive, spoken_name
from tests.ui.windows import opened, until

SHAPELESS = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
"""Kinds that say nothing of how a control is used: its description must."""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What is announced, and whether it may interrupt; Qt hands it on to the system, where nobody listens in a test."""
    heard: list[tuple[str, bool]] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append((event.message(), event.politeness() is QAccessible.AnnouncementPoliteness.Assertive))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


async def test_every_control_has_a_name_and_a_kind_or_says_how_it_is_used(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        window.samples.move_current(1)
        await until(lambda: window.tasks.idle, "what is read")
        dumb = {}
        async for place, shown in every_place(window):
            for widget in (one for one in interactive(shown) if one.isVisibleTo(shown)):
                if not spoken_name(widget) or (role_of(widget) in SHAPELESS and not widget.accessibleDescription()):
                    dumb[place, type(widget).__name__] = role_of(widget).name
        assert dumb == {}


def role_of(widget: QWidget) -> QAccessible.Role:
    """What kind of control a screen reader takes a widget for."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role() if interface is not None else QAccessible.Role.NoRole


async def test_a_row_of_the_list_is_read_as_a_sentence_in_the_language_of_the_window(home: Path, finished_job: Path) -> None:
    for language, ready, kind in (("en", "Analysed", "One-shot"), ("de", "Analysiert", "One-Shot")):
        with speaking(language):
            async with opened(home, str(finished_job)) as window:
                await until(lambda: window.table.rowCount() == 6, "its rows")
                window.samples.setFocus()
                QTest.keyClick(window.samples, Qt.Key.Key_Home)
                QTest.keyClick(window.samples, Qt.Key.Key_Down)
                index = window.samples.currentIndex()
                sentence = index.data(Qt.ItemDataRole.AccessibleTextRole)
                table = QAccessible.queryAccessibleInterface(window.samples)
                cells = (table.child(place) for place in range(table.childCount()))
                assert sentence in {cell.text(QAccessible.Text.Name) for cell in cells if cell is not None}
                assert sentence.startswith(index.data() + ", ")
                assert {ready, kind} <= set(sentence.split(", "))
                assert "–" not in sentence


async def test_the_waveform_is_a_slider_that_a_screen_reader_reads_and_moves(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        window.samples.move_current(1)
        wave = window.wave.wave
        await until(lambda: not wave.is_empty, "its wave")
        interface = QAccessible.queryAccessibleInterface(wave)
        assert interface.role() is QAccessible.Role.Slider
        value = interface.valueInterface()
        assert value.maximumValue() == round(wave.span.total_s * 1000) > 0
        wished: list[float] = []
        wave.seek_wanted.connect(wished.append)
        value.setCurrentValue(100)
        assert wished == [0.1]


async def test_news_are_said_wherever_the_keyboard_is(home: Path, finished_job: Path, said: list[tuple[str, bool]]) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        said.clear()
        window.notices.say("Two samples were added.")
        window.notices.say("The disk is full.", "failed")
        assert said == [("Two samples were added.", False), ("The disk is full.", True)]
        said.clear()
        window.field.set_text("nothing-is-called-this")
        window.field.settle()
        await until(lambda: said, "the count")
        assert said == [("0 of 6", False)]


async def test_the_end_of_a_job_is_said(home: Path, finished_job: Path, said: list[tuple[str, bool]]) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        window.strip.show_state("running")
        said.clear()
        window.strip.show_state("finished")
        assert said
        assert "Done" in said[-1][0]


def test_nothing_is_said_of_nothing(said: list[tuple[str, bool]], qapp: object) -> None:  # noqa: ARG001 - widgets need it
    announce(QWidget(), "")
    assert said == []
