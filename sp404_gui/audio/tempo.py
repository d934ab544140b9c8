"""Tempo of a loop.

A loop lasts a whole number of beats, so 60 n / duration names most candidates; where a tail or padding breaks the length, the periods at
which the onsets repeat name the rest. A weighted sum of evidence ranks them (D. McFadden, "Conditional logit analysis of qualitative choice
behavior", 1974).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.periodicity import comb

SLOWEST_BPM, FASTEST_BPM = 55.0, 215.0
_GRID = SLOWEST_BPM * 1.0015 ** np.arange(int(np.log(FASTEST_BPM / SLOWEST_BPM) / np.log(1.0015)) + 1)
_NEIGHBOURS = 13  # steps of the grid, 2 %, in which one candidate stands for all
_MOST_PEAKS = 8
_MOST_BEATS = 256
_MULTIPLES = np.array([0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 8.0])
_BAND_MULTIPLES = [1, 3, 5, 7]  # of these, half a beat, one, two and four
_AT_BEATS = [3, 5, 7]  # one, two and four
# near the two beats a second that people like best (L. van Noorden and D. Moelants, "Resonance in the perception of musical pulse", 1999)
_PREFERRED_BPM = 118.0
_STEP_S = 0.001
_HEARD, _ENDED = 10 ** (-30 / 20), 10 ** (-50 / 20)  # of the peak: a sound has begun, and is over
_LEAST_LEAD_S, _LEAST_SILENCE_S = 0.012, 0.02
_BEAT_ENDS_S = 0.02
_LONGEST_TAIL_S = 2.5
_WHOLE = 0.05  # BPM, or half BPM
_BAR = 4  # beats
_FEWEST_ONSETS = 3  # two may be a sound and its end
_SAME_TEMPO = 0.04  # as in F. Gouyon et al., "An experimental comparison of audio tempo induction algorithms", 2006
_LENGTH_TOLERANCE = 0.003
_LEAST_DOUBT = 1e-4  # of the best one's share: no tempo is certain
# weight of each column of `evidence`: a conditional logit over the candidates, fitted by tools/train_tempo.py
WEIGHTS = np.array([
    0.148, 0.962, 0.81, 0.973, 0.756, 1.073, 0.754, -0.308, 1.743, -0.773, 0.643, -0.689,
    2.986, 0.914, -0.1, 1.637, 0.381, -0.185, 0.887, 0.442, 0.626, 5.023, -0.433, -3.625,
    0.141, -0.182, -0.472, 0.218, 1.136, 0.57, -0.806, 2.198, 1.516, 0.549, 0.402, 1.84,
])  # fmt: skip
# log odds of the likeliest tempo to those of being right, on sources left out: slope and offset, also by tools/train_tempo.py
CALIBRATION = (1.475, -0.021)

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What the tempo is measured from.

    Attributes:
        correlations: Shape (4, frames): autocorrelation of the onset strength of all, low, middle and high bands.
        frame_rate_hz: Frames a second.
        onset_frames: Frames in which something begins.
        levels: Outline in steps of a millisecond.
        duration_s: Length of the file in seconds.
    """

    correlations: Array
    frame_rate_hz: float
    onset_frames: NDArray[np.intp]
    levels: NDArray[np.float32]
    duration_s: float


@dataclass(frozen=True, slots=True)
class TempoGuess:
    """The best tempo of a sound, if it is a loop.

    Attributes:
        bpm: Beats a minute.
        beats: Whole beats in the file, where the tempo was found by its length.
        confidence: 0-1, not yet weighed by whether it is a loop at all.
        evidence: How strongly the onsets repeat at the beat and its multiples, about -0.2 to 1.
    """

    bpm: float
    beats: int | None
    confidence: float
    evidence: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """Tempos worth weighing.

    Attributes:
        bpm: Beats a minute, shape (candidates,).
        beats: Whole beats of the length from which the tempo comes, 0 where it comes from the onsets.
        by_file: Whether that length is the whole file.
        sharpness: How far the onsets' repeats at this tempo fall short of those at the best tempo within 2 %, 0 or less.
    """

    bpm: Array
    beats: NDArray[np.intp]
    by_file: NDArray[np.bool_]
    sharpness: Array


def candidates(rhythm: Rhythm) -> Candidates:
    """List the tempos worth weighing: a whole number of beats in each plausible length, and the periods of the onsets."""
    curve = comb(rhythm.correlations[0], 60 / _GRID * rhythm.frame_rate_hz)
    best_near = np.lib.stride_tricks.sliding_window_view(np.pad(curve, _NEIGHBOURS, mode="edge"), 2 * _NEIGHBOURS + 1).max(axis=1)
    peaks = np.flatnonzero((curve >= best_near) & (curve > 0))
    found = _GRID[peaks[np.argsort(-curve[peaks], kind="stable")[:_MOST_PEAKS]]]
    whole = np.round(found)  # most loops are made at a whole number of BPM
    beats = np.arange(1, _MOST_BEATS + 1)
    by_length = [60 * beats / length for length in _lengths(rhythm)]
    fitting = [(bpm >= SLOWEST_BPM) & (bpm <= FASTEST_BPM) for bpm in by_length]
    bpm = np.concatenate([found, whole, *(bpm[fits] for bpm, fits in zip(by_length, fitting, strict=True))])
    counted = np.concatenate([np.zeros(2 * len(found), np.intp), *(beats[fits] for fits in fitting)])
    first = 2 * len(found)
    by_file = np.zeros(len(bpm), np.bool_)
    by_file[first : first + np.count_nonzero(fitting[0])] = True
    return Candidates(bpm, counted, by_file, np.interp(bpm, _GRID, curve) - np.interp(bpm, _GRID, best_near))


