"""The pace of calls: never too fast, no slot lost, shared, and not confused by clocks, sleep or midnight."""

import asyncio
import itertools
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from sp404_gui.domain.key import Key
from sp404_gui.engine.pace.hours import NightHours
from sp404_gui.engine.pace.pacing import Book, Pace, SharedBook, account_of
from sp404_gui.engine.pace.rules import Claim, Known, Wait, Why
from sp404_gui.store.shared_notes import SharedNotes
from tests.fakes.clock import FakeClock

EVERY_12_S = Claim(interval_s=12)
FREE = Claim(interval_s=12, is_daily=True)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


def hears(told: list[Wait]) -> Callable[[Wait], Awaitable[None]]:
    async def hear(wait: Wait) -> None:
        told.append(wait)

    return hear


async def sent(pace: Pace, clock: FakeClock, calls: int, takes_s: float = 0.0) -> list[float]:
    """When so many calls leave, each of which takes its time."""
    left: list[float] = []

    async def call() -> None:
        await pace.slot()
        left.append(clock.monotonic())
        await clock.sleep(takes_s)

    async def all_calls() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(calls):
                group.create_task(call())

    await clock.run(all_calls())
    return left


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


async def test_a_model_that_is_busy_holds_up_and_slows_down_those_alone_that_ask_for_it(tmp_path: Path) -> None:
    clock = FakeClock(NOON)
    busy, other = (Pace(EVERY_12_S, clock, shared(tmp_path, clock)) for _ in range(2))
    busy.hold_own(600)
    assert await busy.take() == Wait(600, Why.HELD)
    assert await other.take() is None
    assert busy.wait_s() == 600
    assert await sent(busy, clock, 3) == [600, 624, 648]
    for _ in range(20):
        await busy.answered()
    left = await sent(busy, clock, 3)
    assert left[2] - left[1] == 12
    other_left = await sent(other, clock, 2)
    assert other_left[1] - other_left[0] == 12


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


@pytest.mark.parametrize(
    "patient",
    [
        Claim(interval_s=12, hours=NightHours(*((NOON + timedelta(hours=hours)).astimezone().time() for hours in (10, 18)))),
        Claim(interval_s=12, is_daily=True, spreads=True),
        FREE,
    ],
    ids=["works at night alone", "spreads the day", "has used up the day"],
)
@pytest.mark.parametrize("rank", [0, 1, 2])
async def test_a_job_with_time_holds_no_other_up(tmp_path: Path, patient: Claim, rank: int) -> None:
    clock, notes = FakeClock(NOON), SharedNotes(str(tmp_path / "pace.sqlite"), lambda: 0.0)
    book = SharedBook(notes, "account")
    long, short = Pace(patient, clock, book), Pace(Claim(rank=rank, interval_s=12), clock, book)
    await long.allow(1 if not patient.spreads else 50, 0)
    await long.take()
    clock.advance(12)
    for _ in range(3):
        assert (wait := await long.take()) is not None
        assert wait.seconds > 600
        assert await short.take() is None
        clock.advance(12)
    notes.close()


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


def shared(tmp_path: Path, clock: FakeClock, account: str = "a") -> Book:
    return SharedBook(SharedNotes(str(tmp_path / "pace.sqlite"), lambda: clock.now().timestamp()), account)


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


async def test_a_job_of_higher_priority_goes_first_and_equal_ones_take_turns(tmp_path: Path) -> None:
    clock = FakeClock(EVENING)
    low, one, two, high = (Pace(Claim(interval_s=12, rank=rank), clock, shared(tmp_path, clock)) for rank in (2, 1, 1, 0))
    await low.slot()
    order: list[str] = []
    for waiting in ({"low": low, "one": one, "two": two, "high": high}, *[{"low": low, "two": two, "one": one}] * 4):
        for pace in waiting.values():
            await pace.take()
        clock.advance(12)
        order += [name for name, pace in waiting.items() if await pace.take() is None]
    assert order[0] == "high"
    assert "low" not in order, "as long as others have calls to send"
    assert sorted(order[1:3]) == sorted(order[3:5]) == ["one", "two"]


async def test_a_job_that_died_in_line_holds_nobody_up(tmp_path: Path) -> None:
    clock = FakeClock(EVENING)
    dead, alive = (Pace(Claim(interval_s=12, rank=rank), clock, shared(tmp_path, clock)) for rank in (0, 2))
    await alive.slot()
    await dead.take()
    await clock.run(alive.slot())
    assert clock.monotonic() <= 12 + 3


async def test_a_disk_that_fails_does_not_stop_the_job_and_the_pace_is_kept(tmp_path: Path) -> None:
    clock = FakeClock(EVENING)
    notes = SharedNotes(str(tmp_path / "pace.sqlite"), lambda: clock.now().timestamp())
    pace = Pace(FREE, clock, SharedBook(notes, "a"))
    await pace.allow(2, 0)
    await pace.slot()
    notes.close()
    assert await pace.take() == Wait(12, Why.SLOT)
    clock.advance(12)
    await pace.slot()
    assert await pace.take() == Wait(3600 - 12, Why.DAY), "what is known is not forgotten"


_CALLER = """
import asyncio, sys, time
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.pace.rules import Claim
from sp404_gui.engine.pace.pacing import Pace, SharedBook
from sp404_gui.store.shared_notes import SharedNotes

class Told(SharedBook):
    async def change(self, step):
        def told(known):
            before, result = known.next_at, step(known)
            if known.next_at > before:
                print(known.next_at, flush=True)
            return result
        return await super().change(told)

async def main():
    pace = Pace(Claim(interval_s=0.05), SystemClock(), Told(SharedNotes(sys.argv[1], time.time), "a"))
    for _ in range(int(sys.argv[2])):
        await pace.slot()

asyncio.run(main())
"""
"""Prints the end of each slot that it takes, as all processes know it: when it comes to print it, others may be further."""


def test_processes_with_one_key_share_one_pace(tmp_path: Path) -> None:
    callers = [
        subprocess.Popen([sys.executable, "-c", _CALLER, str(tmp_path / "pace.sqlite"), "10"], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    moments = sorted(float(line) for caller in callers for line in caller.communicate(timeout=60)[0].split())
    assert len(moments) == 20
    assert all(b - a >= 0.0499 for a, b in itertools.pairwise(moments)), "a slot was taken before the one before it was over"


def test_the_name_of_an_account_does_not_tell_its_key() -> None:
    key = Key("sk-secret-of-mine", "openrouter.ai")
    assert account_of("https://openrouter.ai/api/v1", key) != account_of("https://openrouter.ai/api/v1", None)
    assert "secret" not in account_of("https://openrouter.ai/api/v1", key)


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
