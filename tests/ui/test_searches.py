"""Searches that are kept under a name: found again, renamed, ordered, forgotten, and there after a restart."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sp404_gui.ui.dialogs.search_name import SearchNameDialog
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.panels.searches import SearchRow
from sp404_gui.ui.search.saved import SavedSearch, as_rows, from_rows, moved
from tests.ui.windows import opened, until

LOUD = SavedSearch(name="Loud", text="loudness:>-14", sort=("loudness", "descending"))
HERE = SavedSearch(name="Here", text="kick", place="/jobs/1")
AWAY = SavedSearch(name="Away", text="snare", place="/jobs/2")


def rows(window: MainWindow) -> list[SearchRow]:
    return [button for button in window.sidebar.searches.buttons if isinstance(button, SearchRow)]


def lines(window: MainWindow) -> list[tuple[str, str]]:
    return [(row.text(), row.detail) for row in rows(window)]


def _is_open(window: MainWindow) -> bool:
    return any(dialog.isVisible() for dialog in window.findChildren(SearchNameDialog))


async def name_it(window: MainWindow, name: str, *, here: bool = False) -> None:
    dialog = next(dialog for dialog in window.findChildren(SearchNameDialog) if dialog.isVisible())
    dialog.activateWindow()
    await until(dialog.isActiveWindow, "the dialog in front")
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, name)
    dialog.here.setChecked(here)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    await until(lambda: not _is_open(window), "the end of the dialog")


def press(row: SearchRow, key: Qt.Key, *, alt: bool = False) -> None:
    row.setFocus()
    QTest.keyClick(row, key, Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier)


async def test_a_search_is_kept_applied_renamed_moved_forgotten_and_there_after_a_restart(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        window.searches.save()
        assert "Type a filter first" in window.notices.text
        assert lines(window) == []
        window.field.set_text("length:>0")
        window.samples.order_by(("length", "descending"))
        window.actions_["save_search"].trigger()
        await name_it(window, "Longest first")
        window.field.set_text("nowhere_to_be_found")
        window.actions_["save_search"].trigger()
        await name_it(window, "Nothing", here=True)
        await until(lambda: lines(window) == [("Longest first", "6"), ("Nothing", "0")], "both with their counts")
        window.field.set_text("")
        window.samples.order_by(("name", "ascending"))

        press(rows(window)[0], Qt.Key.Key_Return)
        assert (window.field.text(), window.samples.order) == ("length:>0", ("length", "descending"))
        assert [row.isChecked() for row in rows(window)] == [True, False]
        press(rows(window)[0], Qt.Key.Key_Return)
        assert (window.field.text(), window.table.rowCount()) == ("", 6)

        press(rows(window)[0], Qt.Key.Key_Down, alt=True)
        assert [name for name, _ in lines(window)] == ["Nothing", "Longest first"]
        press(rows(window)[0], Qt.Key.Key_F2)
        await name_it(window, "None at all", here=True)
        press(rows(window)[1], Qt.Key.Key_Delete)
        assert [name for name, _ in lines(window)] == ["None at all"]
        window.notices._act()  # noqa: SLF001 - its button
        assert [name for name, _ in lines(window)] == ["None at all", "Longest first"]

    async with opened(home, str(finished_job)) as window:
        await until(lambda: lines(window) == [("None at all", "0"), ("Longest first", "6")], "what was kept")
        window.shelf.close_current()
        await until(lambda: lines(window) == [], "no collection, no searches")


async def test_counts_follow_what_the_user_says_of_samples(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        window.field.set_text("favorite:yes")
        window.searches.save()
        await name_it(window, "Loved")
        window.field.set_text("")
        await until(lambda: lines(window) == [("Loved", "0")], "its count")
        window.samples.selectAll()
        window.edits.favor()
        await until(lambda: lines(window) == [("Loved", "6")], "the new count")


def test_a_search_for_one_collection_is_offered_there_alone_and_moves_past_what_is_shown() -> None:
    assert [search.name for search in (LOUD, HERE, AWAY) if search.is_for("/jobs/1")] == ["Loud", "Here"]
    assert moved([LOUD, AWAY, HERE], LOUD, 1, "/jobs/1") == [HERE, AWAY, LOUD]
    assert moved([LOUD, AWAY, HERE], LOUD, -1, "/jobs/1") == [LOUD, AWAY, HERE]
    assert moved([LOUD, AWAY, HERE], HERE, 1, "/jobs/1") == [LOUD, AWAY, HERE]


def test_searches_come_back_from_the_file_and_nonsense_does_not() -> None:
    assert from_rows(as_rows([LOUD, HERE, AWAY])) == [LOUD, HERE, AWAY]
    assert from_rows([7, {}, {"name": "x"}, {"name": 1, "text": "x"}, {"name": "x", "text": ""}]) == []


@pytest.mark.parametrize("sort", [None, "name", ["name"], [1, 2], {}])
def test_a_search_whose_order_is_lost_is_ordered_by_name(sort: object) -> None:
    assert from_rows([{"name": "x", "text": "y", "sort": sort}]) == [SavedSearch(name="x", text="y")]
