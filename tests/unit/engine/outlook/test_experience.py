"""Estimates learn from what earlier calls and measurements took on this machine."""

import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from datetime import time as time_of_day
from pathlib import Path

import pytest

from sp404_gui.cli.says import when
from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.job import Counts, JobOptions
from sp404_gui.domain.key import Key
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.compose import Places, interval_of, make_plan
from sp404_gui.engine.jobs.folders import create_job
from sp404_gui.engine.jobs.summary import summary
from sp404_gui.engine.outlook.estimate import estimate
from sp404_gui.engine.outlook.experience import Experience, PastCalls
from sp404_gui.engine.outlook.outlook import outlook_of
from sp404_gui.engine.pace.hours import NightHours
from sp404_gui.engine.pace.paces import open_notes, reason_of
from sp404_gui.engine.pace.pacing import Pace, SharedBook, account_of
from sp404_gui.engine.pace.rules import Claim, Wait, Why
from sp404_gui.engine.runner import Runner
from sp404_gui.store.shared_notes import SharedNotes
from tests.conftest import MakeSounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer

SERVER, MODEL = "https://models.example/v1", "some/model"
PAID = JobOptions(provider=SERVER, models=(MODEL,), interval_s=2)
FREE = JobOptions(provider="openrouter")
KEY = Key("sk-or-x", "openrouter.ai")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(str(tmp_path / "cache.sqlite"), str(tmp_path / "pace.sqlite"))


def notes(places: Places) -> SharedNotes:
    found = open_notes(places.notes)
    assert found is not None
    return found


def test_money_and_time_are_those_of_earlier_samples(places: Places, make_sounds: MakeSounds) -> None:
    sounds = [str(make_sounds(40))]
    before = estimate(sounds, PAID, interval_of(PAID), asks=True, outlook=outlook_of(PAID, places, None))
    assert before.cost_usd is None
    experience = Experience(notes(places))
    experience.add_calls(SERVER, MODEL, PastCalls(calls=10, samples=50, cost_usd=0.1, waited_s=3200))
    experience.add_measured(samples=400, worker_s=100)
    after = estimate(sounds, PAID, interval_of(PAID), asks=True, outlook=outlook_of(PAID, places, None))
    assert after.cost_usd == pytest.approx(0.08)
    assert after.local_s == pytest.approx(40 / 4 / after.workers, abs=0.1)
    assert after.total_s == pytest.approx(after.calls_most * 320 / 16), "sixteen slow calls are under way together"
    other = replace(PAID, models=("another/model",))
    assert outlook_of(other, places, None).calls == PastCalls()


async def test_of_a_server_that_tells_no_costs_none_are_remembered(places: Places, make_sounds: MakeSounds, tmp_path: Path) -> None:
    with FakeServer(Behaviour(costs=(None,))) as server:
        options = JobOptions(provider=server.base_url, models=(MODEL,))
        plan, options = await make_plan(options, lambda _: None, places)
        folder, manifest = create_job(str(tmp_path / "job"), [str(make_sounds(2))], options, SystemClock())
        async for _ in Runner(folder, manifest, plan).run():
            pass
        await plan.aclose()
    past = Experience(notes(places)).calls(server.base_url, MODEL)
    assert (past.samples, past.cost_usd) == (2, None)


async def test_the_days_of_a_free_model_count_what_is_used_today(places: Places, make_sounds: MakeSounds) -> None:
    sounds = [str(make_sounds(20))]
    pace = Pace(
        Claim(interval_s=12, is_daily=True), SystemClock(), SharedBook(notes(places), account_of("https://openrouter.ai/api/v1", KEY))
    )
    await pace.allow(50, 48)
    found = estimate(sounds, FREE, interval_of(FREE), asks=True, outlook=outlook_of(FREE, places, KEY))
    assert (found.allowance, found.used_today, found.days, found.cost_usd) == (50, 48, 2, 0.0)
    another = outlook_of(FREE, places, None)
    assert (another.allowance, another.used_today) == (50, 0), "nobody knows how many that key has"
    paid = replace(FREE, models=("some/paid",))
    found = estimate(sounds, paid, interval_of(paid), asks=True, outlook=outlook_of(paid, places, KEY))
    assert (found.allowance, found.used_today, found.days, found.cost_usd) == (None, 0, None, None), "money, not days"


def test_what_is_remembered_fades_as_servers_change(places: Places) -> None:
    experience = Experience(notes(places))
    experience.add_calls(SERVER, MODEL, PastCalls(calls=1000, samples=5000, cost_usd=50))
    for _ in range(12):
        experience.add_calls(SERVER, MODEL, PastCalls(calls=1000, samples=5000, cost_usd=5))
    assert experience.calls(SERVER, MODEL).cost_a_sample_usd == pytest.approx(0.001, rel=0.05)


@pytest.mark.parametrize("damage", [b"", b"\0" * 5000, b"SQLite format 3\0" + b"x" * 300])
def test_a_damaged_memory_is_set_aside_and_never_stops_a_job(places: Places, damage: bytes) -> None:
    assert places.notes is not None
    Path(places.notes).write_bytes(damage)
    experience = Experience(notes(places))
    experience.add_measured(100, 1)
    assert experience.measured_per_worker_s() == 100


def test_a_memory_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    novel = tmp_path / "novel.txt"
    novel.write_text("It was a dark and stormy night.")
    assert open_notes(str(novel)) is None
    with pytest.raises(UsageError, match="SP404_PACE_FILE"):
        SharedNotes(str(novel), time.time)
    assert novel.read_text() == "It was a dark and stormy night."


async def test_an_unknown_shape_of_a_note_is_as_good_as_none(places: Places) -> None:
    kept = notes(places)
    kept.change("pace/x", lambda note: note.update(next_at="soon", waiters=[1]))
    await Pace(Claim(interval_s=12), SystemClock(), SharedBook(kept, "x")).slot()
    kept.change("calls/s/m", lambda note: note.update(calls="many", samples=None))
    assert Experience(kept).calls("s", "m") == PastCalls()


def test_hours_of_work_are_counted_over_midnight() -> None:
    night = NightHours(time_of_day(22), time_of_day(6, 30))
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert night.working_s(noon, noon.replace(hour=23)) == 3600
    assert night.working_s(noon, noon.replace(day=24)) == 8.5 * 3600
    assert night.working_s(noon, noon.replace(hour=21)) == 0


def test_a_wait_says_when_it_ends_and_why() -> None:
    assert {reason_of(Wait(3600, why))[-1] for why in Why} == {"."}
    assert when(7) == "in 7 s"
    assert re.fullmatch(r"(on \w+day )?at \d\d:\d\d", when(9 * 3600))


def test_the_morning_tells_what_was_done_what_failed_and_what_is_left() -> None:
    before, after = Counts(total=100, done=10, api_calls=5), Counts(total=100, done=80, pending=20, api_calls=25, cost_usd=0.4)
    assert summary(before, after, [], 8 * 3600 + 120) == "In 8 h 2 m: 70 samples done, 20 calls for $0.40. 20 are left."
