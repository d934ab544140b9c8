"""What is compared of samples to find those that go together: numbers and how far each can be trusted, gathered into arrays."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sp404_gui.domain.features import LocalFeatures
from sp404_gui.engine.matching.harmony import NOTE, UNPITCHED, pitch_of

Reals = NDArray[np.floating]
Integers = NDArray[np.integer]

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
