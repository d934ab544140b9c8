# ruff: noqa: INP001, T201 - a script, which prints
"""Fit the confidence of keys (CONFIDENCE in sp404_gui/audio/key.py) on labelled chords and phrases, and judge it on sources left out.

    python -m tools.train_tonality SET_DIR     SET_DIR/labels.csv: path, source, is_loop, key, root, midi

As labelled chords come from few instruments, chords and progressions are also made here from the single notes of each source: notes of one
kind of instrument, resampled to pitch, in a known key and a random tuning; a third of the progressions does not begin on the tonic.
The same set gives the same figures.
"""

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from sp404_gui.audio.decode import DecodeLimits, decode
from sp404_gui.audio.halving import lower_rate
from sp404_gui.audio.key import confidence_numbers, guess_tonic
from sp404_gui.audio.spectrum import mono_mix
from sp404_gui.audio.tonality import NOTE_NAMES, pitch_classes, spectral_peaks, tuning
from tools.ear.kinship import group_of

Array = NDArray[np.float64]
Signal = NDArray[np.float32]
RATE = 44_100
PENALTY = 0.01
MADE_OF_EACH = 40
FLATS = {"Db": "C#", "Eb": "D#", "Gb": "F#", "Ab": "G#", "Bb": "A#"}
# degrees as semitones above the tonic with their quality; the home chord first, or elsewhere
PROGRESSIONS = {
    "major": ("0M 7M 9m 5M", "0M 5M 7M 0M", "0M 9m 5M 7M", "0M 0M 5M 7M", "9m 5M 0M 7M", "5M 7M 0M 0M"),
    "minor": ("0m 8M 3M 10M", "0m 5m 7M 0m", "0m 10M 8M 7M", "0m 0m 5m 0m", "8M 10M 0m 0m", "5m 8M 0m 7M"),
}
CHORDS = {"M": (0, 4, 7), "m": (0, 3, 7)}


@dataclass(frozen=True)
class Case:
    """One chord or phrase: where it comes from, whether its key was found, and the numbers that tell how sure that is."""

    source: str
    kind: str
    is_right: bool
    numbers: Array


