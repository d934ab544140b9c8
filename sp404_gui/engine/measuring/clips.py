"""Clips for a model that hears: made in a worker process of their own, started with the first one."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from sp404_gui.domain.clip import Clip
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.measuring.worker import clip_file
from sp404_gui.engine.measuring.workers import WorkerPool

_TIME_LIMIT_S = 20.0


class ClipSource(Protocol):
    """Anything that has clips of samples."""

    async def of(self, records: Sequence[SampleRecord]) -> Mapping[str, Clip | Sp404Error]:
        """Clips by sample id, or why there is none; a sample that is not measured is left out. Never raises."""

    async def aclose(self) -> None:
        """Let go of what was started; may be called at any time."""


class Clips:
    """Makes clips of the samples' files. A file that cannot be read, takes too long or has changed since it was measured gives an error.

    Args:
        max_bytes: Larger files give none.
        time_limit_s: Limit for one file.
    """

    def __init__(self, max_bytes: int, time_limit_s: float = _TIME_LIMIT_S) -> None:
        self._pool = WorkerPool(1, max_bytes, time_limit_s)

    async def of(self, records: Sequence[SampleRecord]) -> Mapping[str, Clip | Sp404Error]:
        """Clips by sample id, in the order of the samples, or why there is none; those that are not measured are left out."""
        hashes = {record.id: record.features.content_hash for record in records if record.features}
        return {record.id: await self._clip(record, content) for record in records if (content := hashes.get(record.id))}

    async def _clip(self, record: SampleRecord, content_hash: str) -> Clip | Sp404Error:
        try:
            return await self._pool.call(clip_file, record.sample.file, content_hash, self._pool.max_bytes)
        except Sp404Error as error:
            return error.with_traceback(None)

    async def aclose(self) -> None:
        """End the worker; the next clip starts a new one."""
        await self._pool.aclose()
