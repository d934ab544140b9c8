"""A file that is cut short says so, in every format in which that can be told; a whole one says nothing."""

import os
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sp404_gui.audio.decode import DecodeLimits, decode
from sp404_gui.audio.wholeness import damage_of

RATE, SECONDS = 44_100, 4
FORMATS = {"wav": "PCM_16", "aiff": "PCM_24", "flac": "PCM_16", "mp3": "MPEG_LAYER_III", "ogg": "VORBIS", "opus": "OPUS"}


def damage(file: Path) -> str | None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        return damage_of(descriptor, decode(descriptor, DecodeLimits()))
    finally:
        os.close(descriptor)


def sound(folder: Path, ending: str) -> Path:
    file = folder / f"sound.{ending}"
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (RATE * SECONDS, 2))
    rate = 48_000 if ending == "opus" else RATE
    soundfile.write(file, noise, rate, FORMATS[ending], format="OGG" if ending == "opus" else ending.upper())
    return file


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_that_is_cut_in_its_middle_says_what_is_missing_and_a_whole_one_nothing(tmp_path: Path, ending: str) -> None:
    file = sound(tmp_path, ending)
    assert damage(file) is None
    os.truncate(file, file.stat().st_size // 2)
    said = damage(file)
    if ending in {"ogg", "opus"}:
        assert said == "It may be cut short: its last part is missing."
    else:
        assert said is not None
        assert said.startswith("Only ")
        assert f" of {SECONDS}.0" in said


@pytest.mark.parametrize("ending", ["ogg", "opus"])
def test_an_ogg_that_is_cut_within_its_last_page_says_so(tmp_path: Path, ending: str) -> None:
    file = sound(tmp_path, ending)
    os.truncate(file, file.stat().st_size - 1)
    assert damage(file) == "It may be cut short: its last part is missing."


def test_an_mp3_that_counts_no_frames_is_whole_whatever_its_tag_makes_of_its_length(tmp_path: Path) -> None:
    file = sound(tmp_path, "mp3")
    data = bytearray(file.read_bytes())
    for mark in (b"Xing", b"Info"):
        data = data.replace(mark, bytes(4))
    size = 60_000
    tag = b"ID3\x03\x00\x00" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + bytes(size)
    file.write_bytes(tag + data)
    assert damage(file) is None


def test_an_aiff_that_was_written_to_a_pipe_names_no_length_and_is_whole(tmp_path: Path) -> None:
    file = sound(tmp_path, "aiff")
    data = bytearray(file.read_bytes())
    frames, size = data.index(b"COMM") + 10, data.index(b"SSND") + 4
    data[frames : frames + 4], data[size : size + 4] = struct.pack(">I", 0x7EFF_FFFC // 6), struct.pack(">I", 0x7F00_0004)
    file.write_bytes(data)
    assert damage(file) is None


@pytest.mark.parametrize("size", [0x7FFF_FFFF, 0xFFFF_FFFF])
def test_what_was_written_to_a_pipe_names_no_length_and_is_whole(tmp_path: Path, size: int) -> None:
    file = sound(tmp_path, "wav")
    data = bytearray(file.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = struct.pack("<I", size)
    file.write_bytes(data)
    assert damage(file) is None


def test_a_flac_that_was_written_to_a_pipe_names_no_length_and_is_whole(tmp_path: Path) -> None:
    file = sound(tmp_path, "flac")
    data = bytearray(file.read_bytes())
    data[21] &= 0xF0  # the last 36 bits of STREAMINFO before its checksum are the number of frames
    data[22:26] = bytes(4)
    file.write_bytes(data)
    assert damage(file) is None


def test_a_flac_with_a_hole_in_its_middle_says_what_is_missing(tmp_path: Path) -> None:
    file = sound(tmp_path, "flac")
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 20_000] = bytes(20_000)
    file.write_bytes(data)
    said = damage(file)
    assert said is not None
    assert said.startswith("Only ")
