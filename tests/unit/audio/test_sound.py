"""What is listened to: the mix of many channels, and what is no sound though its file is not silent."""

from pathlib import Path

import numpy as np
import pytest

from sp404_gui.audio.spectrum import mono_mix
from tests.unit.audio.listening import RATE, Samples, measured, sine

OF_ANY_SOUND = (
    "peak_dbfs", "true_peak_dbtp", "loudness_lufs", "category", "category_confidence", "subcategory", "kind", "kind_confidence",
    "spectral_centroid_hz", "spectral_rolloff_hz", "spectral_bandwidth_hz", "spectral_flatness", "zero_crossing_rate",
    "low_ratio", "high_ratio", "attack_ms", "tail_ms", "onset_rate_hz", "embedding",
)  # fmt: skip
OF_SOME = ("bpm", "beats", "key", "root_note", "root_hz", "onsets_s")
OF_LEVEL = OF_ANY_SOUND[:3]


def noise(channels: int, level: float = 0.5) -> Samples:
    return np.random.default_rng(8).uniform(-level, level, (RATE, channels))


@pytest.mark.parametrize("level", [0.5, -0.9, 1.0])
@pytest.mark.parametrize(("subtype", "dither"), [("PCM_16", 0), ("PCM_16", 2**-15), ("PCM_24", 5e-4), ("FLOAT", 9e-4)])
def test_a_constant_level_with_dither_is_no_sound_and_all_that_would_be_guessed_is_missing_with_the_reason(
    tmp_path: Path, level: float, subtype: str, dither: float
) -> None:
    features = measured(tmp_path, np.clip(level + noise(1, dither), -1, 1), subtype=subtype)
    missing = [name for name in (*OF_ANY_SOUND, *OF_SOME) if name not in OF_LEVEL]
    assert {getattr(features, name) for name in missing} == {None}
    assert {features.unmeasured[name] for name in missing} == {"Its start holds nothing that can be heard, or only a constant level."}
    assert not features.is_silent
    assert features.peak_dbfs == pytest.approx(20 * np.log10(abs(level)), abs=0.05)


def test_what_lies_above_hearing_is_no_sound_either(tmp_path: Path) -> None:
    features = measured(tmp_path, sine(30_000, rate=96_000), 96_000)
    assert (features.category, features.spectral_centroid_hz, features.kind) == (None, None, None)
    assert features.unmeasured["category"].startswith("Its start holds nothing that can be heard")


def test_opposite_constant_levels_are_no_sound_either(tmp_path: Path) -> None:
    features = measured(tmp_path, np.array([0.5, -0.5]) + noise(2, 5e-4), subtype="PCM_24")
    assert (features.category, features.spectral_centroid_hz, features.embedding) == (None, None, None)


def test_a_quiet_sound_on_a_constant_level_is_a_sound(tmp_path: Path) -> None:
    tone = 0.5 + 0.01 * np.sin(2 * np.pi * 441 * np.arange(RATE) / RATE)
    features = measured(tmp_path, tone)
    assert features.category is not None
    assert features.spectral_centroid_hz == pytest.approx(441, rel=0.02)


@pytest.mark.parametrize("channels", [2, 4, 16, 32])
def test_channels_that_know_nothing_of_each_other_are_all_in_the_mix(channels: int) -> None:
    planes = noise(channels).T.astype(np.float32)
    mixed = mono_mix(planes)
    assert np.allclose(mixed, planes.mean(axis=0), atol=1e-6)
    assert float(mixed.std()) == pytest.approx(float(planes.std()) / np.sqrt(channels), rel=0.02)


def test_where_sixteen_channels_cancel_each_other_the_loudest_is_heard() -> None:
    half = noise(8).T.astype(np.float32) * np.linspace(0.2, 1, 8, dtype=np.float32)[:, None]
    mixed = mono_mix(np.concatenate([half, -half]))
    assert np.array_equal(np.abs(mixed), np.abs(half[7]))


def test_sixteen_channels_of_noise_are_measured_like_noise(tmp_path: Path) -> None:
    one, many = measured(tmp_path, noise(1)), measured(tmp_path, noise(16))
    assert [name for name in OF_ANY_SOUND if getattr(many, name) is None] == []
    assert all(getattr(many, name) is not None or many.unmeasured[name] for name in OF_SOME)
    assert many.channels == 16
    assert many.spectral_flatness == pytest.approx(1, abs=0.05)
    assert many.spectral_centroid_hz == pytest.approx(RATE / 4, rel=0.02)
    assert many.zero_crossing_rate == pytest.approx(0.5, abs=0.01)
    assert many.loudness_lufs == pytest.approx((one.loudness_lufs or 0) + 10 * np.log10(16), abs=0.1)
