"""Decision trees, run in numpy: all trees of a forest walk down at once.

Extremely randomised trees (P. Geurts, D. Ernst and L. Wehenkel 2006), grown by tools/ear.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LEAF = 255
"""In place of a number: this node asks for nothing."""
_UNSEEN_STEPS = 4
"""From one look whether all are at a leaf to the next: there they stay."""


@dataclass(frozen=True, slots=True)
class Votes:
    """What the leaves say; most name one or two answers.

    Attributes:
        starts: For each leaf, and one past the last, where its votes start in `voted`; in a forest, for each node, as others have none.
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
        ends = self.starts.take(leaves + 1)
        counts = ends - self.starts.take(leaves)
        behind = np.cumsum(counts)
        chosen = np.repeat(ends - behind, counts) + np.arange(behind[-1])
        total = np.bincount(self.voted.take(chosen), self.shares.take(chosen), self.answers)
        return np.asarray(total / total.sum(), np.float32)


@dataclass(frozen=True, slots=True)
class Forest:
    """Many trees over the same numbers, as one table of nodes.

    Attributes:
        roots: First node of each tree.
        numbers: For each node, which number it asks for.
        thresholds: The sound goes to the second child where its number is greater; no number is greater than that of a leaf.
        below: Position of the first child, the second follows it; of a leaf, its own.
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
        nodes, below = self.roots, self.below.take(self.roots)
        while (below != nodes).any():
            for _ in range(_UNSEEN_STEPS):
                nodes = self.below.take(nodes) + (described.take(self.numbers.take(nodes)) > self.thresholds.take(nodes))
            below = self.below.take(nodes)
        return self.votes.mean(nodes)


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
    spread = np.full(len(numbers), np.inf, np.float32)
    spread[np.flatnonzero(asks)] = thresholds
    tree = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    below = np.arange(len(numbers), dtype=np.int32)
    np.copyto(below, 2 * asking + tree - 1, where=asks)
    roots = (ends - sizes).astype(np.int32)
    by_node = replace(votes, starts=votes.starts.take(np.concatenate([np.zeros(1, np.int32), leaves])))
    return Forest(roots, numbers * asks, spread, below, by_node)


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
