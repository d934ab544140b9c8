"""Sounds whose figures are known by hand, from the file to the field."""

import base64
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType

import numpy as np
import pytest
import soundfile

from sp404_gui.audio.decode import DecodeLimits
from sp404_gui.audio.extract import measure
from sp404_gui.audio.spectrum import spectrogram
from sp404_gui.domain.features import LocalFeatures
from tests.unit.audio.listening import RATE, measured, sine, times
from tests.unit.audio.rhythms import hits


def test_onsets_a_second_are_the_hits_over_the_length(tmp_path: Path) -> None:
    assert measured(tmp_path, hits(np.linspace(0, 1.75, 8), 2) / 4).onset_rate_hz == pytest.approx(4.0, abs=0.01)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000, 96_000])
def test_a_low_tone_and_a_high_one_half_as_strong_have_four_fifths_of_the_energy_and_one(tmp_path: Path, rate: int) -> None:
    features = measured(tmp_path, sine(100, 1, rate) + 0.5 * sine(8000, 1, rate), rate)
    assert features.low_ratio == pytest.approx(0.8, abs=0.01)
    assert features.high_ratio == pytest.approx(0.2, abs=0.01)
    assert features.spectral_centroid_hz == pytest.approx(0.8 * 100 + 0.2 * 8000, rel=0.02)
    assert features.spectral_bandwidth_hz == pytest.approx(7900 * 0.4, rel=0.02)


def test_a_tone_rolls_off_at_itself_though_its_file_begins_and_ends_suddenly(tmp_path: Path) -> None:
    assert measured(tmp_path, sine(2000)).spectral_rolloff_hz == pytest.approx(2000, abs=30)


def test_the_waveform_of_a_ramp_is_a_ramp(tmp_path: Path) -> None:
    rising = np.linspace(0, 1, round(1.28 * RATE))
    columns = np.frombuffer(base64.b64decode(measured(tmp_path, rising).waveform or ""), np.uint8)
    assert columns == pytest.approx(2 * np.arange(128), abs=2)


@pytest.mark.parametrize(("channels", "loudness_lufs"), [(1, -3.01), (2, 0.0)])
def test_a_full_scale_tone_of_997_hz_is_as_loud_as_the_standard_says(tmp_path: Path, channels: int, loudness_lufs: float) -> None:
    tone = np.repeat(2 * sine(997, 2, 48_000)[:, None], channels, axis=1)
    assert measured(tmp_path, tone, 48_000).loudness_lufs == pytest.approx(loudness_lufs, abs=0.1)


@pytest.mark.parametrize(
    ("name", "subtype", "container", "bits"),
    [
        ("a.wav", "PCM_U8", "WAV", 8),
        ("a.wav", "PCM_16", "WAV", 16),
        ("a.wav", "PCM_24", "WAV", 24),
        ("a.wav", "FLOAT", "WAV", 32),
        ("a.aiff", "PCM_16", "AIFF", 16),
        ("a.flac", "PCM_24", "FLAC", 24),
        ("a.ogg", "VORBIS", "OGG", None),
        ("a.mp3", "MPEG_LAYER_III", "MP3", None),
    ],
)
def test_each_encoding_has_its_bits_or_says_that_it_has_none(
    tmp_path: Path, name: str, subtype: str, container: str, bits: int | None
) -> None:
    soundfile.write(tmp_path / name, sine(440, 0.3), RATE, subtype=subtype)
    with (tmp_path / name).open("rb") as file:
        features = measure(file.fileno(), DecodeLimits())
    assert (features.format, features.bit_depth) == (container, bits)
    lacks = {} if bits else {"bit_depth": "Its encoding is lossy and has no fixed number of bits."}
    assert {field: reason for field, reason in features.unmeasured.items() if field == "bit_depth"} == lacks


@pytest.mark.parametrize(("level_dbfs", "silent"), [(-59.9, False), (-60.1, True)])
def test_what_stays_below_60_db_under_full_scale_is_silent(tmp_path: Path, level_dbfs: float, silent: bool) -> None:
    assert measured(tmp_path, 2 * sine(1000) * 10 ** (level_dbfs / 20)).is_silent is silent


@pytest.mark.parametrize(
    ("subtype", "level", "clipped"),
    [
        ("PCM_16", 1.0, True),
        ("PCM_16", -1.0, True),
        ("FLOAT", 1.5, True),
        ("FLOAT", -1.5, True),
        ("PCM_16", 0.999, False),
        ("FLOAT", 0.999, False),
    ],
)
def test_three_samples_at_full_scale_or_beyond_are_clipped(tmp_path: Path, subtype: str, level: float, clipped: bool) -> None:
    samples = sine(100)
    samples[1000:1003] = level
    assert measured(tmp_path, samples, subtype=subtype).is_clipped is clipped


def test_all_spectral_measures_of_a_file_share_one_spectrogram(tmp_path: Path) -> None:
    beat = np.tile(sine(220, 0.25) * np.exp(-8 * times(0.25)), 16)
    assert calls(spectrogram.__code__, lambda: measured(tmp_path, beat)) == 1


def calls(code: CodeType, work: Callable[[], LocalFeatures]) -> int:
    """How often a function runs while something is done."""
    count = 0

    def watch(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code is code

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
