"""When the next call may leave: one pace for everything on this machine that runs with the same key."""

import asyncio
import hashlib
import math
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sp404_gui.domain.errors import RateLimited, RecoverableError, Sp404Error
from sp404_gui.domain.job import Priority
from sp404_gui.domain.key import Key
from sp404_gui.engine.clock import Clock
from sp404_gui.engine.pace.rules import Claim, Known, Wait, Why
from sp404_gui.store.codec import Unreadable, plain, value_from_dict
from sp404_gui.store.shared_notes import SharedNotes

T = TypeVar("T")

_LOOK_AGAIN_S = 20.0
"""A wait of hours looks at the clock so often: machines sleep, clocks are set."""
_WORTH_TELLING_S = 60.0
_RANKS = {Priority.HIGH: 0, Priority.MEDIUM: 1, Priority.LOW: 2}


class Book(Protocol):
    """Where it is written down what is known of an account."""

    async def change(self, step: Callable[[Known], T]) -> T:
        """Change it, alone among all who share it."""


class OwnBook:
    """Known to this pace alone, and forgotten with it."""

    def __init__(self) -> None:
        self._known = Known()

    async def change(self, step: Callable[[Known], T]) -> T:
        """Change it."""
        return step(self._known)


class SharedBook:
    """Known to all processes of this machine, and remembered; when the disk fails, this process goes on with what it knows.

    Args:
        notes: Where.
        account: Whose pace.
    """

    def __init__(self, notes: SharedNotes, account: str) -> None:
        self._notes = notes
        self._name = _name(account)
        self._last = Known()
        self._is_alone = False

    async def change(self, step: Callable[[Known], T]) -> T:
        """Change it, in a thread."""

        def on_disk(note: dict[str, Any]) -> T:
            self._last = _known(note)
            result = step(self._last)
            note.clear()
            note.update(plain(self._last))
            return result

        if not self._is_alone:
            try:
                return await asyncio.to_thread(self._notes.change, self._name, on_disk)
            except Sp404Error:
                self._is_alone = True
        return step(self._last)


def _name(account: str) -> str:
    return f"pace/{account}"


def account_of(base_url: str, key: Key | None) -> str:
    """A name for whoever pays at a server, from which the key cannot be told."""
    return hashlib.sha256(f"{base_url}\0{key.secret if key else ''}".encode()).hexdigest()[:16]


class Pace:
    """Hands out slots, never faster than the claim says; an answer that takes long costs no slot.

    Args:
        claim: What this pace wants; the name of who wants it is the pace's own.
        clock: Source of time.
        book: Where the pace is shared; by default with nobody.
        tell: Hears of each wait of a minute or more before it begins.
    """

    def __init__(self, claim: Claim, clock: Clock, book: Book | None = None, tell: Callable[[Wait], Awaitable[None]] | None = None) -> None:
        self.claim = replace(claim, who=secrets.token_hex(8))
        self._clock = clock
        self._book = book or OwnBook()
        self._tell = tell
        self._next = self._own_next = self._own_held = -math.inf
        self._own = Known(slowed_at=-math.inf)  # of what this pace asks; its times are the monotonic clock's
        self._known = Known()
        self._queue = asyncio.Lock()

    def wait_s(self) -> float:
        """Seconds until a call may leave, as far as known."""
        return max(0.0, self._next - self._clock.monotonic())

    def eta_s(self, calls: int) -> float:
        """Seconds until so many calls have left, as far as known."""
        return self._known.eta_s(self.claim, self._clock.now().timestamp(), calls)

    async def slot(self) -> None:
        """Wait for the next slot and take it. Several may wait: each gets a slot of its own, in order."""
        async with self._queue:
            told: Why | None = None
            while (wait := await self.take()) is not None:
                self._next = self._clock.monotonic() + wait.seconds
                if self._tell is not None and wait.seconds >= _WORTH_TELLING_S and wait.why is not told:
                    told = wait.why
                    await self._tell(wait)
                await self._clock.sleep(min(wait.seconds, _LOOK_AGAIN_S))
            # whatever happens to the machine's clock, this process keeps its distance
            self._next = self._own_next = self._clock.monotonic() + self.claim.interval_s * self._own.slowness

    async def obey(self, error: RecoverableError, seconds: float) -> None:
        """A call failed and is tried again after so many seconds.

        What the server wishes holds for everybody with this key, what a busy model needs for those alone who ask it.
        """
        if isinstance(error, RateLimited) and error.of_model:
            self.hold_own(seconds)
            return
        if isinstance(error, RateLimited):
            await self.slow_down(error.limits.interval_s if error.limits else 0.0)
        if isinstance(error, RateLimited) or error.retry_after_s:
            await self.hold(seconds)

    async def hold(self, seconds: float) -> None:
        """Let no call leave for so many seconds, not even one that waits for its slot already: the server asked for it."""
        self._next = max(self._next, self._clock.monotonic() + seconds)
        await self._change(lambda known, now: known.hold(now, seconds))

    def hold_own(self, seconds: float) -> None:
        """Let no call of this pace leave for so many seconds, and later ones farther apart: what it asks is busy, not the server."""
        now_s = self._clock.monotonic()
        self._own.slow_down(self.claim, now_s)
        self._own_held = max(self._own_held, now_s + seconds)
        self._next = max(self._next, self._own_held)

    async def slow_down(self, least_interval_s: float = 0.0) -> None:
        """The server refused a call as too fast.

        Args:
            least_interval_s: What its own limit asks for, where it named one.
        """
        await self._change(lambda known, now: known.slow_down(self.claim, now, least_interval_s))

    async def day_over(self, seconds: float | None) -> None:
        """The server takes no more calls this day; for so long, or until 00:00 UTC."""
        await self._change(lambda known, now: known.day_over(self.claim, now, seconds))

    async def answered(self) -> None:
        """The server answered."""
        self._own.speed_up()
        await self._change(lambda known, _: known.speed_up())

    async def give_back(self) -> None:
        """A call never reached the server: the day has it still."""
        await self._change(lambda known, now: known.give_back(self.claim, now))

    async def hear_clock(self, server_time: datetime) -> None:
        """The server said what time it is there: its days count, whatever this machine's clock says."""
        await self._change(lambda known, now: known.set_clock(now, server_time.timestamp()))

    async def allow(self, allowance: int | None, used: int | None) -> None:
        """The server said how many calls a day has, and perhaps how many are used."""
        await self._change(lambda known, now: known.allow(now, allowance, used))

    async def take(self) -> Wait | None:
        """Take the next slot if it may be had; otherwise how long to wait for it, in line with the others."""
        now_s = self._clock.monotonic()
        own = (Wait(self._own_next - now_s, Why.SLOT), Wait(self._own_held - now_s, Why.HELD))
        return await self._change(lambda known, now: known.claim(self.claim, now, _LOOK_AGAIN_S, own))

    async def _change(self, step: Callable[[Known, float], T]) -> T:
        def noted(known: Known) -> T:
            result = step(known, self._clock.now().timestamp())
            self._known = replace(known)
            return result

        return await self._book.change(noted)


def known_of(notes: SharedNotes, account: str) -> Known:
    """What is remembered of an account as of now. Blocks.

    Raises:
        FatalError: It cannot be read.
    """
    known = notes.change(_name(account), _known)
    known.look(time.time())
    return known


def rank_of(priority: Priority) -> int:
    """Whose calls go first: lower ranks."""
    return _RANKS[priority]


def _known(note: Mapping[str, Any]) -> Known:
    try:
        known: Known = value_from_dict(Known, note)
    except Unreadable:
        known = Known()
    return known
