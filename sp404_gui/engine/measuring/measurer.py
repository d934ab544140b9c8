"""Local measurements: known ones from the cache, the others from worker processes; no content is measured twice."""

import asyncio
import os
from collections import Counter, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from typing import Protocol

from sp404_gui.domain.errors import PermissionRefused, RecoverableError, Sp404Error
from sp404_gui.domain.events import Noticed
from sp404_gui.domain.features import LocalFeatures, Measurement
from sp404_gui.domain.sample import FileStamp, SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.measuring.evidence import weigh
from sp404_gui.engine.stages import Stage
from sp404_gui.engine.switch import Stopped
from sp404_gui.library.hints import name_hints
from sp404_gui.library.identity import content_hash, open_regular, require_size
from sp404_gui.store.codec import Unreadable, encode, measurement_from_json, plain
from sp404_gui.store.gently import gently

_CHUNK = 32
_FULL_AGAIN = 0.75
"""Share of what the pool takes, at which it is given more."""
_OF_ONE_FILE = (RecoverableError, PermissionRefused)
"""Errors of a file, not of its content: a copy elsewhere may be fine."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A sample with its features, or with the error that prevented them."""

    record: SampleRecord
    outcome: LocalFeatures | Sp404Error
    cached: bool = False


Identified = Measured | tuple[SampleRecord, str]
"""A sample that is known already, or one that is to be measured, with its hash."""
Deliver = Callable[[Sequence[Measured]], Awaitable[None]]


class Pool(Protocol):
    """What measures files."""

    @property
    def workers(self) -> int:
        """How many at the same time."""

    @property
    def ahead(self) -> int:
        """How many are handed in before one comes back; it changes as machines come and go."""

    @property
    def max_bytes(self) -> int:
        """Larger files are refused."""

    async def measure(self, file: str, content_hash: str) -> Measurement:
        """Measure a file, or raise why it cannot be."""


class Measuring:
    """The first stage.

    Args:
        stage: Its entry in the table, for the cache key.
        pool: Where audio is decoded.
        desk: What the job's parts share.

    Attributes:
        measured: Files that workers measured.
        worker_s: How long that took, times the workers.
    """

    def __init__(self, stage: Stage, pool: Pool, desk: Desk) -> None:
        self._stage = stage
        self._pool = pool
        self._desk = desk
        self._busy, self._came_back = 0, asyncio.Event()
        self._waiting: dict[str, SampleRecord] = {}
        self._order: deque[str] = deque()
        self._sizes: Counter[int] = Counter()
        self.measured, self.worker_s = 0, 0.0
        self._in_work: dict[str, asyncio.Future[Measurement | Sp404Error]] = {}
        self._damaged: list[str] = []

    @property
    def has_work(self) -> bool:
        """Whether samples wait."""
        return bool(self._waiting)

    def add(self, records: Iterable[SampleRecord]) -> None:
        """Let samples wait, behind those that wait already."""
        for record in records:
            self._sizes[record.sample.size_bytes] += 1
            self._waiting[record.id] = record
            self._order.append(record.id)

    def look_at(self, ids: Sequence[str]) -> None:
        """Let those of these samples that wait come next."""
        self._order.extendleft(identifier for identifier in reversed(ids) if identifier in self._waiting)

    async def run(self, deliver: Deliver) -> None:
        """Measure what waits and hand it on as it comes, in chunks, not in order; after a stop, only what was begun."""
        began = self._desk.clock.monotonic()
        async with asyncio.TaskGroup() as tasks:
            with suppress(Stopped):  # inside the group: what is in a worker comes back
                async with aclosing(self._identified()) as chunks:
                    async for identified in chunks:
                        await self._desk.switch.ready()
                        await self._chunk(identified, deliver, tasks)
        self.worker_s += (self._desk.clock.monotonic() - began) * self._pool.workers
        damaged, self._damaged = self._damaged, []
        if damaged:
            self._desk.emit(Noticed(message=damage_sentence(damaged)))

    def _take(self) -> list[SampleRecord]:
        """The next chunk; empty when nothing waits."""
        chunk: list[SampleRecord] = []
        while self._order and len(chunk) < _CHUNK:
            if (record := self._waiting.pop(self._order.popleft(), None)) is not None:  # who was looked at stands in the order twice
                chunk.append(record)
        return chunk

    async def _identified(self) -> AsyncGenerator[list[Identified], None]:
        """What waits in chunks, hashed and looked up; the next chunk is under way while one is worked on."""
        under_way: asyncio.Future[list[Identified]] | None = None
        try:
            while chunk := self._take():
                identified = await under_way if under_way else []
                under_way = asyncio.ensure_future(asyncio.to_thread(self._identify, chunk))
                yield identified
            if under_way:
                yield await under_way
        finally:
            if under_way:
                under_way.cancel()

    async def _chunk(self, identified: Sequence[Identified], deliver: Deliver, tasks: asyncio.TaskGroup) -> None:
        if ready := [item for item in identified if isinstance(item, Measured)]:
            await self._deliver(ready, deliver)
        for item in identified:
            if not isinstance(item, Measured):
                if self._busy >= self._pool.ahead:
                    await self._desk.switch.race(self._room())
                await self._desk.switch.ready()
                self._busy += 1
                tasks.create_task(self._measure(*item, deliver))

    async def _room(self) -> None:
        """Wait until the pool, which may grow and shrink, takes a few files more: to wait for each would cost more than it brings."""
        while self._busy > self._pool.ahead * _FULL_AGAIN:
            self._came_back.clear()
            await self._came_back.wait()

    def _identify(self, records: Iterable[SampleRecord]) -> list[Identified]:
        """Hash the files and look the hashes up; runs in a thread."""
        records = [stamped(record) for record in records]
        hashes = {record.id: _hash_of(record, self._pool.max_bytes) for record in gently(records)}
        keys = {i: self._stage.key(h) for i, h in hashes.items() if isinstance(h, str)}
        known = self._desk.cache.get_many(list(set(keys.values()))) if self._desk.reads_cache else {}
        return [self._recall(record, hashes[record.id], known.get(keys[record.id]) if record.id in keys else None) for record in records]

    def _recall(self, record: SampleRecord, found: str | Sp404Error, value: bytes | None) -> Identified:
        if isinstance(found, Sp404Error):
            return Measured(record, found)
        if value is not None:
            try:
                return Measured(record, weighed(measurement_from_json(value), record), cached=True)
            except Unreadable:
                pass  # written by something else: measured again and replaced
        return record, found

    async def _measure(self, record: SampleRecord, hashed: str, deliver: Deliver) -> None:
        try:
            twin = self._in_work.get(hashed)
            measured = await asyncio.shield(twin) if twin else None
            if measured is None or isinstance(measured, _OF_ONE_FILE):
                measured = await self._first(record, hashed)
        finally:
            self._busy -= 1
            self._came_back.set()
        outcome = measured if isinstance(measured, Sp404Error) else weighed(measured, record)
        await self._deliver([Measured(record, outcome)], deliver)

    async def _deliver(self, measured: Sequence[Measured], deliver: Deliver) -> None:
        self._damaged += [m.record.path for m in measured if isinstance(m.outcome, LocalFeatures) and m.outcome.damage is not None]
        await deliver(measured)

    async def _first(self, record: SampleRecord, hashed: str) -> Measurement | Sp404Error:
        future = self._in_work[hashed] = asyncio.get_running_loop().create_future()
        result: Measurement | Sp404Error
        try:
            result = await self._pool.measure(record.sample.file, hashed)
            self.measured += 1
            self._desk.recorder.remember(self._stage.key(hashed), encode(plain(result)))
        except Sp404Error as error:
            result = error
        except asyncio.CancelledError:
            self._in_work.pop(hashed, None)
            future.cancel()
            raise
        if isinstance(result, Sp404Error) or self._sizes[record.sample.size_bytes] == 1:  # else a later sample may have the same content
            self._in_work.pop(hashed, None)
        future.set_result(result)
        return result


