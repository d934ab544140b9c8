"""Gets what a job finds onto the disk: results soon, paid answers before anything else happens, checkpoints in between."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sp404_gui.domain.events import CheckpointSaved, Event
from sp404_gui.domain.job import Counts, JobStatus, Manifest
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.clock import Clock, timestamp
from sp404_gui.engine.stages import COMPATIBILITY
from sp404_gui.engine.state import JobState, is_settled
from sp404_gui.engine.threads import to_the_end
from sp404_gui.store.cache import CacheKey, ResultCache
from sp404_gui.store.gently import gently
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.room import require_room

_LOOK_EVERY_S = 0.5
_RESULTS_EVERY_S = 4.0
"""A sample changes several times within seconds: its result is written when it has come to rest."""
_MOST_AT_ONCE = 10_000
"""Samples in a checkpoint: it is one JSON value, and larger ones than `codec.MOST_BYTES` are not read."""


class Recorder:
    """Writes behind the job: in a thread, coalesced, in an order that a crash at any moment leaves resumable.

    Args:
        folder: The job folder.
        manifest: The manifest as it stands there.
        state: Where the records and counts come from.
        cache: The shared result cache.
        emit: Takes the recorder's events.
        clock: Source of time.

    Attributes:
        manifest: The manifest as it was written last.
        checkpoint: Number of the newest checkpoint.
    """

    def __init__(
        self, folder: JobFolder, manifest: Manifest, state: JobState, cache: ResultCache, emit: Callable[[Event], None], clock: Clock
    ) -> None:
        self.manifest = manifest
        self._folder = folder
        self._state = state
        self._cache = cache
        self._emit = emit
        self._clock = clock
        self._dirty: dict[str, SampleRecord] = {}
        self._uncheckpointed: dict[str, None] = {}
        self._remembered: dict[CacheKey, bytes] = {}
        self.checkpoint = max([manifest.last_checkpoint, *folder.checkpoint_numbers()])
        folder.drop_unfinished_checkpoint(self.checkpoint + 1)
        self._results_due = clock.monotonic() + _RESULTS_EVERY_S
        self._writing = asyncio.Lock()
        self._due = asyncio.Event()

    def note(self, record: SampleRecord, *, checkpoint: bool = True) -> None:
        """Have a changed record written soon.

        Args:
            record: As it is now.
            checkpoint: Whether the next checkpoint should hold it, once it is settled.
        """
        waiting = self._dirty.get(record.id)
        if record.matches is None and waiting is not None and waiting.matches is not None:
            record = replace(record, matches=waiting.matches)
        self._dirty[record.id] = record
        if checkpoint and is_settled(record):
            self._uncheckpointed[record.id] = None
            if len(self._uncheckpointed) >= self._interval:
                self._due.set()

    def remember(self, key: CacheKey, value: bytes) -> None:
        """Have a result cached soon."""
        self._remembered[key] = value

    def hurry(self) -> None:
        """Have results written with the next look: they were worth a call, or will not change any more."""
        self._results_due = self._clock.monotonic()
        self._due.set()

    async def log(self, event: str, *, at: str | None = None, durable: bool = False, **facts: Any) -> None:
        """Add to the audit trail, of now or of `at`; with `durable`, it is safe from a power cut when this returns."""
        await to_the_end(self._folder.journal.write, event, at or timestamp(self._clock), durable=durable, **facts)

    async def require_room(self) -> None:
        """Make sure that the answer of a call finds room.

        Raises:
            DiskFull: It would not.
        """
        await asyncio.to_thread(require_room, self._folder.path)

    async def keep_writing(self) -> None:
        """Write behind the job until cancelled."""
        while True:
            try:
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._due.wait()
            except TimeoutError:
                pass
            await self._save()
            if self._clock.monotonic() >= self._results_due:
                await self.flush()

    async def keep_up(self, most: int) -> None:
        """Wait until no more than so many records wait to be written: whoever is faster than the disk must not fill the memory.

        Raises:
            DiskFull: The job folder's disk takes no more.
        """
        if len(self._dirty) > most:
            await self.flush()

    async def flush(self) -> None:
        """Write everything that waits.

        Raises:
            DiskFull: The job folder's disk takes no more.
        """
        await self._save()
        async with self._writing:
            dirty, self._dirty = self._dirty, {}
            try:
                await to_the_end(self._write_results, dirty)
            except BaseException:
                self._dirty = dirty | self._dirty
                raise
            self._results_due = self._clock.monotonic() + _RESULTS_EVERY_S
            if (self._state.counts(), self._state.removed()) != (self.manifest.counts, self.manifest.removed):
                await self.write_manifest()

    async def _save(self) -> None:
        """Write what a crash must not take: the cache's share, and a checkpoint once a full interval of samples is settled.

        When samples settle faster than the disk takes checkpoints, one holds all that have gathered meanwhile.
        """
        async with self._writing:
            self._due.clear()
            remembered, self._remembered = self._remembered, {}
            if remembered:
                await to_the_end(self._cache.put_many, remembered.items())
            if len(self._uncheckpointed) >= self._interval:
                await self._write_checkpoints(JobStatus.RUNNING)

    async def finish(self, status: JobStatus, reason: str = "") -> None:
        """Write everything, a last checkpoint, the error log and the manifest with this status."""
        await self.flush()
        async with self._writing:
            await self._write_checkpoints(status)
            await to_the_end(lambda: self._folder.write_errors(self._state.all_errors()))
            await self.write_manifest(status=status, reason=reason)

    async def write_manifest(self, **changes: Any) -> None:
        """Write the manifest with the counts of now and these changes."""
        state = self._state
        self.manifest = replace(self.manifest, counts=state.counts(), removed=state.removed(), updated_at=timestamp(self._clock), **changes)
        await to_the_end(self._folder.write_manifest, self.manifest)

    @property
    def _interval(self) -> int:
        return min(self.manifest.options.checkpoint_interval, _MOST_AT_ONCE)

    async def _write_checkpoints(self, status: JobStatus) -> None:
        ids = list(self._uncheckpointed)
        for start in range(0, len(ids), _MOST_AT_ONCE):
            await self._write_checkpoint(ids[start : start + _MOST_AT_ONCE], status)

    async def _write_checkpoint(self, ids: Sequence[str], status: JobStatus) -> None:
        number, counts = self.checkpoint + 1, self._state.counts()
        records = [self._state[i] for i in ids]
        await to_the_end(self._checkpoint_file, number, records, counts)
        self.checkpoint = number
        for i in ids:
            self._uncheckpointed.pop(i, None)
        await self.write_manifest(status=status, last_checkpoint=number)
        self._emit(CheckpointSaved(number=number))

    def _checkpoint_file(self, number: int, records: Sequence[SampleRecord], counts: Counts) -> None:
        self._folder.write_checkpoint(number, records, counts, timestamp(self._clock))

    def _write_results(self, dirty: dict[str, SampleRecord]) -> None:
        """Write records, and let go of each here: thousands of them at once would hold up the event loop."""
        compress = self.manifest.options.compress_results
        for identifier in gently(list(dirty)):
            self._folder.write_result(dirty[identifier], compress=compress, keep_matches=COMPATIBILITY in dirty[identifier].stages)
            del dirty[identifier]
