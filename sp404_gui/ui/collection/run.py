"""The run that works on a collection's job: begun, led and heard."""

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import UserEdits
from sp404_gui.ui.collection.hold import Hold
from sp404_gui.ui.collection.news import News
from sp404_gui.ui.collection.said import Said
from sp404_gui.ui.collection.state import CollectionState
from sp404_gui.ui.stage import Stage

if TYPE_CHECKING:
    from sp404_gui.engine.runner import Runner
    from sp404_gui.ui.job_start import JobStart


class JobRun:
    """One run after the other; what is asked of it while there is none does nothing.

    Args:
        state: Where the collection stands.
        hold: The job's lock.
        news: Takes the events.
        said: What the user said meanwhile.
    """

    def __init__(self, state: CollectionState, hold: Hold, news: News, said: Said) -> None:
        self._state = state
        self._hold = hold
        self._news = news
        self._said = said
        self._runner: Runner | None = None

    async def work(self, options: JobOptions, start: "JobStart") -> None:
        """Work on the job until it ends or is stopped."""

        async def work() -> None:
            async with start.runner(self._state.info.place, options) as runner:
                self._runner = runner
                self.edit(self._said.taken_later())
                if self._hold.stop_wanted:
                    runner.stop()
                try:
                    await self._follow(runner)
                finally:
                    self._runner = None

        await self._hold.during(Stage.STARTING, work)

    async def _follow(self, runner: "Runner") -> None:
        self._news.ending = None
        try:
            async with aclosing(runner.run()) as events:
                async for event in events:
                    self._news.gathering.take(event)
        finally:
            self._news.gathering.flush()

    def pause(self) -> None:
        """Let nothing new begin."""
        if self._runner is not None and self._state.stage is Stage.RUNNING:
            self._runner.pause()

    def rest(self, why: str) -> None:
        """Pause until somebody goes on, and say why meanwhile."""
        self._news.waiting = why
        self.pause()

    def go_on(self) -> None:
        """Go on after a pause."""
        if self._runner is not None and self._state.stage is Stage.PAUSED:
            self._news.waiting = ""
            self._runner.go_on()

    def end(self) -> None:
        """Finish what is in flight and save; `Collection.stop` says when."""
        if self._runner is not None:
            self._runner.stop()

    def look_at(self, identifiers: Sequence[str]) -> None:
        """Samples that the user sees go first."""
        if self._runner is not None:
            self._runner.look_at(identifiers)

    def retry(self, identifiers: Sequence[str]) -> bool:
        """Have samples done again in the run that goes on; whether one does."""
        return self._runner is not None and self._runner.retry(identifiers)

    def edit(self, edits: Mapping[str, UserEdits]) -> bool:
        """Have edits kept by the run that goes on; whether one does."""
        taken = self._runner is not None and self._runner.edit(edits)
        if taken:
            self._said.keep(edits)
        return taken
