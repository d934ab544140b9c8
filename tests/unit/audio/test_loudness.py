import warnings

import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray

from sp404_gui.audio.loudness import LoudnessMeter


def loudness(samples: NDArray[np.float32], rate: int, block: int = 65_536) -> float | None:
    meter = LoudnessMeter(rate, len(samples))
    for first in range(0, samples.shape[1], block):
        meter.feed(samples[:, first : first + block])
    return meter.integrated()


def sine(hz: float, seconds: float, rate: int, level: float = 1.0) -> NDArray[np.float32]:
    return (level * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def test_a_full_scale_sine_of_997_hz_in_one_channel_measures_minus_3_01_lufs() -> None:
    # the calibration that the standard itself states
    assert loudness(sine(997, 20, 48_000)[None], 48_000) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_agrees_with_the_reference_within_a_tenth(rate: int, channels: int) -> None:
    rng = np.random.default_rng(rate)
    swell = np.abs(np.sin(np.arange(3 * rate) / rate * 2)) ** 3  # quiet parts that the gates must leave out
    low = sine(45, 3, rate, 0.3)
    samples = (rng.standard_normal((channels, 3 * rate)) * 0.1 * swell + low).astype(np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = pyloudnorm.Meter(rate).integrated_loudness(samples.T.astype(np.float64))
    assert loudness(samples, rate) == pytest.approx(expected, abs=0.1)


def test_the_blocks_in_which_a_file_is_read_do_not_matter() -> None:
    samples = np.random.default_rng(3).uniform(-1, 1, (2, 30_011)).astype(np.float32)
    assert loudness(samples, 44_100, block=777) == pytest.approx(loudness(samples, 44_100), abs=1e-4)


def test_a_sound_shorter_than_a_gating_block_is_measured_over_its_own_length() -> None:
    whole, short = loudness(sine(997, 5, 48_000)[None], 48_000), loudness(sine(997, 0.1, 48_000)[None], 48_000)
    assert whole is not None
    assert short == pytest.approx(whole, abs=0.2)


def test_silence_has_no_loudness() -> None:
    assert loudness(np.zeros((2, 48_000), np.float32), 48_000) is None
