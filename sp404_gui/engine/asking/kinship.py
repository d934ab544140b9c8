"""How likely one sample's description holds for another: from their likeness and what both were measured to be."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LEAST_TRUST = 0.65
"""What is measured is right about the subcategory in two cases of three: a loan that is less likely to be right is worth less."""
# likeness (cosine of two embeddings) to the share of neighbours with the same category and subcategory: nearest of 2-40 % of the labelled
# sounds, by ears that never heard their sources; where both were measured to be of the same subcategory, and where not
_LIKENESS = np.array([0.55, 0.80, 0.85, 0.875, 0.9125, 0.9375, 0.96, 0.975, 0.985, 0.9925, 1.0], np.float32)
_SAME = np.array([0.42, 0.51, 0.54, 0.59, 0.62, 0.70, 0.77, 0.88, 0.89, 0.96, 1.0], np.float32)
_OTHER = np.array([0.15, 0.24, 0.27, 0.30, 0.36, 0.44, 0.53, 0.76, 0.78, 0.90, 1.0], np.float32)
LEAST_LIKENESS = float(np.interp(LEAST_TRUST, _SAME, _LIKENESS))


def trust(likeness: Floats, is_same: NDArray[np.bool_]) -> Floats:
    """Return the probability that two samples share category and subcategory, 0-1; 0 where it is too low for a loan.

    Args:
        likeness: Cosines of embeddings.
        is_same: Whether both were measured to be of the same category and subcategory.
    """
    told = np.where(is_same, np.interp(likeness, _LIKENESS, _SAME), np.interp(likeness, _LIKENESS, _OTHER))
    return np.where(told >= LEAST_TRUST, told, 0.0).astype(np.float32)
