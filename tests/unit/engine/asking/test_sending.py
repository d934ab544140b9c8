"""Lanes: how samples reach a stage that is called in batches, whatever goes wrong."""

import asyncio
import gc
import weakref
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.domain.errors import (
    ConnectionLost,
    ContentRefused,
    FatalError,
    KeyRejected,
    PartialError,
    RateLimited,
    ServerFailed,
    Sp404Error,
    Unreachable,
)
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
from sp404_gui.engine.switch import Stopped, Switch
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

    async def answered(self, stage: Stage, results: Mapping[str, Any]) -> None:
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


async def test_full_batches_leave_in_pace_and_everything_is_answered_once(tmp_path: Path) -> None:
    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        return good(records)

    book = await Bench(tmp_path, answer, 12).run()
    assert [(at, len(ids)) for at, ids in book.calls] == [(0, 5), (12, 5), (24, 2)]
    assert len(book.results) == 12


async def test_slow_answers_overlap_and_cost_no_slot(tmp_path: Path) -> None:
    bench = Bench(tmp_path, good, 25)  # type: ignore[arg-type]

    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        await bench.clock.sleep(48)
        return good(records)

    bench.lane.stage = Stage(name="ask", run=answer, paced=True)
    book = await bench.run()
    assert [at for at, _ in book.calls] == [0, 12, 24, 36, 48]


async def test_what_passes_is_tried_again_with_growing_waits(tmp_path: Path) -> None:
    book = await Bench(tmp_path, failing(ConnectionLost("away"), 2), 5).run()
    assert len(book.results) == 5
    assert len(book.calls) == 3
    assert book.waits == sorted(book.waits)
    assert not book.failures


async def test_three_tries_then_the_samples_fail_with_the_reason(tmp_path: Path) -> None:
    book = await Bench(tmp_path, failing(ConnectionLost("away"), 99), 5).run()
    assert len(book.calls) == 3
    assert {str(error) for error, _ in book.failures.values()} == {"away"}
    assert {tries for _, tries in book.failures.values()} == {3}


@pytest.mark.parametrize("tries", [40, 1_200], ids=["hours", "a week"])
async def test_overnight_waits_through_an_outage_however_long(tries: int, tmp_path: Path) -> None:
    bench = Bench(tmp_path, failing(ConnectionLost("away"), tries), 5, overnight=True)
    book = await bench.run()
    assert len(book.results) == 5
    assert not book.failures
    assert bench.clock.monotonic() > 3600


async def test_overnight_one_bad_batch_is_given_up_after_most_of_a_night_while_others_succeed(tmp_path: Path) -> None:
    bad_calls = 0

    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        nonlocal bad_calls
        if any(r.id.endswith("02") for r in records):
            bad_calls += 1
            raise ConnectionLost("broke") if bad_calls < 300 else FatalError("tried for ever")
        return good(records)

    book = await Bench(tmp_path, answer, 50, overnight=True).run()
    assert book.end is None
    assert (len(book.results), len(book.failures)) == (45, 5)
    assert 100 <= bad_calls <= 110, "those before the first answer of another may have been an outage"


async def test_overnight_a_connection_that_breaks_once_after_a_weekend_without_a_network_costs_no_sample(tmp_path: Path) -> None:
    tries = 0

    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        nonlocal tries
        tries += 1
        if tries <= 300:
            raise Unreachable("no network")
        if tries in (302, 303):
            raise ConnectionLost("broke")
        return good(records)

    book = await Bench(tmp_path, answer, 10, overnight=True).run()
    assert (len(book.results), book.failures) == (10, {})


async def test_a_call_that_is_held_for_its_batch_waits_for_no_slot_once_the_money_is_used(tmp_path: Path) -> None:
    bench = Bench(tmp_path, failing(Unreachable("no network"), 1), 5, interval_s=100_000, overnight=True)

    async def spend() -> None:
        await bench.clock.sleep(50)
        bench.lane.halt(also_held=True)

    async def both() -> None:
        await asyncio.gather(bench.lane.work(), spend())

    await bench.clock.run(both())
    assert (bench.book.results, bench.clock.monotonic()) == ({}, 50)


@pytest.mark.parametrize(("error", "used"), [(Unreachable("no network"), 1), (ConnectionLost("broke"), 21)], ids=str)
async def test_an_outage_uses_up_no_call_of_the_day_that_never_reached_the_server(error: Sp404Error, used: int, tmp_path: Path) -> None:
    bench = Bench(tmp_path, failing(error, 20), 5, overnight=True, is_daily=True)
    assert len((await bench.run()).results) == 5
    assert await bench.pace_book.change(lambda known: known.used) == used


async def test_the_servers_wish_is_obeyed_by_every_call(tmp_path: Path) -> None:
    bench = Bench(tmp_path, failing(RateLimited("slow down", retry_after_s=300), 1), 10)
    book = await bench.run()
    assert len(book.results) == 10
    assert all(at == 0 or at >= 300 for at, _ in book.calls)


async def test_a_busy_model_holds_up_its_own_calls_and_no_others_of_the_key(tmp_path: Path) -> None:
    bench = Bench(tmp_path, failing(RateLimited("upstream", retry_after_s=300, of_model=True), 1), 10)
    book = await bench.run()
    assert len(book.results) == 10
    assert all(at == 0 or at >= 300 for at, _ in book.calls)
    assert await bench.pace_book.change(lambda known: (known.held_until, known.slowness)) == (0, 1)


