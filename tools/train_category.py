# ruff: noqa: INP001, T201 - a script, which prints
"""Train the category model (resources/models/ear.json) on a labelled sample set, and judge it on sources left out.

    python tools/train_category.py SET_DIR OUT.json     SET_DIR/labels.csv: path, source, category, subtype, is_loop, key, root

Needs the package and its `test` extra (scipy). Takes about three minutes on one core; the same set gives the same model.
"""

import csv
import json
import os
import sys
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar  # type: ignore[import-untyped]

from sp404_gui.audio.decode import DecodeLimits, decode
from sp404_gui.audio.sound import Sound, listen
from sp404_gui.audio.timbre import GROUPS, describe

Array = NDArray[np.float64]
Labels = NDArray[np.str_]
# sources that share instruments count as one, or leaving one out would leave half of it in
TWINS = {
    "fluid-soundfont-gm + mma": "fluid-soundfont-gm",
    "hydrogen-data": "hydrogen-drumkits",
    "own sequencer over hydrogen/sonic-pi one-shots": "hydrogen-drumkits",
}
HEADS: dict[str, tuple[Sequence[str], float]] = {
    "family": (tuple(GROUPS), 0.03),
    "kind": (("outline", "rhythm"), 0.1),
    "tone": (("pitch", "tonal", "outline"), 0.1),
}


def family(row: dict[str, str]) -> str:
    """Answer of the head "family": category and subcategory; empty where there is no label."""
    return f"{row['category']}:{row['subtype']}" if row["category"] else ""


def kind(row: dict[str, str]) -> str:
    """Answer of the head "kind"."""
    return "loop" if row["is_loop"] == "1" else "one_shot"


def tone(row: dict[str, str]) -> str:
    """Answer of the head "tone", for one-shots: drums and effects stand for all that has no pitch."""
    if row["is_loop"] == "1":
        return ""
    if row["key"]:
        return "chord"
    if row["root"]:
        return "note"
    return "other" if row["category"] in {"drums", "fx"} else ""


ANSWERS: dict[str, Callable[[dict[str, str]], str]] = {"family": family, "kind": kind, "tone": tone}


