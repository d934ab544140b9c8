"""Moves samples from stage to stage, and keeps the job's state, its folder and its listeners in step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sp404_gui.domain.errors import FatalError, Sp404Error
from sp404_gui.domain.events import SampleSettled, StageFinished, Waiting
from sp404_gui.domain.job import JobStatus
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.asking.budget import Budget
from sp404_gui.engine.asking.coverage import Coverage
from sp404_gui.engine.asking.filtering import REMOVED, is_same_sound
from sp404_gui.engine.asking.lending import Lender
from sp404_gui.engine.asking.sending import Lane
from sp404_gui.engine.asking.spending import Spending
from sp404_gui.engine.asking.troubles import Troubles
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.dispatch import Followers, applied, cache_keys, lent, may_enter, recall
from sp404_gui.engine.jobs.loading import RESULT
from sp404_gui.engine.jobs.paid import Paid, PaidResult, facts_of
from sp404_gui.engine.jobs.refresh import asking, open_again
from sp404_gui.engine.measuring.measurer import Measured
from sp404_gui.engine.slices import in_slices
from sp404_gui.engine.stages import VIBE_ANALYSIS, Scope, Stage, finished, with_result
from sp404_gui.engine.state import is_settled
from sp404_gui.engine.verdict import Verdict, over_threshold
from sp404_gui.store.cache import CacheKey
from sp404_gui.store.codec import encode, plain

_STEP = 8
"""Samples that take a step at a time: some milliseconds."""
_AT_ONCE = 500


class Flow:
    """The way of samples through a job's stages; the lanes' host.

    Args:
        desk: What the job's parts share.
        stages: The job's stages, in order.
        settled: Hears of each sample that is settled.
        coverage: Knows which samples are alike, so that answers are lent; None where every sample is asked about soon anyway.
        paid: Answers of an earlier run that did not become results, as `Loaded` has them.
        again: Ids of samples about which the model is asked even where its answer is known, as `Loaded` has them.
        budget: How many calls may be made, and what they may cost.

    Attributes:
        lanes: The lanes of the batch stages; whoever makes them puts them there before the first sample comes.
    """

    def __init__(
        self,
        desk: Desk,
        stages: Sequence[Stage],
        settled: Callable[[], None],
        coverage: Coverage | None,
        paid: Paid,
        again: set[str],
        budget: Budget,
    ) -> None:
        self.lanes: dict[str, Lane] = {}
        self._verdict: Verdict | None = None
        self._desk = desk
        self._settled = settled
        self._counts_measurements = not any(stage.cached for stage in stages)
        self._paid = paid
        self._again = again
        self._asking = asking(stages)
        self._source = next(stage for stage in stages if stage.scope is Scope.WORKER)
        self._quick = [stage for stage in stages if stage.scope is Scope.SAMPLE]
        self._batched = [stage for stage in stages if stage.scope is Scope.BATCH]
        self._spending = Spending(desk, budget, self.lanes)
        self._followers = Followers(desk.options)
        asks = {stage.name for stage in stages if stage.filtered and stage.scope is Scope.BATCH}
        self._lender = Lender(desk, coverage, lambda record: bool(asks.intersection(record.stages))) if coverage is not None else None
        self._troubles = Troubles(desk)

    @property
    def verdict(self) -> Verdict | None:
        """How the run ends, once that is decided before all is done; a used budget is said where nothing worse happened."""
        return self._verdict or self._spending.verdict

    async def take_up(self, records: Sequence[SampleRecord]) -> None:
        """Go on with samples that were measured in an earlier run; answered ones first, so that duplicates follow them."""
        ready: list[SampleRecord] = []
        async for part in in_slices(records, _AT_ONCE):
            for record in map(self._now, part):
                if record.status is SampleStatus.DONE or _is_asked(record):  # a stage that is new leaves it pending
                    self._followers.remember(record)
                elif (twin := self._followers.follow(record)) is not None and twin in self._desk.state:
                    self._lend(self._now_of(twin), record)
            if not self._batched:
                self._take_paid(part)
            ready += [r for r in map(self._now, part) if not is_settled(r) and self._source.name in r.stages]
        if self._lender is not None:
            async for part in in_slices([r for r in records if _is_asked(self._now(r))], _STEP):
                for record in map(self._now, part):
                    self._lender.answered(record)
        async for part in in_slices(ready, _STEP):
            await self.advance(part)

    async def retry(self, ids: Sequence[str]) -> list[SampleRecord]:
        """Take up samples that the user wants tried or asked about again; those that are not measured yet are handed back."""
        reopened = await open_again(self._desk, ids, self._asking, self._paid, self._again)
        measured = [r for r in reopened if self._source.name in r.stages]
        async for part in in_slices(measured, _STEP):
            await self.advance(part, again=True)
        return [r for r in reopened if self._source.name not in r.stages]

    async def withdraw(self, ids: Sequence[str]) -> None:
        """Ask no more about samples that the user took out of the collection; what is in flight still comes back."""
        for stage in self._batched:
            if stage.filtered:
                gone = self.lanes[stage.name].withdraw(ids)
                for record in map(self._now_of, gone):
                    self._skipped(stage, record)
                await self.advance([self._now_of(identifier) for identifier in gone])

    def left_out(self, records: Sequence[SampleRecord]) -> None:
        """Settle samples that were taken out of the collection before they were measured: their files may be gone."""
        for record in records:
            kept = self._desk.state.put(replace(record, skip_reason=REMOVED, stages=()))
            self._desk.recorder.note(kept)
            self._settle(kept)

    async def measured(self, items: Sequence[Measured]) -> None:
        """Take samples that come out of the first stage."""
        async for part in in_slices(items, _STEP):
            await self._measured(part)

    async def _measured(self, items: Sequence[Measured]) -> None:
        ready = []
        for item in items:
            if isinstance(item.outcome, FatalError):  # nothing is wrong with the sample: the next run measures it
                self.ended(item.outcome)
            elif isinstance(item.outcome, Sp404Error):
                await self.failed(self._source, self._desk.state.put(item.record), item.outcome, 1)
            else:
                if item.cached and self._counts_measurements:
                    self._desk.state.note_cache_hit(item.record.id)
                ready.append(self._keep(with_result(item.record, self._source, item.outcome), self._source, cached=item.cached))
        await self.advance(ready)

    async def advance(self, records: Sequence[SampleRecord], *, again: bool = False) -> None:
        """Take samples through every quick stage that they are ready for, then into the lanes; `again` when they were there before."""
        if not self._batched:
            self._take_paid(records)
        for stage in self._quick:
            batch = {r.id: r for r in map(self._now, records) if may_enter(stage, r)}
            if batch:
                results = await stage.run(list(batch.values()))
                for record in applied({i: self._now_of(i) for i in batch}, stage, results):
                    self._keep(record, stage)
        for stage in self._batched:
            ready = [r for r in map(self._now, records) if may_enter(stage, r)]
            if ready:
                await self._enter(stage, ready, again=again)

    async def _enter(self, stage: Stage, records: Sequence[SampleRecord], *, again: bool) -> None:
        asked = [r for r in records if not (stage.filtered and self._skipped(stage, r))]
        paid = self._already_paid(stage, asked)
        if paid:
            keys = {i: result.key for i, result in paid.items() if result.key is not None}
            await self._answered(stage, {i: result.value for i, result in paid.items()}, keys)
        asked = [r for r in asked if r.id not in paid]
        recalled = [r for r in asked if r.id not in self._again]
        known = await recall(stage, recalled, self._desk.cache) if stage.cached and self._desk.reads_cache else {}
        for identifier in known:
            self._desk.state.note_cache_hit(identifier)
        if known:
            await self._results(stage, known, cached=True)
        lane = self.lanes[stage.name]
        for record in asked:
            if record.id not in known:
                if self._lender is not None and stage.filtered:
                    self._lender.arrived(record)
                (lane.add_again if again else lane.add)(record)

    def _take_paid(self, records: Sequence[SampleRecord]) -> None:
        """Answers of an earlier run that asked a model hold in one that asks nobody, too."""
        names = [VIBE_ANALYSIS, *(stage.name for stage in self._quick if stage.filtered)]  # in a script it may have any name
        for record in map(self._now, records if self._paid else ()):
            found = {name: paid for name in names if (paid := self._paid_for(name, record)) is not None and name not in record.stages}
            for name, paid in found.items():
                self._keep(replace(record, vibe=paid.value, stages=(*record.stages, name)), self._source)

    def _already_paid(self, stage: Stage, records: Sequence[SampleRecord]) -> dict[str, PaidResult]:
        return {record.id: paid for record in records if (paid := self._paid_for(stage.name, record)) is not None}

    def _paid_for(self, stage: str, record: SampleRecord) -> PaidResult | None:
        paid = self._paid.get((stage, record.id))
        is_same = paid is not None and record.features is not None and record.features.content_hash == paid.content_hash
        return paid if is_same else None

    def _skipped(self, stage: Stage, record: SampleRecord) -> bool:
        reason, twin = self._followers.skip(record)
        if reason is None:
            return False
        answer = self._desk.state[twin].vibe if twin is not None and stage.name in self._desk.state[twin].stages else None
        vibe = lent(answer) if answer is not None else record.vibe
        self._keep(finished(replace(record, skip_reason=reason, vibe=vibe), stage), stage)
        return True

    def ended(self, error: FatalError) -> None:
        """The job cannot go on; what is in flight still comes back."""
        self._end(Verdict(JobStatus.FATAL, str(error), error.kind))

    async def called(self, stage: Stage, batch: Sequence[SampleRecord], number: int, attempt: int) -> None:
        """Count a call that is about to leave; see `Spending.called`."""
        await self._spending.called(stage, batch, number, attempt)

    async def unreached(self, stage: Stage, number: int) -> None:
        """Take back a call that found no server, or nothing to ask about."""
        await self._spending.unreached(stage, number)

    def let_go(self) -> None:
        """A call that was held for a batch is free for others."""
        self._spending.let_go()

    def room(self, stage: Stage) -> int:
        """How many calls may be in flight together; see `Spending.room`."""
        return self._spending.room(stage)

    async def answered(self, stage: Stage, asked: Sequence[SampleRecord], results: Mapping[str, Any]) -> None:
        """Keep the results of a call, durably before anything else, and hand them to the samples' duplicates."""
        self._spending.spare_waiting(stage)
        described = [record for record in asked if record.id in results]
        if results and stage.result_type is None:  # the answers of the program's own agent are on disk already, word for word
            await self._desk.recorder.log(RESULT, durable=True, results=results, **facts_of(stage, described))
        await self._answered(stage, results, cache_keys(stage, described))

    async def _answered(self, stage: Stage, results: Mapping[str, Any], keys: Mapping[str, CacheKey]) -> None:
        self._again.difference_update(results)
        for identifier, key in keys.items():
            self._desk.recorder.remember(key, encode(plain(results[identifier])))
        self._desk.recorder.hurry()
        await self._results(stage, results, cached=False)

    async def _results(self, stage: Stage, results: Mapping[str, Any], *, cached: bool) -> None:
        kept = [self._keep(with_result(self._desk.state[i], stage, value), stage, cached=cached) for i, value in results.items()]
        for record in kept:
            if stage.filtered and record.vibe is not None:
                for follower in self._followers.of(record.id):
                    self._lend(record, self._now_of(follower))
                if self._lender is not None:
                    self._lender.answered(record)
        await self.advance(kept)

    def _lend(self, twin: SampleRecord, follower: SampleRecord) -> None:
        """Hand a twin's answer on, as long as it is one: the file's content may have been replaced since."""
        if twin.vibe is None or not _is_asked(twin) or not is_same_sound(twin, follower):
            return
        if (vibe := lent(twin.vibe)) != follower.vibe:
            self._desk.recorder.note(self._desk.state.put(replace(follower, vibe=vibe)))

    async def failed(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> None:
        """Give a sample up."""
        self._settle(self._troubles.given_up(stage, self._now(record), error, attempts))
        state = self._desk.state
        verdict = over_threshold(state.weighty_failures(), state.kept(), self._desk.options.error_threshold, str(error))
        if verdict is not None:
            self._end(verdict)

    async def stumbled(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> None:
        """Note an error of a sample that is asked again."""
        await self._troubles.stumbled(stage, self._now(record), error, attempts)

    async def retried(self, stage: Stage, waiting: Waiting, error: Sp404Error) -> None:
        """Note that a call failed and is tried again."""
        await self._troubles.retried(stage, waiting, error)

    def _keep(self, record: SampleRecord, stage: Stage, *, cached: bool = False) -> SampleRecord:
        settled_before = is_settled(self._desk.state[record.id])
        kept = self._desk.state.put(record)
        self._desk.recorder.note(kept)
        self._desk.emit(StageFinished(stage=stage.name, record=kept, cached=cached))
        if is_settled(kept) and not settled_before:
            self._settle(kept)
        return kept

    def _settle(self, record: SampleRecord) -> None:
        self._settled()
        self._desk.emit(SampleSettled(record=record))

    def _end(self, verdict: Verdict) -> None:
        if self._verdict is None or self._verdict.kind == verdict.kind:  # what comes back meanwhile may change its numbers
            self._verdict = verdict
        self._desk.switch.stop()

    def _now(self, record: SampleRecord) -> SampleRecord:
        return self._now_of(record.id)

    def _now_of(self, identifier: str) -> SampleRecord:
        return self._desk.state[identifier]


def _is_asked(record: SampleRecord) -> bool:
    return record.vibe is not None and record.vibe.source is VibeSource.ASKED
