"""Every widget of the window and its dialogs: named, reachable by keyboard, and never taken in by what it shows."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.search.saved import SavedSearch
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.stylesheet import stylesheet
from sp404_gui.ui.theme import Mode
from sp404_gui.ui.viewing import VIEW_NAMES
from sp404_gui.ui.widgets.suggestion_list import SuggestionList
from tests.naughty import HOSTILE
from tests.ui.every_place import DIALOGS, answers, dialog, pages
from tests.ui.hostile import make_hostile
from tests.ui.widget_walk import active, interactive, not_dressed_once, shows_focus, spoken_name, tab_stops, tabbed, texts
from tests.ui.windows import current, opened, until


@asynccontextmanager
async def hostile_window(home: Path, job: Path) -> AsyncIterator[MainWindow]:
    """The window over a hostile job, everything in it shown, its first sample selected."""
    async with opened(home, str(make_hostile(job))) as window:
        await until(lambda: window.table.rowCount() == 6 and window.shelf.current is not None, "its rows")
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        window.samples.move_current(1)
        window.sidebar.searches.show_searches([SavedSearch(name=HOSTILE, text=HOSTILE)])
        window.notices.say(HOSTILE, "warning", "Go on", lambda: None)
        await until(lambda: window.tasks.idle, "what is read")
        window.activateWindow()
        await until(window.isActiveWindow, "the window in front")
        yield window


def assert_inert(window: QWidget) -> None:
    """Nothing in a window acts, whatever it says."""
    assert active(window) == []


def assert_reachable(window: QWidget) -> list[QWidget]:
    """Tab and Shift+Tab reach every control once; each shows that it has the keyboard."""
    dull: list[QWidget] = []
    forth = tabbed(window, look=lambda widget: None if shows_focus(window, widget) else dull.append(widget))
    assert _listed(set(tab_stops(window)) - set(forth)) == []
    assert len(forth) == len(set(forth)), _listed(forth)
    assert _listed(set(tabbed(window, Qt.Key.Key_Backtab)) ^ set(forth)) == []
    assert _listed(dull) == []
    return forth


def _listed(widgets: Iterable[QWidget]) -> list[str]:
    return [f"{type(widget).__name__} {spoken_name(widget)!r}" for widget in widgets]


@pytest.mark.parametrize("mode", ["dark", "light"])
async def test_every_control_is_named_reached_by_tab_and_shows_the_keyboard(mode: Mode, home: Path, finished_job: Path) -> None:
    async with hostile_window(home, finished_job) as window:
        window.services.theme.set_mode(mode)
        await until(window.updatesEnabled, "the colours, painted in a turn of their own")
        for view in VIEW_NAMES:
            window.show_view(view)
            await until(lambda: window.tasks.idle, view)
            assert _listed(widget for widget in interactive(window) if not spoken_name(widget)) == []
            window.bar.add.setFocus()
            assert_as_it_is_read(window, assert_reachable(window))
        window.show_view("list")
        window.similar.find()
        await until(lambda: window.similar_bar.isVisible() and window.tasks.idle, "what is compared")
        assert _listed(widget for widget in interactive(window.similar_bar) if not spoken_name(widget)) == []
        window.bar.add.setFocus()
        assert_reachable(window)
        assert_inert(window)


def assert_as_it_is_read(window: MainWindow, stops: list[QWidget]) -> None:
    """Tab goes from region to region, each of them once, from the top to the bottom, and comes back to the first."""
    regions = (window.bar, window.sidebar, window.notices, window.views, window.inspector, window.wave, window.strip)
    visited = [key for key, _ in groupby(next(n for n, region in enumerate(regions) if region.isAncestorOf(stop)) for stop in stops)]
    assert visited == [*sorted(set(visited)), 0]


async def test_hostile_words_are_only_words_everywhere_in_the_window(home: Path, finished_job: Path) -> None:
    async with hostile_window(home, finished_job) as window:
        said = dict(texts(window))
        assert any("<img" in text for text in said.values()), "the test would prove nothing"
        for view in VIEW_NAMES:
            window.show_view(view)
            await until(lambda: window.tasks.idle, view)
            assert_inert(window)
        window.samples.selectAll()
        assert_inert(window)
        for row in range(6):
            window.show_view("list")
            window.samples.select_id(window.table.record(row).id)
            await until(lambda: window.tasks.idle, "what is read of it")
            assert_inert(window)
        window.field.set_text(f'vibe:"{HOSTILE}" {HOSTILE} nonsense:{HOSTILE}')
        assert_inert(window)


async def test_every_dialog_is_named_plain_and_usable_by_keyboard(home: Path, finished_job: Path) -> None:
    async with hostile_window(home, finished_job) as window:
        window.services.theme.set_mode("light")
        await until(window.updatesEnabled, "the new colours")
        sheet = stylesheet(window.services.theme.palette)
        for name in DIALOGS:
            async with dialog(window, name, HOSTILE) as shown:
                assert _listed(not_dressed_once(window, sheet)) == [], name
                for turn in [*pages(shown), *answers(shown)]:
                    turn()
                    assert _listed(widget for widget in interactive(shown) if not spoken_name(widget)) == [], name
                    assert_inert(shown)
                    assert_reachable(shown)


async def test_menus_show_hostile_words_as_they_are(home: Path, finished_job: Path) -> None:
    async with hostile_window(home, finished_job) as window:
        menu = window.inspector.copy_menu(window.inspector.rect().center())
        assert_inert(menu)
        window.samples.context_menu.emit(window.rect().center(), window.samples.selected_ids())
        opened_menu = QApplication.activePopupWidget()
        assert isinstance(opened_menu, QMenu)
        assert_inert(opened_menu)
        opened_menu.close()


async def test_what_opens_over_the_window_is_dressed_as_the_window_is(home: Path, finished_job: Path) -> None:
    async with hostile_window(home, finished_job) as window:
        place, search, collection = window.rect().center(), SavedSearch(name="kicks", text="kick"), current(window)
        ways: dict[type[QWidget], list[Callable[[], object]]] = {
            QMenu: [
                lambda: window.samples.context_menu.emit(place, window.samples.selected_ids()),
                lambda: window.sidebar.searches.menu_wanted.emit(search, place),
            ],
            SuggestionList: [lambda: QTest.keyClicks(window.field, "cat")],
            QFileDialog: [window.files.choose_folder, lambda: window.collections._moved._choose(collection)],  # noqa: SLF001 - no samples went
        }
        window.field.setFocus()
        for kind, opens in ways.items():
            for way in opens:
                way()
                (seen,) = (widget for widget in window.findChildren(kind) if widget.isVisible())
                assert _listed(not_dressed_once(window, stylesheet(window.services.theme.palette))) == []
                seen.close()
