"""Broken audio from a seed: sounds of every format that can be written, cut, flipped, spliced and lied about."""

import io
import random
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

_RATE_HZ = 22_050
_HEADER = 128
"""Bytes in which most of what a header claims stands."""
_WORDS = (0, 1, 2, 7, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF8, 0xFFFFFFFF)
_MARKS = (
    b"RIFF",
    b"WAVE",
    b"fmt ",
    b"data",
    b"LIST",
    b"INFO",
    b"smpl",
    b"acid",
    b"cue ",
    b"FORM",
    b"COMM",
    b"SSND",
    b"fLaC",
    b"OggS",
    b"ID3\x04",
    b"caff",
)
_KINDS = (
    ("WAV", "PCM_16", "wav"),
    ("WAV", "PCM_24", "wav"),
    ("WAV", "FLOAT", "wav"),
    ("WAV", "DOUBLE", "wav"),
    ("WAV", "PCM_U8", "wav"),
    ("WAV", "IMA_ADPCM", "wav"),
    ("WAVEX", "PCM_16", "wav"),
    ("RF64", "PCM_16", "wav"),
    ("W64", "PCM_16", "w64"),
    ("AIFF", "PCM_16", "aif"),
    ("AIFF", "FLOAT", "aiff"),
    ("AU", "PCM_16", "au"),
    ("CAF", "ALAC_16", "caf"),
    ("FLAC", "PCM_16", "flac"),
    ("FLAC", "PCM_24", "flac"),
    ("OGG", "VORBIS", "ogg"),
    ("OGG", "OPUS", "opus"),
    ("MP3", "MPEG_LAYER_III", "mp3"),
)

Mutation = Callable[[random.Random, bytearray], bytearray]


@dataclass(frozen=True)
class Broken:
    """A broken file.

    Attributes:
        name: Its file name: what was done to which kind.
        data: Its content.
    """

    name: str
    data: bytes


def broken_files(seed: int, count: int, found: tuple[Path, ...] = ()) -> Iterator[Broken]:
    """Broken files, the same for the same arguments.

    Args:
        seed: Of everything that is random.
        count: How many.
        found: Real files that are broken as well.
    """
    chance = random.Random(seed)
    whole = [*_whole_files(), *((file.suffix[1:], file.read_bytes()) for file in found)]
    for number in range(count):
        ending, data = chance.choice(whole)
        content, done = bytearray(data), []
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            name, mutate = chance.choice(_MUTATIONS)
            content = mutate(chance, content)
            done.append(name)
        if chance.random() < 0.05:
            ending = chance.choice(whole)[0]
        yield Broken(f"{number:05d}-{'-'.join(done)}.{ending}", bytes(content))


def _whole_files() -> list[tuple[str, bytes]]:
    noise = np.random.default_rng(404)
    time_s = np.arange(_RATE_HZ // 5) / _RATE_HZ
    tone = np.sin(2 * np.pi * 330 * time_s) * np.exp(-8 * time_s) + 0.02 * noise.standard_normal(len(time_s))
    return [(ending, _encoded(0.5 * tone, form, subtype)) for form, subtype, ending in _KINDS if soundfile.check_format(form, subtype)]


def _encoded(sound: "np.ndarray[tuple[int], np.dtype[np.float64]]", form: str, subtype: str) -> bytes:
    stream = io.BytesIO()
    soundfile.write(stream, sound, 48_000 if subtype == "OPUS" else _RATE_HZ, format=form, subtype=subtype)
    return stream.getvalue()


def _cut(chance: random.Random, data: bytearray) -> bytearray:
    return data[: chance.randrange(len(data) + 1)]


def _cut_early(chance: random.Random, data: bytearray) -> bytearray:
    return data[: chance.randrange(min(len(data), _HEADER) + 1)]


def _flip(chance: random.Random, data: bytearray) -> bytearray:
    for _ in range(chance.randint(1, 40) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def _flip_header(chance: random.Random, data: bytearray) -> bytearray:
    for _ in range(chance.randint(1, 6) if data else 0):
        data[chance.randrange(min(_HEADER, len(data)))] = chance.randrange(256)
    return data


def _lie(chance: random.Random, data: bytearray) -> bytearray:
    """Put a telling number where a size, a rate or a count may stand."""
    at = chance.randrange(max(1, min(_HEADER, len(data)))) & ~1
    form = chance.choice(("<I", ">I", "<H", ">H", "<Q", ">Q"))
    size = struct.calcsize(form)
    data[at : at + size] = struct.pack(form, chance.choice(_WORDS) & (256**size - 1))
    return data


def _mark(chance: random.Random, data: bytearray) -> bytearray:
    """Put a chunk's mark where none belongs, with a size of its own."""
    at = chance.randrange(max(1, min(4 * _HEADER, len(data))))
    data[at : at + 8] = chance.choice(_MARKS) + struct.pack(chance.choice(("<I", ">I")), chance.choice(_WORDS))
    return data


def _repeat(chance: random.Random, data: bytearray) -> bytearray:
    """A part twice, or a hundred times."""
    start = chance.randrange(len(data) + 1)
    part = data[start : start + chance.randint(1, 64)]
    return data[:start] + part * chance.choice((2, 3, 100)) + data[start:]


def _remove(chance: random.Random, data: bytearray) -> bytearray:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randint(1, 200) :]


def _swap_ends(chance: random.Random, data: bytearray) -> bytearray:
    start = chance.randrange(len(data) + 1)
    return data[start:] + data[:start]


def _blank(chance: random.Random, data: bytearray) -> bytearray:
    start, value = chance.randrange(len(data) + 1), chance.choice((0, 0xFF))
    length = min(chance.randint(1, 4096), len(data) - start)
    data[start : start + length] = bytes([value]) * length
    return data


_MUTATIONS: tuple[tuple[str, Mutation], ...] = (
    ("cut", _cut),
    ("cut_early", _cut_early),
    ("flip", _flip),
    ("flip_header", _flip_header),
    ("lie", _lie),
    ("lie", _lie),
    ("mark", _mark),
    ("repeat", _repeat),
    ("remove", _remove),
    ("swap_ends", _swap_ends),
    ("blank", _blank),
)
