"""Which finished work a resume does again."""

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.job import Refresh
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.engine.measuring import has_changed
from sp404_gui.engine.state import JobState


def reopen(state: JobState, refresh: Refresh) -> list[SampleRecord]:
    """Let samples be worked on again, as the user chose; failures that lie outside get another chance always. Blocks.

    Returns:
        The reopened records.
    """
    due = [(record, kept) for record in state if (kept := _kept(record, refresh)) is not None]
    return [state.reopen(record, keep=kept) for record, kept in due]


def _kept(record: SampleRecord, refresh: Refresh) -> tuple[str, ...] | None:
    """The finished stages that stay when a sample is reopened; None when it is left as it is."""
    failed = record.status is SampleStatus.FAILED
    if refresh is Refresh.ALL or (refresh is Refresh.CHANGED and (failed or record.features) and has_changed(record)):
        return ()
    if failed and (refresh is Refresh.FAILED or record.errors[-1].category is not ErrorCategory.SKIPPABLE):
        return record.stages
    return None
