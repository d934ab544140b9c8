"""The work of a run: measuring and asking side by side, then what looks at all samples together."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus

from sp404_gui.domain.errors import FatalError, Sp404Error
from sp404_gui.domain.events import Noticed, Progressed, Waiting
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.asking.answers import count_cost
from sp404_gui.engine.asking.batch_size import BatchSize, most_samples
from sp404_gui.engine.asking.batching import Batcher
from sp404_gui.engine.asking.budget import Budget
from sp404_gui.engine.asking.coverage import Coverage
from sp404_gui.engine.asking.sending import Lane
from sp404_gui.engine.cluster.pool import ClusterPool
from sp404_gui.engine.compose import base_url, call_usd
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.flow import Flow
from sp404_gui.engine.jobs.loading import ANSWER, WAITING
from sp404_gui.engine.jobs.paid import Paid, facts_of
from sp404_gui.engine.measuring.measurer import Measuring
from sp404_gui.engine.measuring.workers import MeasurePool
from sp404_gui.engine.outlook.experience import PastCalls, learnt_as
from sp404_gui.engine.outlook.strategy import Approach, workers_of
from sp404_gui.engine.pace.paces import Account, learn_allowance, reason_of
from sp404_gui.engine.pace.pacing import Pace
from sp404_gui.engine.pace.rules import Claim, Wait
from sp404_gui.engine.plan import Plan
from sp404_gui.engine.progress import Speedometer
from sp404_gui.engine.slices import in_slices
from sp404_gui.engine.stages import VIBE_ANALYSIS, Scope, Stage
from sp404_gui.engine.state import is_settled
from sp404_gui.engine.threads import on_this_loop
from sp404_gui.engine.together import Together
from sp404_gui.engine.verdict import Verdict
from sp404_gui.llm.chat import RawAnswer
from sp404_gui.llm.retry_after import server_time

CLUSTER = "cluster"
_PROGRESS_EVERY_S = 0.2
_AT_ONCE = 50
_TELLING_MANY = 100
"""So many measured samples tell how fast this machine is."""
_NO_PACE = Claim(interval_s=0.0)


class Work:
    """Takes all samples of a job through its stages.

    Args:
        desk: What the job's parts share.
        plan: The stages and their pace.
        chosen: The approach that the number of samples calls for.
        speed: Measures how fast samples are settled.
        paid: Answers of an earlier run that did not become results, as `Loaded` has them.
        again: Samples about which the model is asked even where its answer is known, as `Loaded` has them.
        last_wishes: Waits until everything is done that the user asked for meanwhile; it may make new work.
    """

    def __init__(
        self,
        desk: Desk,
        plan: Plan,
        chosen: Approach,
        speed: Speedometer,
        paid: Paid,
        again: set[str],
        last_wishes: Callable[[], Awaitable[None]],
    ) -> None:
        self._desk = desk
        self._plan = plan
        self._chosen = chosen
        self._speed = speed
        self._last_wishes = last_wishes
        self._coverage = Coverage() if plan.claim.interval_s else None  # without a pace all are asked about at once
        self._flow = Flow(desk, plan.stages, lambda: speed.add(desk.clock.monotonic()), self._coverage, paid, again, self._budget())
        self._lanes = {stage.name: self._lane(stage) for stage in plan.stages if stage.scope is Scope.BATCH}
        self._flow.lanes.update(self._lanes)
        self._looked_at: Sequence[str] = ()
        self._measuring: Measuring | None = None
        self._measured, self._worker_s = 0, 0.0
        self._spent_before = desk.state.cost_usd
        if plan.agent is not None:
            self._asking = next(stage for stage in plan.stages if stage.run == plan.agent.analyze_batch)
            plan.agent.keep, plan.agent.tell = self._keep_answer, self._notice
        for plugin in plan.plugins:
            plugin.tell = lambda sentence: desk.emit(Noticed(message=sentence))

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
            chores = [
                background.create_task(chore)
                for chore in (self._keep_writing(), self._keep_telling(), *map(self._learn_allowance, self._lanes.values()))
            ]
            try:
                await self._round()
                while self._has_work():  # the user asked for it meanwhile
                    await self._round()
            finally:
                if self._plan.agent is not None and self._plan.agent.clips is not None:
                    await self._plan.agent.clips.aclose()
                for plugin in self._plan.plugins:
                    await plugin.aclose()
            for chore in chores:
                chore.cancel()
        await self._learn()
        self.tell()

    def over(self) -> None:
        """Nothing comes back any more: let go of whoever would bring it."""
        self._lanes.clear()
        self._flow.lanes.clear()
        if self._plan.agent is not None:
            self._plan.agent.keep = self._plan.agent.tell = None

    async def _round(self) -> None:
        workers = workers_of(self._chosen, self._desk.options.parallel_local)
        local = MeasurePool(workers, self._max_bytes(), self._desk.options.analysis_timeout_s)
        async with self._with_cluster(local) as pool:
            self._measuring = Measuring(self._plan.source, pool, self._desk)
            await self._begin(self._measuring)
            while self._has_work():
                await self._through_stages(self._measuring)
            self._measured, self._worker_s = self._measured + self._measuring.measured, self._worker_s + self._measuring.worker_s
            if isinstance(pool, ClusterPool):
                await self._desk.recorder.log(CLUSTER, there=pool.measured_there, here=pool.measured_here)
        await Together(self._desk, self._plan.stages).run()
        await self._last_wishes()

    def _with_cluster(self, local: MeasurePool) -> MeasurePool | ClusterPool:
        return ClusterPool(self._plan.cluster, local, on_this_loop(self._notice)) if self._plan.cluster else local

    def _notice(self, sentence: str) -> None:
        self._desk.emit(Noticed(message=sentence))

    def look_at(self, ids: Sequence[str]) -> None:
        """Let those of these samples that wait come next, to be measured and to be asked about."""
        self._looked_at = ids
        if self._measuring is not None:
            self._measuring.look_at(ids)
        for lane in self._lanes.values():
            lane.look_at(ids)

    async def retry(self, ids: Sequence[str]) -> None:
        """Try failed samples again, and ask about done ones again.

        Raises:
            DiskFull: The job folder takes no more.
        """
        unmeasured = await self._flow.retry(ids)
        if self._measuring is not None:
            self._measuring.add(unmeasured)

    async def withdraw(self, ids: Sequence[str]) -> None:
        """Ask no more about samples that were taken out of the collection."""
        await self._flow.withdraw(ids)

    def tell(self) -> None:
        """Emit the numbers of now."""
        now, counts = self._desk.clock.monotonic(), self._desk.state.counts()
        paced = [lane for lane in self._lanes.values() if lane.stage.paced]
        calls_left = sum(lane.batcher.calls_left() for lane in paced)
        etas = [self._speed.eta_s(now, counts.pending), *(lane.pace.eta_s(lane.batcher.calls_left()) or None for lane in paced)]
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

    def _budget(self) -> Budget:
        options = self._desk.options
        asked = self._plan.agent.models if self._plan.agent is not None else ()
        return Budget(options.max_calls, options.max_cost_usd, [call_usd(options, info) for info in asked or (None,)])

    def _lane(self, stage: Stage) -> Lane:
        pace = Pace(self._plan.claim, self._desk.clock, self._plan.book, self._waits) if stage.paced else Pace(_NO_PACE, self._desk.clock)
        asked = self._plan.agent.models if self._plan.agent is not None else ()
        most = min(most_samples(info, listen=self._desk.options.listen) for info in asked or (None,))  # a fallback gets the same call
        size = BatchSize(self._desk.options.batch_size, most)
        order = self._coverage if stage.paced and stage.filtered else None
        return Lane(stage, Batcher(size, order=order), pace, self._desk, self._flow)

    async def _begin(self, measuring: Measuring) -> None:
        """Let everything wait that is left to do."""
        records = list(self._desk.state)
        source = self._plan.source.name
        async for part in in_slices(records, _AT_ONCE):
            unmeasured = [r for r in part if not is_settled(r) and source not in r.stages]
            measuring.add([r for r in unmeasured if not r.user.removed])
            self._flow.left_out([r for r in unmeasured if r.user.removed])
        measuring.look_at(self._looked_at)
        await self._flow.take_up(records)

    def _has_work(self) -> bool:
        if self._desk.switch.stopping:
            return False
        waits = self._measuring is not None and self._measuring.has_work
        return waits or any(lane.has_work for lane in self._lanes.values())

    async def _through_stages(self, measuring: Measuring) -> None:
        done = {stage.name: asyncio.Event() for stage in self._plan.per_sample}
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._measure(measuring, done[self._plan.source.name]))
            for stage in self._plan.per_sample[1:]:
                tasks.create_task(self._follow(stage, done))
            for lane in self._lanes.values():
                tasks.create_task(self._ask(lane, done))

    async def _measure(self, measuring: Measuring, done: asyncio.Event) -> None:
        await measuring.run(self._flow.measured)
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

    async def _keep_answer(self, records: Sequence[SampleRecord], raw: RawAnswer) -> None:
        if HTTPStatus.OK <= raw.status < HTTPStatus.MULTIPLE_CHOICES:
            count_cost(raw, self._desk.state)
            await self._log_answer(records, raw)
        if (at := server_time(raw.headers)) is not None:
            for lane in (lane for lane in self._lanes.values() if lane.stage.paced):
                await lane.pace.hear_clock(at)

    async def _log_answer(self, records: Sequence[SampleRecord], raw: RawAnswer) -> None:
        """Where the job's disk is full the run ends, but with this answer: it is paid for, and the result cache may be on another disk."""
        body = raw.body.decode("utf-8", "replace")
        try:
            await self._desk.recorder.log(ANSWER, durable=True, body=body, **facts_of(self._asking, records))
        except FatalError as error:
            self._flow.ended(error)

    async def _learn_allowance(self, lane: Lane) -> None:
        account = self._plan.agent.client if self._plan.agent is not None else None
        if lane.stage.paced and self._plan.claim.is_daily and isinstance(account, Account):
            await learn_allowance(lane.pace, account)

    async def _learn(self) -> None:
        """Remember what the work took, for the next estimate."""
        experience, options, state = self._plan.experience, self._desk.options, self._desk.state
        lane = next((lane for lane in self._lanes.values() if lane.stage.name == VIBE_ANALYSIS and lane.calls), None)
        if experience is None:
            return
        with suppress(Sp404Error):
            if lane is not None and options.models:
                cost = state.cost_usd - self._spent_before if state.dearest_call_usd is not None else None
                past = PastCalls(lane.calls, lane.described, cost, lane.waited_s)
                await asyncio.to_thread(experience.add_calls, base_url(options.provider), learnt_as(options.models[0], options), past)
            if self._measured >= _TELLING_MANY and self._plan.cluster is None:  # it tells of this machine
                await asyncio.to_thread(experience.add_measured, self._measured, self._worker_s)

    async def _waits(self, wait: Wait) -> None:
        reason = reason_of(wait)
        self._desk.emit(Waiting(seconds=wait.seconds, reason=reason, kind=wait.why, ids=(), attempt=0))
        await self._desk.recorder.log(WAITING, seconds=round(wait.seconds), kind=wait.why, reason=reason)

    async def _keep_writing(self) -> None:
        """Until the disk takes no more: that ends the run, but what is in flight still comes back."""
        try:
            await self._desk.recorder.keep_writing()
        except FatalError as error:
            self._flow.ended(error)

    async def _keep_telling(self) -> None:
        while True:
            self.tell()
            await asyncio.sleep(_PROGRESS_EVERY_S)
