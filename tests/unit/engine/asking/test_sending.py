"""Lanes: how samples reach a stage that is called in batches, each of them once."""

import asyncio
import gc
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.domain.errors import (
    ConnectionLost,
    ContentRefused,
    DiskFull,
    KeyRejected,
    PartialError,
    RateLimited,
    ServerFailed,
    Sp404Error,
)
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.asking.batch_size import BatchSize
from sp404_gui.engine.asking.sending import Lane
from sp404_gui.engine.stages import Stage
from tests.unit.engine.asking.lanes import Bench, failing, good
from tests.unit.engine.asking.test_batching import record


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


async def test_a_call_whose_answer_would_find_no_room_costs_none_of_the_days_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path, good_later, 5, is_daily=True)

    async def no_room(*_: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(bench.book, "called", no_room)
    book = await bench.run()
    assert isinstance(book.end, DiskFull)
    assert await bench.pace_book.change(lambda known: known.used) == 0


async def good_later(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
    return good(records)


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