def hear(path: str) -> tuple[Signal, float]:
    """Decode to mono with a peak of 1."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        audio = decode(descriptor, DecodeLimits())
    finally:
        os.close(descriptor)
    mixed = mono_mix(audio.samples)
    return mixed / np.float32(max(float(np.abs(mixed).max()), 1e-9)), audio.sample_rate_hz


def judge(signal: Signal, rate: float, key: str, source: str, kind: str) -> Case:
    """Find the key of one signal."""
    peaks = spectral_peaks(*lower_rate(signal, rate, 15_000))
    guess = guess_tonic(peaks, pitch_classes(peaks, tuning(peaks)))
    if guess is None:
        raise ValueError(f"{key} in {source} holds no notes")
    tonic, _, mode = key.partition(" ")
    return Case(source, kind, guess.name == f"{FLATS.get(tonic, tonic)} {mode}", confidence_numbers(guess))


def labelled(folder: str, rows: list[dict[str, str]]) -> Iterator[Case]:
    """Judge the chords and phrases that have a label."""
    for row in rows:
        if row["key"]:
            source = group_of(row["source"])
            yield judge(*hear(os.path.join(folder, row["path"])), row["key"], source, "loop" if row["is_loop"] == "1" else "chord")


def played(notes: dict[int, tuple[Signal, float]], pitch: float, seconds: float) -> Signal:
    """Play one pitch with the nearest note of an instrument, faded at its end."""
    base = min(notes, key=lambda midi: abs(midi - pitch))
    signal, rate = notes[base]
    step = 2 ** ((pitch - base) / 12) * rate / RATE
    places = np.arange(int(seconds * RATE)) * step
    sound = np.interp(places, np.arange(len(signal)), signal, right=0.0)
    sound[-500:] *= np.linspace(1, 0, 500)
    return np.asarray(sound, np.float32)


def made(folder: str, rows: list[dict[str, str]]) -> Iterator[Case]:
    """Make chords and progressions of the single notes of each source."""
    instruments: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["midi"] and not row["key"] and row["is_loop"] != "1" and 36 <= float(row["midi"]) <= 84:  # noqa: PLR2004 - where chords are played
            instruments[row["source"], row["subtype"]].append(row)
    for source in sorted({source for source, _ in instruments}):
        seeds = np.random.default_rng(404)
        kinds = [kind for name, kind in sorted(instruments) if name == source and len(instruments[name, kind]) >= 3]  # noqa: PLR2004
        for number in range(MADE_OF_EACH if kinds else 0):
            chosen = instruments[source, kinds[seeds.integers(len(kinds))]]
            few = [chosen[index] for index in seeds.choice(len(chosen), min(4, len(chosen)), replace=False)]
            notes = {int(float(row["midi"])): hear(os.path.join(folder, row["path"])) for row in few}
            tonic, mode, detuned = int(seeds.integers(12)), ("major", "minor")[seeds.integers(2)], seeds.uniform(-0.4, 0.4)
            home = f"0{'M' if mode == 'major' else 'm'}"
            progression = home if number % 2 else PROGRESSIONS[mode][seeds.integers(len(PROGRESSIONS[mode]))]
            signal = render(notes, tonic + detuned, progression.split(), seeds.uniform(0.6, 1.6))
            yield judge(signal, RATE, f"{NOTE_NAMES[tonic]} {mode}", source, "made chord" if number % 2 else "made phrase")


def render(notes: dict[int, tuple[Signal, float]], tonic: float, degrees: list[str], seconds: float) -> Signal:
    """Play chords one after another, each with its root an octave lower."""
    parts = []
    for degree in degrees:
        root = 48 + (tonic + int(degree[:-1])) % 12
        pitches = (root - 12, *(root + step for step in CHORDS[degree[-1]]))
        parts.append(np.sum([played(notes, pitch, seconds) for pitch in pitches], axis=0))
    return np.concatenate(parts)


def fit(cases: list[Case]) -> Array:
    """Logistic regression of "it is right"; a source counts by the square root of its size."""
    numbers = np.array([case.numbers for case in cases])
    right = np.array([case.is_right for case in cases], float)
    sizes = np.array([sum(other.source == case.source for other in cases) for case in cases])
    weights = sizes**-0.5 / np.sum(sizes**-0.5)

    def loss(values: Array) -> float:
        scores = values[0] + numbers @ values[1:]
        return float(weights @ (np.logaddexp(0, scores) - right * scores) + PENALTY * values[1:] @ values[1:] / 100)

    return np.asarray(minimize(loss, np.zeros(1 + numbers.shape[1]), method="BFGS").x)


def main() -> None:
    """Print accuracy by source and kind, the reliability on sources left out, and the fitted numbers."""
    folder = sys.argv[1]
    with open(os.path.join(folder, "labels.csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cases = [*labelled(folder, rows), *made(folder, rows)]
    for source, kind in sorted({(case.source, case.kind) for case in cases}):
        found = [case.is_right for case in cases if (case.source, case.kind) == (source, kind)]
        print(f"{source:28} {kind:12} {len(found):4} right {np.mean(found):.3f}")
    sure = np.zeros(len(cases))
    for source in sorted({case.source for case in cases}):
        values = fit([case for case in cases if case.source != source])
        for index, case in enumerate(cases):
            if case.source == source:
                sure[index] = 1 / (1 + np.exp(-values[0] - case.numbers @ values[1:]))
    right = np.array([case.is_right for case in cases])
    real = np.array([not case.kind.startswith("made") for case in cases])
    for name, chosen in (("all", real | True), ("labelled", real)):
        print(f"\n{name}, source left out: confidence, right, of")
        for low in np.arange(0, 1, 0.1):
            inside = chosen & (sure >= low) & (sure < low + 0.1 + 1e-9)
            if inside.any():
                print(f"  {sure[inside].mean():.2f}   {right[inside].mean():.2f}   {inside.sum()}")
        upper = chosen & (sure >= np.median(sure[chosen]))
        print(f"  right {right[chosen].mean():.3f}, surer half {right[upper].mean():.3f}")
    print("\nCONFIDENCE =", tuple(round(float(value), 2) for value in fit(cases)))


if __name__ == "__main__":
    main()
