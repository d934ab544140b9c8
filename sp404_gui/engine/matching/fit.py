"""How two samples are played together, in time: at which speed the second goes, and how often each begins anew. Numbers alone, no sound.

The first keeps its own tempo. A second loop whose tempo lies near it, or near its half or double, is played faster or slower by that much,
which moves its pitch; one that lies further away keeps its tempo and is cut to whole bars of the first.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

MOST_PITCHED = 0.12
"""How far a speed may be from 1."""
LONGEST_S = 60.0
_BEATS_A_BAR = 4
_HARDLY = 0.002
_WHOLE = 0.05
"""Share of a bar by which a length may miss whole bars: lengths of files are never quite exact."""


class Joint(StrEnum):
    """What is done with the second sample."""

    AS_IT_IS = "as_it_is"
    PITCHED = "pitched"
    CUT = "cut"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is known of a sample.

    Attributes:
        duration_s: Its length.
        bpm: Its tempo; None where it has none, as a one-shot.
        beats: Whole beats that it lasts, if known.
        is_loop: Whether it is meant to repeat.
    """

    duration_s: float
    bpm: float | None = None
    beats: int | None = None
    is_loop: bool = False

    @property
    def tempo(self) -> float | None:
        """The tempo of a loop; one-shots have none that others could follow."""
        return self.bpm if self.is_loop and self.bpm is not None and self.bpm > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How two samples go in time.

    Attributes:
        joint: What is done with the second one.
        speed: Speed of the second, 1 as recorded; its pitch moves by as much.
        first_s: After how many seconds the first begins anew, or is cut.
        second_s: The same for the second, at its new speed.
        cycle_s: After how many seconds both are as at the start.
        bars: Whole bars of the cycle; 0 where there is no tempo.
        bpm: The tempo of both; None where there is none.
        loops: Whether both are meant to repeat.
    """

    joint: Joint
    speed: float
    first_s: float
    second_s: float
    cycle_s: float
    bars: int
    bpm: float | None
    loops: bool


def fit(first: Part, second: Part) -> Fit:
    """Bring two samples into one time.

    Args:
        first: Keeps its tempo; where it has none, the second one's counts.
        second: Follows it.
    """
    loops = first.is_loop and second.is_loop
    bpm = first.tempo or second.tempo
    if bpm is None:
        cycle_s = min(max(first.duration_s, second.duration_s), LONGEST_S)
        return Fit(joint=Joint.FREE, speed=1.0, first_s=cycle_s, second_s=cycle_s, cycle_s=cycle_s, bars=0, bpm=None, loops=loops)
    bar_s = _BEATS_A_BAR * 60 / bpm
    joint, speed = _speed(first.tempo, second.tempo)
    first_bars, second_bars = _bars(first, 1.0, bar_s), _bars(second, speed, bar_s)
    if joint is Joint.CUT and abs(second.duration_s - second_bars * bar_s) <= _HARDLY * bar_s:
        joint = Joint.AS_IT_IS
    most = max(1, math.floor(LONGEST_S / bar_s))
    bars = min(max(first_bars, second_bars), most)
    return Fit(
        joint=joint,
        speed=speed,
        first_s=min(first_bars, bars) * bar_s,
        second_s=min(second_bars, bars) * bar_s,
        cycle_s=bars * bar_s,
        bars=bars,
        bpm=bpm,
        loops=loops,
    )


def tempo_ratio(first_bpm: float, second_bpm: float) -> float:
    """By how much the second must be faster to go with the first, in its own, half or double time, whichever is nearest to 1."""
    return min((first_bpm / second_bpm * times for times in (1.0, 2.0, 0.5)), key=lambda ratio: abs(math.log(ratio)))


def _speed(first_bpm: float | None, second_bpm: float | None) -> tuple[Joint, float]:
    if first_bpm is None or second_bpm is None:
        return Joint.AS_IT_IS, 1.0
    ratio = tempo_ratio(first_bpm, second_bpm)
    if abs(ratio - 1) <= _HARDLY:
        return Joint.AS_IT_IS, ratio
    return (Joint.PITCHED, ratio) if abs(ratio - 1) <= MOST_PITCHED else (Joint.CUT, 1.0)


def _bars(part: Part, speed: float, bar_s: float) -> int:
    """Whole bars after which a sample begins anew: a loop that ends within a bar is cut, anything else rings until the next one."""
    bars = part.duration_s / speed / bar_s
    if part.tempo is not None and part.beats and part.beats % _BEATS_A_BAR == 0:
        bars = part.beats * 60 / part.tempo / speed / bar_s
    near = round(bars)
    if near and abs(bars - near) <= _WHOLE:
        return near
    return max(1, math.floor(bars) if part.tempo is not None else math.ceil(bars))
