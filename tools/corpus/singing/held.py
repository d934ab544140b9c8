"""Held notes of the singers' pitch, breath and rooms, without formants: so that vibrato or synthesis alone does not mean a voice."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tools.corpus.singing.shaping import (
    RATE,
    Array,
    Made,
    Random,
    bell,
    chance,
    coloured_noise,
    curve,
    edges,
    filtered,
    hertz,
    low_pass,
    recorded,
    sawtooth,
    some_length,
    wander,
)  # fmt: skip
from tools.corpus.singing.voice import a_singer, pitch_line


def ensemble(rng: Random, line: Array, voices: int, wave: str) -> Array:
    """Detuned oscillators in unison, of unit power; `wave` is saw, pulse, fm, sum (all partials) or odd (every second)."""
    total = np.zeros(len(line))
    for _ in range(voices):
        tone = hertz(line + (0.08 * rng.normal() if voices > 1 else 0) + 0.05 * wander(rng, len(line), 4))
        start = rng.random()
        turns = 2 * np.pi * (np.cumsum(tone / RATE) + start)
        if wave == "pulse":
            total += sawtooth(tone, start) - sawtooth(tone, start + rng.uniform(0.1, 0.5))
        elif wave == "saw":
            total += sawtooth(tone, start)
        elif wave == "fm":
            total += np.sin(turns + curve(rng.uniform(0, 3, 4), len(line)) * np.sin(turns * rng.choice([1, 2, 3, 0.5])))
        else:
            total += np.sum(
                [np.sin(order * turns) / order ** rng.uniform(0.8, 2.5) for order in (range(1, 12, 2) if wave == "odd" else range(1, 12))],
                0,
            )
    return np.asarray(total / (total.std() + 1e-9))


def instrument(kind: str) -> Callable[[Random], Made]:
    """A maker of held notes of the kind: the singers' pitch, breath and rooms without formants."""
    traits = {  # lowest and highest note, waves, voices, attack (s), corner of the low-pass in harmonics, share of chords, breath
        "pad": (40, 76, ("saw", "pulse", "sum", "fm"), (2, 7), (0.1, 1.0), (1.5, 12), 0.6, 0.0),
        "strings": (36, 91, ("saw",), (1, 8), (0.03, 0.4), (5, 30), 0.25, 0.03),
        "brass": (34, 82, ("saw", "pulse"), (1, 4), (0.02, 0.12), (3, 14), 0.2, 0.01),
        "winds": (48, 93, ("odd", "sum", "fm"), (1, 1), (0.02, 0.15), (1.5, 9), 0.0, 0.15),
        "synth": (33, 88, ("saw", "pulse", "sum", "odd", "fm"), (1, 3), (0.002, 0.05), (1.5, 30), 0.1, 0.0),
    }
    low, high, waves, voices, attack, corner, chords, breath = traits[kind]

    def made(rng: Random) -> Made:
        midi, size, wave = int(rng.integers(low, high + 1)), some_length(rng, 0.25, 5.5), str(rng.choice(waves))
        chord = [(0, 4, 7), (0, 3, 7), (0, 7, 12, 16)][rng.integers(3)] if chance(rng, chords) else (0,)
        player = replace(a_singer(rng, midi), vibrato=(rng.uniform(4, 7), rng.uniform(0.05, 0.6) * chance(rng, 0.7), rng.uniform(0, 0.6)))
        count = int(rng.integers(voices[0], voices[1] + 1))
        sound = np.sum([ensemble(rng, pitch_line(rng, player, [midi + note], size), count, wave) for note in chord], 0)
        rise = edges(size, rng.uniform(*attack), rng.uniform(0.03, 0.5)) * curve(1 + 0.15 * rng.normal(size=5), size)
        bright = (
            440
            * 2 ** ((midi - 69) / 12)
            * rng.uniform(*corner)
            * (0.3 + np.abs(rise)) ** (1.2 if kind == "brass" else rng.choice([0, 0.5]))
        )
        body = 1 + sum(rng.uniform(0, 1.5) * bell(rng.uniform(250, 3500), 0.3) for _ in range(4)) * (kind == "strings")
        sound = filtered(sound, low_pass(bright, rng.choice([2, 4])) * body) * rise
        air = filtered(coloured_noise(rng, size), bell(rng.uniform(600, 5000), 1.5)) * np.abs(rise) * breath * rng.uniform(0.2, 2)
        return recorded(rng, sound / (sound.std() + 1e-9) + air, 0.5), f"{wave} {kind} of {count}", midi if len(chord) == 1 else None

    return made
