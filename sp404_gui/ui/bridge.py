"""Where the engine's asyncio meets Qt's event loop, and its many events become few signals."""

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from PySide6.QtCore import QLoggingCategory, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog
from qasync import QEventLoop

from sp404_gui.domain.events import (
    BatchSent,
    ErrorHappened,
    Event,
    JobFinished,
    JobStarted,
    Noticed,
    Paused,
    Progressed,
    Resumed,
    SampleEdited,
    SampleLent,
    SampleSettled,
    SamplesFound,
    SamplesLoaded,
    SamplesReopened,
    ScanFinished,
    StageFinished,
    Waiting,
)
from sp404_gui.domain.sample import SampleRecord

_LOG = logging.getLogger(__name__)
_GATHER_MS = 100
_THREADS = 8
_PATIENCE_S = 0.5
_GONE_S = 5.0
_LAST_S = 10.0
_MOST_RECORDS = 250
"""Records handed over at once: more would keep the window from its next frame."""


def run(app: QApplication, main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run a coroutine on an event loop that is Qt's as well; its result."""
    loop = make_loop(app)
    asyncio.set_event_loop(loop)
    try:
        return _to_the_end(app, loop, loop.create_task(main()))
    finally:
        loop.close()


def _to_the_end(app: QApplication, loop: asyncio.AbstractEventLoop, task: "asyncio.Task[int]") -> int:
    """Where the system ends the program, or its screen is gone, Qt leaves its loop: the windows close, and what they save is waited for."""
    task.add_done_callback(lambda _: loop.stop())
    loop.run_forever()
    end = time.monotonic() + _LAST_S
    while not task.done():
        if time.monotonic() > end:
            with suppress(OSError):  # the terminal may have gone with the screen
                print("Not all could be saved in time.", file=sys.stderr, flush=True)  # noqa: T201 - the program's own voice
            os._exit(1)  # else the threads that a hung disk holds are waited for, with the program's lock held
        QLoggingCategory.setFilterRules("default.warning=false")  # else Qt says in each of its turns that the screen is gone
        loop.call_soon(app.closeAllWindows)
        loop.run_forever()
    return loop.run_until_complete(task)


def make_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """An event loop that is Qt's as well. Closing the last window does not end it: whoever runs on it decides when all is saved."""
    app.setQuitOnLastWindowClosed(False)
    loop: asyncio.AbstractEventLoop = QEventLoop(app)
    loop.set_default_executor(ThreadPoolExecutor(_THREADS, "window"))  # its own starts ten threads at the first need
    return loop


class Tasks(QObject):
    """Coroutines that the window starts: kept until they end, cancelled with it, their failures said.

    Attributes:
        failed: A task ended with an error that nobody expected; carries the exception.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Start a coroutine and return at once."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def start_for(self, dialog: QDialog, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Start a coroutine for a dialog: when that is closed, nobody waits for it any more."""
        task = self.start(work)
        dialog.finished.connect(lambda _: task.cancel())
        return task

    @property
    def idle(self) -> bool:
        """Whether nothing runs."""
        return not self._running

    async def close(self) -> None:
        """Let what still runs end, as an edit that is being written; cancel what does not end soon, and wait until it is gone."""
        if self._running:
            await asyncio.wait(self._running, timeout=_PATIENCE_S)
        running = list(self._running)
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=_GONE_S)

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _LOG.error("A task of the window failed", exc_info=error)
            self.failed.emit(error)


@dataclass(slots=True)
class Changes:
    """What happened in a job since the last time.

    Attributes:
        records: Samples as they are now, by id.
        progress: The newest numbers.
        waiting: The newest wait, if one began and no call has left since.
        called: Whether a call has left since the newest wait.
        notices: Sentences for the user.
        scanned: The end of the scan, if it came.
        started: The beginning of the work, if it came.
        paused: True after a pause, False after going on, None when neither happened.
        finished: The end, if it came.
        troubled: Whether a sample or a call met an error.
    """

    records: dict[str, SampleRecord] = field(default_factory=dict)
    progress: Progressed | None = None
    waiting: Waiting | None = None
    called: bool = False
    notices: list[str] = field(default_factory=list)
    scanned: ScanFinished | None = None
    started: JobStarted | None = None
    paused: bool | None = None
    finished: JobFinished | None = None
    troubled: bool = False

    def take(self, event: Event) -> None:
        """Note an event."""
        match event:
            case SamplesFound(records=records) | SamplesLoaded(records=records) | SamplesReopened(records=records):
                self.records.update((record.id, record) for record in records)
            case StageFinished(record=record) | SampleSettled(record=record) | SampleEdited(record=record) | SampleLent(record=record):
                self.records[record.id] = record
            case ErrorHappened(record=record):
                self.records[record.id], self.troubled = record, True
            case Progressed():
                self.progress = event
            case _:
                self._take_rare(event)

    def _take_rare(self, event: Event) -> None:
        match event:
            case Waiting():
                self.waiting, self.called, self.troubled = event, False, True
            case BatchSent():
                self.waiting, self.called = None, True
            case Noticed(message=message):
                self.notices.append(message)
            case ScanFinished():
                self.scanned = event
            case JobStarted():
                self.started = event
            case Paused() | Resumed():
                self.paused = isinstance(event, Paused)
            case JobFinished():
                self.finished = event


class Gathering(QObject):
    """Gathers a job's events and hands them on at most ten times a second.

    Attributes:
        delivered: Carries the `Changes` since the last time.
    """

    delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes = Changes()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._deliver)

    def take(self, event: Event) -> None:
        """Take an event; it is delivered soon."""
        self._changes.take(event)
        if not self._timer.isActive():
            self._timer.start(_GATHER_MS)

    def flush(self) -> None:
        """Deliver what is there now."""
        self._timer.stop()
        while self._changes != Changes():
            self.delivered.emit(self._portion())

    async def drain(self) -> None:
        """Deliver what is there, with room for other things in between."""
        self._timer.stop()
        while self._changes != Changes():
            self.delivered.emit(self._portion())
            await asyncio.sleep(0)

    def _deliver(self) -> None:
        self.delivered.emit(self._portion())
        if self._changes != Changes():
            self._timer.start(0)

    def _portion(self) -> Changes:
        """As much as one delivery should hold; what ends a run comes with the last of it."""
        if len(self._changes.records) <= _MOST_RECORDS:
            portion, self._changes = self._changes, Changes()
            return portion
        first = list(islice(self._changes.records, _MOST_RECORDS))
        return Changes(records={i: self._changes.records.pop(i) for i in first}, progress=self._changes.progress)
