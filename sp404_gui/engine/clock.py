"""Time, as an object, so that tests drive it."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """A source of time."""

    def monotonic(self) -> float:
        """Seconds that never run backwards, from an arbitrary start."""

    def now(self) -> datetime:
        """The date and time, in UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait at least this long."""


class SystemClock:
    """The machine's own time."""

    def monotonic(self) -> float:
        """Seconds that never run backwards."""
        return time.monotonic()

    def now(self) -> datetime:
        """The date and time, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait at least this long: some event loops wake up early, so the clock is asked again."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:  # noqa: ASYNC110 - a wait, not a poll
            await asyncio.sleep(left)


def timestamp(clock: Clock) -> str:
    """The time for files: ISO 8601, UTC, milliseconds."""
    return clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
