"""What a lane tells the job that it works for."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sp404_gui.domain.errors import FatalError, Sp404Error
from sp404_gui.domain.events import Waiting
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.stages import Stage


class Host(Protocol):
    """Hears of calls, results and failures, and says whether a call may leave."""

    def ended(self, error: FatalError) -> None:
        """The job cannot go on; what is in flight still comes back."""

    async def called(self, stage: Stage, batch: Sequence[SampleRecord], number: int, attempt: int) -> None:
        """A call is about to leave.

        Raises:
            Stopped: It must not.
        """

    async def unreached(self, stage: Stage, number: int) -> None:
        """The call of this batch found no server, or nothing to ask about; it is held for its next try."""

    def let_go(self) -> None:
        """A call that was held for a batch is not needed any more."""

    async def answered(self, stage: Stage, asked: Sequence[SampleRecord], results: Mapping[str, Any]) -> None:
        """Samples have their results; they may have changed since they were asked about."""

    async def failed(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> None:
        """A sample is given up."""

    async def retried(self, stage: Stage, waiting: Waiting, error: Sp404Error) -> None:
        """A call failed and is tried again."""

    async def stumbled(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> None:
        """A sample met an error and is tried again."""

    def room(self, stage: Stage) -> int:
        """How many calls may be in flight together, asked while a batch waits; 0 when no further one may leave."""
