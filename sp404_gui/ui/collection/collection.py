"""One collection in the window: its samples, and those who work on it."""

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.job import Counts
from sp404_gui.ui.collection.ahead import WorkAhead
from sp404_gui.ui.collection.edits import Edits, EditWriter
from sp404_gui.ui.collection.hold import Hold
from sp404_gui.ui.collection.news import News
from sp404_gui.ui.collection.reading import Reading
from sp404_gui.ui.collection.run import JobRun
from sp404_gui.ui.collection.samples import ShownSamples
from sp404_gui.ui.collection.state import CollectionState
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.stage import Stage

if TYPE_CHECKING:
    from sp404_gui.engine.jobs.reading import CollectionInfo

_STOPPABLE = frozenset({Stage.MEASURING, Stage.STARTING, Stage.RUNNING, Stage.PAUSED})


class Collection(QObject):
    """A job folder as the window has it.

    Args:
        info: What its folder says.
        parent: Its owner.

    Attributes:
        state: What goes on, and what the folder says.
        samples: Its samples.
        news: What a run told last.
        hold: The lock of the job.
        reading: Reads the folder.
        ahead: Lists and measures before a run.
        run: The run.
        edits: Keeps what the user changes.
        stored: Samples are new or other; carries their records.
        loaded: All samples were read; whether for the first time.
        stage_changed: Another stage, or other facts in `info`.
        progressed: New numbers.
        noticed: Carries a sentence for the user and its tone.
        ended: A run has come to its end.
        paid: All that was on its way to the folder is there.
    """

    stored = Signal(object)
    loaded = Signal(bool)
    stage_changed = Signal()
    progressed = Signal()
    noticed = Signal(str, str)
    ended = Signal()
    paid = Signal()

    def __init__(self, info: "CollectionInfo", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = CollectionState(info, self)
        self.samples = ShownSamples(self)
        self.news = News(self.state, self.samples, self._say, self)
        writer = EditWriter(info.place, self.samples.said, self._say)
        self.hold = Hold(self.state, self._say, writer.write_later_ones, self.paid.emit)
        self.reading = Reading(self.state, self.samples, self.hold, self._say, self)
        self.ahead = WorkAhead(info.place, self.hold, self.samples, self.news.gathering, self._say)
        self.run = JobRun(self.state, self.hold, self.news, self.samples.said)
        self.edits = Edits(self.state, self.samples, self.hold, self.run, writer, self._say)
        self.samples.stored.connect(self.stored)
        self.reading.loaded.connect(self.loaded)
        self.state.changed.connect(self.stage_changed)
        self.news.progressed.connect(self.progressed)
        self.news.ended.connect(self.ended)

    @property
    def info(self) -> "CollectionInfo":
        """What its folder said last."""
        return self.state.info

    @property
    def place(self) -> str:
        """Its job folder."""
        return self.state.info.place

    @property
    def stage(self) -> Stage:
        """What goes on."""
        return self.state.stage

    @property
    def is_working(self) -> bool:
        """Whether this program holds the job, or is about to."""
        return self.state.is_working

    @property
    def at_rest(self) -> asyncio.Event:
        """Set while this program does not hold the job."""
        return self.state.at_rest

    @property
    def store(self) -> SampleStore:
        """Its samples."""
        return self.samples.store

    def held(self, counts: Counts) -> Counts:
        """Numbers of its job without the samples that the user took out of it; the folder says which while they are still being read."""
        return counts.without(self.info.removed if self.stage is Stage.LOADING else self.samples.removed())

    def stop(self) -> None:
        """Finish what is in flight, save, and end what goes on."""
        if self.stage in _STOPPABLE:
            self.hold.stop_wanted = True
            self.run.end()
            self.state.enter(Stage.STOPPING)

    def leave(self) -> None:
        """It is no longer kept in memory: what is left to read is not read, and nothing new begins."""
        self.state.left = True
        self.setParent(None)

    def _say(self, sentence: str, tone: str) -> None:
        self.noticed.emit(sentence, tone)