def identified(record: SampleRecord, max_bytes: int) -> str:
    """Hash of a sample's file. Blocks.

    Raises:
        TooLarge: It is larger than allowed.
        Sp404Error: It cannot be read.
    """
    descriptor = open_regular(record.sample.file)
    try:
        require_size(descriptor, max_bytes)
        return content_hash(descriptor)
    finally:
        os.close(descriptor)


def damage_sentence(paths: Sequence[str]) -> str:
    """Tells of files that were measured as far as they go."""
    first = printable(paths[0])
    if len(paths) == 1:
        return f"One file ({first}) is cut short or damaged: only what could be decoded of it was measured."
    return f"{len(paths)} files ({first} …) are cut short or damaged: only what could be decoded of them was measured."


def stamped(record: SampleRecord) -> SampleRecord:
    """A record that knows which file is about to be measured. Blocks.

    It is looked at before it is read: what is written meanwhile looks newer.
    """
    sample = record.sample
    try:
        info = os.stat(sample.file)
    except (OSError, ValueError):
        return record
    found = FileStamp(info.st_size, info.st_mtime_ns)
    return replace(record, measured_file=None if found == FileStamp(sample.size_bytes, sample.mtime_ns) else found)


def _hash_of(record: SampleRecord, max_bytes: int) -> str | Sp404Error:
    try:
        return identified(record, max_bytes)
    except Sp404Error as error:
        return error


def weighed(measurement: Measurement, record: SampleRecord) -> LocalFeatures:
    """What was measured of the audio, weighed against what the file's name and chunks say."""
    return weigh(measurement.features, measurement.chunk_hints, name_hints(record.path))


def has_changed(record: SampleRecord) -> bool:
    """Whether a sample's file is not what was measured: another size, or another time and then another hash. Blocks.

    A file that is gone has not changed: what is known of it stays.
    """
    try:
        info = os.stat(record.sample.file)
    except OSError:
        return False
    if record.is_of(FileStamp(info.st_size, info.st_mtime_ns)):
        return False
    found = _hash_of(record, info.st_size)
    return not isinstance(found, str) or record.features is None or found != record.features.content_hash
