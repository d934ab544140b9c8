"""Which samples go together, and why: pitch, tempo, room in the spectrum and energy, judged for every pair.

Each of the four parts is a number from 0 (clash) to 1 (fits). The score is their weighted mean, drawn towards one half the less could be
judged: `score = m c + (1 - c) / 2`, with m the mean of the judged parts and c the share of the weights they make up. One half is what
nothing is known about, so only pairs above it are matches.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.match import Match
from sp404_gui.engine.matching.harmony import NOTE, UNPITCHED, fits, pitch_of, relation

Reals = NDArray[np.floating]
Integers = NDArray[np.integer]

_UNKNOWN = 0.5
_CLASH = 0.3
_CLASHES = {
    (True, False): "but out of key",
    (False, True): "but at another tempo",
    (True, True): "but out of key and at another tempo",
}
"""What is said of two sounds whose pitches clash, or their tempos."""
_UNSAID = 0.4  # between a clash and a fit: nothing is said of what was not judged
_WEIGHTS = {"harmonic": 0.35, "rhythmic": 0.25, "spectral": 0.25, "energy": 0.15}
MOST_COMPARED = 10_000
_BLOCK_CELLS = 1 << 16  # pairs at once: a few arrays of this size stay in the processor's cache

_TEMPO_TOLERANCE = float(np.log2(1.04))  # stretching by 4 % begins to be heard
_SAME_TEMPO = float(np.log2(1.005))
_HALF_TIME_FIT = 0.9
_REGISTER_OCTAVES = 1.0
_ENERGY_OCTAVES = 2.0
_ENERGY_DB = 8.0

_HARMONY = fits()
_INDICES = frozenset({"pitch", "twin"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of N samples: arrays of one shape. A trust of 0 (of 0-1) means that the part cannot be judged.

    Attributes:
        pitch: Key or note, as harmony.pitch_of numbers it.
        pitch_trust: Square root of the key's confidence; 1 for a single note.
        tempo: log2 of beats a minute.
        tempo_trust: Square root of the tempo's confidence.
        centre: log2 of the spectral centroid in Hz.
        low: Square root of the share of energy below 250 Hz.
        mid: Square root of the share between.
        high: Square root of the share above 4 kHz.
        spectrum_trust: 1 where the spectrum was measured.
        loudness: LUFS.
        energy_trust: 1 where loudness and centroid were measured.
        twin: Equal numbers for exact duplicates.
    """

    pitch: Integers
    pitch_trust: Reals
    tempo: Reals
    tempo_trust: Reals
    centre: Reals
    low: Reals
    mid: Reals
    high: Reals
    spectrum_trust: Reals
    loudness: Reals
    energy_trust: Reals
    twin: Integers

    @classmethod
    def of(cls, features: Iterable[LocalFeatures]) -> Self:
        """Gather the arrays; nothing else of the features is kept."""
        twins: dict[str, int] = {}
        rows = [(*_judgeable(item), twins.setdefault(_sound(item, index), index)) for index, item in enumerate(features)]
        columns = np.array(rows, dtype=np.float64).reshape(-1, len(fields(cls))).T
        named: dict[str, Any] = {field.name: np.ascontiguousarray(column) for field, column in zip(fields(cls), columns, strict=True)}
        return cls(**{name: a.astype(np.intp) if name in _INDICES else a for name, a in named.items()})

    def take(self, index: object, dtype: DTypeLike = np.float64) -> Self:
        """The samples at an index, in the shape of the index; real numbers in the given precision."""
        chosen: dict[str, Any] = {field.name: getattr(self, field.name)[index] for field in fields(self)}
        return type(self)(**{name: a if name in _INDICES else a.astype(dtype, copy=False) for name, a in chosen.items()})


class Parts(NamedTuple):
    """The four judgements of pairs, each 0-1, and how far each can be trusted, 0-1."""

    harmonic: Reals
    rhythmic: Reals
    spectral: Reals
    energy: Reals
    trusts: tuple[Reals, Reals, Reals, Reals]


class _Entry(NamedTuple):
    """What is said of a sample in words."""

    id: str
    path: str
    pitch: str
    bpm: float


