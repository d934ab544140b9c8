"""Whether alike sounds are near: what the nearest sounds of other sources have in common with a sound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tests.benchmarks.ear.yardstick import Row, source

_NEAREST = 10

Neighbours = Mapping[str, Sequence[str]]
"""Sounds near to each, by neutral name, the nearest first."""


@dataclass(frozen=True)
class Alike:
    """Shares of the nearest sounds of other sources.

    Attributes:
        category: Of the same category.
        subtype: Of the same category and subtype.
        sounds: How many were asked.
    """

    category: float
    subtype: float
    sounds: int


def nearest(rows: Sequence[Row], embeddings: Mapping[str, Sequence[float]]) -> Neighbours:
    """The nearest labelled sounds of other sources, by Euclidean distance.

    Args:
        rows: Labels.
        embeddings: By neutral name.
    """
    chosen = [row for row in rows if _is_labelled(row) and embeddings.get(row["file"])]
    if not chosen:
        return {}
    vectors = np.array([embeddings[row["file"]] for row in chosen], np.float64)
    sources = np.array([source(row) for row in chosen])
    squares = (vectors**2).sum(axis=1)
    distances = squares[:, None] + squares - 2 * vectors @ vectors.T
    distances[sources[:, None] == sources] = np.inf
    orders = np.argsort(distances, axis=1, kind="stable")[:, :_NEAREST]
    return {
        row["file"]: [chosen[other]["file"] for other in order if np.isfinite(distances[number, other])]
        for number, (row, order) in enumerate(zip(chosen, orders.tolist(), strict=True))
    }


def judge(rows: Sequence[Row], neighbours: Neighbours) -> Alike | None:
    """Judge neighbours, in the mean over the sounds that have any; those of the same source do not count. None where there are none."""
    labels = {row["file"]: row for row in rows if _is_labelled(row)}
    shares = []
    for name in labels.keys() & neighbours.keys():
        asked = labels[name]
        others = [labels[other] for other in neighbours[name] if other in labels and source(labels[other]) != source(asked)][:_NEAREST]
        same = [other["subtype"] == asked["subtype"] for other in others if other["category"] == asked["category"]]
        if others:
            shares.append((len(same) / len(others), sum(same) / len(others)))
    if not shares:
        return None
    category, subtype = np.mean(shares, axis=0).tolist()
    return Alike(category, subtype, len(shares))


def _is_labelled(row: Row) -> bool:
    return bool(row["category"] and row["subtype"])
