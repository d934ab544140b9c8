import warnings

import numpy as np
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


@pytest.mark.parametrize("rate", [11_025, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_agrees_with_the_reference_within_a_tenth(rate: int, channels: int) -> None:
    rng = np.random.default_rng(rate)
    swell = np.abs(np.sin(np.arange(3 * rate) / rate * 2)) ** 3  # quiet parts that the gates must leave out
    low = sine(45, 3, rate, 0.3)
    samples = (rng.standard_normal((channels, 3 * rate)) * 0.1 * swell + low).astype(np.float32)
    assert loudness(samples, rate) == pytest.approx(reference(samples, rate), abs=0.1)


def reference(samples: NDArray[np.float32], rate: int) -> float:
    import pyloudnorm  # noqa: PLC0415 - it takes a second that every process of the tests would take

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(pyloudnorm.Meter(rate).integrated_loudness(samples.T.astype(np.float64)))


@pytest.mark.parametrize("rate", [44_100, 96_000, 192_000])
@pytest.mark.parametrize("hz", [25, 40, 100])
def test_low_notes_are_no_less_exact_at_high_rates(rate: int, hz: int) -> None:
    bass = sine(hz, 2, rate, 0.8)[None]
    assert loudness(bass, rate) == pytest.approx(reference(bass, rate), abs=0.05)


@pytest.mark.parametrize("level", [1.0, 0.05])
def test_beats_and_dying_notes_agree_with_the_reference(level: float) -> None:
    rng, time = np.random.default_rng(9), np.arange(4 * 44_100) / 44_100
    beat = rng.standard_normal(len(time)) * np.exp(-(time % 0.5) * 12)
    note = np.sin(2 * np.pi * 220 * time) * np.exp(-time * 3)
    for sound in (beat * 0.2, note, beat * 0.05 + note * 0.5):
        samples = np.stack([sound, sound * 0.5]).astype(np.float32) * np.float32(level)
        assert loudness(samples, 44_100) == pytest.approx(reference(samples, 44_100), abs=0.1)


def test_a_mono_sound_as_stereo_is_3_db_louder() -> None:
    noise = np.random.default_rng(5).uniform(-0.5, 0.5, (1, 100_000)).astype(np.float32)
    mono = loudness(noise, 44_100)
    assert mono is not None
    assert loudness(np.repeat(noise, 2, axis=0), 44_100) == pytest.approx(mono + 3.01, abs=0.01)


@pytest.mark.parametrize("channels", [6, 7, 8])
def test_the_low_frequency_effects_of_surround_sound_do_not_count(channels: int) -> None:
    noise = np.random.default_rng(6).uniform(-0.5, 0.5, (channels, 50_000)).astype(np.float32)
    without = noise.copy()
    without[3] = 0
    assert loudness(noise, 48_000) == loudness(without, 48_000)


def test_five_channels_are_weighed_as_the_standard_says() -> None:
    rng = np.random.default_rng(10)
    samples = (rng.standard_normal((5, 2 * 48_000)) * [[0.05], [0.1], [0.02], [0.2], [0.15]]).astype(np.float32)
    assert loudness(samples, 48_000) == pytest.approx(reference(samples, 48_000), abs=0.05)


@pytest.mark.parametrize("channels", [5, 6])
@pytest.mark.parametrize("rear", [-2, -1])
def test_a_sound_from_behind_counts_as_1_49_db_louder_than_one_from_the_front(channels: int, rear: int) -> None:
    front, behind = np.zeros((2, channels, 48_000), np.float32)
    front[0] = behind[rear] = sine(997, 1, 48_000, 0.5)
    assert loudness(behind, 48_000) == pytest.approx((loudness(front, 48_000) or 0) + 1.49, abs=0.005)


def test_the_blocks_in_which_a_file_is_read_do_not_matter() -> None:
    samples = np.random.default_rng(3).uniform(-1, 1, (2, 30_011)).astype(np.float32)
    assert loudness(samples, 44_100, block=777) == pytest.approx(loudness(samples, 44_100), abs=1e-4)


@pytest.mark.parametrize("seconds", [0.1, 0.23, 0.399, 0.4, 0.401])
def test_a_sound_about_as_short_as_a_gating_block_is_as_loud_as_a_long_one(seconds: float) -> None:
    assert loudness(sine(997, seconds, 48_000)[None], 48_000) == pytest.approx(-3.01, abs=0.1)


def test_silence_has_no_loudness() -> None:
    assert loudness(np.zeros((2, 48_000), np.float32), 48_000) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [((1, 0), (0, 0)), ((0, 1), (0, 0)), ((1, 1), (0, 0)), ((1, 1), (1, 0)), ((1, 1), (0, 1)), ((1, 0), (1, 1))],
    ids=["left ends", "right ends", "both end", "right ends before left", "left ends before right", "right begins after left"],
)
@pytest.mark.parametrize("block", [1024, 65_536])
def test_each_channel_rings_on_by_itself(before: tuple[int, int], after: tuple[int, int], block: int) -> None:
    # a constant level that comes slowly is not heard, and its sudden end is nothing but what rings in the filter
    slowly, then = np.minimum(np.arange(3 * 65_536) / 131_072, 1), np.ones(65_536)
    samples = np.stack([np.concatenate([slowly * b, then * a]) for b, a in zip(before, after, strict=True)]).astype(np.float32)
    assert loudness(samples, 48_000, block) == pytest.approx(reference(samples, 48_000), abs=0.05)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000, 96_000])
def test_a_channel_that_falls_silent_after_the_start_and_one_with_another_sound_agree_with_the_reference(rate: int) -> None:
    hiss = np.random.default_rng(7).standard_normal(4 * rate).astype(np.float32) * 0.05
    bass, burst = sine(50, 4, rate, 0.5), np.arange(4 * rate) < rate // 3
    for left, right in ((bass, bass * burst), (hiss, bass), (hiss * burst, np.zeros_like(hiss)), (bass + hiss * burst, bass)):
        samples = np.stack([left, right]).astype(np.float32)
        assert loudness(samples, rate, 4096) == pytest.approx(reference(samples, rate), abs=0.05)
