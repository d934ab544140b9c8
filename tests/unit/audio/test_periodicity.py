"""How strongly onsets repeat: pulses of a known period."""

import numpy as np
import pytest

from sp404_gui.audio.periodicity import autocorrelation, comb


def pulses(period: int, count: int = 640) -> np.typing.NDArray[np.float32]:
    return np.asarray(np.arange(count) % period == 0, np.float32)


def test_pulses_repeat_wholly_after_each_period_and_not_between_and_silence_never() -> None:
    every, silent = autocorrelation(np.stack([pulses(20), np.zeros(640, np.float32)]))
    assert every[0] == pytest.approx(1)
    assert every[[20, 40, 160, 320]] == pytest.approx(np.ones(4), abs=0.05), "however few of them overlap"
    assert every[[10, 30, 150]].max() < 0
    assert not silent.any()


@pytest.mark.parametrize("period", [16.0, 20.0, 25.0])
def test_the_comb_is_highest_at_the_period_whatever_else_is_tried(period: float) -> None:
    tried = np.arange(12.0, 30.0, 0.25)
    found = comb(autocorrelation(pulses(int(period))[None])[0], tried)
    assert tried[found.argmax()] == period
    assert 0.8 < found.max() <= 1
