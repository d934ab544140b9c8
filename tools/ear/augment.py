# ruff: noqa: PLR2004 - the chances and ranges are the recipe itself, each used once
"""Variations of a sound as other makers would have recorded, cut and stored it."""

import io

import numpy as np
import soundfile
import soxr
from numpy.random import Generator
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Wave = NDArray[np.float64]

LONGEST_S = 20.0
_LOWEST_HZ, _OCTAVES = 20.0, 10.0


def vary(samples: Floats, rate: int, random: Generator, *, is_loop: bool) -> Floats:
    """Change cut, pitch, spectrum, room, level curve, noise and coding, each by chance.

    Args:
        samples: Shape (channels, frames).
        rate: Sample rate in Hz.
        random: Source of chance.
        is_loop: Loops are not cut, but may get silence before and behind, as encoders add it.

    Returns:
        Shape (1, frames), peak near 1.
    """
    samples = samples[:, : int(rate * LONGEST_S)]
    wave = samples.mean(axis=0) if random.random() < 0.5 else samples[random.integers(len(samples))]
    wave = _levelled(np.asarray(wave, np.float64))
    if not is_loop:
        wave = _cut(wave, rate, random)
    wave = _padded(wave, rate, random)
    if random.random() < 0.7:
        wave = soxr.resample(wave, rate * 2 ** (random.uniform(-4, 4) / 12), rate, quality="LQ")
    if random.random() < 0.8:
        wave = _equalised(wave, rate, random)
    if random.random() < 0.25:
        room = _in_room(wave, rate, random)
        wave = room[: len(wave)] if is_loop else room
    return _coded(_worn(_levelled(wave), random), rate, random)[None]


def _levelled(wave: Wave) -> Wave:
    return wave / (np.abs(wave).max() + 1e-9)


def _cut(wave: Wave, rate: int, random: Generator) -> Wave:
    if random.random() < 0.35 and len(wave) > rate * 0.15:
        wave = wave[: int(len(wave) * random.uniform(0.45, 0.95))].copy()
        fade = min(int(rate * random.uniform(0.005, 0.08)), len(wave) // 2)
        wave[len(wave) - fade :] *= np.linspace(1, 0, fade)
    if random.random() < 0.2:
        wave = wave[min(int(rate * random.uniform(0, 0.012)), len(wave) // 4) :]
    return wave


def _padded(wave: Wave, rate: int, random: Generator) -> Wave:
    before = int(rate * random.uniform(0.002, 0.06)) if random.random() < 0.25 else 0
    behind = int(rate * random.uniform(0.01, 0.4)) if random.random() < 0.3 else 0
    return np.pad(wave, (before, behind))


def _equalised(wave: Wave, rate: int, random: Generator) -> Wave:
    """A smooth random curve over ten octaves; now and then without highs or lows."""
    size = 1 << (len(wave) - 1).bit_length()
    octaves = np.linspace(0, _OCTAVES, 7)
    gains_db = random.normal(0, 4, len(octaves))
    if random.random() < 0.25:
        gains_db -= np.maximum(0, octaves - random.uniform(7.0, 9.6)) * 24
    if random.random() < 0.15:
        gains_db -= np.maximum(0, random.uniform(0, 3) - octaves) * 18
    at = np.log2(np.maximum(np.fft.rfftfreq(size, 1 / rate), _LOWEST_HZ) / _LOWEST_HZ)
    return np.fft.irfft(np.fft.rfft(wave, size) * 10 ** (np.interp(at, octaves, gains_db) / 20), size)[: len(wave)]


def _in_room(wave: Wave, rate: int, random: Generator) -> Wave:
    """Noise that dies away exponentially, as the tail of a room (M. Schroeder 1965)."""
    reverberation_s = random.uniform(0.05, 0.6)
    length = int(rate * reverberation_s * 1.5)
    response = random.normal(size=length) * np.exp(-6.9 * np.arange(length) / rate / reverberation_s)
    size = 1 << (len(wave) + length - 1).bit_length()
    wet = np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(response, size), size)[: len(wave) + length]
    return np.pad(wave, (0, length)) + _levelled(wet) * np.abs(wave).max() * random.uniform(0.05, 0.35)


def _worn(wave: Wave, random: Generator) -> Wave:
    """Saturation, noise, eight bits."""
    if random.random() < 0.2:
        drive = random.uniform(1, 4)
        wave = np.tanh(drive * wave) / np.tanh(drive)
    if random.random() < 0.35:
        wave = wave + random.normal(size=len(wave)) * 10 ** (random.uniform(-75, -35) / 20)
    return np.round(wave * 127) / 127 if random.random() < 0.15 else wave


def _coded(wave: Wave, rate: int, random: Generator) -> Floats:
    """Through a Vorbis encoder now and then, where it takes the rate."""
    plain = np.ascontiguousarray(wave, np.float32)
    if random.random() >= 0.25:
        return plain
    quality = float(random.uniform(0.5, 1.0))
    file = io.BytesIO()
    try:
        soundfile.write(file, plain * np.float32(0.9), rate, format="OGG", subtype="VORBIS", compression_level=quality)
        file.seek(0)
        coded: Floats = soundfile.read(file, dtype="float32")[0]
    except soundfile.LibsndfileError:
        return plain
    return coded if len(coded) >= len(plain) // 2 else plain
