"""What goes wrong with calls and samples: counted, told, and kept in the audit trail."""

from collections.abc import Sequence
from typing import Any

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.events import ErrorHappened, Waiting
from sp404_gui.domain.sample import SampleError, SampleRecord
from sp404_gui.engine.clock import timestamp
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.jobs.loading import RETRY
from sp404_gui.engine.stages import Stage
from sp404_gui.store.codec import plain


class Troubles:
    """Notes errors for the job, its listeners and its log.

    Args:
        desk: What the job's parts share.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def given_up(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> SampleRecord:
        """Note an error that ends the work on a sample; the failed record."""
        noted = self._noted(stage, error, attempts)
        failed = self._desk.state.fail(record, noted)
        self._desk.recorder.note(failed)
        self._desk.emit(ErrorHappened(record=failed, error=noted))
        return failed

    async def stumbled(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> None:
        """Note an error of a sample that is asked again."""
        noted = self._noted(stage, error, attempts)
        self._desk.state.note_call_error(noted)
        self._desk.emit(ErrorHappened(record=record, error=noted))
        await self._log(noted, (record.id,))

    async def retried(self, stage: Stage, waiting: Waiting, error: Sp404Error) -> None:
        """Note an error of a call that is tried again."""
        noted = self._noted(stage, error, waiting.attempt)
        self._desk.state.note_call_error(noted)
        self._desk.emit(waiting)
        await self._log(noted, waiting.ids, seconds=round(waiting.seconds))

    async def _log(self, error: SampleError, ids: Sequence[str], **more: Any) -> None:
        await self._desk.recorder.log(RETRY, ids=list(ids), **plain(error), **more)

    def _noted(self, stage: Stage, error: Sp404Error, attempts: int) -> SampleError:
        at = timestamp(self._desk.clock)
        return SampleError(category=error.category, kind=error.kind, message=str(error), stage=stage.name, attempts=attempts, at=at)