def hear(path: str) -> Sound | None:
    """Prepare one file; None where it is silent."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return listen(decode(descriptor, DecodeLimits()))
    finally:
        os.close(descriptor)


def weigh(answers: Labels, sources: Labels) -> Array:
    """Tame big sources, big classes and big families, so that none of them is the model."""
    weights = np.ones(len(answers))
    pairs = np.char.add(np.char.add(answers, "|"), sources)
    families = np.array([answer.partition(":")[0] for answer in answers])
    for names, power in ((pairs, 0.4), (answers, 0.5), (families, 0.5)):
        for name in np.unique(names):
            chosen = names == name
            weights[chosen] *= weights[chosen].sum() ** -power
    return np.asarray(weights / weights.mean())


def fit(inputs: Array, answers: Labels, weights: Array, strength: float) -> tuple[list[str], Array, Array]:
    """Multinomial logistic regression with a quadratic penalty (L-BFGS); `strength` is the inverse of the penalty."""
    classes = sorted(set(answers.tolist()))
    target = (answers[:, None] == np.array(classes)[None, :]).astype(float)
    shape = (inputs.shape[1] + 1, len(classes))
    extended = np.column_stack([inputs, np.ones(len(inputs))])

    def loss(flat: Array) -> tuple[float, Array]:
        coefficients = flat.reshape(shape)
        scores = extended @ coefficients
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        gradient = extended.T @ ((np.exp(logs) - target) * weights[:, None])
        gradient[:-1] += coefficients[:-1] / strength
        penalty = 0.5 / strength * float(np.square(coefficients[:-1]).sum())
        return penalty - float(weights @ (logs * target).sum(axis=1)), gradient.reshape(-1)

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x.reshape(shape)
    return classes, found[:-1], found[-1]


def left_out(inputs: Array, answers: Labels, sources: Labels, strength: float) -> tuple[list[str], Array]:
    """Scores of each sound by a model that never heard its source."""
    classes = sorted(set(answers.tolist()))
    scores = np.full((len(answers), len(classes)), -20.0)
    for source in np.unique(sources):
        inside = sources != source
        known, weights, bias = fit(inputs[inside], answers[inside], weigh(answers[inside], sources[inside]), strength)
        at = [classes.index(name) for name in known]
        scores[np.ix_(~inside, at)] = inputs[~inside] @ weights + bias
    return classes, scores


def temperature(scores: Array, right: NDArray[np.intp]) -> float:
    """Scale of the scores that makes the probabilities of left-out sources honest (C. Guo et al. 2017)."""

    def loss(value: float) -> float:
        scaled = np.maximum((scores - scores.max(axis=1, keepdims=True)) / value, -30)
        return float(-(scaled[np.arange(len(right)), right] - np.log(np.exp(scaled).sum(axis=1))).mean())

    return round(float(minimize_scalar(loss, bounds=(0.5, 5.0), method="bounded").x), 3)


def report(name: str, answers: Labels, classes: list[str], scores: Array) -> None:
    """Print the share right on sources left out."""
    guessed = np.array(classes)[scores.argmax(axis=1)]
    shares = [float((guessed == answers)[answers == one].mean()) for one in classes]
    print(f"{name}: {np.mean(guessed == answers):.3f}, balanced {np.mean(shares):.3f} over {len(classes)} classes, {len(answers)} sounds")
    if name == "family":
        families = np.array([one.partition(":")[0] for one in classes])
        names = sorted(set(families.tolist()))
        shares_of = np.exp(scores - scores.max(axis=1, keepdims=True))
        sums = np.stack([shares_of[:, families == one].sum(axis=1) for one in names], axis=1)
        right = np.array(names)[sums.argmax(axis=1)] == np.array([one.partition(":")[0] for one in answers])
        by_class = {one: round(float(right[np.char.startswith(answers, one)].mean()), 3) for one in names}
        print(f"category: {right.mean():.3f}, balanced {np.mean(list(by_class.values())):.3f} {by_class}")


def main(folder: str, output: str) -> None:
    """Measure the set, judge each head on sources left out, and write the model of all sources."""
    with open(os.path.join(folder, "labels.csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    heard = [(row, sound) for row in rows if (sound := hear(os.path.join(folder, row["path"]))) is not None]
    inputs = np.array([describe(sound) for _, sound in heard], np.float64)
    sources = np.array([TWINS.get(row["source"], row["source"]) for row, _ in heard])
    mean, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-6
    standard = np.clip((inputs - mean) / scale, -3, 3)
    sizes = [len(group(heard[0][1])) for group in GROUPS.values()]
    ends = np.cumsum(sizes)
    spans = {name: np.arange(end - size, end) for name, end, size in zip(GROUPS, ends, sizes, strict=True)}
    heads = {}
    for name, (groups, strength) in HEADS.items():
        answers = np.array([ANSWERS[name](row) for row, _ in heard])
        known = answers != ""
        columns = np.concatenate([spans[group] for group in groups])
        picked = standard[known][:, columns]
        classes, scores = left_out(picked, answers[known], sources[known], strength)
        report(name, answers[known], classes, scores)
        right = np.array([classes.index(answer) for answer in answers[known]])
        classes, weights, bias = fit(picked, answers[known], weigh(answers[known], sources[known]), strength)
        heads[name] = {
            "classes": classes,
            "columns": columns.tolist(),
            "weights": weights.round(4).tolist(),
            "bias": bias.round(4).tolist(),
            "temperature": temperature(scores, right),
        }
    model = {"schema": 1, "mean": mean.round(5).tolist(), "scale": scale.round(5).tolist(), "heads": heads}
    with open(output, "w", encoding="utf-8") as file:
        json.dump(model, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
