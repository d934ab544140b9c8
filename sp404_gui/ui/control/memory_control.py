"""What is remembered of the collection that is shown or worked on: on disk at once, and what the next start does with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sp404_gui.domain.job import JobStatus
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.stage import RUN, Stage

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow

_MAY_GO_ON = frozenset({Stage.READY, Stage.MEASURING})
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
        self._is_awaited = False
        window.shelf.switched.connect(self._pass_over_what_is_through)
        window.shelf.switched.connect(self._keep)
        window.shelf.moved_on.connect(self._keep)

    def begin(self) -> None:
        """The collection that was shown last will be shown: its job is to go on if it was under way."""
        state = self._window.services.state
        self._to_go_on = state.place if state.unfinished else ""

    async def awaited(self, place: str) -> bool:
        """Whether the collection that was shown last is there; until its drive has answered, it stays the one that was shown last."""
        self._is_awaited = True
        is_there = await self._window.shelf.has(place)
        self._is_awaited = False
        return is_there

    def remember(self) -> None:
        """Note what is shown, for the next start."""
        state, shelf = self._window.services.state, self._window.shelf
        shown = shelf.working or shelf.current
        state.recent = list(shelf.recent)
        self._is_awaited = self._is_awaited and shown is None
        if self._is_awaited:
            return
        state.place = shown.place if shown is not None else ""
        state.sample, state.filter = self._left(shown) if shown is not None else ("", self._window.field.text())
        state.unfinished = shown is not None and (shown.stage in RUN or shown.place == self._to_go_on)

    def stop(self) -> None:
        """What ends from now on ends because the window closes: the next one goes on with it."""
        self._window.shelf.switched.disconnect(self._keep)
        self._window.shelf.moved_on.disconnect(self._keep)

    async def go_on(self) -> None:
        """A job that was under way when the window closed goes on, or waits for the user, as settled."""
        collection, place = self._window.shelf.current, self._to_go_on
        at_once = self._window.services.settings.go_on == "at_once"
        if collection is not None and collection.place == place:
            await _its_turn(collection, at_once=at_once)
            if collection is self._window.shelf.current and collection.stage in _MAY_GO_ON and _is_under_way(collection):
                (self._run if at_once and not _asks_about_more(collection) else self._offer)(collection)
        self._to_go_on = ""

    def _pass_over_what_is_through(self) -> None:
        """A job that was through does not go on by itself, though a look at its folders finds something new: that waits for the user."""
        collection = self._window.shelf.current
        if collection is not None and collection.place == self._to_go_on and not _is_under_way(collection):
            self._to_go_on = ""

    def _run(self, collection: Collection) -> None:
        self._window.runs.run(collection, collection.info.options)

    def _offer(self, collection: Collection) -> None:
        window, counts = self._window, collection.held(collection.info.counts)
        sentence = self.tr("%1 of %2 samples are done.").replace("%1", str(counts.total - counts.pending)).replace("%2", str(counts.total))
        window.notices.say(sentence, "info", self.tr("Continue"), window.runs.start_or_pause)

    def _keep(self) -> None:
        """Have it on disk when another collection is shown, or a run begins or ends: nobody says when the power is cut."""
        state = self._window.services.state
        before = state.place, state.unfinished
        self.remember()
        if before != (state.place, state.unfinished):
            self._window.tasks.start(self._window.services.keeper.keep())


async def _its_turn(collection: Collection, *, at_once: bool) -> None:
    """Wait for what began by itself, as a look at folders that are watched; what measures ahead makes way for a run."""
    while collection.is_working and collection.stage not in RUN and (at_once or collection.stage is not Stage.MEASURING):
        collection.stop()
        await collection.at_rest.wait()


def _asks_about_more(collection: Collection) -> bool:
    """Whether a model would be asked about samples that no plan has told of; a list that was cut short is made complete in the run."""
    from sp404_gui.engine.compose import asks

    info = collection.info
    return asks(info.options) and (info.added > 0 or not info.scan_complete)


def _is_under_way(collection: Collection) -> bool:
    """Whether a run is left to go on: not where its plan was never shown, nor where it was through before that came to the disk."""
    info = collection.info
    return info.status is not JobStatus.CREATED and (info.status not in _OVER or info.counts.pending > 0)
