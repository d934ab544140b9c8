"""The self-test: each thing that an application needs is tried for real, and said in a line."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from PySide6.QtWidgets import QApplication

from sp404_gui import __version__
from sp404_gui.config.paths import resource
from sp404_gui.config.secrets import system_keyring
from sp404_gui.config.settings import resolve
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.ui import bridge
from sp404_gui.ui.app import make_window
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.self_test.answering import AnsweringServer
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.window_state import WindowState

_LONGEST_S = 120.0
_LOOK_S = 0.05

Say = Callable[[str], None]


def run(say: Say) -> int:
    """Try everything, in a home of its own; the exit code is 1 when something does not work."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    say(f"SP-404 Batch {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    started = time.perf_counter()
    app = QApplication(["sp404-gui"])
    with tempfile.TemporaryDirectory() as home, AnsweringServer() as server:
        for name in [name for name in os.environ if name.startswith(("SP404_", "OPENROUTER_"))]:
            del os.environ[name]
        os.environ.update(SP404_HOME=home, SP404_PROVIDER=server.base_url, SP404_MODELS="self-test", SP404_INTERVAL_S="0")
        return bridge.run(app, lambda: _run(app, server, say, started))


async def _run(app: QApplication, server: AnsweringServer, say: Say, started: float) -> int:
    sound = True
    async with _window(app) as window:
        say(f"ok    window       painted {(time.perf_counter() - started):.1f} s after the start")
        sound &= await _tried(say, "job", lambda: _job(window, server))
        sound &= await _tried(say, "listening", lambda: _listening(window))
    sound &= await _tried(say, "keyring", _keyring)
    say("Everything works." if sound else "Something does not work: see above.")
    return 0 if sound else 1


async def _tried(say: Say, name: str, trial: Callable[[], Awaitable[str]]) -> bool:
    try:
        found = await asyncio.wait_for(trial(), _LONGEST_S)
    except Exception as error:  # noqa: BLE001 - whatever does not work is what this looks for
        say(f"FAIL  {name:<12} {type(error).__name__}: {error}")
        return False
    say(f"ok    {name:<12} {found}")
    return True


@asynccontextmanager
async def _window(app: QApplication) -> AsyncIterator[MainWindow]:
    window = make_window(app, Theme("dark"), WindowState(seen=True, on_select=False))
    window.show()
    app.processEvents()
    window.begin(resolve({"go_on": "wait"}, os.environ).settings, folders=[os.fspath(resource("demo"))])
    try:
        yield window
    finally:
        await window.shut_down()
        window.deleteLater()


async def _job(window: MainWindow, server: AnsweringServer) -> str:
    """Decode and measure in worker processes, and ask the server, as Start does."""
    await _until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY and window.tasks.idle)
    if (collection := window.shelf.current) is None:
        raise RuntimeError("there is no collection")
    started = time.perf_counter()
    window.runs.run(collection, collection.info.options)
    await _until(lambda: collection.info.counts.done + collection.info.counts.failed >= collection.info.counts.total > 0)
    await _until(lambda: collection.stage is Stage.READY)
    records = [window.table.record(row) for row in range(window.table.rowCount())]
    done = sum(record.status is SampleStatus.DONE and record.features is not None for record in records)
    asked = sum(record.vibe is not None and record.vibe.source is VibeSource.ASKED for record in records)
    if not len(records) == done == asked > 0:
        raise RuntimeError(f"of {len(records)} samples {done} were measured and {asked} described")
    return f"{done} samples measured and described in {time.perf_counter() - started:.1f} s, {server.calls} calls"


async def _listening(window: MainWindow) -> str:
    player = window.player
    await _until(lambda: player.available or player.reason)
    return f"on {player.devices()[0].name}" if player.available else player.reason


async def _keyring() -> str:
    keyring = await asyncio.to_thread(system_keyring, os.environ)
    return type(keyring).__module__ if keyring is not None else "none here: keys come from the environment"


async def _until(condition: Callable[[], object]) -> None:
    while not condition():  # noqa: ASYNC110 - Qt's objects tell of no event that asyncio waits for
        await asyncio.sleep(_LOOK_S)
