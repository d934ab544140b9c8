"""The pace of days and nights: a day's calls are used up, counted and spread, by whatever clock; hours of the night are kept."""

import itertools
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from sp404_gui.engine.pace.hours import NightHours
from sp404_gui.engine.pace.pacing import Pace, SharedBook
from sp404_gui.engine.pace.rules import Claim, Wait, Why
from sp404_gui.store.shared_notes import SharedNotes
from tests.fakes.clock import FakeClock
from tests.unit.engine.pace.paces import EVENING, EVERY_12_S, FREE, sent, shared


def hears(told: list[Wait]) -> Callable[[Wait], Awaitable[None]]:
    async def hear(wait: Wait) -> None:
        told.append(wait)

    return hear


async def test_whoever_buys_credit_goes_on_the_same_day(tmp_path: Path) -> None:
    clock = FakeClock(EVENING)
    free = Pace(FREE, clock, shared(tmp_path, clock))
    await free.allow(50, 50)
    await free.day_over(None)
    await free.allow(50, 50)
    assert await free.take() == Wait(3600, Why.DAY)
    resumed = Pace(FREE, clock, shared(tmp_path, clock))
    await resumed.allow(1000, None)
    assert await resumed.take() == Wait(3600, Why.DAY), "nobody says that some are left"
    await resumed.allow(1000, 50)
    assert await resumed.take() is None


async def test_a_days_calls_are_used_up_and_it_goes_on_at_midnight_utc_by_itself() -> None:
    clock, told = FakeClock(EVENING), list[Wait]()
    pace = Pace(FREE, clock, tell=hears(told))
    await pace.allow(50, 48)
    left = await sent(pace, clock, 3)
    assert left == [0, 12, 3600]
    assert [(wait.why, wait.seconds) for wait in told] == [(Why.DAY, 3600 - 12)], "said once"


async def test_when_the_server_says_that_the_day_is_over_it_is_over_until_its_reset() -> None:
    clock = FakeClock(EVENING)
    pace = Pace(FREE, clock)
    await pace.day_over(None)
    assert await sent(pace, clock, 2) == [3600, 3612]


@pytest.mark.parametrize(("ahead_h", "ends_s"), [(0.5, 1800), (0, 3600), (-5, 6 * 3600), (-30, 7 * 3600)])
async def test_the_day_ends_by_the_servers_clock_and_takes_its_count_along(ahead_h: float, ends_s: float) -> None:
    clock = FakeClock(EVENING)
    pace = Pace(FREE, clock)
    await pace.allow(2, 0)
    await pace.slot()
    await pace.hear_clock(EVENING + timedelta(hours=ahead_h))
    assert await sent(pace, clock, 2) == [12, ends_s]


async def test_a_used_up_day_of_free_calls_does_not_hold_up_those_that_are_paid_for(tmp_path: Path) -> None:
    clock, notes = FakeClock(EVENING), SharedNotes(str(tmp_path / "pace.sqlite"), lambda: 0.0)
    free, paid = (Pace(claim, clock, SharedBook(notes, "account")) for claim in (FREE, EVERY_12_S))
    await free.day_over(None)
    await paid.slot()
    assert await paid.take() == Wait(12, Why.SLOT)
    await paid.day_over(None)
    assert await paid.take() == Wait(3600, Why.DAY)
    notes.close()


async def test_the_days_calls_are_spread_over_the_rest_of_it_when_working_overnight() -> None:
    clock = FakeClock(EVENING)
    pace = Pace(Claim(interval_s=12, is_daily=True, spreads=True), clock)
    await pace.allow(50, 44)
    left = await sent(pace, clock, 7)
    gaps = [b - a for a, b in itertools.pairwise(left)]
    assert left[-1] == 3600, "the seventh is of the next day"
    assert gaps == pytest.approx([600] * 6)


async def test_the_time_left_counts_the_nights_between_the_days() -> None:
    clock = FakeClock(EVENING)
    pace = Pace(FREE, clock)
    await pace.allow(50, 40)
    assert pace.eta_s(10) == 10 * 12
    assert pace.eta_s(10 + 50 + 5) == 3600 + 24 * 3600 + 5 * 12
    assert Pace(EVERY_12_S, clock).eta_s(65) == 65 * 12


async def test_calls_leave_within_the_hours_of_the_night_only() -> None:
    noon = datetime(2026, 11, 23, 12).astimezone()
    clock = FakeClock(noon)
    pace = Pace(Claim(interval_s=3600, hours=NightHours(time(22), time(23, 30))), clock)
    assert await sent(pace, clock, 3) == [10 * 3600, 11 * 3600, 34 * 3600]


async def test_what_a_day_has_used_is_remembered_across_restarts(tmp_path: Path) -> None:
    clock = FakeClock(EVENING)
    before = Pace(FREE, clock, shared(tmp_path, clock))
    await before.allow(2, 0)
    await before.slot()
    clock.advance(12)
    await before.slot()
    after, other = Pace(FREE, clock, shared(tmp_path, clock)), Pace(FREE, clock, shared(tmp_path, clock, "b"))
    assert (await after.take()) == Wait(3600 - 12, Why.DAY)
    assert await other.take() is None, "another key has a day of its own"
