"""The inspector in the window: what is said in it reaches the samples that it shows, whatever is chosen or said elsewhere meanwhile."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from sp404_gui.domain.match import Match
from sp404_gui.engine.jobs import reading
from sp404_gui.ui.control import inspector_control
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.panels.inspector import panel
from sp404_gui.ui.panels.inspector.matches import MatchList
from sp404_gui.ui.panels.inspector.note import NoteField
from sp404_gui.ui.widgets.stars import Stars
from tests.ui.inspecting import part
from tests.ui.windows import current, opened, until


@asynccontextmanager
async def shown(home: Path, job: Path) -> AsyncIterator[MainWindow]:
    async with opened(home, str(job)) as window:
        await until(lambda: window.table.rowCount() == 6 and window.tasks.idle, "its rows")
        yield window


def ids(window: MainWindow) -> list[str]:
    return [window.table.record(row).id for row in range(window.table.rowCount())]


def said(window: MainWindow, identifier: str) -> tuple[str, bool, int | None]:
    user = window.edits.now([identifier])[identifier]
    return user.note, user.favorite, user.rating


async def in_common(window: MainWindow, identifiers: list[str]) -> None:
    """Choose several, and wait until the inspector shows what they have in common."""
    window.samples.select_ids(identifiers, identifiers[0])
    field = part(window.inspector, NoteField)
    await until(lambda: field.isVisible() and not window.inspector.is_behind, "what they have in common")


async def test_a_note_that_is_typed_on_two_stays_when_a_filter_leaves_one_and_that_is_rated(home: Path, finished_job: Path) -> None:
    async with shown(home, finished_job) as window:
        first, other = ids(window)[:2]
        await in_common(window, [first, other])
        note = part(window.inspector, NoteField)
        note.setPlainText("chop it")
        window.field.set_text(Path(window.table.record(0).path).stem)
        assert window.samples.selected_ids() == [first]
        assert note.toPlainText() == "chop it"
        part(window.inspector, Stars).rated.emit(4)
        assert said(window, first) == ("chop it", False, 4)
        assert said(window, other) == ("chop it", False, None)


async def test_what_was_just_said_of_very_many_is_not_taken_back_by_the_next_click(
    home: Path, finished_job: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shown(home, finished_job) as window:
        monkeypatch.setattr(inspector_control, "_MOST_LIVE", 2)
        await in_common(window, ids(window))
        window.actions_["favorite"].trigger()
        part(window.inspector, Stars).rated.emit(2)
        assert {said(window, identifier) for identifier in ids(window)} == {("", True, 2)}


async def test_a_sample_that_is_chosen_alone_again_shows_what_goes_with_it(home: Path, finished_job: Path) -> None:
    async with shown(home, finished_job) as window:
        matches = part(window.inspector, MatchList)
        window.samples.select_id(ids(window)[0])
        await until(lambda: matches.names, "what goes with it")
        before = matches.names
        await in_common(window, ids(window))
        window.samples.select_id(ids(window)[0])
        await until(lambda: matches.names == before and matches.isVisible(), "what goes with it again")


async def test_a_sample_that_became_the_current_one_among_others_shows_what_goes_with_it_when_it_is_chosen_alone(
    home: Path, finished_job: Path
) -> None:
    async with shown(home, finished_job) as window:
        await in_common(window, ids(window))
        QTest.keyClick(window.samples, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: window.tasks.idle, "what goes with the current one")
        assert len(window.samples.selected_ids()) == 6
        place = window.samples.visualRect(window.samples.currentIndex()).center()
        QTest.mouseClick(window.samples.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        assert window.samples.selected_ids() == [window.samples.current_id()]
        await until(lambda: part(window.inspector, MatchList).names, "what goes with it")


async def test_what_goes_with_a_sample_is_read_once_when_it_is_chosen_from_among_several(
    home: Path, finished_job: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shown(home, finished_job) as window:
        await in_common(window, ids(window))
        await until(lambda: window.tasks.idle, "all that is read")
        read: list[str] = []
        matches_of = reading.read_matches

        def noted(place: str, sample: str) -> tuple[Match, ...]:
            read.append(sample)
            return matches_of(place, sample)

        monkeypatch.setattr(reading, "read_matches", noted)
        window.samples.select_id(ids(window)[3])
        await until(lambda: part(window.inspector, MatchList).names and window.tasks.idle, "what goes with it")
        assert read == [ids(window)[3]]


async def test_a_note_is_kept_when_its_field_goes_with_the_inspector_while_more_becomes_known_of_its_samples(
    home: Path, finished_job: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel, "_FEW", 2)
    async with shown(home, finished_job) as window:
        window.resize(1440, 900)
        window.activateWindow()
        await in_common(window, ids(window))
        note = part(window.inspector, NoteField)
        note.setFocus()
        await until(note.hasFocus, "the field")
        QTest.keyClicks(note, "chop it")
        samples = current(window).samples
        samples.show([replace(record, skip_reason="more is known") for record in samples.store.records])
        window.resize(780, 900)
        await until(lambda: not window.inspector.isVisible(), "a window without an inspector")
        assert {said(window, identifier)[0] for identifier in ids(window)} == {"chop it"}


async def test_what_a_tag_takes_out_of_the_list_as_others_are_chosen_is_in_the_inspector_no_more(home: Path, finished_job: Path) -> None:
    async with shown(home, finished_job) as window:
        window.field.set_text("-done")
        await in_common(window, ids(window)[:3])
        part(window.inspector, QLineEdit).setText("done")
        window.samples.select_ids(ids(window)[1:3])
        await until(lambda: not window.inspector.is_behind, "what is left")
        part(window.inspector, Stars).rated.emit(5)
        rated = [record.user.rating for record in current(window).store.records if "done" in record.user.tags]
        assert rated == [None] * 3


async def test_a_click_that_comes_before_others_are_shown_changes_nothing_of_them(home: Path, finished_job: Path) -> None:
    async with shown(home, finished_job) as window:
        window.samples.select_id(ids(window)[0])
        heart = next(button for button in window.inspector.findChildren(QToolButton) if button.accessibleName() == "Favorite")
        heart.click()
        window.samples.selectAll()
        heart.click()
        assert [said(window, identifier)[1] for identifier in ids(window)] == [True, *[False] * 5]
        await until(lambda: not window.inspector.is_behind, "what all have in common")
        heart.click()
        assert all(said(window, identifier)[1] for identifier in ids(window))
