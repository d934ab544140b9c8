"""The dialog that has found what is there twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid

from sp404_gui.domain.duplicate import Sameness
from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog
from sp404_gui.ui.dialogs.duplicates.scope import Scope
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from tests.ui.windows import opened, until


@asynccontextmanager
async def searched(
    home: Path, job: Path, groups: int = 2, *, everywhere: bool = False
) -> AsyncIterator[tuple[MainWindow, DuplicatesDialog]]:
    """The window with the dialog open, and found what there is."""
    async with opened(home, str(job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        await until(lambda: len(window.shelf.infos) > everywhere, "the other collections")
        window.actions_["duplicates"].trigger()
        dialog = window.findChild(DuplicatesDialog)
        assert isinstance(dialog, DuplicatesDialog)
        dialog.scope.kinds[Sameness.NEAR].setChecked(False)
        if everywhere:
            dialog.scope.where.setCurrentIndex(dialog.scope.where.count() - 1)
            assert dialog.scope.scope is Scope.ALL
        QTest.mouseClick(dialog.scope.look, Qt.MouseButton.LeftButton)
        await until(lambda: dialog.groups.count() == groups, "all groups")
        yield window, dialog
        if isValid(dialog):
            dialog.close_.click()
        await until(lambda: window.tasks.idle, "the end of the dialog")
