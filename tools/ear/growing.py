"""Growing of the forests, and their way into the nodes of sp404_gui/audio/forest.py."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier  # type: ignore[import-untyped]

from sp404_gui.audio.forest import LEAF
from tools.ear.hearing import Sounds
from tools.ear.questions import QUESTIONS
from tools.ear.weighing import weigh

_TREES = 100
_LEAST_LEAF = 3
_MOST_LEAVES = {"family": 2500, "kind": 300, "tone": 300}
_LOOKED_AT = {"family": 0.4, "kind": 0.2, "tone": 0.2}
_VARIATIONS = 2

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Grown:
    """A forest as scikit-learn has it, with the answers in the order of its votes."""

    trees: ExtraTreesClassifier
    answers: list[str]

    def shares(self, numbers: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities, shape (sounds, answers)."""
        return np.asarray(self.trees.predict_proba(numbers), np.float32)


def grow(sounds: Sounds, chosen: Indices, question: str, answers: list[str]) -> Grown:
    """Grow the forest of one question.

    Args:
        sounds: All sounds.
        chosen: Positions of those that may be heard.
        question: Name of the question.
        answers: Its answers; sounds with another or no label are left out.
    """
    labels = [QUESTIONS[question](sounds.rows[i]) for i in chosen]
    known = np.array([label in answers for label in labels])
    heard, right = chosen[known], [label for label in labels if label in answers]
    weights = weigh(right, [sounds.rows[i]["source"] for i in heard])
    trees = ExtraTreesClassifier(
        _TREES, min_samples_leaf=_LEAST_LEAF, max_features=_LOOKED_AT[question], max_leaf_nodes=_MOST_LEAVES[question], random_state=0
    )
    inputs = np.concatenate([sounds.numbers[heard, variation] for variation in range(_VARIATIONS)])
    trees.fit(inputs, right * _VARIATIONS, sample_weight=np.tile(weights, _VARIATIONS))
    return Grown(trees, trees.classes_.tolist())


def tables(grown: Grown) -> dict[str, NDArray[np.generic]]:
    """Return what `audio.forest` builds a forest of, by the names in `audio.ear.FOREST_PARTS`."""
    numbers, thresholds, votes = [], [], []
    for estimator in grown.trees.estimators_:
        tree = estimator.tree_
        order = _by_level(tree.children_left, tree.children_right)
        is_leaf = tree.children_left[order] < 0
        numbers.append(np.where(is_leaf, LEAF, tree.feature[order]))
        thresholds.append(tree.threshold[order][~is_leaf])
        shares = tree.value[order][is_leaf][:, 0]
        votes.append(np.round(255 * shares / shares.sum(axis=1, keepdims=True)))
    all_votes = np.concatenate(votes).astype(np.uint8)
    leaves, voted = np.nonzero(all_votes)
    return {
        "sizes": np.array([len(one) for one in numbers], np.int32),
        "numbers": np.concatenate(numbers).astype(np.uint8),
        "thresholds": np.concatenate(thresholds).astype(np.float32),
        "counts": np.count_nonzero(all_votes, axis=1).astype(np.uint8),
        "voted": voted.astype(np.uint8),
        "shares": all_votes[leaves, voted],
    }


def _by_level(left: Indices, right: Indices) -> Indices:
    """Order of the nodes from the root down, in which both children of a node follow each other."""
    levels = [np.zeros(1, np.intp)]
    while True:
        inner = levels[-1][left[levels[-1]] >= 0]
        if not len(inner):
            return np.concatenate(levels)
        levels.append(np.stack([left[inner], right[inner]], axis=1).ravel())
