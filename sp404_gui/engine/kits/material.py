"""The samples of a collection, ready to be chosen from: arrays, made once and used for every proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sp404_gui.domain.corrections import corrected
from sp404_gui.domain.features import Kind, LocalFeatures
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.kits.roles import ROLES, suitable
from sp404_gui.engine.matching.harmony import UNPITCHED, fits, pitch_of
from sp404_gui.engine.matching.profile import Profile
from sp404_gui.engine.matching.similar import SPANS, USUAL, WIDTH, Respect, rows_of
from sp404_gui.store.gently import gently

_PORTION = 250
_NEVER_MEASURED = LocalFeatures(duration_s=0, sample_rate_hz=0, channels=0, format="", is_silent=True, is_clipped=False)
HARMONY = fits()
RELATED_OCTAVES = float(np.log2(1.05))
"""Loops whose tempos, or twice or half of them, are not further apart go together: the sampler stretches them by that without harm."""

Bools = NDArray[np.bool_]
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Names:
    """What is said of samples in sentences, each in the order of the samples."""

    paths: Sequence[str]
    pitches: Sequence[str]
    bpm: Sequence[float]


@dataclass(frozen=True, slots=True)
class Material:
    """N samples.

    Attributes:
        place: Position of each sample by its id.
        ids: Ids by position.
        profile: What is compared of pairs.
        suits: How well each suits each part, shape (16, N).
        sounds: Rows whose distance is how far two samples sound apart, shape (N, numbers); NaN where that is not known.
        squares: The sum of the squares of each row, shape (N,).
        is_loop: Whether it is a loop.
        has_tempo: Whether it is a loop whose tempo is known.
        pitched: Whether its pitch matters to others: it is melodic or a voice, and has one.
        names: For sentences.
    """

    place: dict[str, int]
    ids: Sequence[str]
    profile: Profile
    suits: Reals
    sounds: NDArray[np.float32]
    squares: NDArray[np.float32]
    is_loop: Bools
    has_tempo: Bools
    pitched: Bools
    names: Names

    @classmethod
    def of(cls, records: Sequence[SampleRecord]) -> "Material":
        """Gather the arrays. Takes some tenths of a second for 10,000 samples: meant for a thread, where it rests in between."""
        features = [corrected(record) or _NEVER_MEASURED for record in gently(records)]
        portions = [records[start : start + _PORTION] for start in range(0, len(records), _PORTION)]
        suits = [suitable(portion) for portion in gently(portions)]
        sounds = np.concatenate([np.zeros((0, WIDTH), np.float32), *(_scaled(portion) for portion in gently(portions))])
        profile = Profile.of(gently(features))
        joined = np.concatenate(suits, axis=1) if suits else np.zeros((len(ROLES), 0))
        is_loop = np.array([record.known("kind") is Kind.LOOP for record in records], np.bool_)
        tonal = joined[[n for n, role in enumerate(ROLES) if role.category in {"melodic", "vocals"}]].max(axis=0) > 0
        names = Names(
            [record.path for record in records],
            [pitch_of(item.key, item.root_note)[1] for item in features],
            [item.bpm or 0.0 for item in features],
        )
        return cls(
            place={record.id: n for n, record in enumerate(records)},
            ids=[record.id for record in records],
            profile=profile,
            suits=joined,
            sounds=sounds,
            squares=(sounds**2).sum(1),
            is_loop=is_loop,
            has_tempo=is_loop & (np.array(names.bpm) > 0),
            pitched=tonal & (profile.pitch != UNPITCHED),
            names=names,
        )

    def __len__(self) -> int:
        return len(self.ids)

    def apart(self, one: int) -> Reals:
        """How far all samples sound from one: 0 is the same, 1 clearly different, NaN where it is not known; shape (N,)."""
        squares = self.squares + self.squares[one] - 2 * (self.sounds @ self.sounds[one])
        return np.asarray(np.sqrt(np.maximum(squares, 0)), np.float64)

    def harmonic(self, one: int) -> Reals:
        """How well the pitches of all samples go with that of one, 0-1; 1 where one of both has no pitch that matters; shape (N,)."""
        matters = self.pitched & self.pitched[one]
        return np.where(matters, HARMONY[self.profile.pitch, self.profile.pitch[one]], 1.0)

    def in_tempo(self, tempo: float) -> Bools:
        """Which samples can be played at a tempo: one-shots and what has none always, loops where theirs is related; shape (N,).

        Args:
            tempo: log2 of beats a minute.
        """
        return np.asarray(~self.has_tempo | (octaves_off(self.profile.tempo, tempo) <= RELATED_OCTAVES), np.bool_)


def octaves_off(tempo: Any, other: float) -> Any:
    """How far tempos, as log2 of beats a minute, are from another one, or from twice or half of it, in octaves."""
    apart = np.abs(tempo - other)
    return np.minimum(apart, np.abs(apart - 1))


def _scaled(records: Sequence[SampleRecord]) -> NDArray[np.float32]:
    """Rows in which every respect already has its usual weight."""
    rows = rows_of(records)
    for respect in Respect:
        rows[:, SPANS[respect]] *= (USUAL[respect] / sum(USUAL.values())) ** 0.5
    return rows
