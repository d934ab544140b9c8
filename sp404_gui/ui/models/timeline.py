"""How often something happened over a time of any length, in a bounded number of steps. No Qt."""

import math

_MINUTE_S = 60.0


class Timeline:
    """Counts in steps of equal length; the steps double when the time outgrows them, so that three nights take no more room than a minute.

    Args:
        steps: Most steps that are kept, even.
        step_s: Length of a step at the beginning, in seconds.
    """

    def __init__(self, steps: int = 240, step_s: float = 5.0) -> None:
        self._most = steps
        self._first_step_s = step_s
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self._step_s = self._first_step_s
        self._start = 0
        self._counts: list[float] = []

    def add(self, at_s: float, amount: float = 1.0) -> None:
        """Count something.

        Args:
            at_s: When, in seconds since 1970; times before the first one count with it.
            amount: How much.
        """
        if not self._counts:
            self._start = math.floor(at_s / self._step_s)
        while (place := math.floor(at_s / self._step_s) - self._start) >= self._most:
            self._double()
        place = max(0, place)
        if place >= len(self._counts):
            self._counts.extend([0.0] * (place + 1 - len(self._counts)))
        self._counts[place] += amount

    def reach(self, at_s: float) -> None:
        """Say that the time has come so far, though nothing happened."""
        if self._counts:
            self.add(at_s, 0.0)

    def per_minute(self) -> tuple[list[float], list[float]]:
        """The rate in each step.

        Returns:
            The middles of the steps in seconds since 1970, and what happened in each, a minute.
        """
        middles = [(self._start + step + 0.5) * self._step_s for step in range(len(self._counts))]
        return middles, [count * _MINUTE_S / self._step_s for count in self._counts]

    @property
    def total(self) -> float:
        """All that was counted."""
        return sum(self._counts)

    def _double(self) -> None:
        odd = self._start % 2
        counts = [0.0] * odd + self._counts
        counts += [0.0] * (len(counts) % 2)
        self._counts = [a + b for a, b in zip(counts[::2], counts[1::2], strict=True)]
        self._start //= 2
        self._step_s *= 2
