import numpy as np
import pytest

from sp404_gui.audio.transform import power_spectra


@pytest.mark.parametrize("size", [16, 32, 64, 128, 1024, 2048, 4096])
@pytest.mark.parametrize("count", [1, 7, 32])
def test_powers_are_those_of_the_fourier_transform(size: int, count: int) -> None:
    frames = np.random.default_rng(size).standard_normal((count, size)).astype(np.float32)
    expected = np.square(np.abs(np.fft.rfft(frames.astype(np.float64), axis=1)))
    assert np.abs(power_spectra(frames) - expected).max() < 2e-6 * expected.max()


def test_a_cosine_of_a_whole_number_of_periods_is_one_bin() -> None:
    frame = np.cos(2 * np.pi * 700 * np.arange(2048) / 2048).astype(np.float32)[None]
    power = power_spectra(frame)[0]
    assert power[700] == pytest.approx(1024**2, rel=1e-5)
    assert np.delete(power, 700).max() < 1e-8 * power[700]


def test_powers_can_be_put_into_part_of_a_larger_array() -> None:
    frames = np.random.default_rng(1).standard_normal((4, 256)).astype(np.float32)
    whole = np.full((10, 129), -1, np.float32)
    power_spectra(frames, out=whole[3:7])
    assert np.array_equal(whole[3:7], power_spectra(frames))
    assert (whole[[0, 1, 2, 7, 8, 9]] == -1).all()