@pytest.mark.parametrize("error", [ContentRefused("refused"), ServerFailed("500")])
async def test_one_bad_sample_is_found_and_fails_alone(tmp_path: Path, error: Sp404Error) -> None:
    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        if any(r.id.endswith("03") for r in records):
            raise error
        return good(records)

    book = await Bench(tmp_path, answer, 5).run()
    assert list(book.failures) == ["03"]
    assert len(book.results) == 4


async def test_what_an_answer_left_out_is_asked_again_alone_and_given_up_after_three_tries(tmp_path: Path) -> None:
    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        return {r.id: "fine" for r in records if not r.id.endswith("02")}

    book = await Bench(tmp_path, answer, 5).run()
    assert [ids for _, ids in book.calls] == [["00", "01", "02", "03", "04"], ["02"], ["02"]]
    assert isinstance(book.failures["02"][0], PartialError)
    assert book.stumbles == ["02", "02"]


async def test_a_function_of_the_user_that_raises_over_one_sample_fails_that_one(tmp_path: Path) -> None:
    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        if any(r.id.endswith("01") for r in records):
            raise ZeroDivisionError("oops")
        return good(records)

    book = await Bench(tmp_path, answer, 5).run()
    assert list(book.failures) == ["01"]
    assert "ZeroDivisionError: oops" in str(book.failures["01"][0])


async def test_a_rejected_key_stops_the_sending_and_fails_no_sample(tmp_path: Path) -> None:
    book = await Bench(tmp_path, failing(KeyRejected("wrong key"), 99), 20).run()
    assert str(book.end) == "wrong key"
    assert len(book.calls) == 1
    assert not book.failures


async def test_a_stop_ends_the_waiting_for_a_retry_and_lets_calls_in_flight_come_back(tmp_path: Path) -> None:
    bench = Bench(tmp_path, good, 10)  # type: ignore[arg-type]
    calls = 0

    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RateLimited("slow down", retry_after_s=5000)
        await bench.clock.sleep(100)
        return good(records)

    bench.lane.stage = Stage(name="ask", run=answer, paced=True)

    async def stop_later() -> None:
        await bench.clock.sleep(5050)
        bench.switch.stop()

    async def both() -> None:
        await asyncio.gather(bench.lane.work(), stop_later())

    await bench.clock.run(both())
    assert not bench.book.failures
    assert bench.book.results
    assert bench.clock.monotonic() < 5200


async def test_nothing_leaves_while_paused(tmp_path: Path) -> None:
    bench = Bench(tmp_path, failing(ConnectionLost("never"), 0), 5)
    bench.switch.pause()

    async def go_on_later() -> None:
        await bench.clock.sleep(60)
        bench.switch.go_on()

    async def both() -> None:
        await asyncio.gather(bench.lane.work(), go_on_later())

    await bench.clock.run(both())
    assert [at for at, _ in bench.book.calls] == [60]


async def test_a_wish_to_wait_also_holds_the_call_that_waits_for_its_slot() -> None:
    clock = FakeClock()
    pace = Pace(Claim(interval_s=10), clock)
    await pace.slot()

    async def wish() -> None:
        await clock.sleep(1)
        await pace.hold(300)

    async def both() -> None:
        await asyncio.gather(pace.slot(), wish())

    await clock.run(both())
    assert clock.monotonic() == 301


async def test_a_batch_size_that_grows_while_a_batch_waits_loses_no_sample(tmp_path: Path) -> None:
    bench = Bench(tmp_path, good, 0)  # type: ignore[arg-type]
    bench.lane.batcher.size = BatchSize()

    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        await bench.clock.sleep(20)
        return good(records)

    bench.lane.stage = Stage(name="ask", run=answer, paced=True)
    lane = Lane(bench.lane.stage, bench.lane.batcher, bench.lane.pace, bench.desk, bench.book)

    async def feed() -> None:
        for number in range(60):
            await bench.clock.sleep(2.5)
            lane.add(record(number))
        lane.close()

    async def both() -> None:
        await asyncio.gather(lane.work(), feed())

    await bench.clock.run(both())
    assert len(bench.book.results) == 60


async def test_a_sample_that_is_handed_over_twice_is_asked_once(tmp_path: Path) -> None:
    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        return good(records)

    bench = Bench(tmp_path, answer, 3)
    for number in range(3):
        bench.lane.add(record(number))
    book = await bench.run()
    assert [len(ids) for _, ids in book.calls] == [3]


async def test_overnight_a_sample_that_no_server_answers_is_found_while_others_succeed(tmp_path: Path) -> None:
    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        if any(r.id.endswith("03") for r in records):
            raise ServerFailed("500")
        return good(records)

    book = await Bench(tmp_path, answer, 60, overnight=True).run()
    assert list(book.failures) == ["03"]
    assert len(book.results) == 59


async def test_pausing_after_a_stop_does_not_hang() -> None:
    switch = Switch()
    switch.stop()
    switch.pause()
    with pytest.raises(Stopped):
        await switch.ready()


async def test_a_wait_that_is_cancelled_from_outside_stays_cancelled() -> None:
    for turns in range(1, 8):
        switch = Switch()
        waiting = asyncio.ensure_future(switch.race(asyncio.sleep(0)))
        for _ in range(turns):
            await asyncio.sleep(0)
        if not waiting.done():
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting


@pytest.mark.parametrize("failures", [0, 2, 3])
async def test_a_job_is_let_go_of_at_once_when_its_calls_are_answered_or_given_up(tmp_path: Path, failures: int) -> None:
    left = iter(range(failures))

    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        for _ in left:
            raise ConnectionLost("away")
        return good(records)

    gc.disable()
    try:
        bench = Bench(tmp_path, answer, 5)
        state = weakref.ref(bench.desk.state)
        await bench.run()
        del bench
        assert state() is None
    finally:
        gc.enable()
