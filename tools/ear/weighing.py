"""What each sound counts in training."""

import numpy as np
from numpy.typing import NDArray

# how far big ones are tamed: 0 leaves a sound's weight as it is, 1 makes all count the same
_CLASS_OF_A_SOURCE, _CLASS, _CATEGORY = 0.4, 0.5, 0.5


def weigh(answers: list[str], sources: list[str]) -> NDArray[np.float64]:
    """Tame big sources, big classes and big categories, so that none of them is the model.

    Args:
        answers: Label of each sound; what stands before a colon is its category.
        sources: Source of each sound.

    Returns:
        Weights, in no particular unit.
    """
    pairs = np.array([f"{answer}|{source}" for answer, source in zip(answers, sources, strict=True)])
    categories = np.array([answer.partition(":")[0] for answer in answers])
    weights = np.ones(len(answers))
    for members, power in ((pairs, _CLASS_OF_A_SOURCE), (np.array(answers), _CLASS), (categories, _CATEGORY)):
        for name in np.unique(members):
            inside = members == name
            weights[inside] *= weights[inside].sum() ** -power
    return weights / weights.mean()
