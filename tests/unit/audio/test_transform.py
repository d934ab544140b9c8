import numpy as np
import pytest

from sp404_gui.audio.transform import power_spectra


@pytest.mark.parametrize("size", [16, 32, 64, 128, 1024, 2048, 4096])
@pytest.mark.parametrize("count", [1, 7, 33])
def test_powers_are_those_of_the_fourier_transform(size: int, count: int) -> None:
    frames = np.random.default_rng(size).standard_normal((count, size)).astype(np.float32)
    expected = np.square(np.abs(np.fft.rfft(frames.astype(np.float64), axis=1)))
    assert np.abs(power_spectra(frames) - expected).max() < 2e-6 * expected.max()


def test_a_cosine_of_a_whole_number_of_periods_is_one_bin() -> None:
    frame = np.cos(2 * np.pi * 700 * np.arange(2048) / 2048).astype(np.float32)[None]
    power = power_spectra(frame)[0]
    assert power[700] == pytest.approx(1024**2, rel=1e-5)
    assert np.delete(power, 700).max() < 1e-8 * power[700]


def test_frames_that_overlap_are_weighed_by_the_window() -> None:
    signal = np.random.default_rng(1).standard_normal(1000).astype(np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(signal, 256)[::100]
    window = np.hanning(256).astype(np.float32)
    assert np.array_equal(power_spectra(windows, window), power_spectra(windows * window))
