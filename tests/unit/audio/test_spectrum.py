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


def test_two_tones_of_equal_power_have_their_middle_their_distance_and_their_shares() -> None:
    power, frequencies = mean_power(sine(1000) + sine(5000))
    assert spectrum.centroid_hz(power, frequencies) == pytest.approx(3000, rel=0.01)
    assert spectrum.bandwidth_hz(power, frequencies) == pytest.approx(2000, rel=0.01)
    assert spectrum.share_below(power, frequencies, 250) < 0.001
    assert spectrum.share_below(power, frequencies, 4000) == pytest.approx(0.5, abs=0.01)
    assert spectrum.rolloff_hz(power, frequencies) == pytest.approx(5000, abs=30)


def test_a_tone_rolls_off_at_itself_and_crosses_zero_twice_a_period() -> None:
    power, frequencies = mean_power(sine(2000))
    assert spectrum.rolloff_hz(power, frequencies) == pytest.approx(2000, abs=30)
    assert spectrum.zero_crossing_rate(sine(2000)) == pytest.approx(2 * 2000 / RATE, rel=0.001)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_a_tone_falls_into_the_mel_band_around_it(rate: int) -> None:
    bands = spectrum.band_powers(spectrum.spectrogram(sine(1000, rate=rate), rate))
    edges = 2595 * np.log10(1 + np.array([30.0, 16_000.0]) / 700)
    step = (edges[1] - edges[0]) / (spectrum.BAND_COUNT + 1)
    nearest = (2595 * np.log10(1 + 1000 / 700) - edges[0]) / step - 1
    assert abs(int(bands.mean(axis=0).argmax()) - nearest) < 1


def test_the_mean_and_the_energy_of_a_spectrogram_are_those_of_its_power() -> None:
    spectra = spectrum.spectrogram(sine(440), RATE)
    assert np.allclose(spectra.mean, spectra.power.mean(axis=0))
    assert np.allclose(spectra.energy, spectra.power.sum(axis=1))


def test_a_frame_is_centred_on_its_time() -> None:
    click = np.zeros(RATE, np.float32)
    click[RATE // 2] = 1
    spectra = spectrum.spectrogram(click, RATE)
    assert spectra.energy.argmax() / spectra.frame_rate_hz == pytest.approx(0.5, abs=0.5 / spectra.frame_rate_hz)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000])
def test_a_frame_is_as_long_at_every_rate(rate: int) -> None:
    spectra = spectrum.spectrogram(sine(1000, 3, rate), rate)
    assert spectra.frame_rate_hz == pytest.approx(44_100 / 512, rel=0.002)
    assert len(spectra.power) == pytest.approx(3 * 44_100 / 512, abs=1)


def test_a_tone_is_not_flat() -> None:
    power, _ = mean_power(sine(440))
    assert spectrum.flatness(power) < 1e-4


def test_channels_that_cancel_each_other_are_not_heard_as_silence() -> None:
    tone = sine(440)
    assert np.abs(spectrum.mono_mix(np.stack([tone, -tone]))).max() > 0.9


def test_a_sudden_start_has_no_attack_and_a_sound_that_is_cut_off_ends_with_the_file() -> None:
    levels = outline(sine(2000, 0.5), RATE)
    assert attack_ms(levels) <= 1
    assert tail_ms(levels) == pytest.approx(500, abs=5)


def test_the_gaps_between_the_waves_of_a_low_note_are_no_falls() -> None:
    rise = np.minimum(np.arange(RATE) / RATE / 0.2, 1)  # 200 ms up
    assert attack_ms(outline((rise * sine(30)).astype(np.float32), RATE)) == pytest.approx(160, abs=15)


def test_attack_and_tail_of_a_known_outline() -> None:
    rise, fall = np.linspace(0, 1, RATE // 10), np.exp(-np.arange(RATE) / RATE * 20)  # 100 ms up; 60 dB down in 345 ms
    levels = outline((np.concatenate([rise, fall]) * sine(2000, 1.1)).astype(np.float32), RATE)
    assert attack_ms(levels) == pytest.approx(80, abs=3)
    assert tail_ms(levels) == pytest.approx(np.log(1000) / 20 * 1000, abs=5)
