"""Decision trees, run in numpy: all trees of a forest walk down at once.

Extremely randomised trees (P. Geurts, D. Ernst and L. Wehenkel 2006), grown by tools/ear.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LEAF = 255
"""In place of a number: this node asks for nothing."""


@dataclass(frozen=True, slots=True)
class Votes:
    """What the leaves say; most name one or two answers.

    Attributes:
        starts: For each leaf, and one past the last, where its votes start in `voted`.
        voted: Answers.
        shares: Of each of these, 255 for certain.
        answers: How many answers there are.
    """

    starts: NDArray[np.int32]
    voted: NDArray[np.uint8]
    shares: NDArray[np.uint8]
    answers: int

    def mean(self, leaves: NDArray[np.int32]) -> Floats:
        """Mean vote of some leaves, shape (answers,), sums to 1."""
        counts = self.starts[leaves + 1] - self.starts[leaves]
        ends = np.cumsum(counts)
        chosen = np.repeat(self.starts[leaves + 1] - ends, counts) + np.arange(ends[-1])
        total = np.bincount(self.voted[chosen], self.shares[chosen], self.answers)
        return np.asarray(total / total.sum(), np.float32)


@dataclass(frozen=True, slots=True)
class Forest:
    """Many trees over the same numbers, as one table of nodes.

    Attributes:
        roots: First node of each tree.
        numbers: For each node, which number it asks for.
        thresholds: The sound goes to the second child where its number is greater.
        below: Position of the first child, the second follows it; of a leaf, minus one minus its place in `votes`.
        votes: What the leaves say.
    """

    roots: NDArray[np.int32]
    numbers: NDArray[np.uint8]
    thresholds: Floats
    below: NDArray[np.int32]
    votes: Votes

    def shares(self, described: Floats) -> Floats:
        """Return the mean vote of the trees.

        Args:
            described: Numbers of one sound, as `timbre.describe` gives them.

        Returns:
            Shape (answers,), sums to 1.
        """
        nodes = self.roots
        below = self.below[nodes]
        while (inner := below >= 0).any():
            nodes = np.where(inner, below + (described[self.numbers[nodes]] > self.thresholds[nodes]), nodes)
            below = self.below[nodes]
        return self.votes.mean(-1 - below)


def forest_of(sizes: NDArray[np.int32], numbers: NDArray[np.uint8], thresholds: Floats, votes: Votes) -> Forest:
    """Build a forest from its nodes, one tree after the other, each from its root down level by level.

    In this order nothing need be said of who is whose child: of a tree's nodes that ask, the k-th has the k-th pair.

    Args:
        sizes: Nodes of each tree.
        numbers: For each node, which number it asks for, or LEAF.
        thresholds: Of the nodes that ask, in their order.
        votes: Of the leaves, in their order.

    Raises:
        ValueError: The nodes make no such forest.
    """
    asks = numbers != LEAF
    asking = np.cumsum(asks, dtype=np.int32)
    leaves = np.arange(1, len(numbers) + 1, dtype=np.int32) - asking
    ends = np.cumsum(sizes)
    pending = (asking - leaves)[ends - 1]
    # each tree has one leaf more than nodes that ask
    if ends[-1] != len(numbers) or len(votes.starts) != leaves[-1] + 1 or (pending != -np.arange(1, len(sizes) + 1)).any():
        raise ValueError("The model's trees do not hold together.")
    spread = np.zeros(len(numbers), np.float32)
    spread[asks] = thresholds
    tree = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    below = np.where(asks, 2 * asking + tree - 1, -leaves)
    return Forest((ends - sizes).astype(np.int32), np.where(asks, numbers, np.uint8(0)), spread, below, votes)


def votes_of(counts: NDArray[np.uint8], voted: NDArray[np.uint8], shares: NDArray[np.uint8], answers: int) -> Votes:
    """Read the votes of leaves.

    Args:
        counts: For each leaf, how many answers it votes for.
        voted: Which, leaf by leaf.
        shares: Of each of these, 255 for certain.
        answers: How many answers there are.

    Raises:
        ValueError: An answer is none of these, or the parts are of different lengths.
    """
    starts = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=starts[1:])
    if starts[-1] != len(voted) or len(voted) != len(shares) or voted.max() >= answers:
        raise ValueError("The model's votes are for nobody.")
    return Votes(starts, voted, shares, answers)
