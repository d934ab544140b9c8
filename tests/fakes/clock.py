"""A clock that tests drive: time passes only when everybody waits."""

import asyncio
import heapq
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
_TURNS = 20


class FakeClock:
    """Time that jumps to the next waiter as soon as nothing else can happen."""

    def __init__(self, start: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)) -> None:
        self._start = start
        self._now = 0.0
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = 0

    def monotonic(self) -> float:
        return self._now

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._now)

    async def sleep(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        self._order += 1
        heapq.heappush(self._waiting, (self._now + seconds, self._order, future))
        await future

    def advance(self, seconds: float) -> None:
        """Let time pass for code that does not wait."""
        self._now += seconds

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something to its end, time jumping from waiter to waiter."""
        task = asyncio.ensure_future(work)
        while not task.done():
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            if not task.done():
                self._wake_next()
        return task.result()

    def _wake_next(self) -> None:
        while self._waiting:
            at, _, future = heapq.heappop(self._waiting)
            if not future.done():
                self._now = max(self._now, at)
                future.set_result(None)
                return
