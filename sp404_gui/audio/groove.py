"""Timing of a loop: its onsets against the beat grid that starts with the file.

Swing is the place of the off-beat inside a pair of sixteenths (or of eighths, where there are no sixteenths), in percent of the pair: 50 is
straight, 66.7 a triplet. So R. Linn defined it for the sixteenths of his LM-1 and later machines; to tell eighths likewise is our own. It
is the value whose grid lies nearest to the onsets. What is called mechanical or loose, and how consistency is scaled, is our own as well.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.beginning import kept_s
from sp404_gui.audio.onsets import MOST_ONSETS
from sp404_gui.domain.features import Kind, LocalFeatures
from sp404_gui.domain.groove import Groove, Humanization, TimingFeel

_LEAST_CONFIDENCE = 0.4
_LEAST_ONSETS = 6
_LEAST_OFF_BEATS = 2
_SWINGS = np.arange(50.0, 75.01, 0.5)  # percent
_ON_GRID_BEATS = 0.035  # in the mean; onsets anywhere are 0.0625 away from straight sixteenths
_STEADY = 0.02  # of the pair: two points of swing
_CLEARLY_NEARER = 0.7
_LATEST_MS = 25.0
# what is just noticed among quick notes (A. Friberg and J. Sundberg, "Time discrimination in a monotonic, isochronous sequence", 1995)
_FEEL_MS = 6.0
_MECHANICAL_MS, _TIGHT_MS = 4.0, 12.0
_INCONSISTENT_MS = 15.0
_MOST_KEPT = 256
_SIXTEENTH_BEATS = 0.25

Array = NDArray[np.float64]


def measure_groove(features: LocalFeatures) -> Groove:
    """Measure swing, push and pull, and how steady they are.

    Args:
        features: Measurements of the sample; only its kind, length, rate, channels, tempo and onset times are used.

    Returns:
        Measured timing, or the reason why there is none.
    """
    heard = _heard(features)
    if isinstance(heard, str):
        return Groove(measurable=False, reason=heard)
    beat_s, onsets_s = heard
    beats = onsets_s / beat_s
    fit = nearest_grid(beats)
    if fit is None:
        return Groove(measurable=False, reason="Its onsets do not follow the beat grid.")
    deviations_ms = fit.distances * beat_s * 1000
    push_pull = float(deviations_ms.mean())
    is_played = abs(push_pull) <= _LATEST_MS  # more is silence before the first beat, or a slow attack
    if not is_played:
        deviations_ms = deviations_ms - push_pull
    return Groove(
        measurable=True,
        swing_percent=round(fit.swing, 1) if fit.is_steady else None,
        timing_feel=_feel(push_pull) if is_played else None,
        mean_deviation_ms=round(float(np.abs(deviations_ms).mean()), 2),
        push_pull_ms=round(push_pull, 2) if is_played else None,
        consistency=_consistency(fit.positions, deviations_ms, round(4 / fit.pair * 2)),
        onsets_per_beat=round(len(beats) * beat_s / _span_s(features, onsets_s), 3),
        humanization=_humanization(float(np.abs(deviations_ms - deviations_ms.mean()).mean())),
        deviations=_from_straight(fit, beats, beat_s * 1000, 0.0 if is_played else push_pull),
    )


def _span_s(features: LocalFeatures, onsets_s: Array) -> float:
    """Length of what the onsets come from: of a long file its start, and of very many onsets the time that the kept ones fill."""
    analysed_s = min(features.duration_s, kept_s(features.sample_rate_hz, features.channels))
    count = len(onsets_s)
    return analysed_s if count < MOST_ONSETS else min(float(onsets_s[-1]) * count / (count - 1), analysed_s)


def _heard(features: LocalFeatures) -> tuple[float, Array] | str:
    """Length of a beat and the onset times in seconds, or why a groove cannot be told from them."""
    if features.kind != Kind.LOOP:
        return "Only loops have a groove."
    if features.bpm is None or (features.bpm_confidence or 0) < _LEAST_CONFIDENCE:
        return "Its tempo is not sure."
    if features.onsets_s is None or len(features.onsets_s) < _LEAST_ONSETS:
        return f"It has fewer than {_LEAST_ONSETS} onsets."
    return 60 / features.bpm, np.asarray(features.onsets_s)


@dataclass(frozen=True, slots=True)
class Fit:
    """The best of the swung grids of one kind.

    Attributes:
        error: Mean distance of the onsets, in beats.
        swing: Percent.
        pair: Length of the pair in beats: 0.5 for sixteenths, 1 for eighths.
        positions: Nearest position of each onset, counted in half pairs.
        distances: Signed distance of each onset, in beats.
    """

    error: float
    swing: float
    pair: float
    positions: NDArray[np.intp]
    distances: Array

    @property
    def is_steady(self) -> bool:
        """Whether there are off-beats to tell the swing by, and they agree well enough for their number."""
        off = self.distances[self.positions % 2 == 1]
        return len(off) >= _LEAST_OFF_BEATS and float(np.abs(off - np.median(off)).mean()) <= _STEADY * self.pair * len(off) ** 0.5


def nearest_grid(beats: Array) -> Fit | None:
    """Find the swing whose grid is nearest to the onsets, given in beats; None where none fits."""
    eighths, sixteenths = _fit(beats, 1.0), _fit(beats, 0.5)
    # sixteenths always fit better, for there are more of them
    nearer = eighths if eighths.error < _CLEARLY_NEARER * sixteenths.error else sixteenths
    if nearer.error > _ON_GRID_BEATS:
        return None
    has_sixteenths = nearer.pair == eighths.pair or bool((nearer.positions % 2).any())
    return nearer if has_sixteenths or eighths.error > _ON_GRID_BEATS else eighths


def _fit(beats: Array, pair: float) -> Fit:
    positions, distances = _against_grid(beats, _SWINGS, pair)
    shifts = np.median(distances, axis=1, keepdims=True)  # a player behind the beat does not swing for that
    errors = np.abs(distances - shifts).mean(axis=1)
    best = int(errors.argmin())
    return Fit(float(errors[best]), float(_SWINGS[best]), pair, positions[best], distances[best])


def _against_grid(beats: Array, swings: Array, pair: float) -> tuple[NDArray[np.intp], Array]:
    """Nearest position of each onset on swung grids, counted in half pairs, and the signed distance in beats.

    Args:
        beats: N onset times in beats.
        swings: S swings in percent.
        pair: Length of the pair in beats.

    Returns:
        Two arrays of S x N.
    """
    base = np.floor(beats / pair)
    places = np.stack([np.zeros_like(swings), swings / 100, np.ones_like(swings)], axis=1)
    distances = (beats / pair - base)[None, :, None] - places[:, None, :]
    nearest = np.abs(distances).argmin(axis=2)
    chosen = np.take_along_axis(distances, nearest[:, :, None], axis=2)[:, :, 0] * pair
    return (base * 2 + nearest).astype(np.intp), chosen


def _from_straight(fit: Fit, beats: Array, beat_ms: float, offset_ms: float) -> tuple[tuple[int, float], ...]:
    """The sixteenth of each onset, and its distance from the straight grid in ms, so that swing shows as late off-beats."""
    sixteenths = fit.positions * round(fit.pair / 2 / _SIXTEENTH_BEATS)
    distances_ms = (beats - sixteenths * _SIXTEENTH_BEATS) * beat_ms - offset_ms
    return tuple(zip(sixteenths[:_MOST_KEPT].tolist(), np.round(distances_ms[:_MOST_KEPT], 1).tolist(), strict=True))


def _feel(push_pull_ms: float) -> TimingFeel:
    if push_pull_ms > _FEEL_MS:
        return TimingFeel.BEHIND
    return TimingFeel.AHEAD if push_pull_ms < -_FEEL_MS else TimingFeel.ON


def _humanization(deviation_ms: float) -> Humanization:
    if deviation_ms < _MECHANICAL_MS:
        return Humanization.MECHANICAL
    return Humanization.TIGHT if deviation_ms < _TIGHT_MS else Humanization.LOOSE


def _consistency(positions: NDArray[np.intp], deviations_ms: Array, bar: int) -> float | None:
    """How alike the deviations at the same place of different bars are: 1 for equal, 0 for a spread of 15 ms or more.

    Returns:
        None where no place of the bar is played twice.
    """
    places = positions % bar
    counts = np.bincount(places, minlength=bar)
    means = np.bincount(places, deviations_ms, bar) / np.maximum(counts, 1)
    repeated = counts[places] > 1
    if not repeated.any():
        return None
    spread = float(np.sqrt(np.square(deviations_ms - means[places])[repeated].mean()))
    return round(1 - min(spread / _INCONSISTENT_MS, 1.0), 3)
