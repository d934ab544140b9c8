"""`--screenshot`: a picture of the window with a given job folder, size, theme and scale, for the user guide and for review."""

import asyncio
import os
import tempfile

from PySide6.QtWidgets import QApplication

from sp404_gui.config.settings import resolve
from sp404_gui.ui import bridge
from sp404_gui.ui.app import make_window
from sp404_gui.ui.arguments import Arguments
from sp404_gui.ui.language import ENGLISH, speak
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.window_state import WindowState

_LOOK_S = 0.05
_LOOKS = 200
_QUIET_LOOKS = 12


def take(arguments: Arguments) -> int:
    """Write the picture; the exit code. Nothing of the user's own window state is read or written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(arguments.scale)
    app = QApplication(["sp404-gui"])
    with tempfile.TemporaryDirectory() as home:
        if not arguments.job:
            os.environ["SP404_HOME"] = home  # the empty window of a first start
        return bridge.run(app, lambda: _take(app, arguments))


async def _take(app: QApplication, arguments: Arguments) -> int:
    speak(app, arguments.language or ENGLISH)
    theme = Theme("light" if arguments.theme == "light" else "dark")
    settings = resolve({"go_on": "wait"}, os.environ).settings
    state = WindowState(seen=True, on_select=False)
    window = make_window(app, theme, state)
    window.arrange(*arguments.size)
    window.show()
    window.shelf.trusting = True  # nobody could answer
    window.begin(settings, arguments.job)
    await _settled(window)
    window.show_for_picture(arguments.view, arguments.filter, arguments.row, similar=arguments.similar)
    await _settled(window)
    written = window.grab().save(arguments.screenshot)
    await window.shut_down()
    window.deleteLater()
    return 0 if written else 1


async def _settled(window: MainWindow) -> None:
    """Wait until everything is loaded and nothing more comes."""
    quiet = 0
    for _ in range(_LOOKS):
        await asyncio.sleep(_LOOK_S)
        quiet = quiet + 1 if window.is_settled else 0
        if quiet == _QUIET_LOOKS:
            return
