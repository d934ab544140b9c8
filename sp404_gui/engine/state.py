"""What a running job knows of its samples, in memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord, SampleStatus, UserEdits

_SETTLED = frozenset({SampleStatus.DONE, SampleStatus.FAILED, SampleStatus.SKIPPED})


class JobState:
    """The records of a job and its counts, kept in step.

    Args:
        stages: Names of the stages that every sample passes, so that a record's status follows from them.
    """

    def __init__(self, stages: Sequence[str]) -> None:
        self._stages = frozenset(stages)
        self._records: dict[str, SampleRecord] = {}
        self._by_status: Counter[SampleStatus] = Counter()
        self._removed: Counter[SampleStatus] = Counter()
        self._errors: Counter[str] = Counter()
        self._call_errors: list[SampleError] = []
        self._weighty_failures = 0
        self._hits: set[str] = set()
        self.earlier_hits = 0
        self.batches = 0
        self.api_calls = 0
        self.cost_usd = 0.0
        self.dearest_call_usd: float | None = None
        self.untold_costs = 0

    def paid(self, told_usd: float | None, *, tells_price: bool = True) -> None:
        """Count what a call cost; None where its answer does not tell. Without `tells_price` it is no measure of others."""
        self.cost_usd += told_usd or 0.0
        if tells_price and told_usd is None:
            self.untold_costs += 1
        elif tells_price and told_usd is not None:
            self.dearest_call_usd = max(self.dearest_call_usd or 0.0, told_usd)

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[SampleRecord]:
        return iter(self._records.values())

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._records

    def __getitem__(self, identifier: str) -> SampleRecord:
        return self._records[identifier]

    def add(self, records: Iterable[SampleRecord]) -> None:
        """Take up samples, each with the status that its finished stages give it."""
        for record in records:
            self.put(record)

    def add_samples(self, samples: Iterable[Sample]) -> list[SampleRecord]:
        """Take up new samples; their records."""
        records = [SampleRecord(sample=sample) for sample in samples]
        self.add(records)
        return records

    def put(self, record: SampleRecord) -> SampleRecord:
        """Replace a record, its status brought up to date; the record as it is now kept. What the user said of it stays."""
        before = self._records.get(record.id)
        if before is not None:
            self._count(before, -1)
            if record.user is not before.user:
                record = replace(record, user=before.user)
        record = self._with_status(record)
        self._records[record.id] = record
        self._count(record, 1)
        return record

    def edit(self, identifier: str, said: UserEdits) -> SampleRecord:
        """Replace what the user said of a sample; the record as it is now kept."""
        before = self._records[identifier]
        record = self._records[identifier] = replace(before, user=said)
        self._count(before, -1)
        self._count(record, 1)
        return record

    def fail(self, record: SampleRecord, error: SampleError) -> SampleRecord:
        """Note a failure that ends the work on a sample."""
        return self.put(replace(record, status=SampleStatus.FAILED, errors=(*record.errors, error)))

    def reopen(self, record: SampleRecord, *, keep: Sequence[str]) -> SampleRecord:
        """Let a settled sample be worked on again; its results and errors stay where stages are kept, and go where none is."""
        if not keep:
            return self.put(SampleRecord(sample=record.sample, user=record.user))
        return self.put(replace(record, status=SampleStatus.PENDING, skip_reason=None, stages=tuple(keep)))

    def note_cache_hit(self, identifier: str) -> None:
        """Count a sample that was known from another job, once."""
        self._hits.add(identifier)

    def note_call_error(self, error: SampleError) -> None:
        """Count an error of a call that is tried again."""
        self._call_errors.append(error)
        self._errors[error.kind] += 1

    def all_errors(self) -> list[tuple[SampleRecord | None, SampleError]]:
        """Every failure of calls and samples, oldest first."""
        of_samples = [(record, error) for record in self for error in record.errors]
        return sorted([*((None, error) for error in self._call_errors), *of_samples], key=lambda pair: pair[1].at)

    def weighty_failures(self) -> int:
        """Failures that count against the error threshold: all but those that lie in one file alone, or in one that was taken out."""
        return self._weighty_failures

    def kept(self) -> int:
        """How many samples the user did not take out of the collection."""
        return len(self._records) - self._removed.total()

    def counts(self) -> Counts:
        """The numbers of the job now."""
        return Counts(
            total=len(self._records),
            pending=self._by_status[SampleStatus.PENDING],
            done=self._by_status[SampleStatus.DONE],
            failed=self._by_status[SampleStatus.FAILED],
            skipped=self._by_status[SampleStatus.SKIPPED],
            cache_hits=min(len(self._records), self.earlier_hits + len(self._hits)),
            batches=self.batches,
            api_calls=self.api_calls,
            cost_usd=round(self.cost_usd, 6),
            errors=+self._errors,
        )

    def removed(self) -> dict[str, int]:
        """How many of them the user took out of the collection, by state."""
        return {str(status): count for status, count in self._removed.items() if count}

    def _with_status(self, record: SampleRecord) -> SampleRecord:
        if record.status is SampleStatus.FAILED:
            return record
        finished = self._stages.issubset(record.stages) or (record.skip_reason is not None and not record.stages)  # before the first one
        status = SampleStatus.PENDING if not finished else SampleStatus.SKIPPED if record.skip_reason else SampleStatus.DONE
        return record if status is record.status else replace(record, status=status)

    def _count(self, record: SampleRecord, by: int) -> None:
        self._by_status[record.status] += by
        self._removed[record.status] += by * record.user.removed
        for error in record.errors:
            self._errors[error.kind] += by
        failed = record.status is SampleStatus.FAILED and not record.user.removed
        if failed and record.errors[-1].category is not ErrorCategory.SKIPPABLE:
            self._weighty_failures += by


def is_settled(record: SampleRecord) -> bool:
    """Whether nothing more will be done for a sample."""
    return record.status in _SETTLED
