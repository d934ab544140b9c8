"""Comparing the waves of many pairs of files, in worker processes."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar

import numpy as np

from sp404_gui.audio.moments import SHAPE
from sp404_gui.domain.duplicate import Member
from sp404_gui.domain.errors import FatalError, Sp404Error
from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.duplicates.candidates import Floats, candidates
from sp404_gui.engine.duplicates.comparing import compare_file, moments_of_file
from sp404_gui.engine.duplicates.remembered import Remembered
from sp404_gui.engine.duplicates.scratch import scratch_folder
from sp404_gui.engine.measuring.workers import WorkerPool
from sp404_gui.engine.threads import entered
from sp404_gui.store.cache import ResultCache

_AHEAD = 2
_DECODING = 0.5
"""Share of the work that is done once all files are decoded."""

_Item = TypeVar("_Item")
Report = Callable[[float], object]


async def find_ties(
    members: Mapping[int, Member], report: Report, workers: int, cache: ResultCache | None = None
) -> tuple[dict[tuple[int, int], float], int]:
    """The pairs whose waves agree. Cancelling ends the processes; what was compared until then is remembered.

    Args:
        members: The files, by number.
        report: Hears the share that is done, 0 to 1.
        workers: How many processes; none is started where all was compared before.
        cache: Where comparisons are remembered.

    Returns:
        How much later the sound begins in the first of each pair that agrees, in seconds; and how many files could not be decoded.

    Raises:
        FatalError: The processes cannot be kept alive.
    """
    options = JobOptions()
    async with (
        entered(scratch_folder()) as scratch,
        WorkerPool(workers, int(options.max_file_mb * 1e6), options.analysis_timeout_s) as pool,
    ):
        memory = Remembered(members, cache)
        comparison = _Comparison(members, report, pool, scratch)
        comparison.recall(await memory.moments())
        try:
            await _each([number for number in members if number not in comparison.moments], comparison.hear, workers * _AHEAD)
        finally:
            await memory.keep_moments(comparison.moments)
        moments = {number: found for number, found in sorted(comparison.moments.items()) if found is not None}
        pairs = await _candidates(moments)
        comparison.found = await memory.likeness(pairs)
        left = comparison.left_of(pairs)
        try:
            await _each(left.items(), comparison.compare, workers * _AHEAD)
        finally:
            await memory.keep_likeness(comparison.found)
    return {pair: later for pair, later in comparison.found.items() if later is not None}, len(comparison.unreadable)


async def _candidates(moments: Mapping[int, Floats]) -> dict[int, list[int]]:
    given_up = Event()
    try:
        return await asyncio.to_thread(candidates, moments, given_up)
    finally:
        given_up.set()  # a thread knows of no cancelling


async def _each(items: Iterable[_Item], work: Callable[[_Item], Awaitable[None]], abreast: int) -> None:
    left = iter(items)

    async def go_on() -> None:
        for item in left:
            await work(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(abreast):
                group.create_task(go_on())
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from errors


@dataclass(slots=True)
class _Comparison:
    """What is known so far.

    Attributes:
        moments: By the file's number; None of one that is silent.
        found: How much later the sound begins in the first of each pair that was compared; None where they are not the same.
    """

    members: Mapping[int, Member]
    report: Report
    pool: WorkerPool
    scratch: str
    total: int = 0
    heard: int = 0
    done: int = 0
    told: int = 0
    moments: dict[int, Floats | None] = field(default_factory=dict)
    found: dict[tuple[int, int], float | None] = field(default_factory=dict)
    unreadable: set[int] = field(default_factory=set)

    def recall(self, moments: Mapping[int, bytes]) -> None:
        """Take over what was heard before."""
        self.moments = {number: _as_moments(found) for number, found in moments.items()}
        self.heard = len(moments)

    def left_of(self, pairs: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
        """The pairs that were never compared."""
        left = {one: [other for other in others if (one, other) not in self.found] for one, others in pairs.items()}
        self.total = sum(map(len, left.values()))
        return {one: others for one, others in left.items() if others}

    async def hear(self, number: int) -> None:
        try:
            found = await self.pool.call(moments_of_file, self.members[number].file, self.scratch)
        except FatalError:
            raise
        except Sp404Error:
            self.unreadable.add(number)
        else:
            self.moments[number] = _as_moments(found)
        self.heard += 1
        self._tell(_DECODING * self.heard / len(self.members))

    async def compare(self, pair: tuple[int, Sequence[int]]) -> None:
        one, others = pair
        try:
            found = await self.pool.call(compare_file, self.members[one].file, [self.members[other].file for other in others], self.scratch)
        except FatalError:
            raise
        except Sp404Error:
            self.unreadable.add(one)
            return
        for other, likeness in zip(others, found, strict=True):
            if likeness is None:
                self.unreadable.add(other)
            else:
                self.found[one, other] = likeness.later_s if likeness.is_same else None
        self.done += len(others)
        self._tell(_DECODING + (1 - _DECODING) * self.done / self.total)

    def _tell(self, share: float) -> None:
        if round(share * 100) > self.told:
            self.told = round(share * 100)
            self.report(share)


def _as_moments(found: bytes) -> Floats | None:
    return np.frombuffer(found, np.float32).reshape(SHAPE) if found else None
