"""Short sounds of several kinds, no two alike, written as small files."""

import os
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

Audio = NDArray[np.float32]

RATE_HZ = 22_050
LENGTH_S = 0.25
POOL = 104
"""More than the hundred from which a job uses the disk cache."""


def kick(number: int) -> Audio:
    """A falling sine with a short decay."""
    t = _time()
    return _finished(np.sin(2 * np.pi * (45 + number) * t + 6 * np.exp(-t * 40)) * np.exp(-t * 18))


def snare(number: int) -> Audio:
    """A burst of noise over a short tone."""
    t = _time()
    return _finished((_noise(number) + np.sin(2 * np.pi * (180 + number) * t)) * np.exp(-t * 25))


def tone(number: int) -> Audio:
    """A held note with overtones."""
    t = _time()
    frequency = 110 * 2 ** (number / 24)
    return _finished(sum(np.sin(2 * np.pi * frequency * k * t) / k for k in (1, 2, 3, 4)) * np.minimum(1, (LENGTH_S - t) * 20))


def hiss(number: int) -> Audio:
    """Noise that swells."""
    return _finished(_noise(number) * _time() / LENGTH_S)


KINDS: tuple[tuple[str, Callable[[int], Audio]], ...] = (
    ("Drums/kick", kick),
    ("Drums/snare", snare),
    ("Melodic/tone", tone),
    ("FX/hiss", hiss),
)


def write_sound(file: str | bytes | Path, number: int) -> None:
    """Write the nth sound; any number gives another one."""
    path = os.fsencode(file)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as stream:
        soundfile.write(stream, KINDS[number % len(KINDS)][1](number), RATE_HZ, format="WAV", subtype="PCM_16")


def write_endless(file: Path) -> Path:
    """A WAV file over whose LIST chunk libsndfile 1.2.2 loops for ever."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 48_000, 96_000, 2, 16)
    body = b"INFOabcd" + struct.pack("<I", 0xFFFFFFF8) + b"\1" * 60
    chunks = b"WAVE" + form + struct.pack("<4sI", b"LIST", len(body)) + body + struct.pack("<4sI", b"data", 200) + bytes(200)
    file.write_bytes(struct.pack("<4sI", b"RIFF", len(chunks)) + chunks)
    return file


def sound_name(number: int) -> str:
    """Where the nth sound stands in a collection."""
    return f"{KINDS[number % len(KINDS)][0]}_{number:03d}.wav"


def _time() -> NDArray[np.float64]:
    return np.arange(int(RATE_HZ * LENGTH_S)) / RATE_HZ


def _noise(number: int) -> NDArray[np.float64]:
    return np.random.default_rng(number).uniform(-1, 1, int(RATE_HZ * LENGTH_S))


def _finished(signal: NDArray[np.float64]) -> Audio:
    return np.asarray(0.7 * signal / np.abs(signal).max(), dtype=np.float32)
