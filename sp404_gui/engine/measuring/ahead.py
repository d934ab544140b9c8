"""Measuring samples ahead of their job: what came by itself can be seen and sorted. No model hears of it, and the job stays as it was."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace
from functools import partial

from sp404_gui.domain.errors import FatalError, Sp404Error
from sp404_gui.domain.events import StageFinished
from sp404_gui.domain.features import Measurement
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.compose import stages_of
from sp404_gui.engine.measuring.caches import open_cache
from sp404_gui.engine.measuring.measurer import identified, stamped, weighed
from sp404_gui.engine.measuring.workers import MeasurePool
from sp404_gui.engine.outlook.strategy import approach, workers_of
from sp404_gui.engine.stages import with_result
from sp404_gui.engine.threads import to_the_end
from sp404_gui.llm.offline import describe
from sp404_gui.store.cache import CacheKey, ResultCache
from sp404_gui.store.codec import Unreadable, encode, measurement_from_json, plain
from sp404_gui.store.job_folder import JobFolder

_AHEAD = 2
"""Files that a worker has at hand: a stop waits for no more."""


async def measure_ahead(
    place: str, records: Sequence[SampleRecord], cache: str, say: Callable[[str], None], is_stopped: Callable[[], bool]
) -> AsyncGenerator[StageFinished, None]:
    """Measure samples of a job that wait, and keep what was measured; they go on waiting. The caller holds the job's lock.

    One that cannot be measured is left to the job's next run, which says why.

    Args:
        place: The job folder.
        records: The samples; those that are measured already are passed over.
        cache: The cache file, or the URL of a shared cache.
        say: Takes sentences for the user, from any thread.
        is_stopped: Whether to end early; asked between files.

    Yields:
        Each sample as it is now.

    Raises:
        FatalError: The job folder or the cache cannot be used, or workers die whatever they are given.
        UsageError: What is named as cache is none.
    """
    folder = await asyncio.to_thread(JobFolder.open, place)
    options = (await asyncio.to_thread(folder.read_manifest)).options
    source = stages_of(options)[0]
    waiting = [record for record in records if source.name not in record.stages]
    chosen = approach(len(waiting))
    opened = await asyncio.to_thread(open_cache, cache, chosen, say)
    workers = workers_of(chosen, options.parallel_local)
    try:
        async with MeasurePool(workers, int(options.max_file_mb * 1e6), options.analysis_timeout_s) as pool:
            for start in range(0, len(waiting), workers * _AHEAD):
                if is_stopped():
                    return
                part = await asyncio.to_thread(list, map(stamped, waiting[start : start + workers * _AHEAD]))
                found = await asyncio.gather(*(_measured(record, pool, opened, source.key) for record in part))
                for record, measured in zip(part, found, strict=True):
                    if measured is not None:
                        kept = _worded(with_result(record, source, weighed(measured, record)))
                        await to_the_end(partial(folder.write_result, kept, compress=options.compress_results))
                        yield StageFinished(stage=source.name, record=kept)
    finally:
        await asyncio.to_thread(opened.close)


async def _measured(record: SampleRecord, pool: MeasurePool, cache: ResultCache, key_of: Callable[[str], CacheKey]) -> Measurement | None:
    """What the cache knows of a sample's content, or a worker finds out; None where that cannot be done."""
    try:
        hashed = await asyncio.to_thread(identified, record, pool.max_bytes)
        key = key_of(hashed)
        if (known := _read((await asyncio.to_thread(cache.get_many, [key])).get(key))) is not None:
            return known
        found = await pool.measure(record.sample.file, hashed)
    except FatalError:
        raise
    except Sp404Error:
        return None
    await to_the_end(cache.put_many, [(key, encode(plain(found)))])
    return found


def _worded(record: SampleRecord) -> SampleRecord:
    """With the words that the measurements alone suggest, until a model is asked."""
    return replace(record, vibe=describe(record.features)) if record.features is not None and record.vibe is None else record


def _read(value: bytes | None) -> Measurement | None:
    try:
        return measurement_from_json(value) if value is not None else None
    except Unreadable:
        return None
