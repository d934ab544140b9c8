"""Reading a collection's folder: its samples, and again what moved on in it."""

import asyncio
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.match import Match
from sp404_gui.ui.collection.hold import Hold
from sp404_gui.ui.collection.samples import ShownSamples
from sp404_gui.ui.collection.state import CollectionState
from sp404_gui.ui.stage import Stage

_SELDOM_S = 15.0
"""Between two readings of all samples of a job that another process works on."""


class Reading(QObject):
    """Reads what the folder has.

    Args:
        state: Where the collection stands.
        samples: Takes the samples.
        hold: The job's lock.
        say: Takes a sentence for the user and its tone.
        parent: Its owner.

    Attributes:
        loaded: All samples were read; whether for the first time.
    """

    loaded = Signal(bool)

    def __init__(
        self, state: CollectionState, samples: ShownSamples, hold: Hold, say: Callable[[str, str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._samples = samples
        self._hold = hold
        self._say = say
        self._loaded_at = 0.0
        self._first = asyncio.Lock()

    async def begin(self) -> None:
        """Read the samples for the first time, unless what goes on shows them; whoever else wants them waits until they are there."""
        async with self._first:
            if not len(self._samples.store) and not self._state.is_working:
                await self.load()

    async def load(self) -> None:
        """Read the samples, in portions that show at once."""
        from sp404_gui.engine.jobs.reading import collection_info, read_records

        state = self._state
        async with self._hold.turn:  # while an edit is written, the job is locked, but not by somebody else
            state.info = await asyncio.to_thread(collection_info, state.info.place)
        if state.info.damaged is not None:
            self._enter(Stage.DAMAGED)
            self._say(state.info.damaged, "failed")
            return
        self._enter(Stage.LOADING)
        is_first, self._loaded_at = not self._loaded_at, time.monotonic()
        self._samples.said.forget_kept()
        chunks = read_records(state.info.place)
        try:
            while not state.left and (chunk := await asyncio.to_thread(next, chunks, None)):
                self._samples.show(chunk)
        except Sp404Error as error:
            self._say(str(error), "failed")
            self._enter(Stage.DAMAGED)
        else:
            if not state.is_working:
                state.settle()
            self.loaded.emit(is_first)

    def _enter(self, stage: Stage) -> None:
        """Say where reading stands; where work began meanwhile, that is what goes on."""
        if not self._state.is_working:
            self._state.enter(stage)

    async def refresh(self) -> None:
        """Look at the folder again: a job that another process works on moves on."""
        from sp404_gui.engine.jobs.reading import collection_info

        state = self._state
        if state.is_working or state.stage is Stage.LOADING:
            return
        async with self._hold.turn:  # as above
            before, state.info = state.info, await asyncio.to_thread(collection_info, state.info.place)
        moved_on = state.info.updated_at != before.updated_at
        seldom_enough = not state.info.locked or time.monotonic() - self._loaded_at > _SELDOM_S
        let_go = state.stage is Stage.ELSEWHERE and not state.info.locked
        if state.info.damaged is None and not state.is_working:
            if let_go or (moved_on and seldom_enough):
                await self.load()
            else:
                state.settle()

    async def matches_of(self, identifier: str) -> tuple[Match, ...]:
        """What goes with a sample."""
        from sp404_gui.engine.jobs.reading import read_matches

        return await asyncio.to_thread(read_matches, self._state.info.place, identifier)
