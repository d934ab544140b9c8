"""The calls that leave, counted against the job's budget."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from sp404_gui.domain.job import JobStatus
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.asking.budget import IN_FLIGHT, Budget
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.jobs.loading import CALL, UNREACHED
from sp404_gui.engine.stages import Stage
from sp404_gui.engine.switch import Stopped
from sp404_gui.engine.verdict import Verdict


class Spender(Protocol):
    """A lane, as far as it uses the budget."""

    stage: Stage
    held: set[int]

    @property
    def has_work(self) -> bool:
        """Whether samples wait that may be sent."""

    def halt(self, *, also_held: bool) -> None:
        """Send nothing more, nor what is held."""

    def go_on(self) -> None:
        """Send again."""


class Spending:
    """What a job's calls use of its budget.

    Args:
        desk: What the job's parts share.
        budget: How many calls may be made, and what they may cost.
        lanes: Who makes the calls, by stage.

    Attributes:
        verdict: How the run ends, as long as the budget allows no further call.
    """

    def __init__(self, desk: Desk, budget: Budget, lanes: Mapping[str, Spender]) -> None:
        self.verdict: Verdict | None = None
        self._desk = desk
        self._budget = budget
        self._lanes = lanes

    async def called(self, stage: Stage, batch: Sequence[SampleRecord], number: int, attempt: int) -> None:
        """Count and log a call that is about to leave.

        Raises:
            Stopped: The budget is used up.
            DiskFull: Its answer could not be kept.
        """
        if not stage.paced:
            return
        await self._desk.recorder.require_room()
        if self._is_spent(stage):
            raise Stopped
        self._desk.state.api_calls += 1
        self.spare_waiting(stage)
        await self._desk.recorder.log(CALL, stage=stage.name, batch=number, attempt=attempt, ids=[r.id for r in batch])

    async def unreached(self, stage: Stage, number: int) -> None:
        """Take back a call that found no server, or nothing to ask about."""
        if stage.paced:
            self._desk.state.api_calls -= 1
            await self._desk.recorder.log(UNREACHED, stage=stage.name, batch=number)

    def let_go(self) -> None:
        """A call that was held for a batch is free for others."""
        if self.verdict is not None and not self._exhausted():
            self.verdict = None
            for lane in self._lanes.values():
                lane.go_on()

    def room(self, stage: Stage) -> int:
        """How many calls may be in flight together, asked while a batch waits; 0 once the budget is used."""
        if not stage.paced:
            return IN_FLIGHT
        return 0 if self._is_spent(stage) else self._budget.room(self._desk.state)

    def spare_waiting(self, stage: Stage) -> None:
        """Once the budget is used, a batch that waits for its slot waits in vain."""
        if stage.paced and self._lanes[stage.name].has_work:
            self._is_spent(stage)

    def _is_spent(self, stage: Stage) -> bool:
        """Whether the budget allows no further call; then the lane sends nothing more."""
        reason = self._exhausted()
        if reason:
            self.verdict = self.verdict or Verdict(JobStatus.INTERRUPTED, reason, "budget")
            self._lanes[stage.name].halt(also_held=bool(self._budget.exhausted(self._desk.state)))
        return bool(reason)

    def _exhausted(self) -> str:
        held = sum(len(lane.held) for lane in self._lanes.values() if lane.stage.paced)
        return self._budget.exhausted(self._desk.state, held)
