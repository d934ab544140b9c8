import os
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from sp404_gui.audio.audition import Envelope, matched_gain_db
from sp404_gui.audio.hearing import Part, hear, outline
from sp404_gui.domain.errors import UnsupportedFormat

DEVICE_HZ = 48_000


def parts_of(file: Path, rate_hz: int = DEVICE_HZ, most_frames: int = 1 << 40) -> list[Part]:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        return list(hear(descriptor, rate_hz, most_frames))
    finally:
        os.close(descriptor)


def heard(file: Path, rate_hz: int = DEVICE_HZ) -> NDArray[np.float64]:
    return np.concatenate([part.frames for part in parts_of(file, rate_hz)]) / 32768


def outlined(file: Path, columns: int) -> Envelope:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        envelope = list(outline(descriptor, columns))[-1]
    finally:
        os.close(descriptor)
    assert envelope is not None
    return envelope


def sine(rate_hz: int, seconds: float = 0.5) -> NDArray[np.float64]:
    return 0.5 * np.sin(2 * np.pi * 440 * np.arange(round(rate_hz * seconds)) / rate_hz)


def test_a_sound_at_the_devices_rate_is_heard_bit_by_bit(tmp_path: Path) -> None:
    stored = np.random.default_rng(1).integers(-32768, 32768, (100_000, 2)).astype(np.int16)
    soundfile.write(tmp_path / "a.wav", stored, DEVICE_HZ, subtype="PCM_16")
    assert np.array_equal(np.concatenate([part.frames for part in parts_of(tmp_path / "a.wav")]), stored)


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100, 96_000, 192_000])
def test_any_rate_sounds_at_its_pitch_and_length(tmp_path: Path, rate_hz: int) -> None:
    soundfile.write(tmp_path / "a.wav", sine(rate_hz), rate_hz)
    left = heard(tmp_path / "a.wav")[:, 0]
    expected = sine(DEVICE_HZ)
    assert abs(len(left) - len(expected)) <= 8
    middle = slice(2_000, 20_000)
    assert np.abs(left[middle] - expected[middle]).max() < 0.01


def test_a_file_shorter_than_one_frame_of_the_device_is_heard_to_its_end(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", [0.5], 192_000)
    assert len(heard(tmp_path / "a.wav")) == 1


def test_one_channel_is_heard_on_both_ears_at_its_level(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", sine(DEVICE_HZ), DEVICE_HZ)
    both = heard(tmp_path / "a.wav")
    assert np.array_equal(both[:, 0], both[:, 1])
    assert both.max() == pytest.approx(0.5, abs=0.001)


@pytest.mark.parametrize("channels", [3, 4, 5, 6, 8, 12])
def test_many_channels_at_full_scale_do_not_clip_and_none_is_lost(tmp_path: Path, channels: int) -> None:
    for channel in range(channels):
        planes = np.zeros((4_800, channels))
        planes[:, channel] = 1.0
        soundfile.write(tmp_path / "a.wav", planes, DEVICE_HZ, subtype="FLOAT")
        is_bass = channels == 6 and channel == 3
        assert is_bass or heard(tmp_path / "a.wav").max() > 0.05, channel
    soundfile.write(tmp_path / "a.wav", np.ones((4_800, channels)), DEVICE_HZ, subtype="FLOAT")
    assert heard(tmp_path / "a.wav").max() == pytest.approx(1.0, abs=0.001)


def test_louder_than_full_scale_is_limited_and_never_wraps(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.array([1.7, -1.7] * 1_000), DEVICE_HZ, subtype="FLOAT")
    frames = np.concatenate([part.frames for part in parts_of(tmp_path / "a.wav")])
    assert set(frames.ravel().tolist()) == {32767, -32768}


def test_the_first_part_is_short_and_says_how_loud_it_is(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", sine(DEVICE_HZ, 10.0), DEVICE_HZ)
    parts = parts_of(tmp_path / "a.wav")
    assert len(parts) > 3
    assert len(parts[0].frames) < 2 * DEVICE_HZ
    assert parts[0].loudness_lufs == pytest.approx(-9.75, abs=0.1)
    assert parts[0].peak == pytest.approx(0.5, abs=0.001)


def test_of_an_endless_file_no_more_is_given_than_there_is_room_for(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.flac", sine(DEVICE_HZ, 10.0), DEVICE_HZ)
    parts = parts_of(tmp_path / "a.flac", most_frames=100_000)
    assert sum(len(part.frames) for part in parts) == 100_000
    assert [part.cut for part in parts][-1]
    assert not any(part.cut for part in parts_of(tmp_path / "a.flac"))


def test_the_outline_shows_both_halves_of_the_wave_where_they_are(tmp_path: Path) -> None:
    wave = np.zeros((100_000, 2))
    wave[10_000:20_000, 0] = 0.5
    wave[70_000:80_000, 1] = -1.0
    soundfile.write(tmp_path / "a.wav", wave, 100_000, subtype="FLOAT")
    envelope = outlined(tmp_path / "a.wav", 10)
    assert envelope.duration_s == 1.0
    assert envelope.high.tolist() == [0, 64, 0, 0, 0, 0, 0, 0, 0, 0]
    assert envelope.low.tolist() == [0, 0, 0, 0, 0, 0, 0, -127, 0, 0]
    assert envelope.high.dtype == envelope.low.dtype == np.int8


def test_what_is_no_sound_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound at all" * 100)
    with pytest.raises(UnsupportedFormat, match="not an audio file"):
        parts_of(tmp_path / "a.wav")
    with pytest.raises(UnsupportedFormat, match="not an audio file"):
        outlined(tmp_path / "a.wav", 10)


@pytest.mark.parametrize(
    ("loudness", "peak", "gain"),
    [(-18.0, 0.5, 0.0), (-8.0, 1.0, -10.0), (-24.0, 0.25, 6.0), (-24.0, 0.8, 1.94), (None, 0.5, 0.0), (-60.0, 0.001, 12.0)],
)
def test_levels_are_matched_as_far_as_the_peak_allows(loudness: float | None, peak: float, gain: float) -> None:
    assert matched_gain_db(loudness, peak) == pytest.approx(gain, abs=0.01)


def test_one_channel_on_both_ears_is_matched_as_loud_as_it_sounds() -> None:
    assert matched_gain_db(-21.01, 0.5, channels=1) == pytest.approx(0.0, abs=0.01)
