"""What a test may leave behind: nothing that runs, ticks or shows."""

import asyncio
import gc
import multiprocessing
import threading
import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_PATIENCE_S = 3.0
"""What a thread or a process that was told to end gets to do so."""

_FOREIGN = "Dummy-"
"""How Python names the threads of a sound library that called it once; it cannot know that they ended."""


class Watch:
    """Remembers what there was, and tells what came and stayed."""

    def __init__(self) -> None:
        self._threads = set(threading.enumerate())
        self._children = {child.pid for child in multiprocessing.active_children()}
        self._shown = set(_shown())

    def left(self) -> list[str]:
        """Threads, worker processes and windows that outlived the test."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        deadline = time.monotonic() + _PATIENCE_S
        while (left := list(self._running())) and time.monotonic() < deadline:
            time.sleep(0.01)
        return [*left, *(f"window {widget!r}" for widget in _shown() if widget not in self._shown)]

    def _running(self) -> Iterator[str]:
        for thread in set(threading.enumerate()) - self._threads:
            if not thread.name.startswith(_FOREIGN):
                yield f"thread {thread.name!r}{' (daemon)' if thread.daemon else ''}"
        for child in multiprocessing.active_children():
            if child.pid not in self._children:
                yield f"process {child.name!r}"


def _shown() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def tasks(loops: Iterable[asyncio.AbstractEventLoop]) -> list[str]:
    """Tasks that still go on; asked before the loops are closed, which cancels them."""
    return [f"task {task.get_coro()!r}" for loop in loops for task in asyncio.all_tasks(loop) if not task.done()]


def ticking() -> list[str]:
    """Timers that still tick, though all windows are gone."""
    timers = [thing for thing in gc.get_objects() if type(thing) is QTimer]
    return [f"timer of {timer.interval()} ms of {timer.parent()!r}" for timer in timers if isValid(timer) and timer.isActive()]
