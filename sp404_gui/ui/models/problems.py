"""What went wrong, gathered from samples and from the audit trail, by what happens next. No Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.sample import SampleError, SampleRecord, SampleStatus
from sp404_gui.export.text import no_formula

ORDER = (ErrorCategory.FATAL, ErrorCategory.SKIPPABLE, ErrorCategory.PARTIAL, ErrorCategory.RECOVERABLE)
"""The categories, the gravest first."""
_MOST_CALLS = 500
_MOST_IDS = 1000
_ENDS_BADLY = {"fatal", "stopped"}
_JOB = ("job",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One trouble.

    Attributes:
        key: The same for the same trouble, however often it is told.
        category: What happens next.
        kind: Short word for counting, as "rate_limit".
        message: What happened, as a sentence; data.
        stage: Which stage met it.
        attempts: How often it was tried, or how often it happened to calls.
        at: When last, ISO 8601.
        ids: The samples that it is about; none for the job itself.
        path: Path of the sample relative to the root, "" when it is about several or none.
        file: Its absolute path, likewise.
        is_open: Whether a sample has failed of it and can be tried again; the others are history.
    """

    key: tuple[str, ...]
    category: ErrorCategory
    kind: str
    message: str
    stage: str
    attempts: int
    at: str
    ids: tuple[str, ...] = ()
    path: str = ""
    file: str = ""
    is_open: bool = False


class Problems:
    """All troubles of a job: one for each failed sample, and those of its calls, alike ones counted together."""

    def __init__(self) -> None:
        self._samples: dict[str, Problem] = {}
        self._calls: dict[tuple[str, ...], Problem] = {}

    def put(self, records: Iterable[SampleRecord]) -> bool:
        """Take records as they are now; whether that changed anything."""
        changed = False
        for record in records:
            problem = _of_sample(record)
            if problem is None:
                changed |= self._samples.pop(record.id, None) is not None
            elif self._samples.get(record.id) != problem:
                self._samples[record.id] = problem
                changed = True
        return changed

    def note_entries(self, entries: Iterable[Mapping[str, Any]]) -> bool:
        """Take entries of the audit trail, oldest first; whether they held any trouble.

        A call that failed is one, alike ones are counted; so is a run that was stopped, until the next one starts.
        """
        changed = False
        for entry in entries:
            if entry.get("event") == "retry":
                changed |= self._note_call(entry)
            elif entry.get("event") == "finished" and entry.get("status") in _ENDS_BADLY:
                self._note_end(entry)
                changed = True
            elif entry.get("event") == "started":
                changed |= self._calls.pop(_JOB, None) is not None
        return changed

    def clear(self) -> None:
        """Forget everything: another job is shown."""
        self._samples.clear()
        self._calls.clear()

    def groups(self) -> dict[ErrorCategory, list[Problem]]:
        """The troubles of each category that has any, the gravest category first, failed samples before what has passed."""
        found: dict[ErrorCategory, list[Problem]] = {category: [] for category in ORDER}
        for problem in (*self._samples.values(), *self._calls.values()):
            found[problem.category].append(problem)
        return {category: problems for category, problems in found.items() if problems}

    def open_ids(self) -> list[str]:
        """The samples that have failed."""
        return list(self._samples)

    @property
    def failed(self) -> int:
        """How many samples have failed."""
        return len(self._samples)

    @property
    def was_stopped(self) -> bool:
        """Whether the last run was stopped, and none was begun since."""
        return _JOB in self._calls

    def __len__(self) -> int:
        return len(self._samples) + len(self._calls)

    def _note_call(self, entry: Mapping[str, Any]) -> bool:
        try:
            category = ErrorCategory(str(entry.get("category")))
        except ValueError:
            return False
        ids = tuple(str(i) for i in entry.get("ids") or ())
        message = str(entry.get("message", ""))
        if category is ErrorCategory.PARTIAL and len(ids) == 1:
            message = message.replace(ids[0], "a sample")  # one line for all that were left out
        key = ("call", category.value, str(entry.get("kind", "")), message)
        before = self._calls.get(key)
        self._calls[key] = Problem(
            key=key,
            category=category,
            kind=key[2],
            message=message,
            stage=str(entry.get("stage", "")),
            attempts=1 if before is None else before.attempts + 1,
            at=str(entry.get("at", "")),
            ids=_joined(before.ids if before else (), ids),
        )
        if len(self._calls) > _MOST_CALLS:
            del self._calls[next(iter(self._calls))]
        return True

    def _note_end(self, entry: Mapping[str, Any]) -> None:
        message, kind, at = (str(entry.get(name, "")) for name in ("reason", "status", "at"))
        self._calls[_JOB] = Problem(key=_JOB, category=ErrorCategory.FATAL, kind=kind, message=message, stage="", attempts=1, at=at)


def _joined(ids: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return ids if len(ids) >= _MOST_IDS else tuple(dict.fromkeys((*ids, *more)))


def _of_sample(record: SampleRecord) -> Problem | None:
    if record.status is not SampleStatus.FAILED or record.user.removed:
        return None
    error = record.errors[-1] if record.errors else _unknown()
    return Problem(
        key=("sample", record.id),
        category=error.category,
        kind=error.kind,
        message=error.message,
        stage=error.stage,
        attempts=error.attempts,
        at=error.at,
        ids=(record.id,),
        path=record.path,
        file=record.sample.file,
        is_open=True,
    )


def _unknown() -> SampleError:
    message = QCoreApplication.translate("problems", "It failed without a reason.")
    return SampleError(category=ErrorCategory.SKIPPABLE, kind="error", message=message, stage="", attempts=0, at="")


def as_text(problems: Iterable[Problem]) -> str:
    """Troubles as lines of text, to be copied: time, category, kind, sample, attempts, reason; nothing in them is calculated or hidden."""
    return "\n".join(
        "\t".join(map(no_formula, (p.at, p.category.value, p.kind, p.path or f"{len(p.ids)} samples", str(p.attempts), p.message)))
        for p in problems
    )
