"""How alike sounds are, in each of the ways in which they can be.

Every sound is a row of numbers, in which a distance of about 1 is a clear difference; a distance is the weighted mean over five respects.
"""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.embedding import SIZE, decode_embeddings
from sp404_gui.domain.features import Kind
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.matching.harmony import MINOR, NOTE, UNPITCHED, pitch_of

Floats = NDArray[np.float32]


class Respect(StrEnum):
    """In what sounds can be alike."""

    TIMBRE = "timbre"
    PITCH = "pitch"
    RHYTHM = "rhythm"
    ENVELOPE = "envelope"
    LOUDNESS = "loudness"


_PITCH, _RHYTHM, _ENVELOPE, _LOUDNESS = 6, 5, 3, 3
_SIZES = (SIZE, _PITCH, _RHYTHM, _ENVELOPE, _LOUDNESS)
_ENDS = np.cumsum(_SIZES)
SPANS: Mapping[Respect, slice] = {
    respect: slice(int(end) - size, int(end)) for respect, size, end in zip(Respect, _SIZES, _ENDS, strict=True)
}
"""Which numbers of a row are about what."""
WIDTH = int(_ENDS[-1])

USUAL: Mapping[Respect, float] = {
    Respect.TIMBRE: 1.0,
    Respect.PITCH: 0.2,
    Respect.RHYTHM: 0.2,
    Respect.ENVELOPE: 0.3,
    Respect.LOUDNESS: 0.1,
}
"""What matters at first, 0-1."""

_HAS = 0.7
"""How much it counts that one sound has a pitch, a tempo or a level, and the other has none."""
_TONE_RADIUS, _MODE = 0.5, 0.15
_MIDDLE_HZ, _OCTAVES = 220.0, 2.0
_MIDDLE_BPM = 110.0
_ONSET_OCTAVES, _DECADES, _LENGTH_OCTAVES = 3.0, 1.5, 5.0
_LEVEL_DB, _MIDDLE_LUFS = 12.0, -18.0


def rows_of(records: Sequence[SampleRecord]) -> Floats:
    """The rows of samples, shape (samples, `WIDTH`); NaN for one that is not measured or has no embedding. Corrections hold."""
    rows = np.full((len(records), WIDTH), np.nan, np.float32)
    known = {place: text for place, record in enumerate(records) if record.features is not None and (text := record.features.embedding)}
    if known:
        places = list(known)
        rows[places, :SIZE] = _decoded(list(known.values())) * np.float32(math.sqrt(0.5))  # any two are about 1 apart
        rows[places, SIZE:] = [_measured(records[place]) for place in places]
    return rows


def _decoded(texts: Sequence[str]) -> Floats:
    """Embeddings, shape (texts, 64); NaN for those that are none, as in results that were edited by hand."""
    try:
        return decode_embeddings(texts)
    except ValueError:
        if len(texts) == 1:
            return np.full((1, SIZE), np.nan, np.float32)
        return np.concatenate([_decoded([text]) for text in texts])


def _measured(record: SampleRecord) -> tuple[float, ...]:
    return (*_pitch(record), *_rhythm(record), *_envelope(record), *_loudness(record))


def _pitch(record: SampleRecord) -> tuple[float, ...]:
    """A circle of semitones, major or minor, and the height of a single note."""
    key, root, hz = (record.known(name) for name in ("key", "root_note", "root_hz"))
    pitch, _ = pitch_of(key if isinstance(key, str) else None, root if isinstance(root, str) else None)
    if pitch == UNPITCHED:
        return (0.0,) * _PITCH
    note = _number(hz) if pitch >= NOTE else None
    turn = 2 * math.pi * (pitch % 12) / 12
    mode = 0.0 if pitch >= NOTE else _MODE if pitch >= MINOR else -_MODE
    height = 0.0 if not note else math.log2(note / _MIDDLE_HZ) / _OCTAVES
    return (_HAS, _TONE_RADIUS * math.cos(turn), _TONE_RADIUS * math.sin(turn), mode, height, _HAS / 2 if note else 0.0)


