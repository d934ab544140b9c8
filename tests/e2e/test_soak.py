"""The short form of `make torture NAMES=soak`: a window that is played with while its job runs, and is then killed."""

from pathlib import Path

import pytest

from tests.torture.soak import travelled

pytest.importorskip("PySide6")

SAMPLES = 24
DEEDS = 60


def test_nothing_that_is_done_at_random_brings_a_warning_and_no_edit_is_lost_when_the_window_is_killed(tmp_path: Path) -> None:
    journey = travelled(tmp_path, 0.1, SAMPLES, deeds=DEEDS, opened_again=False)
    assert journey.lost == []
    assert journey.seen["complaints"] == []
    assert journey.seen["reports"] == []
    assert journey.code == 0
    assert sum(any(said.values()) for said in journey.seen["users"].values()) >= 5
