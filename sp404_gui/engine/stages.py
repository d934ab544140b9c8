"""The stages of analysis, as data: a stage is a named async function over a batch."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.store.cache import CacheKey

StageFunction = Callable[[Sequence[SampleRecord]], Awaitable[Mapping[str, Any]]]
"""Takes records, gives results by sample id: a value, or an Sp404Error for a sample that it could not do."""

LOCAL_FEATURES = "local_features"
LOCAL_WORDS = "local_words"
VIBE_ANALYSIS = "vibe_analysis"
GROOVE_DETECTION = "groove_detection"
COMPATIBILITY = "compatibility"

MEASUREMENT_VERSION = "5"
"""Changes when measurements would."""
GROOVE_VERSION = "4"
"""The same for what is told from them about timing."""


class Scope(StrEnum):
    """How many samples a stage looks at together."""

    WORKER = "worker"
    SAMPLE = "sample"
    BATCH = "batch"
    JOB = "job"


def _no_prompt(_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the analysis.

    Attributes:
        name: Unique name.
        run: The function.
        field: Field of the record that its results go into; empty: `extra`, under the stage's name.
        scope: WORKER: in a worker process, by file. SAMPLE: at once, in passing. BATCH: filled batches, with retries.
            JOB: all samples together, at the end.
        version: Changes when the results would; part of the cache key.
        needs: Stages whose results it reads.
        paced: Whether its calls keep the pace and count against the budget.
        cached: Whether its results are remembered across jobs.
        model: Part of the cache key.
        prompt_of: How it asks about a content, as a part of the cache key.
        result_type: Dataclass of a result, to read it back from the cache; None for plain JSON values.
        filtered: Whether samples that are not worth a call are skipped.
        one_by_one: As `run`, but blocks, and has never all results at once: they may be more than memory should hold.
    """

    name: str
    run: StageFunction
    field: str = ""
    scope: Scope = Scope.BATCH
    version: str = "1"
    needs: tuple[str, ...] = (LOCAL_FEATURES,)
    paced: bool = False
    cached: bool = False
    model: str = ""
    prompt_of: Callable[[str], str] = _no_prompt
    result_type: type | None = None
    filtered: bool = False
    one_by_one: Callable[[Sequence[SampleRecord]], Iterator[tuple[str, Any]]] | None = None

    def key(self, content_hash: str) -> CacheKey:
        """Where its result for this audio is remembered."""
        return CacheKey(content_hash, self.name, self.version, self.model, self.prompt_of(content_hash))


def with_result(record: SampleRecord, stage: Stage, value: Any) -> SampleRecord:
    """The record with a stage's result in its place, and the stage marked as finished."""
    changes: dict[str, Any] = {stage.field: value} if stage.field else {"extra": {**record.extra, stage.name: value}}
    return replace(record, stages=_with(record, stage), **changes)


def finished(record: SampleRecord, stage: Stage) -> SampleRecord:
    """The record with a stage marked as finished."""
    return record if stage.name in record.stages else replace(record, stages=_with(record, stage))


def _with(record: SampleRecord, stage: Stage) -> tuple[str, ...]:
    return record.stages if stage.name in record.stages else (*record.stages, stage.name)


def selected(table: Sequence[Stage], names: Iterable[str]) -> list[Stage]:
    """The named stages and all that they need, in the table's order; all of them when no name is given.

    Raises:
        KeyError: There is no stage of that name.
    """
    by_name = {stage.name: stage for stage in table}
    wanted: set[str] = set()
    waiting = list(names) or list(by_name)
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting.extend(by_name[name].needs)
    return [stage for stage in table if stage.name in wanted]
