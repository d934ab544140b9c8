"""What a running job says, in the order in which it happens. The command prints it, the window shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sp404_gui.domain.job import Counts, JobStatus, Strategy
from sp404_gui.domain.sample import SampleError, SampleRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened in a job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOpened(Event):
    """A job is taken up; the counts are those of its last save. Its samples are not read yet."""

    name: str
    folder: str
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStarted(Event):
    """Work begins or goes on. `finished` samples were done before."""

    name: str
    folder: str
    total: int
    finished: int
    strategy: Strategy
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplesLoaded(Event):
    """Samples that the job has already, as the run has taken them up, at most 2,000 at a time and in order; without their matches."""

    records: tuple[SampleRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplesReopened(Event):
    """Samples that were settled are worked on again."""

    records: tuple[SampleRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEdited(Event):
    """The user's words on a sample have changed."""

    record: SampleRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplesFound(Event):
    """The scan found some more samples; `total` so far."""

    records: tuple[SampleRecord, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFinished(Event):
    """The scan is through; what was passed over is counted by reason."""

    total: int
    passed_over: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFinished(Event):
    """A stage has a result for a sample; `cached` when it was known before."""

    stage: str
    record: SampleRecord
    cached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSettled(Event):
    """Nothing more will be done for this sample: done, failed or skipped."""

    record: SampleRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLent(Event):
    """A sample borrows the description of an alike one, until it is asked about itself."""

    record: SampleRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorHappened(Event):
    """A sample met an error; it may still be tried again."""

    record: SampleRecord
    error: SampleError


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSent(Event):
    """A call left."""

    batch: int
    stage: str
    ids: tuple[str, ...]
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswered(Event):
    """A call came back; the samples in `missing` were left out or invalid: they are asked again, alone, or given up."""

    batch: int
    stage: str
    ids: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting(Event):
    """A call failed and is tried again after `seconds`. `kind` is that of the error, `attempt` the try that failed."""

    seconds: float
    reason: str
    kind: str
    ids: tuple[str, ...]
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed(Event):
    """Something the user should know that stops nothing."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointSaved(Event):
    """A resume point is on disk."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(Event):
    """Nothing new begins until the job goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Event):
    """The job goes on after a pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progressed(Event):
    """The numbers of the dashboard.

    Attributes:
        counts: Counts so far.
        batch: Number of the newest call.
        batches: Calls expected in all, as far as known.
        rate_per_min: Samples settled a minute, over a sliding window; None while there is nothing to tell.
        eta_s: Seconds left; None while unknown.
        next_call_s: Seconds until the next call may leave; None when no call is waiting.
        max_calls: The budget of calls, if there is one.
    """

    counts: Counts
    batch: int = 0
    batches: int = 0
    rate_per_min: float | None = None
    eta_s: float | None = None
    next_call_s: float | None = None
    max_calls: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFinished(Event):
    """The last event of a run. `kind` is the kind of the error that stopped it, if one did."""

    status: JobStatus
    counts: Counts
    reason: str = ""
    kind: str = ""
    folder: str = field(default="")
