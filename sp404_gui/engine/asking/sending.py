"""Sending batches: at the right pace, again when it is worth it, split until the one bad sample is found."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from sp404_gui.domain.errors import (
    DayUsedUp,
    DiskFull,
    FatalError,
    PartialError,
    RecoverableError,
    SkippableError,
    SourceUnavailable,
    Sp404Error,
    Unreachable,
)
from sp404_gui.domain.events import BatchAnswered, BatchSent, Waiting
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.asking.batching import Batcher
from sp404_gui.engine.asking.host import Host
from sp404_gui.engine.asking.outcomes import nobody_asked, storable
from sp404_gui.engine.asking.retry import ABOUT_THE_SERVER, ATTEMPTS, retrying, through_the_night
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.pace.pacing import Pace
from sp404_gui.engine.stages import Stage
from sp404_gui.engine.switch import Stopped

_AGAIN = 0.5
"""Urgency of samples that an answer left out: before those that were never asked, after those that the user looks at."""


class Lane:
    """The calls of one stage: takes samples as they come, sends them in full batches, several in flight.

    Args:
        stage: What to call.
        batcher: Where samples wait.
        pace: When a call may leave.
        desk: What the job's parts share.
        host: Who hears of results and failures.

    Attributes:
        stage: As given.
        batcher: As given.
        pace: As given.
        calls: Calls so far.
        described: Samples that they gave a result for.
        waited_s: How long they were under way, together.
        held: Batches whose call found no server: it is made yet, and nobody else may have it.
    """

    def __init__(self, stage: Stage, batcher: Batcher, pace: Pace, desk: Desk, host: Host) -> None:
        self.stage = stage
        self.batcher = batcher
        self.pace = pace
        self._desk = desk
        self._switch = desk.switch
        self._host = host
        self._closed = False
        self._halted, self._halted_all = asyncio.Event(), asyncio.Event()
        self._taken: set[str] = set()
        self._successes = 0
        self._in_flight = 0
        self.calls, self.described, self.waited_s = 0, 0, 0.0
        self.held: set[int] = set()
        self._changed = asyncio.Event()
        self._left_out: Counter[str] = Counter()

    def add(self, record: SampleRecord) -> None:
        """Let a sample wait for its call, once."""
        if record.id not in self._taken:
            self._taken.add(record.id)
            self.batcher.add(record)
            self._changed.set()

    def add_again(self, record: SampleRecord) -> None:
        """Let a sample that was answered or given up wait for another call."""
        self._taken.discard(record.id)
        self._left_out.pop(record.id, None)
        self.add(record)

    def look_at(self, ids: Iterable[str]) -> None:
        """Let these samples leave before all others."""
        self.batcher.bring_forward(ids)

    def withdraw(self, ids: Iterable[str]) -> list[str]:
        """Let these samples wait no longer; those that did."""
        return self.batcher.withdraw(ids)

    @property
    def has_work(self) -> bool:
        """Whether samples wait that may be sent."""
        return len(self.batcher) > 0 and not self._halted.is_set()

    def close(self) -> None:
        """Nothing more comes: batches that are not full may leave."""
        self._closed = True
        self._changed.set()

    def halt(self, *, also_held: bool) -> None:
        """Send nothing more; what waits stays pending, also what waits for its slot; what is held for its batch only as it is said."""
        self._halted.set()
        if also_held:
            self._halted_all.set()
        self._changed.set()

    def go_on(self) -> None:
        """Send again after a halt."""
        self._halted.clear()
        self._halted_all.clear()
        self._changed.set()

    async def work(self) -> None:
        """Send everything; ends when nothing waits, nothing is in flight and nothing more comes, or after a stop."""
        async with asyncio.TaskGroup() as calls:
            with suppress(Stopped):  # inside the group: what is in flight comes back
                while batch := await self._next():
                    calls.create_task(self._answer(batch))

    async def _next(self) -> list[SampleRecord]:
        while True:
            await self._switch.ready()
            self._changed.clear()
            ready = not self._halted.is_set() and self.batcher.ready(partial=self._closed)
            if ready and self._in_flight < self._host.room(self.stage):
                if batch := await self._fill():
                    self._in_flight += 1
                    return batch
            elif (self._closed or self._halted.is_set()) and not self._in_flight:
                return []
            else:
                await self._switch.race(self._changed.wait())

    async def _fill(self) -> list[SampleRecord]:
        """A batch with its slot; none when the wish for a full one has grown meanwhile, or nothing may be sent for now.

        Raises:
            Stopped: The job was stopped.
        """
        try:
            await self._slot()
        except Stopped:
            await self._switch.ready()
            return []
        await self._switch.ready()
        return self.batcher.take(partial=self._closed)

    async def _slot(self, number: int | None = None) -> None:
        """Wait for a slot and take it; nobody waits, perhaps until the next day, for a call that may not be made.

        Args:
            number: The batch, where it has one already.

        Raises:
            Stopped: A stop came first, or nothing may be sent any more.
        """
        is_held = number in self.held
        if self._halted_all.is_set() or (not is_held and not self._host.room(self.stage)):
            raise Stopped
        await self._switch.race(self.pace.slot(), self._halted_all if is_held else self._halted)

    async def _answer(self, batch: list[SampleRecord]) -> None:
        try:
            await self._ask(batch, first_slot=True)
        except Stopped:
            pass  # the samples stay pending
        except FatalError as error:
            self._host.ended(error)
        finally:
            self._in_flight -= 1
            self._changed.set()

    async def _ask(self, batch: Sequence[SampleRecord], *, first_slot: bool) -> None:
        try:
            results = await self._results(batch, first_slot=first_slot)
        except FatalError:
            raise
        except Sp404Error as error:
            error.with_traceback(None)  # which leads by the loop of attempts back to it, and holds the job as well
            if len(batch) == 1 or isinstance(error, ABOUT_THE_SERVER):
                for record in batch:
                    await self._host.failed(self.stage, record, error, ATTEMPTS if isinstance(error, RecoverableError) else 1)
                return
            middle = len(batch) // 2
            for half in (batch[:middle], batch[middle:]):
                await self._ask(half, first_slot=False)
        else:
            await self._take(batch, results)

    async def _results(self, batch: Sequence[SampleRecord], *, first_slot: bool) -> Mapping[str, Any]:
        while True:
            try:
                return await self._attempts(batch, first_slot=first_slot)
            except DayUsedUp as error:
                first_slot = False
                await self.pace.day_over(error.retry_after_s)

    async def _attempts(self, batch: Sequence[SampleRecord], *, first_slot: bool) -> Mapping[str, Any]:
        number = self._desk.state.batches = self._desk.state.batches + 1
        patience = through_the_night(lambda: self._successes) if self._desk.options.overnight else None
        attempts = retrying(self._wait, self._tell(batch), patience)
        try:
            async for attempt in attempts:
                with attempt:
                    tries = attempt.retry_state.attempt_number
                    if tries > 1 or not first_slot:
                        await self._switch.ready()
                        await self._slot(number)
                    self.held.discard(number)
                    await self._called(batch, number, tries)
                    self._desk.emit(BatchSent(batch=number, stage=self.stage.name, ids=_ids(batch), attempt=tries))
                    results = await self._call(batch, number)
        finally:
            vars(attempts).clear()  # it holds itself, and so the whole job until garbage is collected
            self._let_go(number)
        if nobody_asked(map(results.get, _ids(batch))):
            await self._take_back(number)
            self._let_go(number)
        else:
            self._successes += 1
            await self.pace.answered()
        missing = tuple(r.id for r in batch if isinstance(results.get(r.id, PartialError()), PartialError))
        self.batcher.size.answered(complete=not missing)
        self._desk.emit(BatchAnswered(batch=number, stage=self.stage.name, ids=_ids(batch), missing=missing))
        return results

    async def _called(self, batch: Sequence[SampleRecord], number: int, tries: int) -> None:
        try:
            await self._host.called(self.stage, batch, number, tries)
        except DiskFull:  # no call left: its slot, which may be one of a day's few, is for another
            await self.pace.give_back()
            raise

    def _let_go(self, number: int) -> None:
        if number in self.held:
            self.held.remove(number)
            self._host.let_go()

    async def _call(self, batch: Sequence[SampleRecord], number: int) -> Mapping[str, Any]:
        self.calls, began = self.calls + 1, self._desk.clock.monotonic()
        try:
            results = await self.stage.run(batch)
            return results if self.stage.result_type else {i: storable(value, self.stage.name) for i, value in results.items()}
        except Unreachable:
            await self._take_back(number)
            raise
        except Sp404Error:
            raise
        except Exception as error:
            raise SkippableError(f"The stage {self.stage.name} failed: {type(error).__name__}: {error}") from error
        finally:
            self.waited_s += self._desk.clock.monotonic() - began

    async def _take_back(self, number: int) -> None:
        """A call that was counted was none: it is held for its batch, until that lets it go."""
        self.held.add(number)
        await self._host.unreached(self.stage, number)
        await self.pace.give_back()

    async def _take(self, batch: Sequence[SampleRecord], results: Mapping[str, Any]) -> None:
        good = {r.id: results[r.id] for r in batch if r.id in results and not isinstance(results[r.id], Sp404Error)}
        self.described += len(good)
        await self._host.answered(self.stage, batch, good)
        for record in batch:
            if record.id not in good:
                await self._retake(record, results.get(record.id))

    async def _retake(self, record: SampleRecord, error: Sp404Error | None) -> None:
        problem = error or PartialError("The answer left this sample out.")
        if isinstance(problem, FatalError):
            raise problem
        self._left_out[record.id] += 1
        tries = self._left_out[record.id]
        if isinstance(problem, SkippableError | SourceUnavailable) or tries >= ATTEMPTS:
            await self._host.failed(self.stage, record, problem, tries)
        else:
            await self._host.stumbled(self.stage, record, problem, tries)
            if tries == 1:  # the fault may be the model's, or that of one among them: a call each would be dear
                self.batcher.add(record, _AGAIN)
            else:
                self.batcher.add_alone(record)

    async def _wait(self, seconds: float) -> None:
        await self._switch.sleep(self._desk.clock, seconds)

    def _tell(self, batch: Sequence[SampleRecord]) -> Callable[[int, float, RecoverableError], Awaitable[None]]:
        async def tell(attempt: int, seconds: float, error: RecoverableError) -> None:
            await self.pace.obey(error, seconds)
            waiting = Waiting(seconds=seconds, reason=str(error), kind=error.kind, ids=_ids(batch), attempt=attempt)
            await self._host.retried(self.stage, waiting, error)

        return tell


def _ids(batch: Sequence[SampleRecord]) -> tuple[str, ...]:
    return tuple(record.id for record in batch)
