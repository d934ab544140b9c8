import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sp404_gui.audio.decode import DecodedAudio, DecodeLimits, decode
from sp404_gui.domain.errors import CorruptAudio, TooLarge, UnsupportedFormat

RATE = 44_100
NOISE = np.random.default_rng(1).uniform(-0.5, 0.5, (RATE, 2))


@contextmanager
def opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def decoded(path: Path, limits: DecodeLimits | None = None) -> DecodedAudio:
    with opened(path) as descriptor:
        return decode(descriptor, limits or DecodeLimits())


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24"])
def test_the_same_sound_as_wav_flac_and_aiff_has_one_audio_hash(tmp_path: Path, subtype: str) -> None:
    steps = (NOISE * 2**31).astype(np.int32) >> 16 << 16 if subtype == "PCM_16" else (NOISE * 2**31).astype(np.int32) >> 8 << 8
    hashes = set()
    for name in ("a.wav", "b.flac", "c.aiff"):
        soundfile.write(tmp_path / name, steps, RATE, subtype=subtype)
        hashes.add(decoded(tmp_path / name).audio_hash)
    assert len(hashes) == 1


def test_another_rate_or_one_other_sample_is_another_sound(tmp_path: Path) -> None:
    changed = NOISE.copy()
    changed[-1, 0] += 0.01
    soundfile.write(tmp_path / "a.wav", NOISE, RATE)
    soundfile.write(tmp_path / "b.wav", NOISE, 48_000)
    soundfile.write(tmp_path / "c.wav", changed, RATE)
    assert len({decoded(tmp_path / name).audio_hash for name in ("a.wav", "b.wav", "c.wav")}) == 3


def test_minus_zero_sounds_like_zero(tmp_path: Path) -> None:
    for name, value in (("a.wav", 0.0), ("b.wav", -0.0)):
        soundfile.write(tmp_path / name, np.full(1000, value, np.float32), RATE, subtype="FLOAT")
    assert decoded(tmp_path / "a.wav").audio_hash == decoded(tmp_path / "b.wav").audio_hash


def test_the_descriptor_may_stand_anywhere_and_stays_open(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", NOISE, RATE)
    with opened(tmp_path / "a.wav") as descriptor:
        os.lseek(descriptor, 0, os.SEEK_END)
        assert decode(descriptor, DecodeLimits()).frames == RATE
        assert os.fstat(descriptor).st_size > 0


def test_a_header_that_claims_2_gigabytes_is_not_believed(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", NOISE, RATE, subtype="PCM_16")
    data = bytearray((tmp_path / "a.wav").read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = struct.pack("<I", 0x7FFFFFFF)
    (tmp_path / "a.wav").write_bytes(data)
    assert decoded(tmp_path / "a.wav").frames == RATE


def test_a_flac_that_claims_the_most_frames_possible_is_read_to_its_real_end(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.flac", NOISE, RATE)
    data = bytearray((tmp_path / "a.flac").read_bytes())
    fields = int.from_bytes(data[18:26], "big") | ((1 << 36) - 1)
    data[18:26] = fields.to_bytes(8, "big")
    (tmp_path / "a.flac").write_bytes(data)
    assert decoded(tmp_path / "a.flac").frames == RATE


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_of_a_truncated_file_what_is_there_is_used(tmp_path: Path, name: str) -> None:
    soundfile.write(tmp_path / name, NOISE, RATE)
    whole = decoded(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    half = decoded(tmp_path / name)
    assert 0.3 * RATE < half.frames < 0.6 * RATE
    assert np.array_equal(half.samples, whole.samples[:, : half.frames])


def test_nan_and_infinity_are_silenced_and_counted(tmp_path: Path) -> None:
    samples = np.full(1000, 0.25, np.float32)
    samples[[10, 20, 30]] = np.nan, np.inf, -np.inf
    soundfile.write(tmp_path / "a.wav", samples, RATE, subtype="FLOAT")
    audio = decoded(tmp_path / "a.wav")
    assert audio.invalid_samples == 3
    assert np.isfinite(audio.samples).all()
    assert audio.peak == 0.25


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"", CorruptAudio, "0 bytes"),
        (b"this is not audio\n" * 50, UnsupportedFormat, "not an audio file"),
        (b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x44\xac\0\0\x88\x58\1\0\2\0\x10\0data\0\0\0\0", CorruptAudio, "holds no audio"),
        (b"RIFF\x1c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x44\xac\0\0\x88\x58\1\0\2\0\x10\0", CorruptAudio, "no audio data"),
    ],
)
def test_what_is_no_audio_says_so_in_a_sentence(tmp_path: Path, content: bytes, error: type[Exception], sentence: str) -> None:
    (tmp_path / "secret-name.wav").write_bytes(content)
    with pytest.raises(error, match=sentence) as caught:
        decoded(tmp_path / "secret-name.wav")
    assert "secret-name" not in str(caught.value)
    assert "rror" not in str(caught.value)


@pytest.mark.parametrize(("rate", "channels"), [(7, 1), (10_000_000, 1), (44_100, 33)])
def test_absurd_rates_and_channel_counts_are_refused(tmp_path: Path, rate: int, channels: int) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros((100, channels)), rate)
    with pytest.raises(UnsupportedFormat):
        decoded(tmp_path / "a.wav")


def test_a_file_longer_than_the_limit_is_refused_by_its_frames(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.flac", np.zeros(RATE * 3), RATE)
    with pytest.raises(TooLarge):
        decoded(tmp_path / "a.flac", DecodeLimits(max_duration_s=2))


def test_of_a_long_file_only_the_start_is_kept_but_all_of_it_is_measured(tmp_path: Path) -> None:
    samples = np.zeros(RATE * 5)
    samples[-100] = 0.75
    soundfile.write(tmp_path / "a.wav", samples, RATE)
    audio = decoded(tmp_path / "a.wav", DecodeLimits(max_analysed_s=1))
    assert audio.samples.shape == (1, RATE)
    assert (audio.frames, audio.peak) == (RATE * 5, 0.75)
    assert audio.envelope.columns(10).tolist() == [0.0] * 9 + [0.75]


def test_full_scale_runs_are_clipping_and_a_single_full_scale_sample_is_not(tmp_path: Path) -> None:
    samples = np.zeros(1000)
    samples[500] = 1.0
    soundfile.write(tmp_path / "a.wav", samples, RATE, subtype="PCM_16")
    samples[500:503] = 1.0
    soundfile.write(tmp_path / "b.wav", samples, RATE, subtype="PCM_16")
    assert not decoded(tmp_path / "a.wav").is_clipped
    assert decoded(tmp_path / "b.wav").is_clipped
    soundfile.write(tmp_path / "mu.wav", samples, RATE, subtype="ULAW")
    assert decoded(tmp_path / "mu.wav").is_clipped