def _lengths(rhythm: Rhythm) -> list[float]:
    """Length of the file, and without the silence at its end or at its start, where there is any."""
    levels, duration_s = rhythm.levels, rhythm.duration_s
    lengths = [duration_s]
    if abs(len(levels) * _STEP_S - duration_s) > _LEAST_LEAD_S:
        return lengths  # the outline is of the start of a long file alone
    lead_s = int(np.argmax(levels >= _HEARD * levels.max())) * _STEP_S
    end_s = duration_s - int(np.argmax(levels[::-1] >= _ENDED * levels.max())) * _STEP_S
    if duration_s - end_s > _LEAST_SILENCE_S:
        lengths.append(end_s)
    if lead_s > _LEAST_LEAD_S:
        lengths.append(duration_s - lead_s)
    return lengths


def evidence(rhythm: Rhythm, found: Candidates) -> Array:
    """Describe each candidate in numbers, which a weighted sum can rank.

    Returns:
        Shape (candidates, 36): autocorrelation at 1/4 to 8 beats, in the low, middle and high bands at 1/2, 1, 2 and 4; sharpness; distance
        from the preferred tempo in octaves, and squared; onsets a beat in octaves, and squared; the length's witness; the tail's.
    """
    correlations, bpm = rhythm.correlations, found.bpm
    lags = (60 / bpm * rhythm.frame_rate_hz)[:, None] * _MULTIPLES
    frames = correlations.shape[1]
    whole = np.minimum(lags.astype(np.intp), frames - 2)
    part = lags - whole
    repeats = np.where(lags < frames - 1, correlations[:, whole] * (1 - part) + correlations[:, whole + 1] * part, 0.0)
    octaves = np.log2(bpm / _PREFERRED_BPM)
    density = np.log2((len(rhythm.onset_frames) + 1) * 60 * rhythm.frame_rate_hz / (bpm * frames))
    bands = [repeats[row][:, _BAND_MULTIPLES] for row in (1, 2, 3)]
    numbers = [found.sharpness, octaves, octaves**2, density, density**2]
    return np.column_stack([repeats[0], *bands, *numbers, *_of_length(found), *_of_tail(rhythm, found)])


def _of_length(found: Candidates) -> list[Array]:
    """Witness of the length: whether it gives the tempo; that of the whole file; by two to a power, fours, threes; and whole numbers.

    Most loops are made at a whole number of BPM, some at a half: nearness to one for a tempo by length, to a half, to one by onsets.
    """
    beats, fits = found.beats, found.beats > 0
    counts = [fits, found.by_file, fits & (beats & (beats - 1) == 0), fits & (beats % 4 == 0), fits & (beats % 3 == 0)]
    whole = _nearness(found.bpm)
    return [*(count.astype(np.float64) for count in counts), fits * whole, fits * _nearness(2 * found.bpm), ~fits * whole]


def _nearness(number: Array) -> Array:
    """Return 1 for a whole number, 0 for one that is off by more than an inexact length can explain."""
    return np.asarray(np.exp(-0.5 * np.square((number - np.round(number)) / _WHOLE)))


def _of_tail(rhythm: Rhythm, found: Candidates) -> list[Array]:
    """Whether the bar in which the last onset lies ends before the file does, with a tail behind it; and in two to a power bars."""
    bar_s = _BAR * 60 / found.bpm
    last_s = rhythm.onset_frames[-1] / rhythm.frame_rate_hz + _BEAT_ENDS_S
    bars = np.floor(last_s / bar_s) + 1
    tail_s = rhythm.duration_s - bars * bar_s
    tails = (found.beats == 0) & (tail_s > -_LEAST_LEAD_S) & (tail_s < _LONGEST_TAIL_S)
    doubled = np.log2(bars) % 1 == 0
    return [tails.astype(np.float64), (tails & doubled).astype(np.float64)]


def guess_tempo(rhythm: Rhythm) -> TempoGuess | None:
    """Find the tempo that explains the onsets and the length best; how sure it is, as in J. Platt, "Probabilistic outputs for SVMs", 1999.

    Returns:
        None where the sound is too short for any tempo, or holds fewer than three onsets.
    """
    if len(rhythm.onset_frames) < _FEWEST_ONSETS:
        return None
    found = candidates(rhythm)
    if not len(found.bpm):
        return None
    described = evidence(rhythm, found)
    best, odds = choose(found, described @ WEIGHTS)
    slope, offset = CALIBRATION
    confidence = 1 / (1 + np.exp(-offset - slope * odds))
    repeated = float(described[best, _AT_BEATS].mean())
    return TempoGuess(float(found.bpm[best]), int(found.beats[best]) or None, float(confidence), repeated)


def choose(found: Candidates, scores: Array) -> tuple[int, float]:
    """Return the best candidate, and the logarithm of its odds: its share and that of those within 4 % against all others.

    A length is known to the sample, the period of onsets to a few tenths of a percent: where both name one tempo, the length is taken.
    """
    best = int(scores.argmax())
    distance = np.abs(found.bpm / found.bpm[best] - 1)
    shares = np.exp(scores - scores[best])
    agreeing = distance <= _SAME_TEMPO
    odds = float(np.log(shares[agreeing].sum() / max(shares[~agreeing].sum(), _LEAST_DOUBT)))
    if found.beats[best] or found.bpm[best] % 1 == 0:
        return best, odds
    by_length = np.where((distance <= _LENGTH_TOLERANCE) & (found.beats % _BAR == 0) & (found.beats > 0), distance, np.inf)
    nearest = int(by_length.argmin())
    return (nearest if np.isfinite(by_length[nearest]) else best), odds
