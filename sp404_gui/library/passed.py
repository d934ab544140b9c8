"""What a scan passed over, counted by reason, so that nothing disappears in silence."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum


class Reason(StrEnum):
    """Why something on disk was not taken as a sample; the value is the wording for the user."""

    HIDDEN = "hidden"
    NOT_AUDIO = "not audio"
    FILTERED = "left out by the filter"
    ALREADY = "already taken"
    OUTSIDE = "links that lead outside the folder"
    BROKEN = "broken links"
    SPECIAL = "pipes, sockets or devices"
    UNREADABLE = "folders that cannot be read"
    VANISHED = "gone while scanning"
    GONE = "no longer there"


EXPECTED = frozenset({Reason.HIDDEN, Reason.NOT_AUDIO, Reason.FILTERED, Reason.ALREADY})
"""Reasons that are everyday life; the others deserve a word to the user, with the names."""

_EXAMPLES = 5


class PassedOver:
    """Counts of what was passed over, and the first few paths of each reason. Memory does not grow with the scan.

    Attributes:
        is_any_away: Whether a place was not there that may come back: what it holds is not listed.
    """

    def __init__(self) -> None:
        self.counts: Counter[Reason] = Counter()
        self.examples: dict[Reason, list[str]] = {}
        self.is_any_away = False

    def add(self, reason: Reason, path: str) -> None:
        """Count one path (surrogates kept) under a reason."""
        self.counts[reason] += 1
        examples = self.examples.setdefault(reason, [])
        if len(examples) < _EXAMPLES:
            examples.append(path)

    def noteworthy(self) -> Iterator[tuple[Reason, int, tuple[str, ...]]]:
        """The reasons that the user may want to act on: reason, count, the first paths."""
        for reason in Reason:
            if self.counts[reason] and reason not in EXPECTED:
                yield reason, self.counts[reason], tuple(self.examples[reason])

    def __str__(self) -> str:
        """The counts in words, as "12 not audio, 3 hidden"; empty when nothing was passed over."""
        return ", ".join(f"{self.counts[reason]} {reason}" for reason in Reason if self.counts[reason])
