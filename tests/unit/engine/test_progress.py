import pytest

from sp404_gui.engine.progress import Speedometer


def started(at: float = 100.0) -> Speedometer:
    speed = Speedometer(window_s=60)
    speed.start(at)
    return speed


def test_nothing_is_claimed_before_anything_was_settled() -> None:
    speed = started()
    assert speed.rate_per_min(100) is None
    assert speed.eta_s(130, 50) is None


def test_a_finished_job_takes_no_more_time() -> None:
    assert started().eta_s(100, 0) == 0


def test_the_rate_is_that_of_the_last_minute_not_of_the_whole_night() -> None:
    speed = started()
    for second in range(100, 160):
        speed.add(second, 10)
    for second in range(160, 220):
        speed.add(second, 1)
    assert speed.rate_per_min(220) == pytest.approx(60, rel=0.02)
    assert speed.eta_s(220, 30) == pytest.approx(30, rel=0.02)


def test_a_pause_changes_neither_rate_nor_time_left() -> None:
    speed = started()
    for second in range(100, 130):
        speed.add(second)
    before = speed.rate_per_min(130), speed.eta_s(130, 60)
    speed.pause(130)
    assert (speed.rate_per_min(500), speed.eta_s(500, 60)) == before
    speed.go_on(1000)
    assert (speed.rate_per_min(1000), speed.eta_s(1000, 60)) == before
    speed.add(1001)
    assert speed.rate_per_min(1001) == pytest.approx(60, rel=0.1)


def test_a_stall_lowers_the_rate_until_nothing_is_known() -> None:
    speed = started()
    speed.add(110, 10)
    assert speed.rate_per_min(130) == pytest.approx(20)
    assert speed.rate_per_min(200) is None


def test_the_first_second_promises_nothing() -> None:
    speed = started()
    speed.add(100.1, 500)
    assert speed.rate_per_min(100.2) is None
