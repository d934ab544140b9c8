"""Which finished work is done again: as the options say at the start of a run, or as the user asks for single samples."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.events import SamplesReopened
from sp404_gui.domain.job import Refresh
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.asking.filtering import REMOVED, is_same_sound, twin_named
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.jobs.paid import Paid
from sp404_gui.engine.jobs.restoring import REOPENED
from sp404_gui.engine.measuring.measurer import has_changed
from sp404_gui.engine.plugins.stage import without_failures
from sp404_gui.engine.slices import in_slices
from sp404_gui.engine.stages import VIBE_ANALYSIS, Scope, Stage
from sp404_gui.engine.state import JobState
from sp404_gui.store.gently import gently

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Due:
    """A settled sample that is to be worked on again.

    Attributes:
        id: The sample.
        keep: Its finished stages that stay; none: it begins anew.
        again: Whether the model is asked even where its answer is known.
    """

    id: str
    keep: tuple[str, ...]
    again: bool = False


def asking(stages: Iterable[Stage]) -> frozenset[str]:
    """Names of the stages that ask a model."""
    return frozenset({VIBE_ANALYSIS, *(stage.name for stage in stages if stage.filtered and stage.scope is Scope.BATCH)})


def due(state: JobState, refresh: Refresh, asks: frozenset[str], back: Container[str] = ()) -> list[Due]:
    """What a run does again, as its options say. Blocks.

    Nothing is begun anew that was taken out of the collection: its file may be gone. Failures that lie outside get another chance always,
    and so do samples that were skipped because they had been removed, or as duplicates of a sample whose content is another now.

    Args:
        state: The samples.
        refresh: The user's choice.
        asks: Names of the stages that ask a model.
        back: Ids of samples whose files were gone: they are looked at, whatever the user's choice.
    """
    looked_at = state if refresh is Refresh.CHANGED else back
    dues = {record.id: found for record in gently(state) if (found := _due(record, state, refresh, asks, looked_at)) is not None}
    anew = {one.id for one in dues.values() if not one.keep}
    alone = [record for record in gently(state) if record.id not in dues and _lost_its_twin(record, state, anew)]
    return [*dues.values(), *(Due(record.id, _without(record, asks)) for record in alone)]


def due_again(state: JobState, ids: Iterable[str], asks: frozenset[str]) -> list[Due]:
    """What is done again because the user chose it: failed samples are tried again, whatever the reason, done ones are asked about again.

    Args:
        state: The samples.
        ids: What the user chose; pending and skipped ones stay as they are.
        asks: Names of the stages that ask a model.
    """
    found = []
    for record in (state[identifier] for identifier in dict.fromkeys(ids) if identifier in state):
        if record.status is SampleStatus.FAILED:
            found.append(Due(record.id, record.stages))
        elif record.status is SampleStatus.DONE and asks.intersection(record.stages):
            found.append(Due(record.id, _without(record, asks), again=True))
    return found


async def reopen(desk: Desk, dues: Sequence[Due]) -> list[SampleRecord]:
    """Let samples be worked on again. The reopened records.

    Raises:
        DiskFull: The job folder takes no more.
    """
    reopened: list[SampleRecord] = []
    async for part in in_slices(dues, _AT_ONCE):
        records = [desk.state.reopen(desk.state[one.id], keep=one.keep) for one in part]
        for record in records:
            desk.recorder.note(record)
        desk.emit(SamplesReopened(records=tuple(records)))
        reopened += records
    return reopened


async def open_again(desk: Desk, wanted: Iterable[str], asks: frozenset[str], paid: Paid, again_ids: set[str]) -> list[SampleRecord]:
    """The same for samples that the user chose: a crash does not forget the wish.

    Args:
        desk: What the job's parts share.
        wanted: Ids of the samples.
        asks: Names of the stages that ask a model.
        paid: Answers of an earlier run; those about these samples are taken out.
        again_ids: Gets those about which the model is asked even where its answer is known.

    Raises:
        DiskFull: The job folder takes no more.
    """
    dues = due_again(desk.state, wanted, asks)
    if not dues:
        return []
    again_ids.update(one.id for one in dues if one.again)
    for key in [(stage, one.id) for one in dues if one.again for stage in asks]:
        paid.pop(key, None)
    ids, again = [one.id for one in dues], [one.id for one in dues if one.again]
    await desk.recorder.log(REOPENED, durable=True, ids=ids, again=again, checkpoint=desk.recorder.checkpoint)
    reopened = await reopen(desk, dues)
    await desk.recorder.flush()
    return reopened


def _due(record: SampleRecord, state: JobState, refresh: Refresh, asks: frozenset[str], looked_at: Container[str]) -> Due | None:
    failed = record.status is SampleStatus.FAILED
    if not record.user.removed and (
        refresh is Refresh.ALL or (record.id in looked_at and (failed or record.features) and has_changed(record))
    ):
        return Due(record.id, ())
    if failed and (refresh is Refresh.FAILED or record.errors[-1].category is not ErrorCategory.SKIPPABLE):
        return Due(record.id, record.stages)
    if refresh is Refresh.FAILED and (kept := without_failures(record.stages, record.extra)) != record.stages:
        return Due(record.id, kept)
    if record.status is SampleStatus.SKIPPED and not record.user.removed and _was_removed(record, state):
        return Due(record.id, _without(record, asks))
    return None


def _was_removed(record: SampleRecord, state: JobState) -> bool:
    """Whether a sample was skipped because it was removed, or because its twin was asked about, which is removed now and will not be."""
    twin = twin_named(record)
    if twin is None or twin not in state:
        return record.skip_reason == REMOVED
    vibe = state[twin].vibe
    return state[twin].user.removed and (vibe is None or vibe.source is not VibeSource.ASKED)


def _lost_its_twin(record: SampleRecord, state: JobState, anew: Container[str]) -> bool:
    """Whether a sample was skipped as the duplicate of one that is another sound now, or is about to be measured anew."""
    twin = twin_named(record) if record.status is SampleStatus.SKIPPED else None
    return twin is not None and twin in state and (twin in anew or not is_same_sound(record, state[twin]))


def _without(record: SampleRecord, asks: frozenset[str]) -> tuple[str, ...]:
    return tuple(stage for stage in record.stages if stage not in asks)
