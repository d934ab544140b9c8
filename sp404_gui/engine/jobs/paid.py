"""What was paid for, as the audit trail keeps it: about which sounds, and where it is remembered for other jobs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.dispatch import cache_keys
from sp404_gui.engine.stages import Stage
from sp404_gui.store.cache import CacheKey


@dataclass(frozen=True, slots=True)
class PaidResult:
    """A result that a crash kept from becoming one of the job.

    Attributes:
        content_hash: Of the sound that the call was about.
        value: The result.
        key: Where it is remembered, by what was asked then; None where the audit trail does not say.
    """

    content_hash: str
    value: Any
    key: CacheKey | None


Paid = dict[tuple[str, str], PaidResult]
"""By stage and sample id."""


def facts_of(stage: Stage, asked: Iterable[SampleRecord]) -> dict[str, Any]:
    """What an entry of the audit trail says beside an answer.

    Args:
        stage: Whose answer it is.
        asked: The samples as they were asked about: the job's options and the user's corrections may be others when it is read.
    """
    measured = [record for record in asked if record.features]
    return {
        "stage": stage.name,
        "hashes": {record.id: record.features.content_hash for record in measured if record.features},
        "keys": {identifier: str(key) for identifier, key in cache_keys(stage, measured).items()},
    }


def paid_results(entry: Mapping[str, Any], stage: str, results: Mapping[str, Any]) -> Paid:
    """The results of an entry, as far as it says what they are about."""
    hashes, keys = entry.get("hashes"), keys_of(entry)
    if not isinstance(hashes, dict):
        return {}
    contents = {i: str(hashes[i]) for i in results if i in hashes}
    return {(stage, i): PaidResult(content, results[i], _fitting(keys.get(i), stage, content)) for i, content in contents.items()}


def _fitting(key: CacheKey | None, stage: str, content: str) -> CacheKey | None:
    """A key that is one of this sound: a job folder may come from anywhere, and the cache serves all jobs."""
    return key if key is not None and (key.stage, key.content_hash) == (stage, content) else None


def keys_of(entry: Mapping[str, Any]) -> dict[str, CacheKey]:
    """The cache keys of an entry, by sample id; those of earlier versions have none."""
    keys = entry.get("keys")
    parsed = {i: CacheKey.parse(str(text)) for i, text in keys.items()} if isinstance(keys, dict) else {}
    return {i: key for i, key in parsed.items() if key is not None}
