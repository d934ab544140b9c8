"""A job: what it was asked to do, how far it is, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class JobStatus(StrEnum):
    """State of a job. There is no "completed" for a job in which samples failed."""

    CREATED = "created"
    RUNNING = "running"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    DONE = "done"
    DONE_WITH_FAILURES = "done_with_failures"
    STOPPED = "stopped"
    FATAL = "fatal"


class Strategy(StrEnum):
    """How a job of a given size is approached."""

    SIMPLE_SEQUENTIAL = "simple_sequential"
    BATCHED_WITH_CACHE = "batched_with_cache"
    DISTRIBUTED_PROCESSING = "distributed_processing"
    STAGED_PROCESSING = "staged_processing"


class Refresh(StrEnum):
    """Which finished work is done again."""

    NEVER = "never"
    FAILED = "failed"
    CHANGED = "changed"
    ALL = "all"


class Priority(StrEnum):
    """Whose calls go first when several jobs run."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOptions:
    """What the user chose for a job; kept in the manifest so that a resume goes on alike. Keys are never among them.

    Attributes:
        provider: "offline", "openrouter" or the base URL of an OpenAI-compatible server.
        models: Model ids, fallbacks in order.
        batch_size: Samples a call; None means that the size adapts to how well the answers come back.
        interval_s: Seconds between calls; None means the provider's default.
        priority: Whose calls go first.
        overnight: Wait through outages instead of failing samples.
        hide_names: Whether file and folder names stay on this machine.
        listen: Whether a model that hears is sent a short clip of each sample's sound.
        filters: File name patterns; empty takes all audio.
        stages: Names of the stages to run; empty means all.
        parallel_local: Worker processes, 0 for one a processor; None lets the strategy choose.
        checkpoint_interval: Settled samples between two checkpoints.
        error_threshold: Share of failed samples above which the job stops, 0-1.
        max_calls: Calls that may be made; None is unlimited.
        max_cost_usd: Money that may be spent; None is unlimited.
        refresh: Which finished work is done again.
        min_duration_s: Shorter samples are not asked about.
        max_duration_s: Longer samples are not asked about.
        max_file_mb: Larger files are not read; 1 MB is 1,000,000 bytes.
        analysis_timeout_s: Time limit for measuring one file.
        compress_results: Whether result files are gzipped.
    """

    provider: str = "offline"
    models: tuple[str, ...] = ()
    batch_size: int | None = 5
    interval_s: float | None = None
    priority: Priority = Priority.MEDIUM
    overnight: bool = False
    hide_names: bool = False
    listen: bool = False
    filters: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    parallel_local: int | None = None
    checkpoint_interval: int = 50
    error_threshold: float = 0.1
    max_calls: int | None = None
    max_cost_usd: float | None = None
    refresh: Refresh = Refresh.CHANGED
    min_duration_s: float = 0.02
    max_duration_s: float = 1200.0
    max_file_mb: float = 2000.0
    analysis_timeout_s: float = 60.0
    compress_results: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The numbers of a job. `errors` counts failures by kind; `total` is the sum of the four states."""

    total: int = 0
    pending: int = 0
    done: int = 0
    failed: int = 0
    skipped: int = 0
    cache_hits: int = 0
    batches: int = 0
    api_calls: int = 0
    cost_usd: float = 0.0
    errors: Mapping[str, int] = field(default_factory=dict)

    def without(self, others: "Counts") -> "Counts":
        """These numbers without those of some samples: their states and their errors."""
        return replace(
            self,
            total=max(0, self.total - others.total),
            pending=max(0, self.pending - others.pending),
            done=max(0, self.done - others.done),
            failed=max(0, self.failed - others.failed),
            skipped=max(0, self.skipped - others.skipped),
            errors={kind: left for kind, count in self.errors.items() if (left := count - others.errors.get(kind, 0)) > 0},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The first file of a job folder.

    Attributes:
        schema: Version of the folder's format.
        name: Name of the collection.
        root: Absolute folder that sample paths are relative to; empty where nobody knows it any more.
        folders: What the user pointed to, absolute; none where there is no root.
        created_at: ISO 8601, UTC.
        updated_at: ISO 8601, UTC.
        program: Version that wrote it last.
        status: State of the job.
        reason: Why it stopped, as a sentence; empty while all is well.
        scan_complete: Whether samples.jsonl holds all there was to find.
        strategy: Approach chosen from the number of samples.
        options: The user's choices.
        counts: The numbers at the last write.
        last_checkpoint: Number of the newest checkpoint; 0 when there is none.
        added: Samples that were listed since a run was begun last.
        removed: Of the samples that are counted, those that the user took out of the collection, by state; None where they are to be
            counted yet: an earlier version wrote it, or an edit did not come to its end.
    """

    schema: int
    name: str
    root: str
    folders: tuple[str, ...]
    created_at: str
    updated_at: str
    program: str
    status: JobStatus = JobStatus.CREATED
    reason: str = ""
    scan_complete: bool = False
    strategy: Strategy | None = None
    options: JobOptions = field(default_factory=JobOptions)
    counts: Counts = field(default_factory=Counts)
    last_checkpoint: int = 0
    added: int = 0
    removed: Mapping[str, int] | None = None


def left_sentence(count: int) -> str:
    """How many samples a job has left."""
    return "One sample is left." if count == 1 else f"{count} samples are left."
