"""What the tests of watched folders look at."""

from pathlib import Path

from PySide6.QtCore import QModelIndex

from sp404_gui.ui.collection import Collection
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.models.cells import Role
from sp404_gui.ui.stage import Stage
from tests.ui.windows import current, names, until


async def shown(window: MainWindow, folder: Path, count: int) -> Collection:
    window.drops.take([str(folder)])
    await until(lambda: window.table.rowCount() == count and current(window).stage is Stage.READY and window.tasks.idle, "all rows")
    return current(window)


def name_cell(window: MainWindow, name: str) -> QModelIndex:
    column = next(place for place, column in enumerate(window.table.columns) if column.id == "name")
    return window.table.index(names(window).index(name), column)


def is_new(window: MainWindow, name: str) -> bool:
    return name in names(window) and bool(name_cell(window, name).data(Role.NEW))


def is_measured(window: MainWindow, name: str) -> bool:
    return name in names(window) and window.table.record(names(window).index(name)).features is not None
