import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.audio.true_peak import TruePeakMeter

RATE = 48_000
_TIMES = 16


def true_peak(samples: NDArray[np.float32], block: int = 65_536) -> float:
    meter = TruePeakMeter(len(samples))
    for first in range(0, samples.shape[1], block):
        meter.feed(samples[:, first : first + block])
    return meter.peak()


def tone(hz: float, phase: float, seconds: float = 0.2) -> NDArray[np.float32]:
    """Fades in and out, so that it has no more than its one frequency."""
    time = np.arange(int(seconds * RATE)) / RATE
    return (np.sin(2 * np.pi * hz * time + phase) * np.hanning(len(time)) ** 0.25).astype(np.float32)


def by_spectrum(samples: NDArray[np.float32]) -> float:
    """Sixteen times oversampled by padding the spectrum, with silence around."""
    padded = np.pad(samples.astype(np.float64), ((0, 0), (1024, 1024)))
    spectra = np.fft.rfft(padded, axis=1)
    return float(np.abs(np.fft.irfft(spectra, padded.shape[1] * _TIMES, axis=1)).max() * _TIMES)


def in_decibels(ratio: float) -> float:
    return 20 * float(np.log10(ratio))


def test_a_quarter_of_the_rate_between_its_samples_peaks_3_db_above_them() -> None:
    quarter = tone(RATE / 4, np.pi / 4)
    assert np.abs(quarter).max() == pytest.approx(np.sqrt(0.5), abs=0.001)
    assert in_decibels(true_peak(quarter[None])) == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize("hz", [40, 997, 5_000, 11_990, 16_010, 19_900, 21_600])
@pytest.mark.parametrize("phase", [0.0, 0.9])
def test_a_tone_of_full_scale_peaks_at_full_scale_whatever_its_frequency(hz: float, phase: float) -> None:
    assert in_decibels(true_peak(tone(hz, phase)[None])) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("seed", range(6))
def test_noise_up_to_20_khz_agrees_with_sixteen_times_oversampling_by_its_spectrum(seed: int) -> None:
    rng = np.random.default_rng(seed)
    spectra = np.fft.rfft(rng.standard_normal((2, 30_000)) * np.exp(-np.arange(30_000) / (2_000 + 5_000 * seed)))
    spectra[:, int(20_000 / RATE * 30_000) :] = 0
    noise = np.fft.irfft(spectra).astype(np.float32)
    noise[:, :200] *= np.linspace(0, 1, 200, dtype=np.float32)
    assert in_decibels(true_peak(noise) / by_spectrum(noise)) == pytest.approx(0.0, abs=0.1)


def test_clipped_and_shouting_samples_peak_above_full_scale() -> None:
    hard = np.clip(tone(7_000, 0.3) * 4 + tone(150, 0.0), -1, 1)[None]
    assert in_decibels(true_peak(hard) / by_spectrum(hard)) == pytest.approx(0.0, abs=0.1)
    assert in_decibels(true_peak(hard)) > 0.5


def test_what_is_left_out_could_not_have_been_the_peak() -> None:
    rng = np.random.default_rng(8)
    samples = (rng.standard_normal((1, 200_000)) * np.abs(np.sin(np.arange(200_000) / 30_000)) ** 4).astype(np.float32)
    every = max(true_peak(samples[:, max(first - 64, 0) : first + 2112]) for first in range(0, samples.shape[1], 2048))
    assert true_peak(samples) >= every * (1 - 1e-6)


@pytest.mark.parametrize("block", [1, 31, 1_000, 1_057])
def test_the_blocks_in_which_a_file_is_read_do_not_matter(block: int) -> None:
    samples = np.random.default_rng(4).uniform(-1, 1, (2, 5_003)).astype(np.float32)
    assert true_peak(samples, block) == pytest.approx(true_peak(samples), rel=1e-6)


def test_of_one_sample_and_of_silence() -> None:
    assert true_peak(np.full((1, 1), 0.5, np.float32)) == pytest.approx(0.5)
    assert true_peak(np.zeros((2, 5_000), np.float32)) == 0.0
