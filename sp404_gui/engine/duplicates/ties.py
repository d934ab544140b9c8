"""Comparing the waves of many pairs of files, in worker processes."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from sp404_gui.audio.moments import SHAPE
from sp404_gui.domain.duplicate import Member
from sp404_gui.domain.errors import FatalError, Sp404Error
from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.duplicates.candidates import Floats, candidates
from sp404_gui.engine.duplicates.comparing import compare_file, moments_of_file
from sp404_gui.engine.measuring.workers import WorkerPool
from sp404_gui.engine.threads import entered

_AHEAD = 2
_DECODING = 0.5
"""Share of the work that is done once all files are decoded."""

_Item = TypeVar("_Item")
Report = Callable[[float], object]


async def find_ties(members: Mapping[int, Member], report: Report, workers: int) -> tuple[dict[tuple[int, int], float], int]:
    """The pairs whose waves agree. Cancelling ends the processes.

    Args:
        members: The files, by number.
        report: Hears the share that is done, 0 to 1.
        workers: How many processes.

    Returns:
        How much later the sound begins in the first of each pair that agrees, in seconds; and how many files could not be decoded.

    Raises:
        FatalError: The processes cannot be kept alive.
    """
    options = JobOptions()
    place = tempfile.TemporaryDirectory(prefix="sp404-duplicates-", ignore_cleanup_errors=True)
    async with (
        entered(place) as scratch,
        WorkerPool(workers, int(options.max_file_mb * 1e6), options.analysis_timeout_s) as pool,
    ):
        comparison = _Comparison(members, report, pool, scratch)
        await _each(members, comparison.hear, workers * _AHEAD)
        pairs = await asyncio.to_thread(candidates, dict(sorted(comparison.moments.items())))
        comparison.total = sum(map(len, pairs.values()))
        await _each(pairs.items(), comparison.compare, workers * _AHEAD)
    return comparison.ties, len(comparison.unreadable)


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
    members: Mapping[int, Member]
    report: Report
    pool: WorkerPool
    scratch: str
    total: int = 0
    heard: int = 0
    done: int = 0
    told: int = 0
    moments: dict[int, Floats] = field(default_factory=dict)
    ties: dict[tuple[int, int], float] = field(default_factory=dict)
    unreadable: set[int] = field(default_factory=set)

    async def hear(self, number: int) -> None:
        try:
            found = await self.pool.call(moments_of_file, self.members[number].file, self.scratch)
        except FatalError:
            raise
        except Sp404Error:
            self.unreadable.add(number)
        else:
            if found:
                self.moments[number] = np.frombuffer(found, np.float32).reshape(SHAPE)
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
            elif likeness.is_same:
                self.ties[one, other] = likeness.later_s
        self.done += len(others)
        self._tell(_DECODING + (1 - _DECODING) * self.done / self.total)

    def _tell(self, share: float) -> None:
        if round(share * 100) > self.told:
            self.told = round(share * 100)
            self.report(share)
