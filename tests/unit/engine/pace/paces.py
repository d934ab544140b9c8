"""What paces are tried with: claims, hours, a book that jobs share, and calls that leave."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from sp404_gui.engine.pace.pacing import Book, Pace, SharedBook
from sp404_gui.engine.pace.rules import Claim
from sp404_gui.store.shared_notes import SharedNotes
from tests.fakes.clock import FakeClock

EVERY_12_S = Claim(interval_s=12)
FREE = Claim(interval_s=12, is_daily=True)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


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


def shared(tmp_path: Path, clock: FakeClock, account: str = "a") -> Book:
    return SharedBook(SharedNotes(str(tmp_path / "pace.sqlite"), lambda: clock.now().timestamp()), account)
