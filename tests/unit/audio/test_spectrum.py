import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.audio import spectrum
from sp404_gui.audio.envelope import attack_ms, outline, tail_ms

RATE = 44_100


def sine(hz: float, seconds: float = 1.0, rate: int = RATE) -> NDArray[np.float32]:
    return np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate).astype(np.float32)


def mean_power(signal: NDArray[np.float32], rate: int = RATE) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    spectra = spectrum.spectrogram(signal, rate)
    return spectra.power[4:-4].mean(axis=0), spectra.frequencies


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_the_centroid_of_a_sine_is_its_frequency_at_every_rate(rate: int) -> None:
    power, frequencies = mean_power(sine(1000, rate=rate), rate)
    assert spectrum.centroid_hz(power, frequencies) == pytest.approx(1000, rel=0.01)
    assert spectrum.bandwidth_hz(power, frequencies) < 60


def test_a_file_at_192_khz_is_measured_like_one_at_48() -> None:
    reduced, rate = spectrum.reduce_rate(sine(1000, rate=192_000), 192_000)
    assert rate == 44_100
    power, frequencies = mean_power(reduced, rate)
    assert spectrum.centroid_hz(power, frequencies) == pytest.approx(1000, rel=0.01)


def test_white_noise_is_flat_rolls_off_at_85_percent_and_crosses_zero_half_the_time() -> None:
    noise = np.random.default_rng(2).standard_normal(RATE * 4).astype(np.float32)
    power, frequencies = mean_power(noise)
    assert spectrum.flatness(power) > 0.95
    assert spectrum.rolloff_hz(power, frequencies) == pytest.approx(0.85 * RATE / 2, rel=0.02)
    assert spectrum.share_below(power, frequencies, RATE / 4) == pytest.approx(0.5, abs=0.02)
    assert spectrum.zero_crossing_rate(noise) == pytest.approx(0.5, abs=0.01)


def test_a_tone_is_not_flat() -> None:
    power, _ = mean_power(sine(440))
    assert spectrum.flatness(power) < 1e-4


def test_channels_that_cancel_each_other_are_not_heard_as_silence() -> None:
    tone = sine(440)
    assert np.abs(spectrum.mono_mix(np.stack([tone, -tone]))).max() > 0.9


def test_attack_and_tail_of_a_known_outline() -> None:
    rise, fall = np.linspace(0, 1, RATE // 10), np.exp(-np.arange(RATE) / RATE * 20)  # 100 ms up; 60 dB down in 345 ms
    levels = outline((np.concatenate([rise, fall]) * sine(2000, 1.1)).astype(np.float32), RATE)
    assert attack_ms(levels) == pytest.approx(80, abs=3)
    assert tail_ms(levels) == pytest.approx(np.log(1000) / 20 * 1000, abs=5)
