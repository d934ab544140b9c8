"""What a job would take, before it is begun."""

import os
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sp404_gui.domain.job import JobOptions, Strategy
from sp404_gui.engine.asking.batch_size import BatchSize
from sp404_gui.engine.asking.budget import IN_FLIGHT
from sp404_gui.engine.compose import base_url, is_free, names_openrouter
from sp404_gui.engine.outlook.extent import Extent, extent_of_folders, extent_of_job
from sp404_gui.engine.outlook.outlook import Outlook, unknown
from sp404_gui.engine.outlook.strategy import approach, workers_of
from sp404_gui.llm.limits import host_of, is_loopback

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
        cost_usd: Money, as earlier samples cost it, or by the model's prices; 0 for free and local models, None when it is not known.
        overnight: Whether `--overnight` is worth a thought.
        finished: Samples of an existing job that need nothing more; the calls, the time and the disk are about the others.
        skipped: Samples of an existing job that the model is not asked about, by reason.
        calls_made: Calls that an existing job has made already.
        spent_usd: Money that an existing job has spent already.
        days: Days that the calls take at the most, where free models have a daily allowance; None where there is none.
        allowance: That allowance, as far as known.
        used_today: Calls of it that are used.
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
    finished: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    calls_made: int = 0
    spent_usd: float = 0.0
    days: int | None = None
    allowance: int | None = None
    used_today: int = 0


def estimate(folders: Sequence[str], options: JobOptions, interval_s: float, *, asks: bool, outlook: Outlook | None = None) -> Estimate:
    """Look at folders and say what a job over them would take. Blocks; reads files only where two have the same size.

    Args:
        folders: Folders of samples.
        options: The options that the job would have.
        interval_s: Seconds between two calls.
        asks: Whether a model would be asked.
        outlook: What is known of such jobs; None: nothing.

    Raises:
        NothingToDo: There is no audio.
    """
    return _estimate(extent_of_folders(folders, options.filters, asks=asks), options, interval_s, outlook or unknown(options), asks=asks)


def estimate_job(
    place: str, options: JobOptions, interval_s: float, again: Collection[str] = (), *, asks: bool, outlook: Outlook | None = None
) -> Estimate:
    """Say what the rest of a job would take, from the samples that its folder lists. Blocks; scans nothing, changes nothing.

    Args:
        place: The job folder.
        options: The options that the next run would have.
        interval_s: Seconds between two calls.
        again: Ids of samples that the next run would do again.
        asks: Whether a model would be asked.
        outlook: What is known of such jobs; None: nothing.

    Raises:
        NothingToDo: It lists no samples.
        UsageError: It is no job folder, or a stage is not known.
        FatalError: It cannot be read.
    """
    return _estimate(extent_of_job(place, options, again, asks=asks), options, interval_s, outlook or unknown(options), asks=asks)


def what_leaves(options: JobOptions, *, asks: bool) -> str:
    """What a job lets out of this machine, as a sentence."""
    if not asks:
        return "Nothing leaves this machine."
    server = "OpenRouter" if names_openrouter(options.provider) else host_of(options.provider) or options.provider
    if options.listen:
        names = "names never do" if options.hide_names else "so do the names of files and their folders"
        return f"Measurements, and the sound itself, up to 10 seconds of each sample, go to {server}; {names}."
    if options.hide_names:
        return f"Measurements go to {server}; names and audio never do."
    return f"Measurements, and the names of files and their folders, go to {server}; audio never does."


def _estimate(extent: Extent, options: JobOptions, interval_s: float, outlook: Outlook, *, asks: bool) -> Estimate:
    total = len(extent.files)
    chosen = approach(total)
    workers = workers_of(chosen, options.parallel_local)
    batch = BatchSize(options.batch_size).samples
    least, most = _calls(extent.asked, batch)
    local_s = extent.to_measure / (outlook.measured_per_worker_s * workers)
    call_s = max(interval_s, (outlook.calls.seconds_a_call or 0.0) / IN_FLIGHT)
    return Estimate(
        samples=total,
        bytes=sum(size for _, size in extent.files),
        formats=dict(Counter(os.path.splitext(path)[1].lower().lstrip(".") for path, _ in extent.files).most_common()),
        duplicates=extent.duplicates,
        unreadable=extent.unreadable,
        passed_over=extent.passed_over,
        strategy=chosen.strategy,
        workers=workers,
        asked=extent.asked,
        batch_size=batch,
        calls_least=least,
        calls_most=most,
        interval_s=interval_s,
        local_s=round(local_s, 1),
        total_s=round(max(local_s, most * call_s), 1),
        disk_bytes=extent.due * _RESULT_BYTES,
        cost_usd=_cost(options, extent.asked, batch, outlook, asks=asks),
        overnight=chosen.offer_overnight or most * call_s > _DAY_S / 3,
        finished=total - extent.due,
        skipped=dict(extent.skipped),
        calls_made=extent.calls_made,
        spent_usd=extent.spent_usd,
        days=outlook.days(most),
        allowance=outlook.allowance if most else None,
        used_today=outlook.used_today,
    )


def _calls(asked: int, batch: int) -> tuple[int, int]:
    least = -(-asked // batch)
    return least, least + min(_PARTIAL_BATCHES, max(0, asked - 1)) if asked else 0


def _cost(options: JobOptions, asked: int, batch: int, outlook: Outlook, *, asks: bool) -> float | None:
    if not asks or is_free(options) or is_loopback(base_url(options.provider)):
        return 0.0
    usd = outlook.cost_usd(asked, batch, heard=options.listen)
    return None if usd is None else round(usd, 6)
