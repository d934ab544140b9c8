# ruff: noqa: INP001, T201 - a script, which prints
"""Fit the weights of the tempo evidence (WEIGHTS and CALIBRATION in sp404_gui/audio/tempo.py), and judge them on sources left out.

    python -m tools.train_tempo SET_DIR     SET_DIR/labels.csv: path, source, category, subtype, is_loop, bpm, midi

A conditional logit: among the candidate tempos of a loop, the right one should have the highest weighted evidence. It learns from the
labelled loops and from loops sequenced of one-shots (loops.py), of sources that hold no labelled loop. Needs scipy, which the `test` extra
brings; takes half a minute on one core; the same set gives the same weights.
"""

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from sp404_gui.audio.decode import DecodeLimits, decode
from sp404_gui.audio.envelope import outline
from sp404_gui.audio.onsets import onset_strengths, pick_onsets
from sp404_gui.audio.periodicity import autocorrelation
from sp404_gui.audio.spectrum import band_powers, mono_mix, reduce_rate, spectrogram
from sp404_gui.audio.tempo import Candidates, Rhythm, candidates, choose, evidence
from tools.loops import RATE, load_kit, sequence

Array = NDArray[np.float64]
PENALTY = 1.0
MADE_UP, MADE_UP_WEIGHT = 1400, 2.0
MADE_UP_SOURCE = "sequenced"
WITHOUT = ("fluid-soundfont-gm", "hydrogen-data", "hydrogen-drumkits", "lmms-common", "sonic-pi-samples")  # what labelled loops are made of
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0001)
FOLDS = 4


@dataclass(frozen=True)
class Labelled:
    """The candidates of one loop, what speaks for each, and which of them are right."""

    source: str
    truth: float
    found: Candidates
    evidence: Array
    right: NDArray[np.bool_]