def _rhythm(record: SampleRecord) -> tuple[float, ...]:
    bpm, onsets = _number(record.known("bpm")), _number(record.known("onset_rate_hz"))
    tempo = (0.0, 0.0) if bpm is None or bpm <= 0 else (_HAS / 2, math.log2(bpm / _MIDDLE_BPM))
    strokes = (0.0, 0.0) if onsets is None else (_HAS / 2, math.log2(1 + max(0.0, onsets)) / _ONSET_OCTAVES)
    return (_HAS * (record.known("kind") is Kind.LOOP), *tempo, *strokes)


def _envelope(record: SampleRecord) -> tuple[float, ...]:
    attack, tail, length = (_number(record.known(name)) for name in ("attack_ms", "tail_ms", "duration_s"))
    return (
        math.log10(1 + max(0.0, attack or 0.0)) / _DECADES,
        math.log10(10 + max(0.0, tail or 0.0)) / _DECADES,
        math.log2(max(0.01, length or 0.0)) / _LENGTH_OCTAVES,
    )


def _loudness(record: SampleRecord) -> tuple[float, ...]:
    loudness, peak = _number(record.known("loudness_lufs")), _number(record.known("peak_dbfs"))
    if loudness is None or peak is None:
        return (0.0,) * _LOUDNESS
    return (_HAS, (loudness - _MIDDLE_LUFS) / _LEVEL_DB, (peak - loudness) / _LEVEL_DB)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


class Sounds:
    """The rows of a collection, ready to be compared; it grows with it.

    Attributes:
        rows: Shape (samples, `WIDTH`), in the order in which the samples came; zeros where unknown.
        known: Whether a sample can be compared, shape (samples,).
    """

    def __init__(self) -> None:
        self.rows: Floats = np.zeros((0, WIDTH), np.float32)
        self.known: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._squares: Floats = np.zeros((0, len(Respect)), np.float32)

    def put(self, places: Sequence[int], rows: Floats, samples: int) -> None:
        """Write rows of samples.

        Args:
            places: Which samples.
            rows: Their rows, as `rows_of` makes them.
            samples: How many there are in all.
        """
        if samples > len(self.rows):
            more = samples - len(self.rows)
            self.rows = np.pad(self.rows, ((0, more), (0, 0)))
            self.known = np.pad(self.known, (0, more))
            self._squares = np.pad(self._squares, ((0, more), (0, 0)))
        if len(places):
            self.known[places] = ~np.isnan(rows[:, 0])
            rows = np.nan_to_num(rows)
            self.rows[places] = rows
            self._squares[places] = np.stack([(rows[:, span] ** 2).sum(1) for span in SPANS.values()], 1)

    def distances(self, row: Floats, weights: Mapping[Respect, float]) -> Floats:
        """How far all samples are from one: 0 is the same, 1 clearly different.

        Args:
            row: As `rows_of` makes it, shape (`WIDTH`,).
            weights: How much each respect matters, 0 or more, not all 0.

        Returns:
            Shape (samples,); NaN for those that cannot be compared.
        """
        total = sum(weights.values()) or 1.0
        shares = np.array([weights.get(respect, 0.0) / total for respect in Respect], np.float32)
        weighted = row * np.repeat(shares, _SIZES)
        samples = min(len(self.rows), len(self.known), len(self._squares))  # a thread may be making room for more
        squares = self._squares[:samples] @ shares + float(weighted @ row) - 2 * (self.rows[:samples] @ weighted)
        return np.asarray(np.where(self.known[:samples], np.sqrt(np.maximum(squares, 0)), np.float32(np.nan)), np.float32)


def reach(distances: Floats, passing: NDArray[np.bool_], count: int) -> float:
    """The distance within which the nearest `count` of those that pass lie; infinite where there are not so many.

    Args:
        distances: Shape (samples,), NaN where unknown.
        passing: Shape (samples,).
        count: At least 1.
    """
    known = distances[passing & ~np.isnan(distances)]
    return float(np.partition(known, count - 1)[count - 1]) if len(known) > count else math.inf
