"""What a lane does when a server fails, or is not there: tries again, waits through a night, and gives up what is at fault itself."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.domain.errors import ConnectionLost, FatalError, ServerFailed, Sp404Error, Unreachable
from sp404_gui.domain.sample import SampleRecord
from tests.unit.engine.asking.lanes import Bench, failing, good


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


async def test_overnight_a_sample_that_no_server_answers_is_found_while_others_succeed(tmp_path: Path) -> None:
    async def answer(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        if any(r.id.endswith("03") for r in records):
            raise ServerFailed("500")
        return good(records)

    book = await Bench(tmp_path, answer, 60, overnight=True).run()
    assert list(book.failures) == ["03"]
    assert len(book.results) == 59
