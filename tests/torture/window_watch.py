"""Watches a window from inside: how late its turns come, what it holds, what it complains of."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psutil
from PySide6.QtCore import QEvent, QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from sp404_gui.ui.main_window import MainWindow

_TICK_MS = 4
_REMARKABLE_MS = 50.0
_NOISE = "This plugin does not support"  # what the offscreen platform says of any window with a smallest size, and of menus


@dataclass
class Watched:
    """What the watching saw; times in milliseconds, memory in bytes.

    Attributes:
        gaps_ms: How often ticks came how late, to a tenth: a list of all would grow by 50 MB an hour, and be taken for the window's memory.
        own_ms: How often the window's own thread computed how long between two of them.
        slow: What took long: how long, and what was done last before.
        memory: Bytes held, by second.
        threads: How many there were, by second.
        widgets: How many there were, with nothing open above the window, by second.
        complaints: Of Qt, of the program's log, and of the window itself.
    """

    gaps_ms: dict[float, int] = field(default_factory=dict)
    own_ms: dict[float, int] = field(default_factory=dict)
    slow: list[tuple[float, str]] = field(default_factory=list)
    memory: list[tuple[float, int]] = field(default_factory=list)
    threads: list[tuple[float, int]] = field(default_factory=list)
    widgets: list[tuple[float, int]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Watch:
    """Watches a window from inside.

    Args:
        window: What is watched.
        doing: Says what is done.
    """

    def __init__(self, window: MainWindow, doing: Callable[[], str]) -> None:
        self.seen = Watched()
        self._window = window
        self._doing = doing
        self._begun = self._last = time.perf_counter()
        self._last_own = time.thread_time()
        self._before = qInstallMessageHandler(self._hear)
        window.tasks.failed.connect(lambda error: self.seen.complaints.append(repr(error)))
        self._timer = QTimer(window)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def look(self) -> None:
        """Note what is held, while nothing is open."""
        sweep()
        at_s = time.perf_counter() - self._begun
        self.seen.memory.append((at_s, psutil.Process().memory_info().rss))
        self.seen.threads.append((at_s, threading.active_count()))
        self.seen.widgets.append((at_s, len(QApplication.allWidgets())))
        self._last, self._last_own = time.perf_counter(), time.thread_time()  # looking is not the window's work

    def end(self) -> None:
        """Watch no more."""
        self._timer.stop()
        qInstallMessageHandler(self._before)

    def _tick(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        own_ms = 1000 * (own - self._last_own)
        _count(self.seen.gaps_ms, max(0.0, 1000 * (now - self._last) - _TICK_MS))
        _count(self.seen.own_ms, own_ms)
        if own_ms > _REMARKABLE_MS:
            self.seen.slow.append((own_ms, self._doing()))
        self._last, self._last_own = now, own

    def _hear(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and _NOISE not in message:
            self.seen.complaints.append(message)


def sweep() -> None:
    """Delete what was closed."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _count(counts: dict[float, int], value: float) -> None:
    rounded = round(value, 1)
    counts[rounded] = counts.get(rounded, 0) + 1
