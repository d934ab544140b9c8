"""The real window over a home of its own, as the program starts it."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import get_type_hints

from PySide6.QtWidgets import QApplication

from sp404_gui.config.paths import locations
from sp404_gui.engine.choices import remember_as_own, settled
from sp404_gui.engine.jobs.reading import collection_info
from sp404_gui.ui.app import make_window
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.dialogs.settings import SettingsDialog
from sp404_gui.ui.dialogs.settings_pages import SettingsPages
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.window_state import read_state, state_file

LONGEST_S = 30.0


async def until(condition: Callable[[], object], what: str = "", within_s: float = LONGEST_S) -> None:
    """Let the window work until something holds.

    Raises:
        AssertionError: It did not in time; says `what`.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + within_s
    while not condition():
        assert loop.time() < deadline, f"{what or condition} did not come true in {within_s:.0f} s"
        await asyncio.sleep(0.01)


def current(window: MainWindow) -> Collection:
    """The collection that is shown."""
    assert window.shelf.current is not None
    return window.shelf.current


async def planned(window: MainWindow) -> PlanDialog:
    """The plan, once it may start."""
    await until(lambda: (plan := window.findChild(PlanDialog)) is not None and plan.start.isEnabled(), "a plan")
    plan = window.findChild(PlanDialog)
    assert plan is not None
    return plan


def settings_dialog(theme: Theme, icons: Icons) -> SettingsDialog:
    """The settings, put together at once."""
    pages = SettingsPages(*(page() for page in get_type_hints(SettingsPages).values()))
    dialog = SettingsDialog(theme, icons, pages)
    for page in pages:
        dialog.take_in(page)
    dialog.begin()
    return dialog


@asynccontextmanager
async def opened(
    home: Path, job: str = "", *folders: Path, first_time: bool = False, from_others: bool = False
) -> AsyncIterator[MainWindow]:
    """The window, shown; leaving closes it as the user does, and waits until all is saved. The job is the user's own."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme("dark")
    file = state_file(locations(os.environ).config_file)
    assert file.startswith(str(home)), "a test must not touch the user's own state"
    state = read_state(file)
    state.seen = not first_time
    if job and not from_others:
        remember_as_own(collection_info(job).folders)
    app.setStyleSheet("")  # as at the start of the program: what is put together in a dressed one takes half as long again
    window = make_window(app, theme, state, file)
    closed = asyncio.Event()
    window.closed.connect(closed.set)
    window.show()
    window.begin(settled().settings, job, [str(folder) for folder in folders])
    try:
        yield window
    finally:
        window.close()
        await asyncio.wait_for(closed.wait(), LONGEST_S)
        await window.keep_last()
        await window.shut_down()
        window.deleteLater()
        app.sendPostedEvents(None, 0)
        app.processEvents()


def names(window: MainWindow) -> list[str]:
    """File names of the rows, as they stand in the list."""
    return [window.table.record(row).sample.path for row in range(window.table.rowCount())]
