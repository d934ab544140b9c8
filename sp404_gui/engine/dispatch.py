"""Where a sample goes next: through the quick stages in passing, into the lane of each stage whose needs it meets."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sp404_gui.domain.corrections import corrections
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.domain.vibe import Vibe, VibeSource
from sp404_gui.engine.asking.filtering import SILENT, as_duplicate, should_process_with_api, twin_named
from sp404_gui.engine.stages import Stage, finished, with_result
from sp404_gui.library.duplicates import DuplicateIndex
from sp404_gui.store.cache import CacheKey, ResultCache
from sp404_gui.store.codec import Unreadable, decode, encode, value_from_dict


class Followers:
    """Duplicates that are skipped for the model and take over the answer of their twin.

    Args:
        options: The limits of length.
    """

    def __init__(self, options: JobOptions) -> None:
        self._options = options
        self._index = DuplicateIndex()
        self._by_twin: dict[str, list[str]] = {}

    def remember(self, record: SampleRecord) -> None:
        """Know a sample that was answered before, so that later ones of the same sound follow it."""
        self._twin_of(record)

    def skip(self, record: SampleRecord) -> tuple[str | None, str | None]:
        """Why a sample is not asked about, and the twin whose answer it takes over; None for what does not apply."""
        if (reason := should_process_with_api(record, self._options)) is not None:
            return reason, None
        if (twin := self._twin_of(record)) is None:
            return None, None
        self._by_twin.setdefault(twin, []).append(record.id)
        return as_duplicate(twin), twin

    def follow(self, record: SampleRecord) -> str | None:
        """Let a duplicate of an earlier run follow its twin again; the twin's id."""
        if (twin := twin_named(record)) is None:
            return None
        self._by_twin.setdefault(twin, []).append(record.id)
        return twin

    def _twin_of(self, record: SampleRecord) -> str | None:
        features = record.features
        return self._index.twin_of(record.id, features.content_hash, features.audio_hash) if features else None

    def of(self, identifier: str) -> Sequence[str]:
        """Ids of the samples that follow one."""
        return self._by_twin.get(identifier, ())


def lent(vibe: Vibe) -> Vibe:
    """A twin's description, marked as taken over."""
    return replace(vibe, source=VibeSource.LENT)


async def recall(stage: Stage, records: Sequence[SampleRecord], cache: ResultCache) -> dict[str, Any]:
    """Results of a stage that are known from other jobs, by sample id."""
    keys = cache_keys(stage, records)
    known = await asyncio.to_thread(cache.get_many, list(set(keys.values()))) if keys else {}
    found = {i: _value(stage, known[key]) for i, key in keys.items() if key in known}
    return {i: value for i, value in found.items() if value is not None}


def _value(stage: Stage, data: bytes) -> Any:
    try:
        row = decode(data)
        return value_from_dict(stage.result_type, row) if stage.result_type else row
    except Unreadable:
        return None


def may_enter(stage: Stage, record: SampleRecord) -> bool:
    """Whether a sample is ready for a stage and has not passed it."""
    if record.status is SampleStatus.FAILED or stage.name in record.stages:
        return False
    return all(need in record.stages for need in stage.needs)


def applied(records: Mapping[str, SampleRecord], stage: Stage, results: Mapping[str, Any]) -> list[SampleRecord]:
    """The records with a quick stage's results; one without a result has passed the stage all the same."""
    return [_applied(record, stage, results.get(i)) for i, record in records.items()]


def _applied(record: SampleRecord, stage: Stage, value: Any) -> SampleRecord:
    if value is not None:
        return finished(record, stage) if _is_less_trusted(value, record.vibe) else with_result(record, stage, value)
    silent = stage.filtered and record.features is not None and record.features.is_silent
    return finished(replace(record, skip_reason=SILENT) if silent else record, stage)


def _is_less_trusted(value: Any, vibe: Vibe | None) -> bool:
    """Words from measurements never replace those of a model."""
    return isinstance(value, Vibe) and value.source is VibeSource.LOCAL and vibe is not None and vibe.source is not VibeSource.LOCAL


def cache_keys(stage: Stage, records: Iterable[SampleRecord]) -> dict[str, CacheKey]:
    """Where a stage's results for these samples are remembered, by sample id, as far as they are."""
    return {record.id: key for record in records if (key := cache_key(stage, record)) is not None}


def cache_key(stage: Stage, record: SampleRecord) -> CacheKey | None:
    """Where a stage's result for a sample is remembered, if it is: what the user corrected is another question, with its own answer."""
    if not stage.cached or record.features is None or not record.features.content_hash:
        return None
    key = stage.key(record.features.content_hash)
    said = corrections(record)
    return replace(key, prompt=f"{key.prompt}-corrected-{encode(said).decode()}") if said else key
