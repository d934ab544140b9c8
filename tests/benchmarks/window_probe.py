"""The real window, watched from inside: `python -m tests.benchmarks.window_probe WHAT ARGUMENT…` prints one JSON object.

launch [JOB]        seconds from the start of the process to the first painted window, and to the first painted rows of a job
stalls FOLDER       what the event loop does while a job over a folder runs, with scrolling and selecting going on
drop FOLDER         how long a drop of all files in a folder takes, and until all rows are listed
memory JOB          bytes that the process holds with a finished job on the screen
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import psutil
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

import sp404_gui.engine.listening.listener  # noqa: F401 - before Qt, as the program itself does
from sp404_gui.ui import bridge
from sp404_gui.ui.app import SWITCH_S, make_app, make_window, read_settings
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.window_state import WindowState

_TICK_MS = 4
_SCROLL_MS = 40
_STEP_MS = 350
_LISTED_SAMPLES = 10_000

Figures = dict[str, Any]


class FirstPaint(QObject):
    """Notes when the window, and when rows, were painted first.

    Args:
        window: What is watched.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_s: float | None = None
        self.rows_s: float | None = None
        self._window = window
        window.installEventFilter(self)
        window.samples.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a painting that is about to happen, once the painting is over."""
        if event.type() == QEvent.Type.Paint:
            if self.window_s is None:
                QTimer.singleShot(0, lambda: self._note("window_s"))
            if self.rows_s is None and self._window.table.rowCount():
                QTimer.singleShot(0, lambda: self._note("rows_s"))
        return False

    def _note(self, name: str) -> None:
        if getattr(self, name) is None:
            setattr(self, name, time.time() - psutil.Process().create_time())


async def launch(window: MainWindow, *job: str) -> Figures:
    """The first paintings."""
    paint = FirstPaint(window)
    window.show()
    QApplication.processEvents()
    settings, _ = await asyncio.to_thread(read_settings)
    window.begin(settings, *job)
    await _until(lambda: paint.window_s is not None and (not job or paint.rows_s is not None))
    return {"window_s": paint.window_s, "rows_s": paint.rows_s}


async def stalls(window: MainWindow, folder: str) -> Figures:
    """Gaps between ticks of a timer, beyond its interval."""
    from sp404_gui.ui.job_start import JobStart  # noqa: PLC0415 - a launch must not pay for it

    window.show()
    window.begin(read_settings()[0])
    window.drops.take([folder])
    await _until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY and len(window.shelf.current.store))
    collection = window.shelf.current
    assert collection is not None
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(max(0.0, now - last - _TICK_MS / 1000))
        last = now

    scrollbar = window.samples.verticalScrollBar()
    timers = [
        _every(window, _TICK_MS, tick),
        _every(window, _SCROLL_MS, lambda: scrollbar.setValue((scrollbar.value() + 40) % max(1, scrollbar.maximum()))),
        _every(window, _STEP_MS, lambda: window.samples.move_current(1)),
    ]
    begun = time.perf_counter()
    await collection.run.work(collection.info.options, JobStart())
    seconds = time.perf_counter() - begun
    for timer in timers:
        timer.stop()
    gaps.sort()
    return {
        "seconds": seconds,
        "samples": len(collection.store),
        "ticks": len(gaps),
        "longest_ms": 1000 * gaps[-1],
        "p999_ms": 1000 * gaps[int(len(gaps) * 0.999)],
        "p99_ms": 1000 * gaps[int(len(gaps) * 0.99)],
        "over_50_ms": sum(gap > 0.05 for gap in gaps),
    }


async def drop(window: MainWindow, folder: str) -> Figures:
    """A drop of many files, through Qt's own events."""
    window.show()
    window.begin(read_settings()[0])
    await asyncio.sleep(0.5)
    files = [os.path.join(place, name) for place, _, names in os.walk(folder) for name in names]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(file) for file in files])
    everywhere = QPointF(window.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(everywhere.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys))
    begun = time.perf_counter()
    QApplication.sendEvent(window.overlay, QDropEvent(everywhere, Qt.DropAction.CopyAction, data, buttons, keys))
    returned = time.perf_counter() - begun
    await _until(lambda: window.table.rowCount() > 0)
    first = time.perf_counter() - begun
    await _until(lambda: window.table.rowCount() == len(files))
    return {"files": len(files), "returned_s": returned, "first_rows_s": first, "listed_s": time.perf_counter() - begun}


async def memory(window: MainWindow, job: str) -> Figures:
    """What the process holds, after some scrolling."""
    window.show()
    window.begin(read_settings()[0], job)
    await _until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY)
    scrollbar = window.samples.verticalScrollBar()
    for step in range(100):
        scrollbar.setValue(scrollbar.maximum() * step // 100)
        await asyncio.sleep(0.01)
    return {"rows": window.table.rowCount(), "bytes": psutil.Process().memory_info().rss}


async def _until(condition: Callable[[], object], within_s: float = 600.0) -> None:
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 - what is waited for shows in many places
            await asyncio.sleep(0.005)


def _every(window: MainWindow, milliseconds: int, act: Callable[[], object]) -> QTimer:
    timer = QTimer(window)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(act)
    timer.start(milliseconds)
    return timer


async def _watched(app: QApplication, what: Callable[..., Awaitable[Figures]], arguments: list[str]) -> int:
    window = make_window(app, Theme("dark"), WindowState(seen=True))
    figures = await what(window, *arguments)
    window.close()
    await window.shut_down()
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


def main(what: str, *arguments: str) -> int:
    sys.setswitchinterval(SWITCH_S)
    app = make_app()
    measures: dict[str, Callable[..., Awaitable[Figures]]] = {"launch": launch, "stalls": stalls, "drop": drop, "memory": memory}
    return bridge.run(app, lambda: _watched(app, measures[what], list(arguments)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
