"""Timing of a loop against its beat grid."""

from dataclasses import dataclass
from enum import StrEnum


class TimingFeel(StrEnum):
    """Where the onsets lie relative to the grid."""

    BEHIND = "behind"
    ON = "on"
    AHEAD = "ahead"


class Humanization(StrEnum):
    """How much the timing varies."""

    MECHANICAL = "mechanical"
    TIGHT = "tight"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Groove:
    """Measured timing, or the reason why there is none.

    Attributes:
        measurable: Whether the fields below hold.
        reason: Why not, when it is not measurable.
        swing_percent: Position of the off-beat within the beat pair, 50 (straight) to 75.
        timing_feel: Behind, on or ahead of the grid.
        mean_deviation_ms: Mean absolute distance of onsets from the (swung) grid.
        push_pull_ms: Mean signed distance: negative pushes ahead, positive lays back.
        consistency: 0-1; 1 means that the deviations repeat exactly.
        onsets_per_beat: Density; of a long file, that of the part whose onsets are known.
        humanization: Mechanical, tight or loose.
        deviations: Of each onset, at most 256: its sixteenth, counted from the file's start, and its distance from the straight grid in ms;
            negative is early. Absent in results of earlier versions.
    """

    measurable: bool
    reason: str | None = None
    swing_percent: float | None = None
    timing_feel: TimingFeel | None = None
    mean_deviation_ms: float | None = None
    push_pull_ms: float | None = None
    consistency: float | None = None
    onsets_per_beat: float | None = None
    humanization: Humanization | None = None
    deviations: tuple[tuple[int, float], ...] | None = None
