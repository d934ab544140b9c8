"""The work of a run: measuring and asking side by side, then what looks at all samples together."""

import asyncio
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from sp404_gui.domain.events import Progressed
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.answers import cost_usd
from sp404_gui.engine.asking import Lane
from sp404_gui.engine.batch_size import BatchSize
from sp404_gui.engine.batching import Batcher
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.flow import Flow
from sp404_gui.engine.loading import ANSWER, Paid
from sp404_gui.engine.measuring import Measuring
from sp404_gui.engine.pacing import Pace
from sp404_gui.engine.plan import Plan
from sp404_gui.engine.progress import Speedometer
from sp404_gui.engine.stages import Scope, Stage, finished, with_result
from sp404_gui.engine.state import is_settled
from sp404_gui.engine.strategy import Approach, workers_of
from sp404_gui.engine.verdict import Verdict
from sp404_gui.engine.workers import MeasurePool
from sp404_gui.llm.chat import RawAnswer

_PROGRESS_EVERY_S = 0.2


class Work:
    """Takes all samples of a job through its stages.

    Args:
        desk: What the job's parts share.
        plan: The stages and their pace.
        chosen: The approach that the number of samples calls for.
        speed: Measures how fast samples are settled.
        paid: Answers of an earlier run that did not become results, as `Loaded` has them.
    """

    def __init__(self, desk: Desk, plan: Plan, chosen: Approach, speed: Speedometer, paid: Paid) -> None:
        self._desk = desk
        self._plan = plan
        self._chosen = chosen
        self._speed = speed
        self._flow = Flow(desk, plan.stages, lambda: speed.add(desk.clock.monotonic()), paid)
        self._lanes = {stage.name: self._lane(stage) for stage in plan.stages if stage.scope is Scope.BATCH}
        self._flow.lanes.update(self._lanes)
        if plan.agent is not None:
            plan.agent.keep = self._keep_answer

    @property
    def verdict(self) -> Verdict | None:
        """How the run ends, once that is decided before all is done."""
        return self._flow.verdict

    async def run(self) -> None:
        """Do everything that is left; ends early after a stop.

        Raises:
            ExceptionGroup: With the DiskFull or other FatalError of what could not be written.
        """
        async with asyncio.TaskGroup() as background:
            chores = [background.create_task(self._desk.recorder.keep_writing()), background.create_task(self._keep_telling())]
            with MeasurePool(
                workers_of(self._chosen, self._desk.options.parallel_local), self._max_bytes(), self._desk.options.analysis_timeout_s
            ) as pool:
                await self._through_stages(Measuring(self._plan.source, pool, self._desk))
            await self._together()
            for chore in chores:
                chore.cancel()
        self.tell()

    def tell(self) -> None:
        """Emit the numbers of now."""
        now, counts = self._desk.clock.monotonic(), self._desk.state.counts()
        paced = [lane for lane in self._lanes.values() if lane.stage.paced]
        calls_left = sum(lane.batcher.calls_left() for lane in paced)
        etas = [self._speed.eta_s(now, counts.pending), calls_left * self._plan.interval_s or None]
        eta = max((seconds for seconds in etas if seconds is not None), default=None)
        self._desk.emit(
            Progressed(
                counts=counts,
                batch=counts.batches,
                batches=counts.batches + calls_left,
                rate_per_min=self._speed.rate_per_min(now),
                eta_s=eta,
                next_call_s=max(lane.pace.wait_s() for lane in paced) if calls_left else None,
                max_calls=self._desk.options.max_calls,
            )
        )

    def _max_bytes(self) -> int:
        return int(self._desk.options.max_file_mb * 1e6)

    def _lane(self, stage: Stage) -> Lane:
        pace = Pace(self._plan.interval_s if stage.paced else 0.0, self._desk.clock)
        return Lane(stage, Batcher(BatchSize(self._desk.options.batch_size)), pace, self._desk, self._flow)

    async def _through_stages(self, measuring: Measuring) -> None:
        done = {stage.name: asyncio.Event() for stage in self._plan.per_sample}
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._measure(measuring, done[self._plan.source.name]))
            for stage in self._plan.per_sample[1:]:
                tasks.create_task(self._follow(stage, done))
            for lane in self._lanes.values():
                tasks.create_task(self._ask(lane, done))

    async def _measure(self, measuring: Measuring, done: asyncio.Event) -> None:
        records = list(self._desk.state)
        await self._flow.take_up(records)
        await measuring.run([r for r in records if not is_settled(r) and self._plan.source.name not in r.stages], self._flow.measured)
        done.set()

    async def _follow(self, stage: Stage, done: Mapping[str, asyncio.Event]) -> None:
        """A stage is fed to the end when those that it needs are through; a quick one is through with them."""
        for need in stage.needs:
            await done[need].wait()
        if (lane := self._lanes.get(stage.name)) is not None:
            lane.close()
        else:
            done[stage.name].set()

    async def _ask(self, lane: Lane, done: Mapping[str, asyncio.Event]) -> None:
        await lane.work()
        done[lane.stage.name].set()

    async def _together(self) -> None:
        """Run the stages that look at all samples at once, where any sample is new to them."""
        for stage in self._plan.stages:
            if stage.scope is Scope.JOB and not self._desk.switch.stopping:
                ready = [r for r in self._desk.state if all(need in r.stages for need in stage.needs)]
                if any(stage.name not in r.stages for r in ready):
                    self._note_together(stage, await stage.run(ready))

    def _note_together(self, stage: Stage, results: Mapping[str, object]) -> None:
        for identifier, value in results.items():
            record = self._desk.state[identifier]
            self._desk.recorder.note(with_result(record, stage, value), checkpoint=False)
            self._desk.state.put(finished(record, stage))  # matches live on disk, not in memory

    async def _keep_answer(self, records: Sequence[SampleRecord], raw: RawAnswer) -> None:
        if raw.status == HTTPStatus.OK:
            hashes = {r.id: r.features.content_hash for r in records if r.features}
            await self._desk.recorder.log(ANSWER, durable=True, hashes=hashes, body=raw.body.decode("utf-8", "replace"))
            self._desk.state.cost_usd += cost_usd(raw)

    async def _keep_telling(self) -> None:
        while True:
            self.tell()
            await asyncio.sleep(_PROGRESS_EVERY_S)
