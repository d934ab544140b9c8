"""Files on their way to a cluster, several in one parcel: what the way costs is the same for one short sound and for eight."""

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sp404_gui import __version__
from sp404_gui.engine.measuring.worker import Refusal
from sp404_gui.engine.stages import MEASUREMENT_VERSION

MOST_FILES = 8
PARCEL_S = 1.0
"""A worker begins no more files of a parcel that has kept it for so long: long sounds travel alone, and little is lost with a worker."""
_LANES = 2
"""Parcels for each thread of the cluster: one in its hands, and the next, so that it need not wait."""
_LEAST_AHEAD = 2 * _LANES

Errand = tuple[str, str]
"""A file, as the worker sees it, and the BLAKE3 of what it must hold."""
Outcome = bytes | Refusal | None
"""The JSON of a measurement, or why there is none; None: nothing that is about the file."""


def versions() -> str:
    """What two machines must have in common for their measurements to be the same."""
    return f"sp404-batch {__version__}, measuring {MEASUREMENT_VERSION}"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Some files for a worker of a cluster, and all that it is sent.

    Attributes:
        errands: The files.
        max_bytes: Larger ones are refused.
        time_limit_s: One that takes longer is given up.
        versions: What the worker must be made of.
    """

    errands: tuple[Errand, ...]
    max_bytes: int
    time_limit_s: float
    versions: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came back.

    Attributes:
        outcomes: One for each errand, in their order; None for one that was not begun.
        seconds: How long it took the worker.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float


class Outbox:
    """Where errands wait until there is room for a parcel. For one event loop.

    Args:
        send: Sends errands; None where that cannot be done, whatever they are.
    """

    def __init__(self, send: Callable[[Sequence[Errand]], Awaitable[Delivery | None]]) -> None:
        self._send = send
        self._threads = 0
        self._file_s = PARCEL_S
        self._waiting: deque[tuple[Errand, asyncio.Future[Outcome]]] = deque()
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def ahead(self) -> int:
        """How many errands may be handed in at the same time: as many as fill the parcels, and fewer of files that take long."""
        fitting = round(_LANES * PARCEL_S / self._file_s)
        return self._threads * min(max(fitting, _LEAST_AHEAD), _LANES * MOST_FILES)

    def open(self, threads: int) -> None:
        """So many files are measured at the same time from now on; 0: what waits is given back."""
        self._threads = threads
        if not threads:
            while self._waiting:
                _settle(self._waiting.popleft()[1], None)
        self._fill()

    async def outcome(self, errand: Errand) -> Outcome:
        """Have a file measured; None where that cannot be done here."""
        if not self._threads:
            return None
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((errand, future))
        self._fill()
        return await future

    def _fill(self) -> None:
        lanes = self._threads * _LANES
        while self._waiting and len(self._under_way) < lanes:
            size = min(MOST_FILES, math.ceil(len(self._waiting) / lanes))  # near the end small ones, so that all end at the same time
            parcel = asyncio.get_running_loop().create_task(self._deliver([self._waiting.popleft() for _ in range(size)]))
            self._under_way.add(parcel)
            parcel.add_done_callback(self._returned)

    async def _deliver(self, part: "Sequence[tuple[Errand, asyncio.Future[Outcome]]]") -> None:
        delivery = await self._send([errand for errand, _ in part])
        if delivery is None:
            for _, future in part:
                _settle(future, None)
            return
        left = [one for one, outcome in zip(part, delivery.outcomes, strict=True) if outcome is None]
        self._file_s = max(delivery.seconds / max(len(part) - len(left), 1), 1e-3)
        for (_, future), outcome in zip(part, delivery.outcomes, strict=True):
            if outcome is not None:
                _settle(future, outcome)
        self._waiting.extendleft(reversed(left))

    def _returned(self, parcel: asyncio.Task[None]) -> None:
        self._under_way.discard(parcel)
        self.open(self._threads)


def _settle(future: "asyncio.Future[Outcome]", outcome: Outcome) -> None:
    with suppress(asyncio.InvalidStateError):  # nobody waits for it any more
        future.set_result(outcome)
