"""Jobs and processes with one key share one pace: in turns, by priority, and none holds up another without need."""

import itertools
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from sp404_gui.domain.key import Key
from sp404_gui.engine.pace.hours import NightHours
from sp404_gui.engine.pace.pacing import Pace, SharedBook, account_of
from sp404_gui.engine.pace.rules import Claim, Wait, Why
from sp404_gui.store.shared_notes import SharedNotes
from tests.fakes.clock import FakeClock
from tests.unit.engine.pace.paces import EVENING, EVERY_12_S, FREE, NOON, sent, shared


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
