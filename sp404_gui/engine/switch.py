"""Pause, go on, stop: the user's hand on a running job."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from sp404_gui.engine.clock import Clock

T = TypeVar("T")


class Stopped(Exception):
    """Raised where work would have begun or waited after a stop."""


class Switch:
    """Whether new work may begin. Work in flight always ends by itself."""

    def __init__(self) -> None:
        self._running = asyncio.Event()
        self._running.set()
        self._stopping = asyncio.Event()

    @property
    def stopping(self) -> bool:
        """Whether a stop was asked for."""
        return self._stopping.is_set()

    @property
    def paused(self) -> bool:
        """Whether new work waits."""
        return not self._running.is_set()

    def pause(self) -> None:
        """Let nothing new begin; after a stop there is nothing to pause."""
        if not self.stopping:
            self._running.clear()

    def go_on(self) -> None:
        """Let work begin again."""
        self._running.set()

    def stop(self) -> None:
        """Let nothing new begin, ever, and wake whoever waits."""
        self._stopping.set()
        self._running.set()

    async def ready(self) -> None:
        """Wait while the job is paused.

        Raises:
            Stopped: A stop was asked for.
        """
        await self._running.wait()
        if self.stopping:
            raise Stopped

    async def race(self, waiting: Coroutine[Any, Any, T], end: asyncio.Event | None = None) -> T:
        """Wait for something, or until a stop.

        Args:
            waiting: What is waited for.
            end: Ends the wait as a stop does.

        Raises:
            Stopped: A stop came first, or the end.
        """
        task = asyncio.ensure_future(waiting)
        ends = [asyncio.ensure_future(event.wait()) for event in (self._stopping, end) if event is not None]
        try:
            await asyncio.wait({task, *ends}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                return task.result()
            raise Stopped
        finally:
            for future in (task, *ends):
                future.cancel()
            await asyncio.wait({task, *ends})

    async def sleep(self, clock: Clock, seconds: float) -> None:
        """Wait so many seconds, or until a stop.

        Raises:
            Stopped: A stop came first.
        """
        await self.race(clock.sleep(seconds))
