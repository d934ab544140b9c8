"""Working at night alone."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from sp404_gui.engine.jobs.reading import CollectionInfo
from sp404_gui.engine.pace.hours import NightHours, night_hours
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.collection.run import JobRun
from sp404_gui.ui.night import NightWatch
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import Stage

NIGHT = NightHours(time(22), time(6, 30))


@pytest.mark.parametrize(
    ("moment", "is_night"), [("21:59", False), ("22:00", True), ("00:00", True), ("06:29", True), ("06:30", False), ("12:00", False)]
)
def test_a_night_goes_over_midnight(moment: str, is_night: bool) -> None:
    assert NIGHT.hold(time.fromisoformat(moment)) is is_night


def test_hours_need_both_ends_and_may_lie_within_a_day() -> None:
    assert night_hours("22:00", None) is None
    assert night_hours(None, None) is None
    assert night_hours("22:00", "22:00") is None
    noon = night_hours("11:00", "13:00")
    assert noon is not None
    assert (noon.hold(time(12)), noon.hold(time(13))) == (True, False)


def test_the_next_night_begins_today_or_tomorrow() -> None:
    assert NIGHT.next_begin(datetime(2026, 5, 1, 12, tzinfo=UTC)) == datetime(2026, 5, 1, 22, tzinfo=UTC)
    assert NIGHT.next_begin(datetime(2026, 5, 1, 23, tzinfo=UTC)) == datetime(2026, 5, 2, 22, tzinfo=UTC)


class ObedientRun(JobRun):
    """A run that obeys at once."""

    def pause(self) -> None:
        self._state.stage = Stage.PAUSED

    def go_on(self) -> None:
        self._news.waiting, self._state.stage = "", Stage.RUNNING


class OneRun(Shelf):
    """A shelf with a run on it."""

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._open[collection.place] = collection


def at_work(place: Path) -> Collection:
    collection = Collection(CollectionInfo(place=str(place), name="Loops"))
    collection.run = ObedientRun(collection.state, collection.hold, collection.news, collection.samples.said)
    collection.state.stage = Stage.RUNNING
    return collection


def test_a_run_rests_by_day_goes_on_at_night_and_obeys_the_user_in_between(tmp_path: Path) -> None:
    collection = at_work(tmp_path)
    now = [datetime(2026, 5, 1, 12, tzinfo=UTC)]
    owner = QObject()
    watch = NightWatch(OneRun(collection), lambda: NIGHT, lambda: now[0], owner)
    watch.look()
    assert (collection.stage, "Waits until" in collection.news.waiting) == (Stage.PAUSED, True)
    now[0] = datetime(2026, 5, 1, 22, tzinfo=UTC)
    watch.look()
    assert (stage_of(collection), collection.news.waiting) == (Stage.RUNNING, "")
    now[0] = datetime(2026, 5, 2, 7, tzinfo=UTC)
    watch.look()
    assert stage_of(collection) is Stage.PAUSED
    collection.run.go_on()
    watch.look()
    watch.look()
    assert stage_of(collection) is Stage.RUNNING, "the user's hand counts for the rest of the day"


def stage_of(collection: Collection) -> Stage:
    return collection.stage
