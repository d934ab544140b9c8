"""The short form of `make torture NAMES=nights`: a day with the free tier, within seconds."""

from pathlib import Path

from tests.benchmarks.sounds import make_sounds
from tests.fakes.night import Jolt, NightClock, NightServer, Outage
from tests.torture.nights import simulated

HOUR_S = 3600.0
JOLTS = [Jolt(at_s=2 * HOUR_S, asleep_s=9.5 * HOUR_S), Jolt(at_s=2.7 * HOUR_S, set_by_s=-40 * 60), Jolt(at_s=8 * HOUR_S, set_by_s=40 * 60)]
"""It sleeps almost until midnight, and some minutes later somebody makes it half past eleven again."""
AWAY = [Outage(0, 600, "unreachable"), Outage(12.5 * HOUR_S, 15 * HOUR_S, "silent"), Outage(16 * HOUR_S, 18 * HOUR_S, "502")]


async def test_a_night_of_sleep_outages_and_a_wrong_clock_ends_with_every_sample_asked_once(tmp_path: Path) -> None:
    server = NightServer(NightClock(JOLTS), AWAY, allowance=4)
    done = await simulated(tmp_path, make_sounds(tmp_path / "sounds", 24), tmp_path / "cache.sqlite", server, remember=False)
    assert done.wrong == []
    assert done.hours > 12
    assert done.away > 0
    assert len(done.days) == 2


async def test_a_clock_that_is_hours_ahead_takes_no_calls_of_a_day_that_has_not_begun(tmp_path: Path) -> None:
    server = NightServer(NightClock([Jolt(at_s=0, set_by_s=5 * HOUR_S)]), [], allowance=4)
    done = await simulated(tmp_path, make_sounds(tmp_path / "sounds", 24), tmp_path / "cache.sqlite", server)
    assert done.wrong == []
    assert 12 < done.hours < 24
