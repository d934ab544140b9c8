"""The job's lock in this program: one thing at a time is done with a job."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from sp404_gui.domain.errors import JobLocked, Sp404Error
from sp404_gui.ui.collection.state import CollectionState
from sp404_gui.ui.stage import Stage

Work = Callable[[], Coroutine[Any, Any, None]]


class Hold:
    """Takes the job for a piece of work, and lets it go after it.

    Args:
        state: Where the collection stands.
        say: Takes a sentence for the user and its tone.
        before_rest: Writes what was put off while the job was held.
        paid: Hears that nothing is on its way to the job any more.

    Attributes:
        turn: Held while the job is, and while something is written to it.
        stop_wanted: Whether the work that goes on shall end early.
    """

    def __init__(self, state: CollectionState, say: Callable[[str, str], None], before_rest: Work, paid: Callable[[], object]) -> None:
        self._state = state
        self._say = say
        self._before_rest = before_rest
        self._paid = paid
        self._owed = 0
        self.turn = asyncio.Lock()
        self.stop_wanted = False
        self._has_lock = False
        self._beside = asyncio.Lock()
        self._settled = asyncio.Event()
        self._settled.set()

    @property
    def owes(self) -> bool:
        """Whether something is still on its way to the job: until it is there, the folder says less than this collection."""
        return self._owed > 0

    def owed(self, work: Work) -> Coroutine[Any, Any, None]:
        """Work that writes to the job, which is owed from now on until what is returned has ended."""
        self._owed += 1
        return self._pay(work)

    async def _pay(self, work: Work) -> None:
        try:
            await work()
        finally:
            self._owed -= 1
            if not self._owed:
                self._paid()

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[bool]:
        """Write beside the work: whether the lock is had, and then it stays so. While it is being taken, that is waited for."""
        await self._settled.wait()
        async with self._beside:
            yield self._has_lock

    async def during(self, stage: Stage, work: Work) -> bool:
        """Do something with the job's lock held; what goes wrong is said. Nothing is done for a collection that was left meanwhile.

        Returns:
            Whether it was done.
        """
        if self._state.left or self._state.taken:  # a second one that waited for the first would begin when the user stops that
            return False
        self._state.take()
        is_done = False
        try:
            await self._locked(stage, work)
            is_done = True
        except JobLocked as error:
            self._say(str(error), "warning")
        except Sp404Error as error:
            self._say(str(error), "failed")
        finally:
            await self._let_go()
        return is_done

    async def _locked(self, stage: Stage, work: Work) -> None:
        from sp404_gui.engine.threads import entered
        from sp404_gui.store.lock import JobLock

        async with self.turn:
            self.stop_wanted = False
            self._settled.clear()
            self._state.enter(stage)
            async with entered(JobLock(self._state.info.place)):
                self._has_lock = True
                self._settled.set()
                try:
                    await work()
                finally:
                    async with self._beside:
                        self._has_lock = False

    async def _let_go(self) -> None:
        from sp404_gui.engine.jobs.reading import collection_info

        self._has_lock = False
        self._settled.set()
        async with self.turn:  # what is written meanwhile has the job's lock
            info = await asyncio.to_thread(collection_info, self._state.info.place)
            await self._before_rest()
        self._state.info, self._state.taken = info, False
        self._state.settle()
