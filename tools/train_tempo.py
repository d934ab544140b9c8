# ruff: noqa: INP001, T201 - a script, which prints
"""Fit the weights of the tempo evidence (WEIGHTS in sp404_gui/audio/tempo.py) on labelled loops, and judge them on sources left out.

    python tools/train_tempo.py SET_DIR     SET_DIR/labels.csv: path, source, is_loop, bpm

A conditional logit: among the candidate tempos of a loop, the right one should have the highest weighted evidence.
Needs scipy, which the `test` extra brings.
"""

import csv
import os
import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from sp404_gui.audio.decode import DecodeLimits, decode
from sp404_gui.audio.sound import listen
from sp404_gui.audio.tempo import candidates, evidence

Array = NDArray[np.float64]
PENALTY = 0.1


@dataclass(frozen=True)
class Loop:
    """The candidates of one loop, and which of them are right."""

    source: str
    bpm: Array
    evidence: Array
    right: NDArray[np.bool_]


def hear(folder: str, row: dict[str, str]) -> Loop:
    """Measure one labelled loop."""
    descriptor = os.open(os.path.join(folder, row["path"]), os.O_RDONLY)
    try:
        sound = listen(decode(descriptor, DecodeLimits()))
    finally:
        os.close(descriptor)
    if sound is None:
        raise ValueError(f"{row['path']} is silent")
    rate = sound.spectra.frame_rate_hz
    bpm, beats = candidates(sound.correlation, rate, sound.duration_s)
    right = np.abs(bpm / float(row["bpm"]) - 1) <= 0.04  # noqa: PLR2004 - the tolerance of tempo evaluations
    return Loop(row["source"], bpm, evidence(bpm, beats, sound.correlation, sound.strength, rate), right)


def fit(loops: list[Loop]) -> Array:
    """Find the weights; a source counts by the square root of its size."""
    scale = np.concatenate([loop.evidence for loop in loops]).std(axis=0) + 1e-6
    sizes = {loop.source: sum(other.source == loop.source for other in loops) for loop in loops}

    def loss(flat: Array) -> tuple[float, Array]:
        total, gradient = float(PENALTY * flat @ flat), 2 * PENALTY * flat
        for loop in loops:
            if not loop.right.any():
                continue
            scores = loop.evidence @ (flat / scale)
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            inside = shares[loop.right].sum()
            wanted = np.where(loop.right, shares, 0) / inside
            weight = sizes[loop.source] ** -0.5
            total -= weight * float(np.log(inside))
            gradient = gradient + weight * ((shares - wanted) @ loop.evidence) / scale
        return total, gradient

    return np.asarray(minimize(loss, np.zeros(len(scale)), jac=True).x / scale)


def share_right(loops: list[Loop], weights: Array) -> float:
    """Share of loops whose best candidate is right."""
    return float(np.mean([loop.right[int((loop.evidence @ weights).argmax())] for loop in loops]))


def main(folder: str) -> None:
    """Print the share right on each source by weights fitted on the others, then the weights of all."""
    with open(os.path.join(folder, "labels.csv"), newline="", encoding="utf-8") as file:
        loops = [hear(folder, row) for row in csv.DictReader(file) if row["is_loop"] == "1" and row["bpm"]]
    hits = 0.0
    for source in sorted({loop.source for loop in loops}):
        inside = [loop for loop in loops if loop.source == source]
        share = share_right(inside, fit([loop for loop in loops if loop.source != source]))
        hits += share * len(inside)
        print(f"{source}: {share:.3f} of {len(inside)}")
    print(f"left out: {hits / len(loops):.3f}")
    print(fit(loops).round(3).tolist())


if __name__ == "__main__":
    main(*sys.argv[1:])
