"""Comparing the waves of many pairs of files, in worker processes."""

import asyncio
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sp404_gui.audio.likeness import SAME, Likeness
from sp404_gui.domain.duplicate import Member
from sp404_gui.domain.errors import FatalError, Sp404Error
from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.duplicates.comparing import compare_file
from sp404_gui.engine.threads import entered
from sp404_gui.engine.workers import WorkerPool

_AHEAD = 2

Report = Callable[[float], object]


async def find_ties(
    members: Mapping[int, Member], wanted: Mapping[int, Sequence[int]], report: Report, workers: int
) -> tuple[dict[tuple[int, int], float], int]:
    """The pairs whose waves agree. Cancelling ends the processes.

    Args:
        members: The files, by number.
        wanted: With which others each is compared.
        report: Hears the share that is done, 0 to 1.
        workers: How many processes.

    Returns:
        How much later the sound begins in the first of each pair that agrees, in seconds; and how many files could not be decoded.

    Raises:
        FatalError: The processes cannot be kept alive.
    """
    comparison = _Comparison(members, report, sum(map(len, wanted.values())))
    left = iter(wanted.items())

    async def work(pool: WorkerPool, scratch: str) -> None:
        for one, others in left:
            comparison.note(one, others, await comparison.compared(pool, one, others, scratch))

    if wanted:
        options = JobOptions()
        place = tempfile.TemporaryDirectory(prefix="sp404-duplicates-", ignore_cleanup_errors=True)
        try:
            async with (
                entered(place) as scratch,
                WorkerPool(workers, int(options.max_file_mb * 1e6), options.analysis_timeout_s) as pool,
                asyncio.TaskGroup() as group,
            ):
                for _ in range(workers * _AHEAD):
                    group.create_task(work(pool, scratch))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from errors
    return comparison.ties, len(comparison.unreadable)


@dataclass(slots=True)
class _Comparison:
    members: Mapping[int, Member]
    report: Report
    total: int
    done: int = 0
    ties: dict[tuple[int, int], float] = field(default_factory=dict)
    unreadable: set[int] = field(default_factory=set)

    async def compared(self, pool: WorkerPool, one: int, others: Sequence[int], scratch: str) -> list[Likeness | None]:
        try:
            return await pool.call(compare_file, self.members[one].file, [self.members[other].file for other in others], scratch)
        except FatalError:
            raise
        except Sp404Error:
            self.unreadable.add(one)
            return []

    def note(self, one: int, others: Sequence[int], found: Sequence[Likeness | None]) -> None:
        for other, likeness in zip(others, found, strict=False):
            if likeness is None:
                self.unreadable.add(other)
            elif likeness.agreement >= SAME:
                self.ties[one, other] = likeness.later_s
        before, self.done = self.done, self.done + len(others)
        if self.done * 100 // self.total > before * 100 // self.total:
            self.report(self.done / self.total)
