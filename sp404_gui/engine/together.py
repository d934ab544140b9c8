"""The stages that look at all samples of a job together, once all are measured."""

import asyncio
from collections.abc import Sequence
from itertools import islice

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.slices import in_slices
from sp404_gui.engine.stages import Scope, Stage, finished, with_result

_NOTED_AT_ONCE = 50
_WORKED_OUT_AT_ONCE = 1000
_MOST_UNWRITTEN = 2000


class Together:
    """Runs these stages where any sample is new to them.

    Args:
        desk: What the job's parts share.
        stages: All stages of the job.
    """

    def __init__(self, desk: Desk, stages: Sequence[Stage]) -> None:
        self._desk = desk
        self._stages = [stage for stage in stages if stage.scope is Scope.JOB]

    async def run(self) -> None:
        """Run them; ends early after a stop.

        Raises:
            DiskFull: The job folder takes no more.
        """
        for stage in self._stages:
            if not self._desk.switch.stopping and (ready := await asyncio.to_thread(self._ready_for, stage)):
                await self._look_at_all(stage, ready)

    def _ready_for(self, stage: Stage) -> list[SampleRecord]:
        """The samples that a stage looks at together; none when it has seen them all."""
        ready = [r for r in self._desk.state if not r.user.removed and set(stage.needs).issubset(r.stages)]
        return ready if any(stage.name not in r.stages for r in ready) else []

    async def _look_at_all(self, stage: Stage, ready: Sequence[SampleRecord]) -> None:
        if stage.one_by_one is None:
            await self._note(stage, dict(await stage.run(ready)))
            return
        results = stage.one_by_one(ready)
        while not self._desk.switch.stopping and (part := await asyncio.to_thread(lambda: dict(islice(results, _WORKED_OUT_AT_ONCE)))):
            await self._note(stage, part)
            self._desk.recorder.hurry()  # these are written while the next are worked out
            await self._desk.recorder.keep_up(_MOST_UNWRITTEN)

    async def _note(self, stage: Stage, results: dict[str, object]) -> None:
        async for part in in_slices(list(results), _NOTED_AT_ONCE):
            for identifier in part:
                record = self._desk.state[identifier]
                self._desk.recorder.note(with_result(record, stage, results.pop(identifier)), checkpoint=False)
                self._desk.state.put(finished(record, stage))  # matches live on disk, not in memory
