"""Sending batches: at the right pace, again when it is worth it, split until the one bad sample is found."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from sp404_gui.domain.errors import EmptyAnswer, FatalError, PartialError, RecoverableError, ServerFailed, SkippableError, Sp404Error
from sp404_gui.domain.events import BatchAnswered, BatchSent, Waiting
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.batching import Batcher
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.pacing import Pace
from sp404_gui.engine.retry import ATTEMPTS, retrying
from sp404_gui.engine.stages import Stage
from sp404_gui.engine.switch import Stopped
from sp404_gui.store.codec import encode

_IN_FLIGHT = 16
_SPLIT = (SkippableError, ServerFailed, EmptyAnswer)


class Host(Protocol):
    """What a lane tells the job that it works for."""

    def ended(self, error: FatalError) -> None:
        """The job cannot go on; what is in flight still comes back."""

    async def called(self, stage: Stage, batch: Sequence[SampleRecord], number: int, attempt: int) -> None:
        """A call is about to leave.

        Raises:
            Stopped: It must not.
        """

    async def answered(self, stage: Stage, results: Mapping[str, Any]) -> None:
        """Samples have their results."""

    async def failed(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> None:
        """A sample is given up."""

    async def retried(self, stage: Stage, waiting: Waiting, error: Sp404Error) -> None:
        """A call failed and is tried again."""

    async def stumbled(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> None:
        """A sample met an error and is tried again."""


class Lane:
    """The calls of one stage: takes samples as they come, sends them in full batches, several in flight.

    Args:
        stage: What to call.
        batcher: Where samples wait.
        pace: When a call may leave.
        desk: What the job's parts share.
        host: Who hears of results and failures.
    """

    def __init__(self, stage: Stage, batcher: Batcher, pace: Pace, desk: Desk, host: Host) -> None:
        self.stage = stage
        self.batcher = batcher
        self.pace = pace
        self._desk = desk
        self._switch = desk.switch
        self._host = host
        self._closed = False
        self._in_flight = 0
        self._changed = asyncio.Event()
        self._slots = asyncio.Semaphore(_IN_FLIGHT)
        self._left_out: Counter[str] = Counter()

    def add(self, record: SampleRecord) -> None:
        """Let a sample wait for its call."""
        self.batcher.add(record)
        self._changed.set()

    def close(self) -> None:
        """Nothing more comes: batches that are not full may leave."""
        self._closed = True
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
            if self.batcher.ready(partial=self._closed):
                await self._switch.race(self._slots.acquire())
                await self._switch.race(self.pace.slot())
                await self._switch.ready()
                self._in_flight += 1
                return self.batcher.take(partial=self._closed)
            if self._closed and not self._in_flight:
                return []
            await self._switch.race(self._changed.wait())

    async def _answer(self, batch: list[SampleRecord]) -> None:
        try:
            await self._ask(batch, first_slot=True)
        except Stopped:
            pass  # the samples stay pending
        except FatalError as error:
            self._host.ended(error)
        finally:
            self._in_flight -= 1
            self._slots.release()
            self._changed.set()

    async def _ask(self, batch: Sequence[SampleRecord], *, first_slot: bool) -> None:
        try:
            results = await self._attempts(batch, first_slot=first_slot)
        except _SPLIT as error:
            if len(batch) == 1:
                await self._host.failed(self.stage, batch[0], error, ATTEMPTS if isinstance(error, RecoverableError) else 1)
                return
            middle = len(batch) // 2
            for half in (batch[:middle], batch[middle:]):
                await self._ask(half, first_slot=False)
        except RecoverableError as error:
            for record in batch:
                await self._host.failed(self.stage, record, error, ATTEMPTS)
        else:
            await self._take(batch, results)

    async def _attempts(self, batch: Sequence[SampleRecord], *, first_slot: bool) -> Mapping[str, Any]:
        number = self._desk.state.batches = self._desk.state.batches + 1
        async for attempt in retrying(self._wait, self._tell(batch), patient=self._desk.options.overnight):
            with attempt:
                tries = attempt.retry_state.attempt_number
                if tries > 1 or not first_slot:
                    await self._switch.ready()
                    await self._switch.race(self.pace.slot())
                await self._host.called(self.stage, batch, number, tries)
                self._desk.emit(BatchSent(batch=number, stage=self.stage.name, ids=_ids(batch), attempt=tries))
                results = await self._call(batch)
        missing = tuple(r.id for r in batch if isinstance(results.get(r.id, PartialError()), PartialError))
        self.batcher.size.answered(complete=not missing)
        self._desk.emit(BatchAnswered(batch=number, stage=self.stage.name, ids=_ids(batch), missing=missing))
        return results

    async def _call(self, batch: Sequence[SampleRecord]) -> Mapping[str, Any]:
        try:
            results = await self.stage.run(batch)
            return results if self.stage.result_type else {i: _storable(value, self.stage.name) for i, value in results.items()}
        except Sp404Error:
            raise
        except Exception as error:
            raise SkippableError(f"The stage {self.stage.name} failed: {type(error).__name__}: {error}") from error

    async def _take(self, batch: Sequence[SampleRecord], results: Mapping[str, Any]) -> None:
        good = {r.id: results[r.id] for r in batch if r.id in results and not isinstance(results[r.id], Sp404Error)}
        await self._host.answered(self.stage, good)
        for record in batch:
            if record.id not in good:
                await self._retake(record, results.get(record.id))

    async def _retake(self, record: SampleRecord, error: Sp404Error | None) -> None:
        problem = error or PartialError("The answer left this sample out.")
        if isinstance(problem, FatalError):
            raise problem
        self._left_out[record.id] += 1
        tries = self._left_out[record.id]
        if isinstance(problem, SkippableError) or tries >= ATTEMPTS:
            await self._host.failed(self.stage, record, problem, tries)
        else:
            await self._host.stumbled(self.stage, record, problem, tries)
            self.batcher.add_alone(record)

    async def _wait(self, seconds: float) -> None:
        await self._switch.sleep(self._desk.clock, seconds)

    def _tell(self, batch: Sequence[SampleRecord]) -> Callable[[int, float, RecoverableError], Awaitable[None]]:
        async def tell(attempt: int, seconds: float, error: RecoverableError) -> None:
            if error.retry_after_s:
                self.pace.hold(error.retry_after_s)
            waiting = Waiting(seconds=seconds, reason=str(error), kind=error.kind, ids=_ids(batch), attempt=attempt)
            await self._host.retried(self.stage, waiting, error)

        return tell


def _storable(value: object, stage: str) -> object:
    """A result of a user's own function, or an error when it is nothing that JSON could hold."""
    if isinstance(value, Sp404Error):
        return value
    try:
        encode(value)
    except (ValueError, TypeError):
        return SkippableError(
            f"The stage {stage} returned a {type(value).__name__}: results must be made of dicts, lists, text and numbers."
        )
    return value


def _ids(batch: Sequence[SampleRecord]) -> tuple[str, ...]:
    return tuple(record.id for record in batch)
