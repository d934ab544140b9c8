"""Which of these sounds the corpus gets, how many, and how they are written."""

import csv
import os
from collections.abc import Callable

import numpy as np
import soundfile

from tools.corpus.model import NOTES
from tools.corpus.singing.effects import effect
from tools.corpus.singing.held import instrument
from tools.corpus.singing.shaping import RATE, Array, Made, Random, resampled
from tools.corpus.singing.treated import chop, tuned, vocoder
from tools.corpus.singing.vocals import breathed, cheer, choir, hum, laugh, shout, solo

RECIPES: tuple[tuple[str, str, str, int, Callable[[Random], Made]], ...] = (
    ("own-singing", "vocals", "vocal", 170, solo),
    ("own-singing", "vocals", "vocal", 25, hum),
    ("own-choirs", "vocals", "vocal", 100, choir),
    ("own-treated-voices", "vocals", "vocal", 45, vocoder),
    ("own-treated-voices", "vocals", "vocal", 50, chop),
    ("own-treated-voices", "vocals", "vocal", 25, tuned),
    ("own-shouts", "vocals", "vocal", 40, shout),
    ("own-shouts", "vocals", "vocal", 25, laugh),
    ("own-shouts", "vocals", "vocal", 25, breathed),
    ("own-shouts", "vocals", "vocal", 15, cheer),
    *(("own-instruments", "melodic", kind, 50, instrument(kind)) for kind in ("pad", "strings", "brass", "winds", "synth")),
    ("own-effects", "fx", "fx", 150, effect),
)
COLUMNS = (
    "path", "set", "source", "licence", "category", "subtype", "detail", "is_loop", "bpm", "beats", "key", "root", "midi", "swing",
    "label_origin", "real", "duration_s", "samplerate", "channels", "bytes",
)  # fmt: skip


def _write(rng: Random, sound: Array, stem: str) -> tuple[str, float, int, int]:
    """Write at some level, rate and format; path, seconds, samples a second, channels."""
    rate, suffix = int(rng.choice([22050, 32000, 44100, 44100, 48000])), str(rng.choice(["wav", "wav", "flac", "ogg", "mp3"]))
    channels = [resampled(side, rate / RATE) for side in np.atleast_2d(sound.T)]
    peak = max(np.abs(side).max() for side in channels) / 10 ** rng.uniform(-0.6, -0.02)
    data = np.stack(channels, 1) / (peak + 1e-9)
    soundfile.write(f"{stem}.{suffix}", data, rate)
    return f"{stem}.{suffix}", len(data) / rate, rate, data.shape[1]


def make(folder: str, seed: int = 404) -> int:
    """Write every recipe's sounds and their labels; the same for the same seed.

    Args:
        folder: Gets audio/SOURCE/… and labels.csv, whose paths are relative to it.
        seed: Other seeds give other sounds.

    Returns:
        How many sounds there are.
    """
    rows = []
    for recipe, (source, category, subtype, count, maker) in enumerate(RECIPES):
        os.makedirs(os.path.join(folder, "audio", source), exist_ok=True)
        for take in range(count):
            rng = np.random.default_rng([seed, recipe, take])
            sound, detail, midi = maker(rng)
            stem = os.path.join(folder, "audio", source, f"{maker.__name__}-{subtype}-{take:03}")
            path, seconds, rate, channels = _write(rng, sound, stem)
            note = ("", "") if midi is None else (NOTES[midi % 12], midi)
            label = ("dev", source, "MIT", category, subtype, detail, 0, "", "", "", *note, "", "synthetic", "synthetic")
            rows.append((os.path.relpath(path, folder), *label, f"{seconds:.4f}", rate, channels, os.path.getsize(path)))
    with open(os.path.join(folder, "labels.csv.part"), "w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([COLUMNS, *rows])
    os.replace(os.path.join(folder, "labels.csv.part"), os.path.join(folder, "labels.csv"))
    return len(rows)
