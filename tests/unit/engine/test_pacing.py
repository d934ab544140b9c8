import asyncio

from sp404_gui.engine.pacing import Pace
from tests.fakes.clock import FakeClock


async def test_the_first_call_leaves_at_once_and_each_further_one_an_interval_later() -> None:
    clock = FakeClock()
    pace = Pace(12, clock)
    left: list[float] = []

    async def call() -> None:
        await pace.slot()
        left.append(clock.monotonic())

    async def calls() -> None:
        await asyncio.gather(*(call() for _ in range(4)))

    await clock.run(calls())
    assert left == [0, 12, 24, 36]


async def test_a_slow_answer_costs_no_slot() -> None:
    clock = FakeClock()
    pace = Pace(12, clock)
    left: list[float] = []

    async def call() -> None:
        await pace.slot()
        left.append(clock.monotonic())
        await clock.sleep(50)

    async def sender() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(5):
                group.create_task(call())

    await clock.run(sender())
    assert left == [0, 12, 24, 36, 48]


async def test_idle_time_is_not_saved_up_for_a_burst() -> None:
    clock = FakeClock()
    pace = Pace(12, clock)
    await pace.slot()
    clock.advance(100)
    assert pace.wait_s() == 0
    await pace.slot()
    assert pace.wait_s() == 12


async def test_what_the_server_asks_for_is_waited() -> None:
    clock = FakeClock()
    pace = Pace(12, clock)
    pace.hold(90)
    assert pace.wait_s() == 90
    await clock.run(pace.slot())
    assert clock.monotonic() == 90


async def test_a_clock_that_wakes_early_is_asked_again() -> None:
    clock = FakeClock()
    full_sleep = clock.sleep

    async def early(seconds: float) -> None:
        await full_sleep(max(0.001, seconds - 0.4))

    clock.sleep = early  # type: ignore[method-assign]
    pace = Pace(12, clock)
    await pace.slot()
    await clock.run(pace.slot())
    assert clock.monotonic() >= 12
