"""The composition root of the window: builds the services, shows the window, and ends when it is closed and all is saved."""

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from sp404_gui import __version__
from sp404_gui.config.paths import locations, resource
from sp404_gui.domain.errors import UsageError
from sp404_gui.engine.listening.listener import Listener
from sp404_gui.ui import bridge
from sp404_gui.ui.application import Application
from sp404_gui.ui.arguments import Arguments, parse
from sp404_gui.ui.heap import arrange_heap
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.language import speak
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.program_log import keep_log
from sp404_gui.ui.services import Services
from sp404_gui.ui.single import FirstWindow, find_first, lock_of, server_name
from sp404_gui.ui.state_keeper import StateKeeper
from sp404_gui.ui.theme import Theme, mode_of
from sp404_gui.ui.window_state import WindowState, read_state, state_file

if TYPE_CHECKING:
    from sp404_gui.config.settings import Settings

SWITCH_S = 0.001
"""How long a thread may keep the interpreter from the window."""
_SIGNALS_MS = 200


def main(argv: Sequence[str] | None = None) -> int:
    """Start the window; the exit code."""
    multiprocessing.freeze_support()
    arguments = parse(sys.argv[1:] if argv is None else argv)
    if arguments.devices:
        from sp404_gui.ui.devices import print_devices  # noqa: PLC0415 - a start with a window has no use for it

        return print_devices()
    if arguments.screenshot:
        from sp404_gui.ui.screenshot import take  # noqa: PLC0415 - a start with a window has no use for it

        return take(arguments)
    if arguments.self_test:
        from sp404_gui.ui.self_test.trials import run  # noqa: PLC0415 - as above

        return run(say=partial(print, flush=True))
    sys.setswitchinterval(SWITCH_S)
    app = make_app()
    places = locations(os.environ)
    name, lock = server_name(places.config_file), lock_of(places.config_file)
    if not lock.tryLock(0) and find_first(lock, name, [*arguments.folders, *([arguments.job] if arguments.job else [])]):
        return 0
    keep_log(places.log_dir)
    return bridge.run(app, lambda: _live(app, arguments, name, lock))


def make_app() -> Application:
    """Qt's application object, with its names."""
    arrange_heap()
    app = Application([sys.argv[0]])
    app.setApplicationName("sp404-batch")
    app.setApplicationDisplayName("SP-404 Batch")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(os.fspath(resource("app.svg"))))
    app.setDesktopFileName("io.github.sp404_batch")
    return app


async def _live(app: Application, arguments: Arguments, name: str, lock: QLockFile) -> int:
    file = state_file(locations(os.environ).config_file)
    state = read_state(file)
    speak(app, arguments.language or state.language)
    theme = Theme(arguments.theme or mode_of(state.theme))
    window = make_window(app, theme, state, file)
    first = FirstWindow(name, window, alone=lock.error() is not QLockFile.LockError.LockFailedError)
    first.called.connect(window.take_paths)
    closed = asyncio.Event()
    window.closed.connect(closed.set)
    heartbeat = _let_signals_through(window)
    window.show()
    app.processEvents()  # the first frame: everything else takes longer
    settings, complaint = await asyncio.to_thread(read_settings)
    theme.set_mode(arguments.theme or settings.theme)
    window.begin(settings, arguments.job, arguments.folders, complaint)
    app.hear(window.take_paths)
    await closed.wait()
    heartbeat.stop()
    app.hear(None)
    first.turn_away()
    state.theme, state.language = window.services.settings.theme, window.services.settings.language
    await window.keep_last()
    first.close()
    await window.shut_down()
    lock.unlock()  # threads that a hung disk holds may live on, and would keep every later start waiting
    window.deleteLater()
    return 0


def make_window(app: QApplication, theme: Theme, state: WindowState, file: str = "") -> MainWindow:
    """The window, ready to be shown; without a file it leaves no state behind."""
    theme.prepare(app)
    keeper = StateKeeper(state, file)
    window = MainWindow(Services(theme=theme, icons=Icons(theme), state=state, keeper=keeper, listener=Listener()))
    for part in window.parts:
        theme.dress(part)
    return window


def read_settings() -> "tuple[Settings, str]":
    """The settings, and what is wrong with the settings file; with a wrong one, the defaults hold. Blocks, and brings the engine along."""
    from sp404_gui.config.settings import resolve  # noqa: PLC0415 - once the first frame is painted
    from sp404_gui.engine.choices import settled  # noqa: PLC0415 - as above
    from sp404_gui.ui.job_start import warm_up  # noqa: PLC0415 - as above

    warm_up(online=False)
    try:
        return settled().settings, ""
    except UsageError as error:
        return resolve({}, {name: value for name, value in os.environ.items() if name == "SP404_HOME"}).settings, str(error)


def _let_signals_through(window: MainWindow) -> QTimer:
    """Ctrl-C in the terminal closes the window: Python looks for signals only when it runs."""
    import signal  # noqa: PLC0415 - only here

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    timer = QTimer(window)
    timer.timeout.connect(lambda: None)
    timer.start(_SIGNALS_MS)
    return timer
