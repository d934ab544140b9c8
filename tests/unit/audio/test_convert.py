import io
import os
import shutil
import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from sp404_gui.audio.convert import convert
from sp404_gui.audio.loudness import LoudnessMeter
from sp404_gui.audio.true_peak import TruePeakMeter
from sp404_gui.domain.card import LONGEST_S, Change, Converted, Recipe
from sp404_gui.domain.errors import CorruptAudio, TooLarge

Floats = NDArray[np.float64]
Convert = Callable[..., tuple[Converted, bytes]]
SEED = bytes(range(32))


@pytest.fixture
def converted(tmp_path: Path) -> Convert:
    """Writes a sound as a file, and converts that."""

    def run(sound: Floats, rate: int = 48_000, subtype: str = "PCM_16", seed: bytes = SEED, **recipe: object) -> tuple[Converted, bytes]:
        file = tmp_path / "sound.wav"
        soundfile.write(file, sound, rate, subtype=subtype)
        return of_file(file, seed, **recipe)

    return run


def of_file(file: Path, seed: bytes = SEED, **recipe: object) -> tuple[Converted, bytes]:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        target = io.BytesIO()
        made = convert(descriptor, Recipe(**recipe), seed, target)  # type: ignore[arg-type]
        assert convert(descriptor, Recipe(**recipe), seed, None) == made  # type: ignore[arg-type]
    finally:
        os.close(descriptor)
    assert made.size_bytes == len(target.getvalue())
    return made, target.getvalue()


def tone(seconds: float, rate: int = 48_000, level: float = 0.5, frequency: float = 440.0) -> Floats:
    return np.asarray(level * np.sin(2 * np.pi * frequency * np.arange(int(seconds * rate)) / rate))


def values(data: bytes) -> NDArray[np.int16]:
    """The samples as Python's own reader has them."""
    with wave.open(io.BytesIO(data)) as reader:
        assert (reader.getframerate(), reader.getsampwidth(), reader.getcomptype()) == (48_000, 2, "NONE")
        return np.frombuffer(reader.readframes(reader.getnframes()), "<i2").reshape(-1, reader.getnchannels())


@pytest.mark.parametrize(
    ("rate", "subtype"), [(44_100, "PCM_24"), (96_000, "FLOAT"), (22_050, "PCM_U8"), (192_000, "PCM_16"), (48_000, "DOUBLE")]
)
def test_every_rate_and_depth_becomes_48_khz_and_16_bits_of_the_same_sound(converted: Convert, rate: int, subtype: str) -> None:
    made, data = converted(tone(1.0, rate), rate, subtype)
    sound = values(data)[:, 0] / 32768
    assert made.channels == 1
    assert abs(len(sound) - 48_000) <= 1
    rest = sound[2400:-2400] - tone(1.0)[: len(sound)][2400:-2400]
    assert np.abs(rest).max() < (0.01 if subtype == "PCM_U8" else 1e-4)


def test_what_has_16_bits_and_48_khz_already_keeps_each_value(converted: Convert) -> None:
    sound = np.random.default_rng(1).integers(-32768, 32767, (9000, 2), np.int16, endpoint=True)
    made, data = converted(sound)
    assert np.array_equal(values(data), sound)
    assert made.changes == ()


def test_dither_turns_the_error_into_noise_that_knows_nothing_of_the_sound(converted: Convert) -> None:
    quiet = tone(4.0, level=0.4 / 32768)  # less than half a step: without dither, nothing of it would be left
    _, data = converted(quiet, subtype="FLOAT")
    spectrum = np.abs(np.fft.rfft(values(data)[:, 0]))
    bin_ = round(440 * len(quiet) / 48_000)
    assert spectrum[bin_] > 20 * np.median(spectrum)
    error = values(data)[:, 0] - quiet * 32768
    assert np.square(error).mean() == pytest.approx(1 / 4, rel=0.02)  # 1/12 of the steps and 2/12 of the dither


def test_the_same_file_makes_the_same_bytes_and_another_one_other_dither(converted: Convert) -> None:
    sound = tone(0.5, 44_100)
    first, again = converted(sound, 44_100)[1], converted(sound, 44_100)[1]
    other = converted(sound, 44_100, seed=bytes(32))[1]
    assert first == again
    assert first != other
    assert len(first) == len(other)


def test_what_is_shorter_than_100_ms_is_filled_up_with_silence(converted: Convert) -> None:
    made, data = converted(tone(0.02))
    assert len(values(data)) == 4800
    assert not values(data)[960:].any()
    assert made.changes == (Change.PADDED,)
    assert converted(tone(0.1))[0].changes == ()


