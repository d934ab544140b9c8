"""What is remembered of the collection that is shown or worked on: on disk at once, and what the next start does with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sp404_gui.domain.job import JobStatus
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.stage import RUN, Stage

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow

_OVER = frozenset({JobStatus.DONE, JobStatus.DONE_WITH_FAILURES})


class MemoryControl(QObject):
    """Remembers the collection, and lets a job go on that was under way.

    Args:
        window: The window.
        left: Gives the row and the filter of a collection.
    """

    def __init__(self, window: "MainWindow", left: Callable[[Collection], tuple[str, str]]) -> None:
        super().__init__(window)
        self._window = window
        self._left = left
        self._to_go_on = ""
        window.shelf.switched.connect(self._keep)
        window.shelf.moved_on.connect(self._keep)

    def begin(self) -> None:
        """The collection that was shown last will be shown: its job is to go on if it was under way."""
        state = self._window.services.state
        self._to_go_on = state.place if state.unfinished else ""

    def remember(self) -> None:
        """Note what is shown, for the next start."""
        state, shelf = self._window.services.state, self._window.shelf
        shown = shelf.working or shelf.current
        state.recent = list(shelf.recent)
        state.place = shown.place if shown is not None else ""
        state.sample, state.filter = self._left(shown) if shown is not None else ("", self._window.field.text())
        state.unfinished = shown is not None and (shown.stage in RUN or shown.place == self._to_go_on)

    def stop(self) -> None:
        """What ends from now on ends because the window closes: the next one goes on with it."""
        self._window.shelf.switched.disconnect(self._keep)
        self._window.shelf.moved_on.disconnect(self._keep)

    def go_on(self) -> None:
        """A job that was under way when the window closed goes on, or waits for the user, as settled."""
        window, collection = self._window, self._window.shelf.current
        place, self._to_go_on = self._to_go_on, ""
        if collection is None or collection.place != place or collection.stage is not Stage.READY or not _is_under_way(collection):
            return
        if window.services.settings.go_on == "at_once":
            window.runs.run(collection, collection.info.options)
        else:
            counts = collection.held(collection.info.counts)
            sentence = (
                self.tr("%1 of %2 samples are done.").replace("%1", str(counts.total - counts.pending)).replace("%2", str(counts.total))
            )
            window.notices.say(sentence, "info", self.tr("Continue"), window.runs.start_or_pause)

    def _keep(self) -> None:
        """Have it on disk when another collection is shown, or a run begins or ends: nobody says when the power is cut."""
        state = self._window.services.state
        before = state.place, state.unfinished
        self.remember()
        if before != (state.place, state.unfinished):
            self._window.tasks.start(self._window.services.keeper.keep())


def _is_under_way(collection: Collection) -> bool:
    """Whether a run is left to go on: not where its plan was never shown, nor where it was through before that came to the disk."""
    info = collection.info
    return info.status is not JobStatus.CREATED and (info.status not in _OVER or info.counts.pending > 0)
