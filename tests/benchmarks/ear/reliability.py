"""Whether a confidence of 0.8 means right in 80 %: reliability tables and the expected calibration error."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.benchmarks.command import fact

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Judged = tuple[float, bool]
"""A confidence, and whether the answer was right."""


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence.

    Attributes:
        low: Lowest confidence.
        high: Highest, which belongs to the next bin.
        count: Answers.
        confidence: Their mean confidence.
        right: Share of them that is right.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """Sort answers by confidence; empty bins are left out."""
    found = []
    for low, high in pairwise(_EDGES):
        inside = [one for one in judged if low <= one[0] < high or one[0] == high == _EDGES[-1]]
        if inside:
            sums = [sum(column) / len(inside) for column in zip(*inside, strict=True)]
            found.append(Bin(low, high, len(inside), sums[0], sums[1]))
    return found


def calibration_error(found: Sequence[Bin]) -> float:
    """Expected calibration error: distance of confidence and share right, weighed by count (Naeini et al., AAAI 2015)."""
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.confidence - one.right) for one in found) / total if total else 0.0


def print_table(name: str, judged: Sequence[Judged]) -> None:
    """Print the reliability of one kind of answer."""
    found = bins(judged)
    fact(f"reliability of {name}: expected calibration error", f"{calibration_error(found):.3f}")
    for one in found:
        fact(f"      confidence {one.low:.1f}-{one.high:.1f}: {one.count:5} answers, mean {one.confidence:.2f}", f"right {one.right:.2f}")
