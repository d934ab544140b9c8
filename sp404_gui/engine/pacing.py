"""When the next call may leave."""

import asyncio

from sp404_gui.engine.clock import Clock


class Pace:
    """One call every so many seconds, never faster; an answer that takes long costs no slot.

    Args:
        interval_s: Seconds between two calls; 0 means no pace.
        clock: Source of time.
    """

    def __init__(self, interval_s: float, clock: Clock) -> None:
        self.interval_s = interval_s
        self._clock = clock
        self._next = clock.monotonic()
        self._queue = asyncio.Lock()

    def wait_s(self) -> float:
        """Seconds until a call may leave."""
        return max(0.0, self._next - self._clock.monotonic())

    async def slot(self) -> None:
        """Wait for the next slot and take it. Several may wait: each gets a slot of its own, in order."""
        async with self._queue:
            while (left := self.wait_s()) > 0:
                await self._clock.sleep(left)
            self._next = self._clock.monotonic() + self.interval_s

    def hold(self, seconds: float) -> None:
        """Let no call leave for so many seconds, not even one that waits for its slot already: the server asked for it."""
        self._next = max(self._next, self._clock.monotonic() + seconds)
