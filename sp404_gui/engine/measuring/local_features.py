"""Local measurement as a stage function, for use without a job."""

import asyncio
from collections.abc import Mapping, Sequence

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.measuring.measurer import identified, weighed
from sp404_gui.engine.measuring.workers import MeasurePool


async def extract_local_features(records: Sequence[SampleRecord]) -> Mapping[str, LocalFeatures | Sp404Error]:
    """Measure samples in a worker process of its own; an error for each that cannot be measured.

    A job does the same with workers that it keeps, and with the cache.
    """
    limits = JobOptions()
    async with MeasurePool(1, int(limits.max_file_mb * 1e6), limits.analysis_timeout_s) as pool:
        return {record.id: await _measured(record, pool) for record in records}


async def _measured(record: SampleRecord, pool: MeasurePool) -> LocalFeatures | Sp404Error:
    try:
        found = await asyncio.to_thread(identified, record, pool.max_bytes)
        return weighed(await pool.measure(record.sample.file, found), record)
    except Sp404Error as error:
        return error
