"""Chance, from whichever generator."""

from typing import Protocol


class Dice(Protocol):
    """A generator of random numbers: random.Random, or numpy's."""

    def random(self) -> float:
        """A number from 0 up to 1."""


def maybe(dice: Dice, share: float) -> bool:
    """True in the given share of all throws."""
    return dice.random() < share
