"""Conditions on a number as people write them: 90, 85-95, <2, >=-14, 1.5s, 2.2 kHz, 0:30."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_NUMBER = r"[-−+]?(?:\d+:)?(?:\d+(?:\.\d*)?|\.\d+)"
_UNIT = r"[^\W\d_]*|%"
_ONE = re.compile(rf"(?P<sign><=|>=|≤|≥|<|>|=)?\s*(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})")
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*(?P<low_unit>{_UNIT})\s*(?:\.\.|[-–])\s*(?:(?P<high>{_NUMBER})\s*(?P<high_unit>{_UNIT}))?")
_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers between two bounds.

    Attributes:
        low: Lower bound.
        high: Upper bound.
        low_open: Whether the lower bound itself lies outside.
        high_open: Whether the upper bound itself lies outside.
    """

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def holds(self, numbers: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which numbers lie inside; an absent one (NaN) never does."""
        with np.errstate(over="ignore"):  # beyond all numbers is beyond them as infinity too
            low, high = np.float32(self.low), np.float32(self.high)
        above = numbers > low if self.low_open else numbers >= low
        return above & (numbers < high if self.high_open else numbers <= high)


def span(text: str, units: Mapping[str, float]) -> Span | None:
    """Understand a condition, or return None.

    A bare number means what rounds to it: 90 is 89.5 up to 90.5, and 90.0 is 89.95 up to 90.05. A range holds both its bounds.

    Args:
        text: As "85-95", "<2" or "1.5s".
        units: Units that may follow a number, in lower case, and their size in the field's own; "" is the field's own.
            A number of minutes and seconds, as "1:30", needs the unit "s".
    """
    text = text.strip()
    if found := _ONE.fullmatch(text):
        number, step = _read(found["number"], found["unit"], units), _step(found["number"], found["unit"], units)
        return None if number is None else _compared(found["sign"], number, step)
    if found := _RANGE.fullmatch(text):
        high_unit = found["high_unit"] or ""
        low = _read(found["low"], found["low_unit"] or high_unit, units)
        high = math.inf if found["high"] is None else _read(found["high"], high_unit, units)
        return None if low is None or high is None else Span(min(low, high), max(low, high))
    return None


def _compared(sign: str | None, number: float, step: float) -> Span:
    match sign:
        case "<":
            return Span(high=number, high_open=True)
        case "<=" | "≤":
            return Span(high=number)
        case ">":
            return Span(low=number, low_open=True)
        case ">=" | "≥":
            return Span(low=number)
        case _:
            return Span(number - step / 2, number + step / 2, high_open=True)


def _read(number: str, unit: str, units: Mapping[str, float]) -> float | None:
    size = units.get(unit.casefold())
    if size is None:
        return None
    minutes, colon, seconds = number.replace("−", "-").rpartition(":")
    if not colon:
        return float(seconds) * size
    return float(minutes) * _MINUTE_S + float(seconds) if "s" in units and size == 1 else None


def _step(number: str, unit: str, units: Mapping[str, float]) -> float:
    """Size of the last digit that was typed."""
    decimals = len(number.partition(".")[2])
    return 10.0**-decimals * units.get(unit.casefold(), 1.0)
