"""Voices as producers treat them: vocoders, chops, tuning in steps. Spoken words come from espeak-ng, which must be installed."""

import os
import subprocess
import tempfile
from dataclasses import replace

import numpy as np
import soundfile

from tools.corpus.singing.shaping import (
    BINS,
    FRAME,
    HOP,
    RATE,
    WINDOW,
    Array,
    Made,
    Random,
    chance,
    edges,
    filtered,
    hertz,
    recorded,
    resampled,
    sawtooth,
    some_length,
)
from tools.corpus.singing.vocals import solo
from tools.corpus.singing.voice import a_singer, pitch_line, sing

_WORDS = (
    "hey", "yeah", "come on", "baby", "love", "tonight", "feel it", "one more time", "drop", "music", "oh my", "stop", "let's go", "dance",
    "never", "forever", "in the night", "check", "what", "sunshine", "all right", "fire", "robot", "again and again", "higher",
    "who are you", "listen", "together",
)  # fmt: skip
_SILENCE = 0.01


def _spoken(rng: Random) -> Array:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "word.wav")
        voice = f"{rng.choice(['en', 'en-us', 'en-gb-scotland'])}+{rng.choice(['f1', 'f2', 'f3', 'f4', 'm1', 'm3', 'm5', 'm7'])}"
        speed, height = str(rng.integers(110, 200)), str(rng.integers(20, 90))
        speak = ["espeak-ng", "-v", voice, "-s", speed, "-p", height, "-w", path, str(rng.choice(_WORDS))]
        subprocess.run(speak, check=True)  # noqa: S603 - fixed words
        sound, rate = soundfile.read(path)
    loud = np.flatnonzero(np.abs(sound) > _SILENCE)
    return resampled(sound[loud[0] : loud[-1]], RATE / rate)


def _said(rng: Random) -> Array:
    """A short phrase, spoken or of nonsense syllables."""
    if chance(rng, 0.5):
        return _spoken(rng)
    midi = rng.uniform(45, 66)
    word = "".join(rng.choice(["ma", "la", "dE", "hi", "wO", "sa", "ri", "nu", "yV", "dI"], rng.integers(2, 5)))
    size = int(RATE * 0.16 * len(word))
    singer = replace(a_singer(rng, midi), vibrato=(5, 0, 0))
    return sing(rng, singer, pitch_line(rng, singer, list(midi + rng.normal(0, 2, 3)), size), word)


def vocoder(rng: Random) -> Made:
    """A phrase's envelope in 8 to 32 bands on sawtooth and noise."""
    speech, midi = _said(rng), int(rng.integers(36, 68))
    steps = [midi] if chance(rng, 0.6) else list(midi + rng.choice([0, 2, 3, 5, 7, 12], 3))
    chord = [(0,), (0, 7), (0, 4, 7), (0, 12)][rng.integers(4)]
    line = np.asarray(steps)[np.arange(len(speech)) * len(steps) // len(speech)]
    carrier = np.sum([sawtooth(hertz(line + note + 0.05 * rng.normal())) for note in chord], 0) + rng.choice([0.02, 0.1, 1.5]) * rng.normal(
        size=len(speech)
    )
    bands = int(rng.integers(8, 33))
    centres = np.geomspace(120, 8000, bands)
    filters = np.exp(-0.5 * (np.log2(BINS / centres[:, None]) * bands / 4) ** 2)
    shape = np.zeros((len(speech) // HOP + 4, len(BINS)))
    padded = np.pad(speech, (FRAME - HOP, FRAME + 4 * HOP))
    power = np.abs(np.fft.rfft(np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP][: len(shape)] * WINDOW)) ** 2
    shape += np.sqrt(power @ filters.T / filters.sum(1)) @ (filters / (filters.sum(0) + 0.01))
    return recorded(rng, filtered(carrier, shape * (BINS / 300) ** 0.5), 0.3), f"vocoder of {bands} bands", None


def chop(rng: Random) -> Made:
    """A piece cut hard out of a phrase, at another speed, once or several times."""
    phrase = _said(rng) if chance(rng, 0.5) else solo(rng)[0]
    phrase = resampled(phrase if phrase.ndim == 1 else phrase[:, 0], 2 ** (-rng.integers(-7, 13) / 12))
    size = min(some_length(rng, 0.1, 0.7), len(phrase) - 1)
    start = int(rng.integers(0, len(phrase) - size))
    part = phrase[start : start + size] / (np.abs(phrase).max() + 1e-9)
    return recorded(rng, np.tile(part, rng.choice([1, 1, 1, 2, 4])), 0.25), "vocal chop", None


def tuned(rng: Random) -> Made:
    """A piece cut hard out of a phrase, at another speed, once or several times."""
    midi = int(rng.integers(45, 70))
    notes = np.repeat(midi + rng.choice([0, 2, 4, 5, 7, 9], rng.integers(2, 6)), int(RATE * rng.uniform(0.12, 0.4))).astype(float)
    word = "".join(rng.choice(["ya", "O", "na", "hE", "lu", "i", "ma"], rng.integers(2, 6)))
    sound = sing(rng, a_singer(rng, midi), notes, word) * edges(len(notes), 0.02, 0.05)
    return recorded(rng, resampled(sound, rng.choice([1, 1, 0.75, 0.6])), 0.3), "tuned vocal", None
