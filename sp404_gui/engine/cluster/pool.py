"""Measuring on other machines, and on this one whatever they cannot: a cluster's trouble is never a sample's."""

import asyncio
from collections.abc import Callable
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sp404_gui.domain.errors import FatalError, NotRegularFile, PermissionRefused, SkippableError, WorkerDied
from sp404_gui.domain.features import Measurement
from sp404_gui.engine.cluster.place import ClusterPlace
from sp404_gui.engine.measuring.worker import Refusal
from sp404_gui.engine.measuring.workers import MeasurePool
from sp404_gui.store.codec import Unreadable, measurement_from_json

if TYPE_CHECKING:
    from sp404_gui.engine.cluster.ends import Cluster

_OF_THE_PLACE = (PermissionRefused, NotRegularFile, WorkerDied)
"""Refusals that tell of how a worker sees the file, or of the memory that it has, not of what is in it."""


class ClusterPool:
    """Measures where there is room: on a cluster, looked for with the first file, else in processes of this machine.

    Args:
        place: The cluster.
        local: The processes of this machine; none is started before it is needed.
        say: Takes sentences for the user, from any thread.

    Attributes:
        measured_there: Files that the cluster measured.
        measured_here: Files that it could not.
    """

    def __init__(self, place: ClusterPlace, local: MeasurePool, say: Callable[[str], None]) -> None:
        self.measured_there = self.measured_here = 0
        self._place = place
        self._local = local
        self._say = say
        self._said: set[type] = set()
        self._opening = asyncio.Lock()
        self._refused = ""
        self._cluster: Cluster | None = None

    @property
    def workers(self) -> int:
        """Files that are measured at the same time; it changes as machines come and go."""
        return (self._cluster.threads if self._cluster is not None else 0) or self._local.workers

    @property
    def ahead(self) -> int:
        """How many files are handed in before one comes back: enough that they travel in parcels."""
        return (self._cluster.ahead if self._cluster is not None else 0) or self._local.ahead

    @property
    def max_bytes(self) -> int:
        """Larger files are refused."""
        return self._local.max_bytes

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if self._cluster is not None:
                await self._cluster.aclose()
        finally:
            await self._local.aclose()

    async def measure(self, file: str, content_hash: str) -> Measurement:
        """Measure a file.

        Raises:
            FatalError: A worker of the cluster is another version.
            Sp404Error: Any error of decoding or reading the file.
        """
        if (measurement := await self._there(file, content_hash)) is not None:
            self.measured_there += 1
            return measurement
        self.measured_here += 1
        return await self._local.measure(file, content_hash)

    async def _there(self, file: str, content_hash: str) -> Measurement | None:
        """What the cluster says of a file; None where it has nothing to say of its content."""
        cluster = await self._opened()
        outcome = await cluster.measure((self._place.there(file), content_hash))
        if isinstance(outcome, Refusal):
            if issubclass(outcome.error, SkippableError) and not issubclass(outcome.error, _OF_THE_PLACE):
                raise outcome.error(outcome.message)
            self._say_once(outcome)
            return None
        return _sound(outcome, content_hash)

    async def _opened(self) -> "Cluster":
        async with self._opening:
            if self._cluster is None:
                module = await asyncio.to_thread(import_module, "sp404_gui.engine.cluster.ends")  # half a second
                self._cluster = module.Cluster(self._place.address, self._local.max_bytes, self._local.time_limit_s, self._say)
                try:
                    await self._cluster.open()
                except FatalError as error:
                    self._refused = str(error)
            if self._refused:
                raise FatalError(self._refused)
            return self._cluster

    def _say_once(self, refusal: Refusal) -> None:
        if refusal.error not in self._said:
            self._said.add(refusal.error)
            way_out = "This machine does it. If folders are called otherwise there, name them: --cluster-map LOCAL=REMOTE."
            if issubclass(refusal.error, WorkerDied):
                way_out = "This machine does it: that one may have too little memory."
            self._say(f"A worker of the cluster could not measure a file: {refusal.message} {way_out}")


def _sound(outcome: bytes | None, content_hash: str) -> Measurement | None:
    """The measurement that a worker sent, if it is one of this content."""
    if outcome is None:
        return None
    try:
        measurement = measurement_from_json(outcome)
    except Unreadable:
        return None
    return measurement if measurement.features.content_hash == content_hash else None
