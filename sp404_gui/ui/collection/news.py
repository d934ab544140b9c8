"""What the engine tells of a job reaches the samples and the state of its collection."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.events import JobFinished, Progressed
from sp404_gui.ui.bridge import Changes, Gathering
from sp404_gui.ui.collection.samples import ShownSamples
from sp404_gui.ui.collection.state import CollectionState
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.waits import in_words


class News(QObject):
    """Takes a job's events, gathered.

    Args:
        state: Where the collection stands.
        samples: Its samples.
        say: Takes a sentence for the user and its tone.
        parent: Its owner.

    Attributes:
        gathering: Takes the events.
        progress: The newest numbers of a run.
        waiting: Why no call leaves right now; empty when one may.
        ending: How the last run ended, if there was one.
        progressed: New numbers.
        ended: A run has come to its end.
    """

    progressed = Signal()
    ended = Signal()

    def __init__(
        self, state: CollectionState, samples: ShownSamples, say: Callable[[str, str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._samples = samples
        self._say = say
        self.progress: Progressed | None = None
        self.waiting = ""
        self.ending: JobFinished | None = None
        self.gathering = Gathering(self)
        self.gathering.delivered.connect(self._take)

    def _take(self, changes: Changes) -> None:
        if changes.records:
            self._samples.show(list(changes.records.values()))
        for notice in changes.notices:
            self._say(notice, "info")
        if changes.waiting is not None:
            self.waiting = in_words(changes.waiting)
        elif changes.called:
            self.waiting = ""
        if changes.progress is not None:
            self.progress = changes.progress
            self.progressed.emit()
        self._take_turns(changes)

    def _take_turns(self, changes: Changes) -> None:
        """The turns that a run takes: begun, paused, gone on, ended."""
        state = self._state
        if changes.started is not None and state.stage is Stage.STARTING:
            state.enter(Stage.RUNNING)
        if changes.paused is not None and state.stage in {Stage.RUNNING, Stage.PAUSED}:
            state.enter(Stage.PAUSED if changes.paused else Stage.RUNNING)
        if changes.finished is not None:
            self.ending, self.waiting = changes.finished, ""
            self.ended.emit()
