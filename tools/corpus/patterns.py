"""Random but musical material: chords, phrases and drum patterns, all of it from a seeded generator."""

import random
from dataclasses import dataclass

from tools.corpus.dice import maybe

_BAR, _FILL = 4, 12
SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
_PROGRESSIONS = ((0, 3, 4, 0), (0, 5, 3, 4), (0, 4, 5, 3), (0, 0, 3, 4), (0, 2, 3, 0), (0, 6, 5, 4))
_KICKS = (
    "x...x...x...x...",
    "x.....x...x.....",
    "x..x..x...x..x..",
    "x.........x.....",
    "x...x..x..x...x.",
    "x..x....x..x....",
    "x.x.......x..x..",
)
_SNARES = ("....x.......x...", "....x..x....x...", "........x.......", "....x.......x..x", "....x....x..x...", "....xx......x.x.")
_HATS = ("x.x.x.x.x.x.x.x.", "xxxxxxxxxxxxxxxx", "..x...x...x...x.", "x.xxx.xxx.xxx.xx", "x...x...x...x...", "x..x..x..x..x.x.")
_PERCS = ("................", "..x..x....x..x..", "......x.......x.", "x.......x..x....", ".x..x..x..x..x..")


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit of a pattern: place in beats, voice (kick, snare, hat, perc, cymbal), and strength 0..1."""

    beat: float
    voice: str
    strength: float


def triad(root: int, mode: str, low: int) -> tuple[int, ...]:
    """MIDI notes of a triad at or above `low`, root at the bottom."""
    base = low + (root - low) % 12
    return base, base + (4 if mode == "major" else 3), base + 7


def degree(scale: str, tonic: int, step: int) -> int:
    """MIDI number of a step of a scale above a tonic; steps go on over octaves."""
    octave, place = divmod(step, 7)
    return tonic + 12 * octave + SCALES[scale][place]


def phrase(
    chance: random.Random, mode: str, tonic: int, bars: int, *, is_bass: bool, is_chordal: bool
) -> list[tuple[float, float, tuple[int, ...]]]:
    """A phrase in a key over a progression that starts on its tonic: (beat, length in beats, MIDI notes)."""
    progression = chance.choice(_PROGRESSIONS)
    notes: list[tuple[float, float, tuple[int, ...]]] = []
    grid = chance.choice((0.5, 0.5, 1.0, 0.25) if is_bass else (0.5, 1.0, 1.0))
    for bar in range(bars):
        chord = progression[bar % 4]
        if is_chordal:
            spread = chance.choice((((0.0, 4.0),), ((0.0, 2.0), (2.0, 2.0)), ((0.0, 1.0), (1.5, 1.0), (3.0, 1.0))))
            notes += [(4 * bar + at, length, tuple(degree(mode, tonic, chord + third) for third in (0, 2, 4))) for at, length in spread]
            continue
        at = 0.0
        while at < _BAR:
            length = min(grid * chance.choice((1, 1, 1, 2, 2, 3)), _BAR - at)
            step = chord if at == 0 else chord + chance.choice((0, 0, 2, 4, 7) if is_bass else (0, 1, 2, 2, 3, 4, 4, 5, 7))
            if at == 0 or maybe(chance, 0.85):
                notes.append((4 * bar + at, length * chance.choice((0.6, 0.9, 1.0)), (degree(mode, tonic, step),)))
            at += length
    return notes


def arpeggio(chance: random.Random, mode: str, tonic: int, bars: int) -> list[tuple[float, float, tuple[int, ...]]]:
    """Broken chords over a progression: (beat, length in beats, MIDI notes)."""
    progression, grid = chance.choice(_PROGRESSIONS), chance.choice((0.5, 0.25, 0.5))
    order = chance.choice(((0, 2, 4, 7), (0, 4, 2, 4), (7, 4, 2, 0), (0, 2, 4, 2)))
    slots = round(4 / grid)
    return [
        (4 * bar + slot * grid, grid * 0.95, (degree(mode, tonic, progression[bar % 4] + order[slot % 4]),))
        for bar in range(bars)
        for slot in range(slots)
    ]


def beat(chance: random.Random, bars: int, *, swing: float = 0.5) -> list[Hit]:
    """A drum pattern in 4/4 on sixteenths; `swing` is the share of an eighth that its first sixteenth takes."""
    rows = {"kick": chance.choice(_KICKS), "snare": chance.choice(_SNARES), "hat": chance.choice(_HATS), "perc": chance.choice(_PERCS)}
    hits = [Hit(0.0, "cymbal", 0.8)] if maybe(chance, 0.15) else []
    for bar in range(bars):
        for voice, row in rows.items():
            for slot, mark in enumerate(row):
                ghost = voice != "hat" and mark == "." and bar == bars - 1 and slot >= _FILL and maybe(chance, 0.12)
                if mark == "x" or ghost:
                    place = slot // 2 * 0.5 + (swing * 0.5 if slot % 2 else 0.0)
                    accent = 1.0 if slot % 4 == 0 else 0.75
                    hits.append(Hit(4 * bar + place, voice, accent * chance.uniform(0.7, 1.0) * (0.6 if voice == "hat" else 1.0)))
    return hits
