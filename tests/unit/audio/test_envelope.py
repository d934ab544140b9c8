"""The outline of sounds whose rise and fall are known."""

import numpy as np
import pytest

from sp404_gui.audio.envelope import held_s, outline

RATE = 44_100


@pytest.mark.parametrize(("floor_db", "seconds"), [(-6, 0.1), (-20, 1 / 3), (-60, 1.0)])
def test_a_sound_that_falls_60_db_a_second_is_held_for_its_share_of_that(floor_db: float, seconds: float) -> None:
    time = np.arange(2 * RATE) / RATE
    signal = np.sin(2 * np.pi * 2000 * time) * 10 ** (-3 * time)
    assert held_s(outline(signal.astype(np.float32), RATE), floor_db) == pytest.approx(seconds, abs=0.003)
