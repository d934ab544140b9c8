"""A lane on a bench: a fake clock, samples that all belong together, and a host that notes what the lane tells it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sp404_gui.domain.errors import FatalError, Sp404Error
from sp404_gui.domain.events import Event, Waiting
from sp404_gui.domain.job import JobOptions, Manifest
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.asking.batch_size import BatchSize
from sp404_gui.engine.asking.batching import Batcher
from sp404_gui.engine.asking.sending import Lane
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.jobs.recorder import Recorder
from sp404_gui.engine.pace.pacing import OwnBook, Pace
from sp404_gui.engine.pace.rules import Claim
from sp404_gui.engine.stages import Stage
from sp404_gui.engine.state import JobState
from sp404_gui.engine.switch import Switch
from sp404_gui.store.cache import MemoryCache
from sp404_gui.store.job_folder import JobFolder
from tests.fakes.clock import FakeClock
from tests.unit.engine.asking.test_batching import record

Answer = Callable[[Sequence[SampleRecord]], Awaitable[Mapping[str, Any]]]


@dataclass
class Book:
    """A host that notes what its lane tells it."""

    clock: FakeClock
    switch: Switch
    calls: list[tuple[float, list[str]]] = field(default_factory=list)
    results: dict[str, Any] = field(default_factory=dict)
    failures: dict[str, tuple[Sp404Error, int]] = field(default_factory=dict)
    stumbles: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    end: FatalError | None = None

    def ended(self, error: FatalError) -> None:
        self.end = error
        self.switch.stop()

    async def called(self, stage: Stage, batch: Sequence[SampleRecord], number: int, attempt: int) -> None:
        self.calls.append((self.clock.monotonic(), [r.id[-2:] for r in batch]))

    async def unreached(self, stage: Stage, number: int) -> None: ...

    def let_go(self) -> None: ...

    async def answered(self, stage: Stage, asked: Sequence[SampleRecord], results: Mapping[str, Any]) -> None:
        assert not set(results) & set(self.results), "answered twice"
        self.results.update(results)

    async def failed(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> None:
        self.failures[record.id[-2:]] = (error, attempts)

    async def stumbled(self, stage: Stage, record: SampleRecord, error: Sp404Error, attempts: int) -> None:
        self.stumbles.append(record.id[-2:])

    async def retried(self, stage: Stage, waiting: Waiting, error: Sp404Error) -> None:
        self.waits.append(waiting.seconds)

    def room(self, stage: Stage) -> int:
        return 16


class Bench:
    """A lane with a fake clock, over samples that all belong together."""

    def __init__(
        self,
        folder: Path,
        answer: Answer,
        samples: int,
        *,
        interval_s: float = 12,
        size: int = 5,
        overnight: bool = False,
        is_daily: bool = False,
    ) -> None:
        self.clock = FakeClock()
        self.switch = Switch()
        self.book = Book(self.clock, self.switch)
        state = JobState([])
        options = JobOptions(overnight=overnight)
        manifest = Manifest(schema=1, name="n", root="/", folders=(), created_at="", updated_at="", program="", options=options)
        job = JobFolder.create(str(folder / "job"), manifest)
        self.events: list[Event] = []
        recorder = Recorder(job, manifest, state, MemoryCache(), self.events.append, self.clock)
        self.desk = desk = Desk(
            options=options,
            state=state,
            recorder=recorder,
            cache=MemoryCache(),
            switch=self.switch,
            emit=self.events.append,
            clock=self.clock,
        )
        self.pace_book = OwnBook()
        stage = Stage(name="ask", run=answer, paced=True)
        self.lane = Lane(
            stage,
            Batcher(BatchSize(size)),
            Pace(Claim(interval_s=interval_s, is_daily=is_daily), self.clock, self.pace_book),
            desk,
            self.book,
        )
        for number in range(samples):
            self.lane.add(record(number))
        self.lane.close()

    async def run(self) -> Book:
        await self.clock.run(self.lane.work())
        return self.book


def good(records: Sequence[SampleRecord]) -> dict[str, Any]:
    return {r.id: "fine" for r in records}


def failing(error: Sp404Error, times: int) -> Answer:
    left = times

    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        nonlocal left
        left -= 1
        if left >= 0:
            raise error
        return good(records)

    return answer
