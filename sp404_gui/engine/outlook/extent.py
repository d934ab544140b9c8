"""How much there is to do: in folders, or in what is left of a job."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sp404_gui.domain.errors import NothingToDo
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.asking.filtering import DUPLICATE_OF
from sp404_gui.engine.compose import stages_of
from sp404_gui.engine.dispatch import Followers
from sp404_gui.engine.jobs.loading import load
from sp404_gui.engine.jobs.refresh import asking, due, due_again
from sp404_gui.engine.jobs.repeats import Repeats, repeats
from sp404_gui.engine.stages import LOCAL_FEATURES, VIBE_ANALYSIS, Scope
from sp404_gui.engine.state import JobState, is_settled
from sp404_gui.library.passed import PassedOver
from sp404_gui.library.scan import nothing_found, scan
from sp404_gui.store.job_folder import JobFolder

_REMOVED = "removed from the collection"


@dataclass(slots=True, kw_only=True)
class Extent:
    """How much there is to do.

    Attributes:
        files: Path and size in bytes of every sample.
        due: Samples that need any work.
        to_measure: Of these, how many are not measured yet.
        asked: Of these, how many a model would be asked about, at the most.
        duplicates: Files with the same bytes, or the same sound, as another one.
        unreadable: Files that cannot be read.
        passed_over: What the scan left out, by reason.
        skipped: Samples that the model is not asked about, by reason; duplicates are none of them.
        calls_made: Calls of the runs before.
        spent_usd: Money of the runs before.
    """

    files: Sequence[tuple[str, int]]
    due: int
    to_measure: int
    asked: int = 0
    duplicates: int = 0
    unreadable: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    calls_made: int = 0
    spent_usd: float = 0.0


def extent_of_folders(folders: Sequence[str], filters: Sequence[str], *, asks: bool) -> Extent:
    """What a new job over folders would have to do. Blocks; reads files only where two have the same size.

    Args:
        folders: Folders of samples.
        filters: File name patterns; empty takes all audio.
        asks: Whether a model would be asked.

    Raises:
        NothingToDo: There is no audio.
    """
    passed = PassedOver()
    files = [(found.path, found.size_bytes) for found in scan(folders, filters, passed)]
    if not files:
        raise nothing_found(folders, passed)
    alike = repeats(files)
    return Extent(
        files=files,
        due=len(files),
        to_measure=len(files),
        asked=len(files) - len(alike.repeated) - len(alike.unreadable) if asks else 0,
        duplicates=len(alike.repeated),
        unreadable=len(alike.unreadable),
        passed_over={str(reason): number for reason, number in passed.counts.items()},
    )


def extent_of_job(place: str, options: JobOptions, again: Collection[str] = (), *, asks: bool) -> Extent:
    """What is left of a job whose samples are listed. Blocks; scans nothing, changes nothing.

    Args:
        place: The job folder.
        options: The options that the next run would have.
        again: Ids of samples that it would do again.
        asks: Whether a model would be asked.

    Raises:
        NothingToDo: It lists no samples.
        UsageError: It is no job folder, or a stage is not known.
        FatalError: It cannot be read.
    """
    folder = JobFolder.open(place)
    manifest = folder.read_manifest()
    stages = stages_of(options)
    state = load(folder, manifest, [stage for stage in stages if stage.scope is not Scope.JOB]).state
    if not len(state):
        raise NothingToDo("No samples are listed yet. Add a folder that holds audio.")
    _reopen(state, options, again, asking(stages))
    records = list(state)
    left = [record for record in records if not is_settled(record)]
    new = [record for record in left if LOCAL_FEATURES not in record.stages]
    unmeasured = [record for record in new if not record.user.removed]
    extent = Extent(
        files=[(record.sample.file, record.sample.size_bytes) for record in records],
        due=len(left),
        to_measure=len(unmeasured),
        calls_made=manifest.counts.api_calls,
        spent_usd=manifest.counts.cost_usd,
    )
    alike = _unmeasured_repeats(unmeasured, records)
    extent.duplicates, extent.unreadable = len(alike.repeated), len(alike.unreadable)
    _count_reasons((record.skip_reason for record in records if is_settled(record)), extent)
    if asks:
        left_out = alike.repeated | alike.unreadable
        reasons = [*_reasons(records, options), *(_taken_out(r) for r in new if r.sample.file not in left_out)]
        _count_reasons(reasons, extent)
        extent.asked = reasons.count(None)
    return extent


def _reopen(state: JobState, options: JobOptions, again: Collection[str], asked: frozenset[str]) -> None:
    """Let samples be worked on again, as the next run would."""
    for one in due(state, options.refresh, asked):
        state.reopen(state[one.id], keep=one.keep)
    for one in due_again(state, again, asked):
        state.reopen(state[one.id], keep=one.keep)


def _reasons(records: Sequence[SampleRecord], options: JobOptions) -> list[str | None]:
    """Why each measured sample that was not asked about yet is left out; None for those that the model is asked about."""
    followers = Followers(options)
    for record in records:
        if record.status is SampleStatus.DONE or (record.vibe is not None and record.vibe.source is VibeSource.ASKED):
            followers.remember(record)
    waiting = (r for r in records if not is_settled(r) and LOCAL_FEATURES in r.stages and VIBE_ANALYSIS not in r.stages)
    return [_taken_out(record) or followers.skip(record)[0] for record in waiting]


def _taken_out(record: SampleRecord) -> str | None:
    return _REMOVED if record.user.removed else None


def _unmeasured_repeats(unmeasured: Iterable[SampleRecord], records: Iterable[SampleRecord]) -> Repeats:
    known: defaultdict[int, set[str]] = defaultdict(set)
    for record in records:
        if record.features and record.features.content_hash:
            known[record.sample.size_bytes].add(record.features.content_hash)
    return repeats(((r.sample.file, r.sample.size_bytes) for r in unmeasured), known)


def _count_reasons(reasons: Iterable[str | None], extent: Extent) -> None:
    for reason in reasons:
        if reason is not None and reason.startswith(DUPLICATE_OF):
            extent.duplicates += 1
        elif reason is not None:
            extent.skipped[reason.partition(":")[0]] += 1
