"""What the user wants of a running job beside its work: done in order, one after the other, without keeping anybody waiting."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.events import Event, Noticed

Errand = Callable[[], Awaitable[None]]


class Errands:
    """A queue of small jobs, for use on the event loop.

    Args:
        emit: Takes a notice of an errand that failed.
    """

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._waiting: deque[Errand] = deque()
        self._task: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is left."""
        return self._task is None or self._task.done()

    def add(self, errand: Errand) -> None:
        """Have something done after all that waits already."""
        self._waiting.append(errand)
        if self.idle:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def done(self) -> None:
        """Wait until nothing is left."""
        while self._task is not None and not self._task.done():
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        while self._waiting:
            errand = self._waiting.popleft()
            try:
                await errand()
            except Sp404Error as error:
                self._emit(Noticed(message=str(error)))
