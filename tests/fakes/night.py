"""A machine that works for nights within seconds: its clock jumps, it sleeps, somebody sets its clock; and a server that is often away."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, TypeVar

import httpx

from tests.fakes.clock import FakeClock
from tests.fakes.replies import asked_ids, completion, content_for

T = TypeVar("T")
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
_GRACE_TURNS = 20


class Busy(ThreadPoolExecutor):
    """Threads that tell whether any of them works.

    Attributes:
        working: How many calls are not through, as the event loop sees it.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(4)
        self._loop = loop
        self.working = 0

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        self.working += 1
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(lambda _: self._loop.call_soon_threadsafe(self._done))
        return future

    def _done(self) -> None:
        self.working -= 1


@dataclass(frozen=True)
class Jolt:
    """Something that happens to the machine.

    Attributes:
        at_s: When, in seconds that it was awake.
        asleep_s: It sleeps for so long.
        set_by_s: Somebody sets its clock, forward or back.
    """

    at_s: float
    asleep_s: float = 0.0
    set_by_s: float = 0.0


class NightClock(FakeClock):
    """The machine's clock, and beside it the right time.

    Args:
        jolts: What happens to the machine.
    """

    def __init__(self, jolts: Sequence[Jolt] = ()) -> None:
        super().__init__(START)
        self._jolts = sorted(jolts, key=lambda jolt: jolt.at_s)
        self._asleep_s = self._wrong_s = 0.0

    def true_s(self) -> float:
        """Seconds that have really passed."""
        return self._now + self._asleep_s

    def true_now(self) -> datetime:
        """The right time."""
        return START + timedelta(seconds=self.true_s())

    def now(self) -> datetime:
        return self.true_now() + timedelta(seconds=self._wrong_s)

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something to its end; time stands still while a thread or a process works, and jumps when everybody waits."""
        loop = asyncio.get_running_loop()
        with Busy(loop) as busy:
            loop.set_default_executor(busy)
            task = asyncio.ensure_future(work)
            while not task.done():
                for _ in range(_GRACE_TURNS):
                    await asyncio.sleep(0)
                while (busy.working or not self._waiting) and not task.done():
                    await asyncio.sleep(0.001)
                    for _ in range(_GRACE_TURNS):
                        await asyncio.sleep(0)
                if not task.done():
                    self._wake_next()
                    self._jolt()
            return task.result()

    def _jolt(self) -> None:
        while self._jolts and self._jolts[0].at_s <= self._now:
            jolt = self._jolts.pop(0)
            self._asleep_s += jolt.asleep_s
            self._wrong_s += jolt.set_by_s


@dataclass(frozen=True)
class Outage:
    """When the server is away, in seconds that have really passed, and how that looks."""

    begins_s: float
    ends_s: float
    kind: str


@dataclass
class NightServer(httpx.AsyncBaseTransport):
    """A server for free models, reached without a network.

    Attributes:
        clock: The time.
        outages: When it is away.
        allowance: Calls a day (UTC).
        calls: When each chat request came, in seconds that have really passed, and for which samples.
        answered: Samples whose answer went out, as often as it did.
        by_day: Calls that counted, by day.
        refused: Calls beyond a day's allowance.
    """

    clock: NightClock
    outages: Sequence[Outage]
    allowance: int
    calls: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)
    answered: Counter[str] = field(default_factory=Counter)
    by_day: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    away: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(72))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return self._answer(200, {"data": {"is_free_tier": True, "free_model_daily_requests": self._allowance()}})
        ids = asked_ids(await request.aread())
        self.calls.append((self.clock.true_s(), ids))
        outage = next((one for one in self.outages if one.begins_s <= self.clock.true_s() < one.ends_s), None)
        if outage is not None:
            self.away += 1
            return await self._missing(outage.kind)
        if self.by_day[self._today()] >= self.allowance:
            self.refused += 1
            return self._answer(429, {"error": {"code": 429, "message": "Rate limit exceeded: free-models-per-day"}})
        self.by_day[self._today()] += 1
        await self.clock.sleep(self.chance.uniform(1, 50))
        self.answered.update(ids)
        return self._answer(200, completion(content_for(ids), len(self.calls)))

    async def _missing(self, kind: str) -> httpx.Response:
        if kind == "unreachable":
            raise httpx.ConnectError("Name or service not known")
        if kind == "silent":
            await self.clock.sleep(60)
            raise httpx.ReadTimeout("timed out")
        return self._answer(int(kind), {"error": {"code": int(kind), "message": "Provider returned error"}})

    def _answer(self, status: int, content: Any) -> httpx.Response:
        return httpx.Response(
            status, content=json.dumps(content).encode(), headers={"date": format_datetime(self.clock.true_now(), usegmt=True)}
        )

    def _allowance(self) -> dict[str, int]:
        used = self.by_day[self._today()]
        return {"limit": self.allowance, "used": used, "remaining": self.allowance - used}

    def _today(self) -> str:
        return self.clock.true_now().date().isoformat()
