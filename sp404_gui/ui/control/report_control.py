"""How the job goes: status strip, collections in the sidebar, problems, monitor."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication

from sp404_gui.domain.events import Progressed
from sp404_gui.domain.job import JobStatus
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.stage import AHEAD, Stage
from sp404_gui.ui.widgets.notice_bar import Tone
from sp404_gui.ui.wording import file_stem, number

if TYPE_CHECKING:
    from sp404_gui.engine.jobs.reading import CollectionInfo
    from sp404_gui.ui.main_window import MainWindow

_TRAIL_MS = 1000
_FAILED = frozenset({JobStatus.FATAL, JobStatus.STOPPED})
_FINISHED = frozenset({JobStatus.DONE, JobStatus.DONE_WITH_FAILURES})
_WANTED = frozenset({JobStatus.INTERRUPTED, JobStatus.PAUSED})
"""Endings that the user asked for: the strip says them, nothing more needs to."""
_STRIP = {
    Stage.LISTING: "listing",
    Stage.MEASURING: "measuring",
    Stage.STARTING: "running",
    Stage.RUNNING: "running",
    Stage.PAUSED: "paused",
    Stage.STOPPING: "stopping",
    Stage.ELSEWHERE: "elsewhere",
}


class ReportControl(QObject):
    """Joins the current collection with what reports about it.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._shown: Collection | None = None
        self._offset = 0
        self._removed = 0
        self._reading = asyncio.Lock()
        window.monitor.call_samples(self._name_of)
        self._trail = QTimer(self)
        self._trail.timeout.connect(lambda: window.tasks.start(self._read_trail()))
        window.shelf.listed.connect(lambda _: self._show_collections())
        window.strip.problems_wanted.connect(lambda: window.show_view("problems"))
        window.problems.retry_wanted.connect(window.runs.again)
        window.problems.show_file_wanted.connect(window.files.show_folder_of)
        window.problems.copy_wanted.connect(window.files.copy)
        window.problems.settings_wanted.connect(window.dialogs.settings)
        window.problems.close_wanted.connect(lambda: window.show_view("list"))
        window.monitor.copy_wanted.connect(window.files.copy)
        window.monitor.close_wanted.connect(lambda: window.show_view("list"))

    def switch(self, before: Collection | None, after: Collection | None) -> None:
        """Report about another collection."""
        if before is not None:
            before.progressed.disconnect(self._progress)
            before.stage_changed.disconnect(self._stage)
            before.ended.disconnect(self._ended)
            before.stored.disconnect(self._stored)
        self._shown, self._offset, self._removed = after, 0, 0
        self._window.monitor.clear()
        self._window.problems.clear()
        if after is not None:
            after.progressed.connect(self._progress)
            after.stage_changed.connect(self._stage)
            after.ended.connect(self._ended)
            after.stored.connect(self._stored)
            self._window.problems.put(after.store.records)
        self._stage()

    def view_changed(self, name: str) -> None:
        """Read the audit trail only while somebody looks."""
        self._trail.stop()
        if self._shown is not None and name in {"monitor", "problems"}:
            self._window.tasks.start(self._read_trail())
            self._trail.start(_TRAIL_MS)

    def close(self) -> None:
        """Report no more."""
        self._trail.stop()

    def _stored(self, records: Sequence[SampleRecord]) -> None:
        self._window.problems.put(records)
        if self._shown is None:
            return
        removed = int(self._shown.store.removed.sum())
        if self._shown.stage in AHEAD or removed != self._removed:
            self._show_strip(self._shown)
        if removed != self._removed:
            self._removed = removed
            self._show_collections()

    def _progress(self) -> None:
        collection = self._shown
        if collection is None:
            return
        self._show_strip(collection)
        self._show_collections()
        if collection.news.progress is not None:
            self._window.monitor.note_counts(time.time(), collection.news.progress.counts)

    def _stage(self) -> None:
        if self._shown is None:
            self._window.strip.show_state("empty", None, "")
        else:
            self._show_strip(self._shown)
        self._show_collections()
        may_retry = self._shown is not None and self._shown.stage in {Stage.READY, Stage.RUNNING, Stage.PAUSED}
        self._window.problems.set_may_retry(may=may_retry)

    def _ended(self) -> None:
        collection = self._shown
        if collection is None or collection.news.ending is None:
            return
        QApplication.alert(self._window)
        tone: Tone = "failed" if collection.news.ending.status in _FAILED else "info"
        if collection.news.ending.reason and collection.news.ending.status not in _WANTED:
            self._window.notices.say(collection.news.ending.reason, tone)

    def _show_strip(self, collection: Collection) -> None:
        state, sentence = state_of(collection)
        self._window.strip.show_state(state, progress_of(collection), sentence)

    def _show_collections(self) -> None:
        shelf = self._window.shelf
        rows = [self._live(info) for info in shelf.infos]
        if shelf.current is not None and all(info.place != shelf.current.place for info in shelf.infos):
            rows.insert(0, self._live(shelf.current.info))
        watched = self._window.services.state.watched
        self._window.sidebar.show_collections(rows, shelf.current.place if shelf.current is not None else "", watched)
        self._window.empty.show_recent(rows)

    def _live(self, info: "CollectionInfo") -> "CollectionInfo":
        """A row with the numbers of what the collection holds, and with those of now where this window has it."""
        collection = self._window.shelf.opened(info.place)
        if collection is None:
            return replace(info, counts=info.counts.without(info.removed))
        if not collection.is_working:
            return replace(info, counts=collection.held(info.counts))
        if collection.stage in AHEAD:
            return replace(info, counts=collection.held(replace(info.counts, total=len(collection.store))))
        counts = collection.news.progress.counts if collection.news.progress is not None else info.counts
        status = JobStatus.PAUSED if collection.stage is Stage.PAUSED else JobStatus.RUNNING
        return replace(info, counts=collection.held(counts), status=status)

    def _name_of(self, identifier: str) -> str:
        store = self._window.table.store
        place = store.position(identifier)
        return file_stem(store.records[place].path) if place is not None else identifier

    async def _read_trail(self) -> None:
        from sp404_gui.engine.jobs.reading import audit_trail

        async with self._reading:  # each entry is told once
            collection = self._shown
            while collection is not None and collection.stage is not Stage.LOADING:
                entries, offset = await asyncio.to_thread(audit_trail, collection.place, self._offset)
                if not entries or collection is not self._shown:
                    return
                self._offset = offset
                self._window.monitor.note_entries(entries)
                self._window.problems.note_entries(entries)


def progress_of(collection: Collection) -> Progressed:
    """The numbers to show: those of the run, or those of its last save; of what the collection holds."""
    if collection.stage in AHEAD:
        return Progressed(counts=collection.held(replace(collection.info.counts, total=len(collection.store))))
    progress = collection.news.progress if collection.is_working else None
    shown = progress or Progressed(counts=collection.info.counts)
    return replace(shown, counts=collection.held(shown.counts))


def state_of(collection: Collection) -> tuple[str, str]:
    """The state for the strip, and the sentence that goes with it."""
    if (known := _STRIP.get(collection.stage)) is not None:
        waits = collection.news.waiting if known in {"running", "paused"} else ""
        return ("waiting", waits) if waits else (known, "")
    info = collection.info
    if info.damaged is not None:
        return "failed", in_window(info.damaged)
    if info.status in _FAILED:
        return "failed", in_window(info.reason)
    counts = collection.held(info.counts)
    if info.status in _FINISHED and not counts.pending:
        failed = counts.failed
        return "finished", QCoreApplication.translate("report", "Done, %1 failed").replace("%1", number(failed)) if failed else ""
    return "ready", in_window(info.reason)
