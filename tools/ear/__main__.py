# ruff: noqa: T201 - a program that reports on the terminal
"""Train the shipped ear: `python -m tools.ear SET_DIR CORPUS_DIR... --model FILE.npz --left-out FILE.json.gz`.

SET_DIR is judged with each source left out, and trained on; the corpora are only trained on. Needs torch 2.13.0 (CPU), scikit-learn and
scipy beside the package. Takes about three quarters of an hour on two cores; the same sounds give the same model.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from tools.ear.growing import grow
from tools.ear.hearing import Sounds, hear
from tools.ear.judging import fit_temperatures, leave_out, report
from tools.ear.questions import QUESTIONS
from tools.ear.storing import keep_heard, read_heard, write_left_out, write_model
from tools.ear.training import answer, train

_VARIATIONS = 2
_STEPS = 1000


def _heard(folders: list[Path], kept: Path | None) -> Sounds:
    if kept is not None and kept.is_file():
        return read_heard(kept)
    sounds = hear(folders, _VARIATIONS)
    if kept is not None:
        keep_heard(kept, sounds)
    return sounds


def main() -> None:
    """Measure, judge, train on everything, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path)
    parser.add_argument("corpora", type=Path, nargs="*")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--left-out", type=Path, required=True)
    parser.add_argument(
        "--heard", type=Path, help="keep the measured sounds here, or take them from here: of the same sets, measured by the same program"
    )
    parser.add_argument("--steps", type=int, default=_STEPS)
    given = parser.parse_args()
    sounds = _heard([given.judged, *given.corpora], given.heard)
    judged = sum(row["folder"] == "0" for row in sounds.rows)
    answers = {name: sorted({label(row) for row in sounds.rows[:judged]} - {""}) for name, label in QUESTIONS.items()}
    left_out = leave_out(sounds, judged, answers, given.steps)
    print(report(sounds, left_out, answers), flush=True)
    temperatures = fit_temperatures(sounds, left_out, answers)
    print("temperatures:", temperatures, flush=True)
    write_left_out(given.left_out, sounds, left_out, answers)
    torch.set_num_threads(1)
    everything = np.arange(len(sounds.rows))
    forests = {name: grow(sounds, everything, name, classes) for name, classes in answers.items()}
    trained = train(sounds, everything, answers, given.steps)
    write_model(given.model, trained, answer(trained, sounds, everything)[1].mean(axis=0), forests, temperatures)


main()
