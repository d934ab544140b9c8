# ruff: noqa: INP001 - imported by the scripts beside it
"""Loops of known timing, sequenced from labelled one-shots: patterns of many styles, with swing, loose playing, tails and padding."""

import csv
import os
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodeLimits, decode
from sp404_gui.audio.spectrum import mono_mix

RATE = 44_100
_MOST_A_SOURCE = 12
_LONGEST_S, _LONGEST_LOOP_S = 2.5, 14.0
_LEVELS = {"x": 1.0, "o": 0.7, "g": 0.25}
# style: slowest and fastest tempo, share of swung takes, steps a beat, then a line for each voice: a bar of steps
_DRUMS: dict[str, tuple[int, int, float, int, dict[str, str]]] = {
    "house": (116, 130, 0.2, 4, {"kick": "x...x...x...x...", "clap": "....x.......x...", "hat": "..x...x...x...x."}),
    "techno": (122, 142, 0.0, 4, {"kick": "x...x...x...x...", "hat": "g.xgg.xgg.xgg.xg", "perc": "...x..x....x...."}),
    "disco": (108, 124, 0.0, 4, {"kick": "x...x...x...x...", "snare": "....x.......x...", "hat": "oxooxoooooxoooxo"}),
    "boom bap": (78, 100, 0.8, 4, {"kick": "x.....x...x.....", "snare": "....x.......x...", "hat": "x.o.x.o.x.o.x.og"}),
    "boom bap two": (78, 102, 0.8, 4, {"kick": "x..x...x..x.....", "snare": "....x..g....x..g", "hat": "xgogxgogxgogxgog"}),
    "trap": (130, 150, 0.0, 4, {"kick": "x......x..x.....", "snare": "........x.......", "hat": "x.x.x.x.x.x.xoxo"}),
    "drum and bass": (166, 178, 0.1, 4, {"kick": "x.........x.....", "snare": "....x.......x...", "hat": "x.o.x.o.x.o.x.o."}),
    "break": (95, 172, 0.3, 4, {"kick": "x.x.......xx....", "snare": "....x..g.g..x..g", "hat": "x.x.x.x.x.x.x.x."}),
    "break two": (90, 170, 0.3, 4, {"kick": "x.....x...x..x..", "snare": "....x..g.g..x.g.", "hat": "x.x.x.x.x.x.x.x."}),
    "rock": (84, 150, 0.0, 4, {"kick": "x.......x.x.....", "snare": "....x.......x...", "hat": "x.o.x.o.x.o.x.o."}),
    "rock two": (84, 160, 0.0, 4, {"kick": "x.....x.x.......", "snare": "....x.......x...", "cymbal": "x...x...x...x..."}),
    "punk": (150, 190, 0.0, 4, {"kick": "x.......x.x.....", "snare": "....x.......x...", "hat": "x...x...x...x..."}),
    "funk": (92, 118, 0.4, 4, {"kick": "x..x..x...x..x..", "snare": "....x..g.g.gx..g", "hat": "xoxoxoxoxoxoxoxo"}),
    "motown": (100, 140, 0.0, 4, {"kick": "x.....x.x.....x.", "snare": "x...x...x...x...", "hat": "x.o.x.o.x.o.x.o."}),
    "reggaeton": (86, 102, 0.0, 4, {"kick": "x...x...x...x...", "snare": "...x..x....x..x.", "hat": "x.x.x.x.x.x.x.x."}),
    "one drop": (66, 92, 0.4, 4, {"kick": "........x.......", "snare": "........x.......", "hat": "x.o.x.o.x.o.x.o."}),
    "bossa nova": (104, 142, 0.0, 4, {"kick": "x..ox..ox..ox..o", "perc": "x..x..x...x..x..", "hat": "xoxoxoxoxoxoxoxo"}),
    "electro": (108, 132, 0.1, 4, {"kick": "x..x..x...x.....", "snare": "....x.......x...", "hat": "x.xxx.xxx.xxx.xx"}),
    "garage": (126, 138, 0.8, 4, {"kick": "x.........x.....", "clap": "....x.......x...", "hat": "..x...xg..x..gx."}),
    "slow jam": (62, 82, 0.4, 4, {"kick": "x.....x...x.....", "snare": "....x.......x...", "hat": "xoxoxoxoxoxoxoxo"}),
    "shuffle": (84, 136, 0.0, 3, {"kick": "x.....x.....", "snare": "...x.....x..", "hat": "x.xx.xx.xx.x"}),
    "six eight": (60, 100, 0.0, 3, {"kick": "x.....x..o..", "snare": "...x.....x..", "hat": "xooxooxooxoo"}),
    "songo": (90, 120, 0.1, 4, {"kick": "...x..x....x..x.", "snare": "..x..x....g.x...", "perc": "x.x.xx.x.x.x.xx."}),
    "toms": (90, 140, 0.1, 4, {"tom": "x..x..x.x..xx.x.", "kick": "x...x...x...x..."}),
    "kicks": (100, 180, 0.0, 4, {"kick": "x...x...x...x..."}),
    "hats": (80, 180, 0.3, 4, {"hat": "x.xgo.x.x.xgo.xo"}),
    "snares": (90, 180, 0.2, 4, {"snare": "....x..g....x.g."}),
    "percussion": (84, 130, 0.3, 4, {"perc": "x..xx.x...x.x.x.", "hat": "oxoooxoooxoooxoo"}),
}
_LINES: dict[str, tuple[int, int, str]] = {
    "arpeggio": (80, 140, "xoxoxoxoxoxoxoxo"),
    "eighths": (80, 160, "x.o.x.o.x.o.x.o."),
    "offbeat bass": (118, 140, "..x...x...x...x."),
    "rolling bass": (120, 145, ".xxx.xxx.xxx.xxx"),
    "chords on one": (66, 140, "x..............."),
    "half notes": (66, 150, "x.......x......."),
    "quarters": (70, 150, "x...x...x...x..."),
    "stabs": (96, 135, "x..x..x....x..x."),
    "tresillo": (80, 130, "x..x..x.x..x..x."),
    "charleston": (80, 150, "x.....x........."),
    "syncopated": (80, 120, "x..x.x..x.x...x."),
    "melody": (70, 140, "x...x.x...x.x.x."),
    "melody two": (70, 140, "x.....x.x...x..."),
}
_SCALE = (0, 2, 3, 5, 7, 8, 10)

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Loop:
    """A loop and its timing.

    Attributes:
        signal: Mono, at 44.1 kHz.
        bpm: Beats a minute.
        beats: Beats of the loop without its tail.
        swing: Percent, of sixteenths.
        times: When the notes start, in seconds.
    """

    signal: Floats
    bpm: float
    beats: int
    swing: float
    times: NDArray[np.float64]


