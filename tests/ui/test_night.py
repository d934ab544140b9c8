"""Working at night alone."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from sp404_gui.engine.jobs.reading import CollectionInfo
from sp404_gui.engine.pace.hours import NightHours, night_hours
from sp404_gui.ui.collection import Collection
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


class Run(Collection):
    """A collection whose run obeys at once."""

    @property
    def is_running(self) -> bool:
        return self.stage is Stage.RUNNING

    def pause(self) -> None:
        self.stage = Stage.PAUSED

    def go_on(self) -> None:
        self.waiting, self.stage = "", Stage.RUNNING


class OneRun(Shelf):
    """A shelf with a run on it."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._open[run.place] = run


def test_a_run_rests_by_day_goes_on_at_night_and_obeys_the_user_in_between(tmp_path: Path) -> None:
    run = Run(CollectionInfo(place=str(tmp_path), name="Loops"))
    run.stage = Stage.RUNNING
    now = [datetime(2026, 5, 1, 12, tzinfo=UTC)]
    owner = QObject()
    watch = NightWatch(OneRun(run), lambda: NIGHT, lambda: now[0], owner)
    watch.look()
    assert (run.stage, "Waits until" in run.waiting) == (Stage.PAUSED, True)
    now[0] = datetime(2026, 5, 1, 22, tzinfo=UTC)
    watch.look()
    assert (run.stage, run.waiting) == (Stage.RUNNING, "")
    now[0] = datetime(2026, 5, 2, 7, tzinfo=UTC)
    watch.look()
    assert run.stage is Stage.PAUSED
    run.go_on()
    watch.look()
    watch.look()
    assert run.is_running, "the user's hand counts for the rest of the day"