def read(path: str) -> tuple[NDArray[np.float32], int, float]:
    """Return the signal of a file, its rate, and its length in seconds."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        audio = decode(descriptor, DecodeLimits())
    finally:
        os.close(descriptor)
    mixed = mono_mix(audio.samples)
    signal, rate = reduce_rate((mixed - mixed.mean()) / np.abs(mixed).max(), audio.sample_rate_hz)
    return signal, rate, audio.duration_s


def label(source: str, truth: float, signal: NDArray[np.float32], rate: int, duration_s: float) -> Labelled:
    """Measure one loop whose tempo is known."""
    spectra = spectrogram(signal, rate)
    strengths = onset_strengths(band_powers(spectra))
    onset_frames = pick_onsets(strengths[0], spectra.frame_rate_hz)
    rhythm = Rhythm(autocorrelation(strengths), spectra.frame_rate_hz, onset_frames, outline(signal, rate), duration_s)
    found = candidates(rhythm)
    distance = np.abs(found.bpm - truth)
    right = (distance <= 0.04 * truth) & (distance <= max(0.35, distance.min() + 0.2))  # the finest of those that count as right
    return Labelled(source, truth, found, evidence(rhythm, found), right)


def gather(folder: str) -> list[Labelled]:
    """Measure the labelled loops and those made up."""
    with open(os.path.join(folder, "labels.csv"), newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["is_loop"] == "1" and row["bpm"]]
    found = [label(row["source"], float(row["bpm"]), *read(os.path.join(folder, row["path"]))) for row in rows]
    kit = load_kit(folder, WITHOUT)
    for seed in range(MADE_UP):
        loop = sequence(np.random.default_rng(seed), kit)
        found.append(label(MADE_UP_SOURCE, loop.bpm, loop.signal, RATE, len(loop.signal) / RATE))
    return found


def fit(loops: Sequence[Labelled]) -> Array:
    """Find the weights; a source counts by the square root of its size."""
    usable = [loop for loop in loops if loop.right.any()]
    described = np.concatenate([loop.evidence for loop in usable])
    scale = described.std(axis=0) + 1e-3
    described = described / scale
    starts = np.cumsum([0, *(len(loop.right) for loop in usable[:-1])])
    owner = np.repeat(np.arange(len(usable)), [len(loop.right) for loop in usable])
    right = np.concatenate([loop.right for loop in usable]).astype(np.float64)
    sizes: dict[str, int] = defaultdict(int)
    for loop in usable:
        sizes[loop.source] += 1
    weights = np.array([(MADE_UP_WEIGHT if loop.source == MADE_UP_SOURCE else 1.0) * sizes[loop.source] ** -0.5 for loop in usable])

    def loss(flat: Array) -> tuple[float, Array]:
        scores = described @ flat
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        shares /= np.add.reduceat(shares, starts)[owner]
        inside = np.maximum(np.add.reduceat(shares * right, starts), 1e-12)
        wanted = shares * right / inside[owner]
        gradient = ((shares - wanted) * weights[owner]) @ described
        return float(PENALTY * flat @ flat - weights @ np.log(inside)), gradient + 2 * PENALTY * flat

    start = np.zeros(described.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x / scale)


def judge(loop: Labelled, weights: Array) -> tuple[float, bool, bool, bool]:
    """Return the log odds of the best candidate, and whether it is right, right but for an octave, and right within 1 BPM."""
    best, odds = choose(loop.found, loop.evidence @ weights)
    bpm = loop.found.bpm[best]
    near = [bool(abs(bpm / factor - loop.truth) <= 0.04 * loop.truth) for factor in (1, 2, 3, 0.5, 1 / 3)]
    return odds, near[0], any(near), bool(abs(bpm - loop.truth) <= 1)


def left_out(loops: Sequence[Labelled]) -> dict[str, list[tuple[float, bool, bool, bool]]]:
    """Judge each source by weights fitted on the others; the loops made up by four parts of themselves."""
    made_up = [loop for loop in loops if loop.source == MADE_UP_SOURCE]
    judged: dict[str, list[tuple[float, bool, bool, bool]]] = {}
    for source in sorted({loop.source for loop in loops} - {MADE_UP_SOURCE}):
        weights = fit([loop for loop in loops if loop.source != source])
        judged[source] = [judge(loop, weights) for loop in loops if loop.source == source]
    judged[MADE_UP_SOURCE] = []
    for part in range(FOLDS):
        weights = fit([loop for index, loop in enumerate(made_up) if index % FOLDS != part])
        judged[MADE_UP_SOURCE] += [judge(loop, weights) for loop in made_up[part::FOLDS]]
    return judged


def calibrate(odds: Array, right: NDArray[np.bool_]) -> Array:
    """Slope and offset that make the odds honest (J. Platt, "Probabilistic outputs for support vector machines", 1999)."""
    signs = np.where(right, -1.0, 1.0)
    return np.asarray(minimize(lambda line: float(np.logaddexp(0, signs * (line[0] * odds + line[1])).mean()), np.array([1.0, 0.0])).x)


def main(folder: str) -> None:
    """Print the shares right on each source by weights fitted on the others, how honest the confidence is, and the weights of all."""
    loops = gather(folder)
    judged = left_out(loops)
    real = np.array([one for source, some in judged.items() if source != MADE_UP_SOURCE for one in some])
    for name, rows in [*((source, np.array(some)) for source, some in judged.items()), ("all labelled", real)]:
        shares = rows[:, 1:].mean(axis=0)
        print(f"{name}: within 4 % {shares[0]:.3f}, but for octaves {shares[1]:.3f}, within 1 BPM {shares[2]:.3f}, of {len(rows)}")
    every = np.concatenate([real, np.array(judged[MADE_UP_SOURCE])])
    slope, offset = calibrate(every[:, 0], every[:, 1] > 0)
    for name, rows in (("labelled", real), ("made up", np.array(judged[MADE_UP_SOURCE]))):
        sure = 1 / (1 + np.exp(-offset - slope * rows[:, 0]))
        for low, high in pairwise(BINS):
            chosen = (sure >= low) & (sure < high)
            if chosen.any():
                mean, right = sure[chosen].mean(), rows[chosen, 1].mean()
                print(f"{name}, confidence {low:g}-{min(high, 1):g}: mean {mean:.3f}, right {right:.3f}, of {chosen.sum()}")
    print(f"CALIBRATION = ({slope:.3f}, {offset:.3f})")
    print(f"WEIGHTS = np.array({fit(loops).round(3).tolist()})")


if __name__ == "__main__":
    main(*sys.argv[1:])
