import io
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from sp404_gui.audio.clip import clip_of, make_clip
from sp404_gui.domain.clip import Clip
from sp404_gui.domain.errors import CorruptAudio, SkippableError

Audio = NDArray[np.float32]


def tone(seconds: float, rate_hz: int = 44_100, level: float = 0.5, frequency: float = 440.0) -> Audio:
    return np.asarray(level * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate_hz)) / rate_hz), np.float32)[None, :]


def silence(seconds: float, rate_hz: int = 44_100) -> Audio:
    return np.zeros((1, round(seconds * rate_hz)), np.float32)


def heard(clip: Clip) -> tuple[Audio, int]:
    """What a server makes of a clip."""
    frames, rate_hz = soundfile.read(io.BytesIO(clip.data), dtype="float32", always_2d=True)
    assert frames.shape[1] == 1
    assert len(frames) / rate_hz == pytest.approx(clip.duration_s, abs=0.001)
    return frames[:, 0], rate_hz


def clip_from(file: Path) -> Clip:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        return clip_of(descriptor)
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 24_000, 44_100, 192_000])
def test_a_clip_is_a_playable_mp3_of_the_same_length_and_pitch(rate_hz: int) -> None:
    clip = make_clip(tone(0.8, rate_hz), rate_hz)
    sound, played_hz = heard(clip)
    assert clip.format == "mp3"
    assert clip.duration_s == pytest.approx(0.8, abs=0.01)
    middle = sound[len(sound) // 4 : -len(sound) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert np.argmax(spectrum) * played_hz / len(middle) == pytest.approx(440, abs=5)


def test_silence_at_both_ends_is_left_out_and_silence_inside_stays() -> None:
    sound = np.concatenate([silence(2.0), tone(0.3), silence(0.4), tone(0.3), silence(5.0)], axis=1)
    clip = make_clip(sound, 44_100)
    assert clip.duration_s == pytest.approx(1.0, abs=0.02)
    assert make_clip(sound + np.float32(0.1), 44_100).duration_s == pytest.approx(1.0, abs=0.02)
    lopsided = np.concatenate([silence(2.0), np.abs(tone(0.3)), silence(2.0)], axis=1)
    assert make_clip(lopsided, 44_100).duration_s == pytest.approx(0.3, abs=0.02)


def test_a_long_sound_gives_its_first_ten_seconds_in_few_bytes() -> None:
    noise = np.random.default_rng(1).uniform(-1, 1, (2, 44_100 * 30)).astype(np.float32)
    clip = make_clip(noise, 44_100)
    assert clip.duration_s == pytest.approx(10.0)
    assert len(clip.data) < 200_000
    assert np.abs(heard(clip)[0][-24:]).max() < 0.2


def test_quiet_loud_and_out_of_phase_sounds_are_heard_alike() -> None:
    right = tone(0.5)[0]
    for sound in (tone(0.5, level=0.001), tone(0.5, level=50.0), np.stack([right, -right])):
        played, _ = heard(make_clip(sound, 44_100))
        assert 0.7 < np.abs(played).max() < 1.1


def test_a_click_is_filled_up_to_what_servers_take() -> None:
    click = silence(1.0)
    click[0, 20_000] = 1.0
    assert make_clip(click, 44_100).duration_s == pytest.approx(0.1)


def test_the_same_sound_makes_the_same_bytes() -> None:
    assert make_clip(tone(1.0), 44_100) == make_clip(tone(1.0), 44_100)


TOO_HIGH = tone(1.0, frequency=20_000) * np.hanning(44_100).astype(np.float32)


@pytest.mark.parametrize("sound", [silence(1.0), silence(1.0) + np.float32(0.5), TOO_HIGH], ids=["silence", "dc", "too high"])
def test_what_cannot_be_heard_makes_no_clip(sound: Audio) -> None:
    with pytest.raises(SkippableError, match="nothing to be heard"):
        make_clip(sound, 44_100)


def test_a_file_is_clipped_from_where_its_sound_begins(tmp_path: Path) -> None:
    sound = np.concatenate([silence(3.0), tone(25.0)], axis=1)
    soundfile.write(tmp_path / "a.flac", sound.T, 44_100)
    clip = clip_from(tmp_path / "a.flac")
    assert clip.duration_s == pytest.approx(10.0)
    assert np.abs(heard(clip)[0][240:2400]).max() > 0.5


def test_a_file_that_is_no_audio_makes_no_clip(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"")
    with pytest.raises(CorruptAudio):
        clip_from(tmp_path / "a.wav")
