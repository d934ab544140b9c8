"""Which samples go together: pitch, tempo, room in the spectrum and energy, judged for every pair.

Each of the four parts is a number from 0 (clash) to 1 (fits). The score is their weighted mean, drawn towards one half the less could be
judged: `score = m c + (1 - c) / 2`, with m the mean of the judged parts and c the share of the weights they make up. One half is what
nothing is known about, so only pairs above it are matches.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.match import Match
from sp404_gui.engine.matching.harmony import fits, pitch_of
from sp404_gui.engine.matching.profile import Integers, Profile, Reals
from sp404_gui.engine.matching.reasons import Entry, Words

_UNKNOWN = 0.5
_WEIGHTS = {"harmonic": 0.35, "rhythmic": 0.25, "spectral": 0.25, "energy": 0.15}
MOST_COMPARED = 10_000
_BLOCK_CELLS = 1 << 16  # pairs at once: a few arrays of this size stay in the processor's cache

_TEMPO_TOLERANCE = float(np.log2(1.04))  # stretching by 4 % begins to be heard
_HALF_TIME_FIT = 0.9
_REGISTER_OCTAVES = 1.0
_ENERGY_OCTAVES = 2.0
_ENERGY_DB = 8.0

_HARMONY = fits()


class Parts(NamedTuple):
    """The four judgements of pairs, each 0-1, and how far each can be trusted, 0-1."""

    harmonic: Reals
    rhythmic: Reals
    spectral: Reals
    energy: Reals
    trusts: tuple[Reals, Reals, Reals, Reals]


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
    entries: list[Entry] = []
    profile = Profile.of(_noted(features, entries))
    candidates = _Candidates(profile, most_compared)
    words = Words(profile, entries)
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


def _noted(features: Iterable[tuple[str, str, LocalFeatures]], entries: list[Entry]) -> Iterator[LocalFeatures]:
    for sample_id, path, item in features:
        entries.append(Entry(sample_id, path, pitch_of(item.key, item.root_note)[1], item.bpm or 0.0))
        yield item
