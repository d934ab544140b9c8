"""`python -m tests.ui.hand`: the program, and a hand that presses Start once, as soon as a job that was begun waits for it."""

import sys
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from sp404_gui.ui import app
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.window_state import WindowState
from tests.ui.program import Program


class Handled(Program):
    """The window as a process whose user presses Start."""

    def line(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "tests.ui.hand", *map(str, arguments)]


def _made(application: QApplication, theme: Theme, state: WindowState, file: str) -> MainWindow:
    window = _make_window(application, theme, state, file)

    def press() -> None:
        current = window.shelf.current
        if current is not None and current.stage is Stage.READY:
            window.shelf.moved_on.disconnect(soon)
            window.bar.start.click()

    def soon() -> None:
        QTimer.singleShot(0, window, press)

    window.shelf.moved_on.connect(soon)
    return window


_make_window = app.make_window

if __name__ == "__main__":
    with mock.patch.object(app, "make_window", _made):
        sys.exit(app.main())
