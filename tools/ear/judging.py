"""Judging on sources left out: each sound is answered for by an ear that never heard its source."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]

from sp404_gui.audio.ear import NETWORK_SHARE, honest
from tools.ear.growing import grow
from tools.ear.hearing import Sounds
from tools.ear.kinship import LENT
from tools.ear.questions import QUESTIONS
from tools.ear.training import Floats, Indices, answer, train

Answers = dict[str, list[str]]

_WORKERS = 2
_NEAREST = 10
_LEAST_TEMPERATURE, _MOST_TEMPERATURE = 0.2, 4.0


@dataclass(frozen=True)
class LeftOut:
    """Answers of ears that never heard the sound's source.

    Attributes:
        votes: Of each question, shape (sounds, answers), as the ear has them before its temperature.
        neighbours: Shape (sounds, 10): the nearest sounds of other sources, the nearest first.
    """

    votes: dict[str, Floats]
    neighbours: Indices


def leave_out(sounds: Sounds, judged: int, answers: Answers, steps: int) -> LeftOut:
    """Train once for each group of sources of the judged sounds, on all others, and let that ear answer for the group.

    Args:
        sounds: All sounds.
        judged: The first so many are judged; the rest is only trained on.
        answers: The answers of each question.
        steps: Batches of each training.
    """
    groups = sorted(set(sounds.groups[:judged].tolist()))
    votes = {name: np.zeros((judged, len(classes)), np.float32) for name, classes in answers.items()}
    neighbours = np.zeros((judged, _NEAREST), np.intp)
    with ProcessPoolExecutor(_WORKERS, get_context("fork"), initializer=torch.set_num_threads, initargs=(1,)) as pool:
        task = partial(_without, sounds=sounds, judged=judged, answers=answers, steps=steps)
        for group, (found, near) in zip(groups, pool.map(task, groups), strict=True):
            inside = np.flatnonzero(sounds.groups[:judged] == group)
            neighbours[inside] = near
            for name, part in found.items():
                votes[name][inside] = part
    return LeftOut(votes, neighbours)


def _without(group: str, sounds: Sounds, judged: int, answers: Answers, steps: int) -> tuple[dict[str, Floats], Indices]:
    inside = sounds.groups[:judged] == group
    heard = np.flatnonzero(may_hear(sounds, group))
    numbers = sounds.numbers[:judged, 0][inside]
    votes = {}
    for name, classes in answers.items():
        grown = grow(sounds, heard, name, classes)
        votes[name] = np.zeros((len(numbers), len(classes)), np.float32)
        votes[name][:, [classes.index(one) for one in grown.answers]] = grown.shares(numbers)
    trained = train(sounds, heard, answers, steps)
    shares, places = answer(trained, sounds, np.arange(judged))
    votes["family"] = (1 - NETWORK_SHARE) * votes["family"] + NETWORK_SHARE * shares[inside]
    return votes, _nearest(places, inside)


def may_hear(sounds: Sounds, group: str) -> NDArray[np.bool_]:
    """Sounds that an ear may hear which answers for a group: none of it, and none that were made of it."""
    made_of_it = [source for source, lender in LENT.items() if lender == group]
    return (sounds.groups != group) & ~np.isin([row["source"] for row in sounds.rows], made_of_it)


def _nearest(places: Floats, inside: NDArray[np.bool_]) -> Indices:
    away = places - places[~inside].mean(axis=0)
    away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-12)
    likeness = away[inside] @ away.T
    likeness[:, inside] = -np.inf
    return np.argsort(-likeness, axis=1, kind="stable")[:, :_NEAREST]


def temperature(votes: Floats, right: Indices) -> float:
    """Exponent that makes the probabilities of left-out sources honest (C. Guo et al. 2017)."""

    def loss(value: float) -> float:
        return float(-np.log(honest(votes, value)[np.arange(len(right)), right]).mean())

    return round(float(minimize_scalar(loss, bounds=(_LEAST_TEMPERATURE, _MOST_TEMPERATURE), method="bounded").x), 3)


def fit_temperatures(sounds: Sounds, left_out: LeftOut, answers: Answers, without: str = "") -> dict[str, float]:
    """Temperature of each question, over all judged sounds but those of one group."""
    judged = len(left_out.neighbours)
    found = {}
    for name, classes in answers.items():
        known, right = right_answers(sounds, judged, name, classes)
        used = sounds.groups[known] != without
        found[name] = temperature(left_out.votes[name][known[used]], right[used])
    return found


def right_answers(sounds: Sounds, judged: int, question: str, classes: list[str]) -> tuple[Indices, Indices]:
    """Return the judged sounds with a label, and the position of the right answer of each."""
    labels = [QUESTIONS[question](row) for row in sounds.rows[:judged]]
    known = np.array([i for i, label in enumerate(labels) if label in classes])
    return known, np.array([classes.index(labels[i]) for i in known])


def report(sounds: Sounds, left_out: LeftOut, answers: Answers) -> str:
    """Say what share of each question is right, over all and balanced, and the category's by source."""
    judged = len(left_out.neighbours)
    lines = []
    for name, classes in answers.items():
        known, right = right_answers(sounds, judged, name, classes)
        lines += _shares_right(name, left_out.votes[name][known].argmax(axis=1), right, classes)
    known, right = right_answers(sounds, judged, "family", answers["family"])
    of_family = [one.partition(":")[0] for one in answers["family"]]
    categories = sorted(set(of_family))
    belongs = np.array([[one == category for category in categories] for one in of_family], np.float32)
    found = (left_out.votes["family"][known] @ belongs).argmax(axis=1)
    wanted = belongs[right].argmax(axis=1)
    lines += _shares_right("category", found, wanted, categories)
    groups = sounds.groups[known]
    lines += [f"    {group}: {(found == wanted)[groups == group].mean():.3f} of {np.sum(groups == group)}" for group in np.unique(groups)]
    return "\n".join(lines)


def _shares_right(name: str, found: Indices, right: Indices, classes: list[str]) -> list[str]:
    is_right = found == right
    of_class = {one: float(is_right[right == i].mean()) for i, one in enumerate(classes) if (right == i).any()}
    head = f"{name}: {is_right.mean():.3f}, balanced {np.mean(list(of_class.values())):.3f} of {len(right)}"
    return [head, "    " + "  ".join(f"{one} {share:.3f}" for one, share in of_class.items())]
