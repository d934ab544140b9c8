"""What a job would take, before it is begun."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.job import JobOptions, Strategy
from sp404_gui.engine.batch_size import BatchSize
from sp404_gui.engine.compose import OPENROUTER, base_url, models_of
from sp404_gui.engine.strategy import approach, workers_of
from sp404_gui.library.identity import content_hash, open_regular
from sp404_gui.library.passed import PassedOver
from sp404_gui.library.scan import Found, nothing_found, scan
from sp404_gui.llm.limits import is_loopback

_MEASURED_PER_WORKER_S = 40.0
"""Samples a second that one worker measures, as benchmarked; the real rate depends on their length."""
_RESULT_BYTES = 12_000
"""What a sample takes in the job folder: its result, its share of a checkpoint, the blocks of the disk."""
_PARTIAL_BATCHES = 3
"""Each of the four categories may leave one batch that is not full."""
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The expected size of a job.

    Attributes:
        samples: Files found.
        bytes: Their size.
        formats: Files by extension.
        duplicates: Files with the same bytes as another one.
        unreadable: Files that cannot be read.
        passed_over: What the scan left out, by reason.
        strategy: How it would be approached.
        workers: Worker processes for measuring.
        asked: Samples that the model would be asked about, at the most.
        batch_size: Samples a call.
        calls_least: Calls, if every batch is full.
        calls_most: Calls, if each category leaves one batch that is not full.
        interval_s: Seconds between calls.
        local_s: Seconds to measure everything.
        total_s: Seconds in all.
        disk_bytes: What the job folder would take.
        cost_usd: Money; 0 for free and local models, None when it is not known.
        overnight: Whether `--overnight` is worth a thought.
    """

    samples: int
    bytes: int
    formats: dict[str, int]
    duplicates: int
    unreadable: int
    passed_over: dict[str, int]
    strategy: Strategy
    workers: int
    asked: int
    batch_size: int
    calls_least: int
    calls_most: int
    interval_s: float
    local_s: float
    total_s: float
    disk_bytes: int
    cost_usd: float | None
    overnight: bool


def estimate(folders: Sequence[str], options: JobOptions, interval_s: float, *, asks: bool) -> Estimate:
    """Look at folders and say what a job over them would take. Blocks; reads files only where two have the same size.

    Args:
        folders: Folders of samples.
        options: The options that the job would have.
        interval_s: Seconds between two calls.
        asks: Whether a model would be asked.

    Raises:
        NothingToDo: There is no audio.
    """
    passed = PassedOver()
    found = list(scan(folders, options.filters, passed))
    if not found:
        raise nothing_found(folders, passed)
    duplicates, unreadable = _same_bytes(found)
    chosen = approach(len(found))
    workers = workers_of(chosen, options.parallel_local)
    asked = len(found) - duplicates - unreadable if asks else 0
    batch = BatchSize(options.batch_size).samples
    least, most = _calls(asked, batch)
    local_s = len(found) / (_MEASURED_PER_WORKER_S * workers)
    return Estimate(
        samples=len(found),
        bytes=sum(f.size_bytes for f in found),
        formats=dict(Counter(os.path.splitext(f.path)[1].lower().lstrip(".") for f in found).most_common()),
        duplicates=duplicates,
        unreadable=unreadable,
        passed_over={str(reason): number for reason, number in passed.counts.items()},
        strategy=chosen.strategy,
        workers=workers,
        asked=asked,
        batch_size=batch,
        calls_least=least,
        calls_most=most,
        interval_s=interval_s,
        local_s=round(local_s, 1),
        total_s=round(max(local_s, most * interval_s), 1),
        disk_bytes=len(found) * _RESULT_BYTES,
        cost_usd=_cost(options, asks=asks),
        overnight=chosen.offer_overnight or most * interval_s > _DAY_S / 3,
    )


def _calls(asked: int, batch: int) -> tuple[int, int]:
    least = -(-asked // batch)
    return least, least + min(_PARTIAL_BATCHES, max(0, asked - 1)) if asked else 0


def _cost(options: JobOptions, *, asks: bool) -> float | None:
    free = options.provider == OPENROUTER and all(model.endswith((":free", "/free")) for model in models_of(options))
    return 0.0 if not asks or free or is_loopback(base_url(options.provider)) else None


def _same_bytes(found: Sequence[Found]) -> tuple[int, int]:
    """How many files repeat another one's bytes, and how many cannot be read."""
    sizes = Counter(f.size_bytes for f in found)
    seen: set[str] = set()
    duplicates = unreadable = 0
    for file in found:
        if sizes[file.size_bytes] > 1:
            try:
                hashed = _hash(file.path)
            except Sp404Error:
                unreadable += 1
                continue
            duplicates += hashed in seen
            seen.add(hashed)
    return duplicates, unreadable


def _hash(path: str) -> str:
    descriptor = open_regular(path)
    try:
        return content_hash(descriptor)
    finally:
        os.close(descriptor)
