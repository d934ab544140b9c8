"""People: solo singers, humming, choirs, shouts, laughter, whispers and crowds."""

from dataclasses import replace

import numpy as np

from tools.corpus.singing.shaping import (
    RATE,
    Made,
    Random,
    bell,
    chance,
    coloured_noise,
    curve,
    edges,
    filtered,
    recorded,
    some_length,
    wander,
)
from tools.corpus.singing.voice import a_singer, pitch_line, sing

HELD = ("a", "a", "u", "u", "O", "i", "E", "&", "V", "U", "I", "R")
SYLLABLES = (
    "m", "n", "ma", "la", "lu", "da", "du", "ha", "hu", "wa", "ua", "uOa", "yE&", "hEi", "Oua", "aiu", "aO", "mum", "lalala", "dudu",
    "wawa", "nana", "yaO", "uwi", "aEiOu",
)  # fmt: skip


def solo(rng: Random) -> Made:
    """A held vowel or some syllables on one to three notes."""
    held = chance(rng, 0.6)
    midi, size = int(rng.integers(36, 85)), some_length(rng, 0.25, 6)
    singer, word = a_singer(rng, midi), str(rng.choice(HELD if held else SYLLABLES))
    notes = [midi] if held or chance(rng, 0.5) else list(midi + np.cumsum(rng.choice([-5, -2, -1, 0, 2, 3, 4], rng.integers(2, 4))))
    sound = sing(rng, singer, pitch_line(rng, singer, notes, size), word) * edges(
        size, rng.choice([0.01, 0.08, 0.3]), rng.choice([0.005, 0.1, 0.4])
    )
    sound *= curve(1 + 0.15 * rng.normal(size=6), size)
    return recorded(rng, sound), f"sung {word}", midi if len(notes) == 1 else None


def hum(rng: Random) -> Made:
    """A closed mouth."""
    midi, size = int(rng.integers(40, 77)), some_length(rng, 0.4, 5)
    singer = a_singer(rng, midi)
    notes = [midi] if chance(rng, 0.6) else [midi, midi + int(rng.integers(-4, 5)), midi]
    return (
        recorded(rng, sing(rng, singer, pitch_line(rng, singer, notes, size), "m") * edges(size, 0.08, 0.15)),
        "hum",
        midi if len(notes) == 1 else None,
    )


def choir(rng: Random) -> Made:
    """Four to fourteen voices in unison, octaves or a chord, each a little off in time and pitch."""
    midi, size, voices = int(rng.integers(40, 80)), some_length(rng, 0.6, 5.5), int(rng.integers(4, 15))
    shape = [(0,), (0,), (0, 12), (0, 0, -12), (0, 4, 7), (0, 3, 7, 12), (0, 7)][rng.integers(7)]
    word = str(rng.choice(HELD if chance(rng, 0.7) else SYLLABLES))
    mix, low = np.zeros((size, 2)), chance(rng, 0.5)
    attack, spread = rng.uniform(0.03, 0.5), rng.uniform(0.02, 0.13)
    for voice in range(voices):
        note = midi + shape[voice % len(shape)]
        singer = a_singer(rng, note - (6 if low else -6))
        rate, depth, delay = singer.vibrato
        singer = replace(
            singer, breath=0.4 * singer.breath, vibrato=(rate, 0.4 * depth, delay)
        )  # choirs sing straighter and clearer than soloists
        start = int(rng.uniform(0, min(0.1 * RATE, size / 8)))
        line = sing(rng, singer, pitch_line(rng, singer, [note + spread * rng.normal()], size - start), word) * edges(
            size - start, attack, 0.2
        )
        mix[start:] += line[:, None] * np.sqrt(0.5 + np.array([0.4, -0.4]) * rng.uniform(-1, 1))
    return recorded(rng, mix, 0.75), f"choir {word} of {voices}", midi if max(shape) <= 0 and min(shape) == 0 else None


