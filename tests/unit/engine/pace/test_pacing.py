"""The pace of calls: never too fast, no slot lost, and not confused by clocks that wake early, are set or stand still."""

import asyncio
import itertools
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sp404_gui.engine.pace.pacing import Pace
from sp404_gui.engine.pace.rules import Claim, Known
from tests.fakes.clock import FakeClock
from tests.unit.engine.pace.paces import EVENING, EVERY_12_S, FREE, NOON, sent, shared


@pytest.mark.parametrize("takes_s", [0, 50])
async def test_the_first_call_leaves_at_once_each_further_one_an_interval_later_and_slow_answers_cost_no_slot(takes_s: float) -> None:
    clock = FakeClock()
    assert await sent(Pace(EVERY_12_S, clock), clock, 5, takes_s) == [0, 12, 24, 36, 48]


async def test_idle_time_is_not_saved_up_for_a_burst() -> None:
    clock = FakeClock()
    pace = Pace(EVERY_12_S, clock)
    await pace.slot()
    clock.advance(100)
    assert pace.wait_s() == 0
    assert await sent(pace, clock, 3) == [100, 112, 124]


async def test_what_the_server_asks_for_is_waited_even_by_those_who_wait_already() -> None:
    clock = FakeClock()
    pace = Pace(EVERY_12_S, clock)
    await pace.slot()
    waiting = asyncio.ensure_future(pace.slot())
    await asyncio.sleep(0)
    await pace.hold(90)
    await clock.run(waiting)  # type: ignore[arg-type]
    assert clock.monotonic() == 90


async def test_a_clock_that_wakes_early_is_asked_again() -> None:
    clock = FakeClock()
    full_sleep = clock.sleep

    async def early(seconds: float) -> None:
        await full_sleep(max(0.001, seconds - 0.4))

    clock.sleep = early  # type: ignore[method-assign]
    pace = Pace(EVERY_12_S, clock)
    await pace.slot()
    await clock.run(pace.slot())
    assert clock.monotonic() >= 12


async def test_a_refusal_doubles_the_interval_and_answers_bring_it_back_slowly_but_never_below() -> None:
    clock = FakeClock()
    pace = Pace(EVERY_12_S, clock)
    await pace.slot()
    for _ in range(5):
        await pace.slow_down()  # all were in flight together
    left = await sent(pace, clock, 2)
    assert left[1] - left[0] == 24
    gaps = []
    for _ in range(40):
        await pace.answered()
        before = clock.monotonic()
        await clock.run(pace.slot())
        gaps.append(clock.monotonic() - before)
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[1] > 20
    assert gaps[-1] == pytest.approx(12)


def test_an_overnight_job_slows_down_with_each_refusal_however_far_its_calls_are_spread() -> None:
    known, claim, evening = Known(allowance=3), Claim(interval_s=12, is_daily=True, spreads=True), EVENING.timestamp()
    known.look(evening)
    assert known.interval_s(claim, evening) > 600
    for refused_at, slowness in ((0, 2), (1, 2), (23, 2), (24, 4), (300, 8)):
        known.slow_down(claim, evening + refused_at)
        assert known.slowness == slowness


async def test_the_limit_that_a_server_names_beats_the_users_interval() -> None:
    clock = FakeClock()
    pace = Pace(Claim(interval_s=1), clock)
    await pace.slow_down(least_interval_s=3)
    for _ in range(40):
        await pace.answered()
    left = await sent(pace, clock, 3)
    assert [b - a for a, b in itertools.pairwise(left)] == [3, 3]


async def test_the_limit_that_a_server_named_is_believed_for_that_day(tmp_path: Path) -> None:
    clock = FakeClock(NOON)
    await Pace(EVERY_12_S, clock, shared(tmp_path, clock)).slow_down(least_interval_s=60)
    for _ in range(20):
        await Pace(EVERY_12_S, clock, shared(tmp_path, clock)).answered()
    clock.advance(30 * 24 * 3600)
    left = await sent(Pace(EVERY_12_S, clock, shared(tmp_path, clock)), clock, 2)
    assert left[1] - left[0] == 12


class Sleeper(FakeClock):
    """A clock that can be set, as users and time servers do, and that stands still while the machine sleeps."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self.ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


async def test_a_clock_set_back_makes_no_wait_longer() -> None:
    clock = Sleeper(EVENING)
    pace = Pace(EVERY_12_S, clock)
    await pace.hold(600)
    waiting = asyncio.ensure_future(pace.slot())
    await asyncio.sleep(0)
    clock.ahead = -timedelta(hours=5)
    await clock.run(waiting)  # type: ignore[arg-type]
    assert 600 <= clock.monotonic() <= 640


async def test_a_wait_of_hours_ends_in_time_although_the_machine_slept() -> None:
    clock = Sleeper(EVENING)
    pace = Pace(FREE, clock)
    await pace.day_over(None)
    waiting = asyncio.ensure_future(pace.slot())
    await asyncio.sleep(0)
    clock.ahead = timedelta(hours=3)  # the time that other clocks did not count
    await clock.run(waiting)  # type: ignore[arg-type]
    assert clock.monotonic() <= 20


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