def score_all(
    features: Iterable[tuple[str, str, LocalFeatures]],
    best: int = 10,
    progress: Callable[[int, int], None] | None = None,
    most_compared: int = MOST_COMPARED,
) -> Iterator[tuple[str, tuple[Match, ...]]]:
    """Find the samples that go best with each sample.

    Exact duplicates never match each other, and of several copies of a sound only the first is proposed to the others. Samples that are
    silent or without any measurement get no matches. Memory is a few numbers a sample and a block of pairs, never all pairs. Where there
    are more sounds than each is compared with, it is every second, third … of the list, and the next samples' turn is with the next ones:
    time grows with the number of samples, not with its square.

    Args:
        features: Id, path and measurements of each sample; read once.
        best: Most matches of one sample.
        progress: Called with the number of finished samples and of all samples.
        most_compared: About how many sounds a sample is compared with at most.

    Yields:
        Id and matches, best first, in the order of the samples.
    """
    entries: list[_Entry] = []
    profile = Profile.of(_noted(features, entries))
    candidates = _Candidates(profile, most_compared)
    words = _Words(profile, entries)
    step = max(1, _BLOCK_CELLS // max(1, candidates.compared))
    for start in range(0, len(entries), step):
        rows = np.arange(start, min(start + step, len(entries)))
        for row, chosen in zip(rows.tolist(), candidates.best_for(rows, best), strict=True):
            yield entries[row].id, tuple(words.match(row, other, values) for other, values in chosen)
        if progress:
            progress(int(rows[-1]) + 1, len(entries))


def judge(a: Profile, b: Profile) -> Parts:
    """The parts of pairs; the shapes of a and b are broadcast, and swapping them changes nothing."""
    octaves: Reals = np.abs(a.tempo - b.tempo)
    other_time = (octaves > _UNKNOWN).astype(octaves.dtype)  # 1 where the closest fit is double or half time
    stretch = (octaves - other_time) / _TEMPO_TOLERANCE
    apart = a.centre - b.centre
    higher, louder = apart / _ENERGY_OCTAVES, (a.loudness - b.loudness) / _ENERGY_DB
    overlap = a.low * b.low + a.mid * b.mid + a.high * b.high  # Bhattacharyya coefficient of the three bands
    return Parts(
        harmonic=_HARMONY.take(a.pitch * len(_HARMONY) + b.pitch),
        rhythmic=_bell(stretch * stretch) * (1 - (1 - _HALF_TIME_FIT) * other_time),
        spectral=1 - overlap * _bell(apart * apart / _REGISTER_OCTAVES**2),
        energy=_bell(higher * higher + louder * louder),
        trusts=(
            a.pitch_trust * b.pitch_trust,
            a.tempo_trust * b.tempo_trust,
            a.spectrum_trust * b.spectrum_trust,
            a.energy_trust * b.energy_trust,
        ),
    )


def total(parts: Parts) -> Reals:
    """The score of pairs, 0-1; one half where nothing could be judged."""
    score = np.full_like(parts.rhythmic, _UNKNOWN)
    for weight, part, trust in zip(_WEIGHTS.values(), parts[:4], parts.trusts, strict=True):
        score += weight * trust * (part - _UNKNOWN)
    return score


def _bell(squared_distance: Reals) -> Reals:
    falls: Reals = np.exp(squared_distance * -0.5)
    return falls


class _Candidates:
    """The samples that are proposed to others: one of each sound, in turns where there are many.

    Args:
        profile: Of all samples.
        most: About how many take a turn together.

    Attributes:
        compared: How many take a turn together.
    """

    def __init__(self, profile: Profile, most: int) -> None:
        self._all = profile
        index: Integers = np.unique(profile.twin, return_index=True)[1]
        index.sort()
        turns = max(1, -(-len(index) // max(1, most)))
        self._turns = [(part, profile.take(part, np.float32)) for part in (index[first::turns] for first in range(turns))]
        self._next = 0
        self.compared = len(self._turns[0][0])

    def best_for(self, rows: Integers, best: int) -> Iterator[list[tuple[int, list[float]]]]:
        """Choose in single precision, then judge the chosen in double, so that a score is the same from both sides.

        Yields:
            For each row the chosen samples, best first, each with its score and its four parts (NaN where not judged).
        """
        index, coarse = self._turns[self._next]
        self._next = (self._next + 1) % len(self._turns)
        score = total(judge(self._all.take(rows[:, None], np.float32), coarse))
        score[self._all.twin[rows][:, None] == coarse.twin] = 0
        first = max(0, len(index) - best)
        chosen = np.argpartition(score, min(first, len(index) - 1), axis=1)[:, first:]
        above = np.take_along_axis(score, chosen, axis=1) > _UNKNOWN
        others = index[chosen]
        parts = judge(self._all.take(rows[:, None]), self._all.take(others))
        judged = [np.where(trust > 0, part, np.nan) for part, trust in zip(parts[:4], parts.trusts, strict=True)]
        values = np.round(np.stack([total(parts), *judged], axis=-1), 3)
        for row in zip(above, others.tolist(), values.tolist(), strict=True):
            kept = [(other, value) for is_above, other, value in zip(*row, strict=True) if is_above]
            yield sorted(kept, key=lambda pair: (-pair[1][0], pair[0]))


class _Words:
    """Says why samples go together, from plain lists: single numbers come out of arrays ten times slower."""

    def __init__(self, profile: Profile, entries: list[_Entry]) -> None:
        self._entries = entries
        self._pitch = profile.pitch.tolist()
        self._tempo = profile.tempo.tolist()
        self._centre = profile.centre.tolist()
        self._bands = list(zip(*((band**2).tolist() for band in (profile.low, profile.mid, profile.high)), strict=True))

    def match(self, row: int, other: int, values: list[float]) -> Match:
        score, *parts = (value if value == value else None for value in values)  # noqa: PLR0124 - NaN is what is not equal to itself
        harmonic, rhythmic, spectral, energy = parts
        entry = self._entries[other]
        return Match(
            id=entry.id,
            path=entry.path,
            score=score or 0.0,
            harmonic=harmonic,
            rhythmic=rhythmic,
            spectral=spectral,
            energy=energy,
            why=self._why(row, other, parts),
        )

    def _why(self, row: int, other: int, parts: list[float | None]) -> str:
        harmonic, rhythmic, spectral, energy = (_UNSAID if part is None else part for part in parts)
        fits = []
        if harmonic >= _UNKNOWN:
            fits.append(relation(self._pitch[row], self._pitch[other], self._entries[row].pitch, self._entries[other].pitch))
        if rhythmic >= _UNKNOWN:
            fits.append(self._tempos(row, other))
        if spectral >= _UNKNOWN:
            fits.append(self._room(row, other))
        if energy >= _UNKNOWN:
            fits.append("similar energy")
        clash = _CLASHES.get((harmonic < _CLASH, rhythmic < _CLASH))
        return ", ".join([*fits, clash] if clash else fits)

    def _tempos(self, row: int, other: int) -> str:
        a, b = self._entries[row].bpm, self._entries[other].bpm
        octaves = self._tempo[other] - self._tempo[row]
        if abs(octaves) > _UNKNOWN:
            return f"tempo {b:.4g} is {'double' if octaves > 0 else 'half'} of {a:.4g}"
        return f"tempo {a:.4g} {'=' if abs(octaves) < _SAME_TEMPO else '≈'} {b:.4g}"

    def _room(self, row: int, other: int) -> str:
        low, mid, high = (mine - theirs for mine, theirs in zip(self._bands[row], self._bands[other], strict=True))
        most = max(low, mid, high)
        if most > _CLASH:
            return f"leaves room in the {'lows' if most == low else 'mids' if most == mid else 'highs'}"
        return f"sits {'higher' if self._centre[other] > self._centre[row] else 'lower'}"


def _noted(features: Iterable[tuple[str, str, LocalFeatures]], entries: list[_Entry]) -> Iterator[LocalFeatures]:
    for sample_id, path, item in features:
        entries.append(_Entry(sample_id, path, pitch_of(item.key, item.root_note)[1], item.bpm or 0.0))
        yield item


def _sound(item: LocalFeatures, index: int) -> str:
    return item.audio_hash or item.content_hash or f"#{index}"


def _judgeable(item: LocalFeatures) -> tuple[float, ...]:
    """The numbers of one sample in the order of Profile, without its twin."""
    audible = float(not item.is_silent)
    pitch, _ = pitch_of(item.key, item.root_note)
    pitch_trust = 0.0 if pitch == UNPITCHED else 1.0 if pitch >= NOTE else _trust(item.key_confidence)
    bpm, centroid_hz = (value if value and value > 0 else 0.0 for value in (item.bpm, item.spectral_centroid_hz))
    tempo_trust = _trust(item.bpm_confidence) if bpm else 0.0
    is_centred = centroid_hz > 0
    low, high = (min(1.0, max(0.0, share or 0.0)) for share in (item.low_ratio, item.high_ratio))
    has_bands = is_centred and item.low_ratio is not None and item.high_ratio is not None
    is_loud = is_centred and item.loudness_lufs is not None
    return (
        *(pitch, audible * pitch_trust, np.log2(bpm or 1.0), audible * tempo_trust, np.log2(centroid_hz or 1.0)),
        *(low**0.5, max(0.0, 1 - low - high) ** 0.5, high**0.5, audible * has_bands),
        *(item.loudness_lufs or 0.0, audible * is_loud),
    )


def _trust(confidence: float | None) -> float:
    return 1.0 if confidence is None else min(1.0, max(0.0, confidence)) ** 0.5