def shout(rng: Random) -> Made:
    """A shout or a scream: rough, bent in pitch, overdriven."""
    scream, size = chance(rng, 0.5), some_length(rng, 0.25, 2)
    midi = rng.uniform(70, 88) if scream else rng.uniform(52, 70)
    singer = replace(
        a_singer(rng, midi),
        rough=rng.uniform(0, 0.6),
        jitter=rng.uniform(0.005, 0.05),
        shimmer=rng.uniform(0.05, 0.3),
        breath=rng.uniform(0.1, 1),
        corner=9000,
    )
    arch = curve([-3, 2, 2.5, rng.uniform(-9, 2)], size) + 0.4 * wander(rng, size, 12)
    word = str(rng.choice(["a", "i", "&a", "E"] if scream else ["hEi", "yE&", "hO", "O", "wO", "haV", "yaE", "a"]))
    sound = sing(rng, singer, midi + arch, word) * edges(size, 0.03, 0.15)
    sound *= 1 + rng.uniform(0, 0.8) * np.sin(2 * np.pi * np.cumsum(rng.uniform(30, 150) * (1 + 0.2 * wander(rng, size, 9))) / RATE)
    return recorded(rng, np.tanh(sound * rng.uniform(0.3, 4))), "scream" if scream else "shout", None


def laugh(rng: Random) -> Made:
    """Falling puffs of "ha", four to six a second."""
    midi, rate, count = rng.uniform(48, 76), rng.uniform(4, 6.5), int(rng.integers(3, 10))
    singer = replace(a_singer(rng, midi), breath=rng.uniform(0.1, 0.6), vibrato=(5, 0, 0))
    vowel, fall, pieces = rng.choice(list("aVIE&O")), rng.uniform(2, 9), []
    for place in np.linspace(0, 1, count):
        size = int(RATE / rate * rng.uniform(0.85, 1.15))
        bend = curve([0, 2, -rng.uniform(1, 4)], size)
        pieces.append(sing(rng, singer, midi - fall * place + bend, f"h{vowel}h") * (1 - 0.6 * place) * curve([0.3, 1, 0.7, 0.05], size))
    return recorded(rng, np.concatenate(pieces)), "laugh", None


def breathed(rng: Random) -> Made:
    """Whispers, coughs, gasps and sighs."""
    kind, midi = str(rng.choice(["whisper", "cough", "breath"])), rng.uniform(45, 62)
    singer = replace(a_singer(rng, midi), rough=0.5, jitter=0.05, breath=3, vibrato=(5, 0, 0))
    if kind == "whisper":
        word = (
            "".join(rng.choice(["hE", "sI", "wa", "du", "so", "li", "mE", "sta"], rng.integers(2, 6))).replace("o", "O").replace("t", "d")
        )
        return recorded(rng, sing(rng, singer, np.full(int(RATE * 0.13 * len(word)), midi), word, whisper=True), 0.3), kind, None
    if kind == "breath":
        size = some_length(rng, 0.3, 1.5)
        return (
            sing(rng, singer, np.full(size, midi), str(rng.choice(["V", "hE", "Ia"])), whisper=True) * edges(size, 0.2, 0.3),
            kind,
            None,
        )
    pieces = [
        sing(rng, singer, midi - 5 * np.linspace(0, 1, size), "hV") * np.exp(-np.arange(size) / RATE / 0.08)
        for size in rng.integers(7000, 14000, rng.integers(1, 4))
    ]
    return recorded(rng, np.concatenate(pieces)), kind, None


def cheer(rng: Random) -> Made:
    """A crowd that cheers."""
    size, voices = some_length(rng, 1.2, 4.5), int(rng.integers(8, 20))
    mix = 0.1 * voices**0.5 * filtered(coloured_noise(rng, size), bell(1100.0, 0.9)) * (1 + 0.2 * wander(rng, size, 6))
    for _ in range(voices):
        midi, part = rng.uniform(55, 80), int(size * rng.uniform(0.4, 1))
        singer = replace(a_singer(rng, midi), rough=rng.uniform(0, 0.5), breath=rng.uniform(0.1, 0.8), corner=6000)
        start = int(rng.uniform(0, size - part))
        mix[start : start + part] += sing(
            rng, singer, midi + 3 * wander(rng, part, 2), str(rng.choice(["yE&", "u", "hO", "a", "i", "wua"]))
        ) * edges(part, 0.1, 0.3)
    return recorded(rng, mix * edges(size, 0.2, 0.5), 0.6), "cheer", None