Kit = dict[str, list[tuple[Floats, int]]]


def load_kit(folder: str, without: tuple[str, ...] = ()) -> Kit:
    """Read one-shots of a labelled set by subcategory, notes with their MIDI number under "note"; no more than a dozen of each source."""
    taken: dict[tuple[str, str], int] = defaultdict(int)
    kit: Kit = defaultdict(list)
    with open(os.path.join(folder, "labels.csv"), newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["is_loop"] == "0" and row["source"] not in without]
    for row in rows:
        voice = row["subtype"] if row["category"] == "drums" else "note" if row["category"] == "melodic" and row["midi"] else ""
        kind = (row["source"], row["subtype"])
        if not voice or taken[kind] >= _MOST_A_SOURCE:
            continue
        taken[kind] += 1
        kit[voice].append((_read(os.path.join(folder, row["path"])), int(float(row["midi"] or 0))))
    return kit


def _read(path: str) -> Floats:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        audio = decode(descriptor, DecodeLimits(max_analysed_s=_LONGEST_S))
    finally:
        os.close(descriptor)
    mixed = mono_mix(audio.samples)
    first = int(np.argmax(np.abs(mixed) > 0.02 * np.abs(mixed).max()))  # what is heard
    sound = _speed(mixed[first:], audio.sample_rate_hz / RATE)
    return np.asarray(sound / max(float(np.abs(sound).max()), 1e-9), np.float32)


def _speed(signal: Floats, factor: float) -> Floats:
    places = np.arange(0, len(signal) - 1, factor)
    return np.asarray(np.interp(places, np.arange(len(signal)), signal), np.float32)


