# ruff: noqa: T201 - a program that reports on the terminal
"""Write down where ears hear sounds whose sources they never heard: `python -m tools.ear.halves HEARD.npz FILE.json.gz`.

The sources of the judged set are parted in two halves; for each half a network is trained on everything else, and says where it hears
the sounds of its half. So all sounds of a half have places that can be compared, which those of one left-out source at a time have not:
`tests/benchmarks/coverage` takes each half for a folder of samples. HEARD.npz is what `python -m tools.ear --heard` keeps.
"""

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from sp404_gui.audio.embedding import encode_embedding
from tools.ear.hearing import Sounds
from tools.ear.judging import may_hear
from tools.ear.questions import QUESTIONS
from tools.ear.storing import read_heard
from tools.ear.training import Floats, answer, train

_STEPS = 1000


def _halves(groups: NDArray[np.str_]) -> tuple[list[str], list[str]]:
    """Groups of sources, dealt out largest first to the half that has fewer sounds."""
    halves: tuple[list[str], list[str]] = ([], [])
    sizes = [0, 0]
    names, counts = np.unique(groups, return_counts=True)
    for place in np.argsort(-counts, kind="stable").tolist():
        smaller = sizes.index(min(sizes))
        halves[smaller].append(str(names[place]))
        sizes[smaller] += int(counts[place])
    return halves


def _places(sounds: Sounds, half: list[str], inside: NDArray[np.intp], steps: int) -> tuple[Floats, list[str]]:
    """Embeddings of a half's sounds, of length 1, and what the network takes each for."""
    judged = [row for row in sounds.rows if row["folder"] == "0"]
    answers = {name: sorted({label(row) for row in judged} - {""}) for name, label in QUESTIONS.items()}
    heard = np.flatnonzero(np.all([may_hear(sounds, group) for group in half], axis=0))
    trained = train(sounds, heard, answers, steps)
    centre = answer(trained, sounds, heard)[1].mean(axis=0)
    shares, places = answer(trained, sounds, inside)
    away = places - centre
    return away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-12), [answers["family"][i] for i in shares.argmax(axis=1)]


def main() -> None:
    """Train twice, and write path -> {"half", "embedding", "family"}."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("heard", type=Path)
    parser.add_argument("written", type=Path)
    parser.add_argument("--steps", type=int, default=_STEPS)
    given = parser.parse_args()
    torch.set_num_threads(1)
    sounds = read_heard(given.heard)
    judged = sum(row["folder"] == "0" for row in sounds.rows)
    told = {}
    for number, half in enumerate(_halves(sounds.groups[:judged])):
        inside = np.flatnonzero(np.isin(sounds.groups[:judged], half))
        places, families = _places(sounds, half, inside, given.steps)
        print(f"half {number}: {len(inside)} sounds of {', '.join(half)}", flush=True)
        for i, place, family in zip(inside, places, families, strict=True):
            told[sounds.rows[i]["path"]] = {"half": number, "embedding": encode_embedding(place), "family": family}
    given.written.write_bytes(gzip.compress(json.dumps(told, separators=(",", ":")).encode(), mtime=0))


if __name__ == "__main__":
    main()
