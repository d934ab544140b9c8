"""Two sounds that are heard as one: both are decoded, brought into time off the event loop, and handed to the player."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Protocol

from sp404_gui.audio.audition import Heard
from sp404_gui.audio.joining import joined
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.listening.listener import Listener


class Timing(Protocol):
    """How two samples go in time: `engine.matching.fit.Fit` has it."""

    @property
    def speed(self) -> float:
        """Of the second."""

    @property
    def first_s(self) -> float:
        """After how long the first begins anew."""

    @property
    def second_s(self) -> float:
        """After how long the second does."""

    @property
    def cycle_s(self) -> float:
        """After how long all begins anew."""


class Play(Protocol):
    """Takes the sound of both, and whether it repeats."""

    def __call__(self, heard: Heard, *, repeat: bool) -> None:
        """Play it."""


class Pair:
    """One pair at a time. Needs the running event loop.

    Attributes:
        is_on: Whether a pair is wanted, or heard.
        first_s: After how many seconds the first sound begins anew.

    Args:
        listener: Decodes, in its own process.
        rate_hz: The rate of the device, if there is one.
        play: Called with the sound of both.
        refused: Called with a sentence where one of them cannot be decoded.
    """

    def __init__(self, listener: Listener, rate_hz: Callable[[], int | None], play: Play, refused: Callable[[str], None]) -> None:
        self.is_on = False
        self.first_s = 1.0
        self._listener = listener
        self._rate_hz = rate_hz
        self._play, self._refused = play, refused
        self._task: asyncio.Task[None] | None = None

    def begin(self, first: str, second: str, timing: Timing, *, repeat: bool) -> None:
        """Play two files together; a pair of before is given up."""
        self.end()
        if (rate_hz := self._rate_hz()) is not None:
            self.is_on, self.first_s = True, max(timing.first_s, 1e-3)
            self._task = asyncio.get_running_loop().create_task(self._run(first, second, rate_hz, timing, repeat=repeat))

    def end(self) -> None:
        """Give the pair up; what is heard is the player's affair."""
        self.is_on = False
        if self._task is not None:
            self._task.cancel()

    async def aclose(self) -> None:
        """End the task."""
        self.end()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self, first: str, second: str, rate_hz: int, timing: Timing, *, repeat: bool) -> None:
        try:
            one, other = await asyncio.gather(self._listener.hear(first, rate_hz), self._listener.hear(second, rate_hz))
        except Sp404Error as error:
            self._refused(str(error))
            return
        join = partial(joined, one, other, speed=timing.speed, first_s=timing.first_s, second_s=timing.second_s, cycle_s=timing.cycle_s)
        self._play(await asyncio.to_thread(join), repeat=repeat)