def sequence(rng: np.random.Generator, kit: Kit) -> Loop:
    """Make up one loop: drums, a line of notes, or both."""
    what = rng.choice(["drums", "line", "both"], p=[0.5, 0.25, 0.25])
    style = _DRUMS[str(rng.choice(list(_DRUMS)))]
    line = _LINES[str(rng.choice(list(_LINES)))]
    slowest, fastest = (line[0], line[1]) if what == "line" else style[:2]
    bpm = float(rng.uniform(slowest, fastest))
    grain = rng.choice([1.0, 0.5, 0.0], p=[0.82, 0.08, 0.1])  # most are made at whole numbers of BPM
    if grain:
        bpm = float(grain * round(bpm / grain))
    steps = 4 if what == "line" else style[3]
    swing = float(rng.choice([54, 57, 60, 63, 66])) if what != "line" and rng.random() < style[2] else 50.0
    most = max(4, int(_LONGEST_LOOP_S * bpm / 60))
    beats = int(rng.choice([count for count in (4, 8, 8, 16, 16, 32) if count <= most]))
    events: list[tuple[float, float, Floats]] = []
    if what != "line":
        for voice, pattern in style[4].items():
            sound = _pick(rng, kit[voice])
            events += [(beat, level, sound) for beat, level in _steps(rng, pattern, steps, beats)]
    if what == "line" or (what == "both" and steps == 4):  # noqa: PLR2004 - lines are written in sixteenths
        events += _line(rng, line[2], beats, kit["note"])
    return _render(rng, events, bpm, beats, swing, steps)


def _pick(rng: np.random.Generator, sounds: list[tuple[Floats, int]]) -> Floats:
    return sounds[int(rng.integers(len(sounds)))][0]


def _steps(rng: np.random.Generator, pattern: str, steps: int, beats: int) -> list[tuple[float, float]]:
    """Beats and levels of a pattern, with a step left out or added now and then."""
    found = []
    bar = len(pattern)
    for step in range(beats * steps):
        mark = pattern[step % bar]
        chance = rng.random()
        if mark in _LEVELS and chance > 0.05:  # noqa: PLR2004 - chance of a missing step
            found.append((step / steps, _LEVELS[mark] * float(rng.uniform(0.75, 1.0))))
        elif mark == "." and chance < 0.02:  # noqa: PLR2004 - chance of an added step
            found.append((step / steps, 0.4))
    return found


def _line(rng: np.random.Generator, pattern: str, beats: int, notes: list[tuple[Floats, int]]) -> list[tuple[float, float, Floats]]:
    sound, _ = notes[int(rng.integers(len(notes)))]
    cut = float(rng.uniform(0.2, 1.5))
    places = _steps(rng, pattern, 4, beats)
    phrase = [int(rng.choice(_SCALE)) - 5 for _ in range(16)]
    degrees = [phrase[int(beat * 4) % 16] for beat, _ in places]
    faded = sound * np.minimum(1, np.maximum(0, (cut - np.arange(len(sound)) / RATE) / 0.02)).astype(np.float32)
    shifted = {degree: _speed(faded, 2 ** (degree / 12)) for degree in set(degrees)}
    level = float(rng.uniform(0.3, 1.0))
    return [(beat, velocity * level, shifted[degree]) for (beat, velocity), degree in zip(places, degrees, strict=True)]


def _render(rng: np.random.Generator, events: list[tuple[float, float, Floats]], bpm: float, beats: int, swing: float, steps: int) -> Loop:
    length = beats * 60 / bpm
    tail = float(rng.choice([0, 0, 0, 0, rng.uniform(0.01, 0.06), rng.uniform(0.1, 0.6), rng.uniform(0.3, 1.2)]))
    lead = float(rng.choice([0, 0, 0, 0, 0, 0, 0, 0, rng.uniform(0.01, 0.05)]))
    length *= float(rng.choice([1, 1, 1, 1, 1, 1, 1, 1, rng.uniform(0.988, 1.012)]))  # some are cut by hand
    loose = float(rng.choice([0, 0, 0.002, 0.005, 0.009]))
    signal = np.zeros(round((lead + length + tail) * RATE), np.float32)
    times = []
    for beat, level, sound in events:
        place = beat + (swing / 100 - 0.5) * 0.5 if steps == 4 and round(beat * 4) % 2 else beat  # noqa: PLR2004 - sixteenths swing
        time = max(lead + place * 60 / bpm + loose * float(rng.standard_normal()), 0.0)
        first = round(time * RATE)
        part = sound[: max(0, len(signal) - first)]
        signal[first : first + len(part)] += np.float32(level) * part
        times.append(time)
    signal += (10 ** rng.uniform(-5, -3.5) * rng.standard_normal(len(signal))).astype(np.float32)
    return Loop(signal / np.abs(signal).max(), bpm, beats, swing, np.unique(np.array(times)))