def test_mono_stays_mono_stereo_stereo_and_more_channels_are_folded(converted: Convert) -> None:
    assert converted(tone(0.2))[0].channels == 1
    assert converted(np.stack([tone(0.2)] * 2, axis=1))[0].channels == 2
    made, data = converted(np.stack([tone(0.2)] * 6, axis=1))
    assert (made.channels, made.changes) == (2, (Change.FOLDED,))
    assert np.abs(values(data)).max() > 8000


@pytest.mark.parametrize("channels", [1, 2])
def test_levelled_sounds_are_equally_loud_on_the_unit(converted: Convert, channels: int) -> None:
    sound = np.stack([tone(3.0, level=0.02)] * channels, axis=1)
    made, data = converted(sound, level_lufs=-18.0)
    meter = LoudnessMeter(48_000, 2)
    meter.feed(np.repeat(values(data).T / np.float32(32768), 2 // channels, axis=0).astype(np.float32))  # as both ears have it
    loudness = meter.integrated()
    assert loudness == pytest.approx(-18.0, abs=0.05)
    assert Change.LEVELLED in made.changes


def test_levelling_never_goes_above_0_dbtp(converted: Convert) -> None:
    clicks = np.zeros((48_000, 1))
    clicks[::4800] = 0.5
    clicks[1::4800] = -0.5  # its curve is higher than its samples
    _, data = converted(clicks, level_lufs=-10.0)
    meter = TruePeakMeter(1)
    meter.feed((values(data).T / np.float32(32768)).astype(np.float32))
    assert 0.99 < meter.peak() <= 1.0


def test_what_would_be_clipped_is_turned_down(converted: Convert) -> None:
    made, data = converted(tone(0.5, level=2.5), subtype="FLOAT")
    assert made.changes == (Change.BITS, Change.TURNED_DOWN)
    assert 32_750 < np.abs(values(data).astype(int)).max() < 32_768


def test_steps_beyond_full_scale_are_no_16_bits(converted: Convert) -> None:
    made, data = converted(np.array([1.5, -1.5, 1.0, -1.0] * 2400), subtype="FLOAT")
    assert made.changes == (Change.BITS, Change.TURNED_DOWN)
    assert np.abs(values(data).astype(int)).max() < 32_768
    assert abs(int(values(data)[2, 0]) - 21_843) <= 2


def test_trimming_cuts_silence_at_the_ends_and_leaves_a_breath(converted: Convert) -> None:
    silence = np.zeros(48_000)
    made, data = converted(np.concatenate([silence, tone(0.5), silence]), trim=True)
    assert Change.TRIMMED in made.changes
    assert 0.5 < made.frames / 48_000 < 0.54
    assert np.abs(values(data)).max() == pytest.approx(16_384, abs=3)
    assert converted(np.concatenate([silence, tone(0.5), silence]))[0].frames == 48_000 * 2.5
    assert converted(silence, trim=True)[0].frames == 48_000


@pytest.mark.parametrize("channels", [1, 2])
def test_the_longest_that_the_sampler_takes_is_taken_and_no_frame_more(
    converted: Convert, monkeypatch: pytest.MonkeyPatch, channels: int
) -> None:
    assert LONGEST_S == {1: 1920.0, 2: 960.0}
    monkeypatch.setitem(LONGEST_S, channels, 1.0)  # a minute would do, but takes its time
    assert converted(np.zeros((48_000, channels)))[0].frames == 48_000
    with pytest.raises(TooLarge, match="the sampler takes no more"):
        converted(np.zeros((48_001, channels)))


def test_what_is_no_audio_is_refused_in_the_decoders_words(tmp_path: Path) -> None:
    file = tmp_path / "note.wav"
    file.write_bytes(b"")
    with pytest.raises(CorruptAudio, match="empty"):
        of_file(file)


def test_another_program_reads_the_same(converted: Convert, tmp_path: Path) -> None:
    if shutil.which("sox") is None:
        pytest.skip("sox is not installed: it would be the second reader")
    _, data = converted(np.stack([tone(0.3, 44_100), tone(0.3, 44_100, 0.2)], axis=1), 44_100, "PCM_24")
    file = tmp_path / "card.wav"
    file.write_bytes(data)
    raw = subprocess.run(["sox", file, "-t", "raw", "-e", "signed", "-b", "16", "-L", "-"], check=True, capture_output=True)
    assert raw.stderr == b""
    assert raw.stdout == values(data).tobytes()
    said = subprocess.run(["sox", "--info", file], check=True, capture_output=True, text=True).stdout
    assert "48000" in said
    assert "16-bit Signed Integer PCM" in said
