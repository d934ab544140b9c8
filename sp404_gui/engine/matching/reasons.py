"""Why two samples go together, in words, and what of them clashes."""

import math
from typing import NamedTuple

from sp404_gui.domain.match import Match
from sp404_gui.engine.matching.harmony import relation
from sp404_gui.engine.matching.profile import Profile

_FITS = 0.5
_CLASH = 0.3
_CLASHES = {
    (True, False): "but out of key",
    (False, True): "but at another tempo",
    (True, True): "but out of key and at another tempo",
}
"""What is said of two sounds whose pitches clash, or their tempos."""
_UNSAID = 0.4  # between a clash and a fit: nothing is said of what was not judged
_SAME_TEMPO = math.log2(1.005)
_HALF_AN_OCTAVE = 0.5


class Entry(NamedTuple):
    """What is said of a sample in words."""

    id: str
    path: str
    pitch: str
    bpm: float


class Words:
    """Says why samples go together, from plain lists: single numbers come out of arrays ten times slower.

    Args:
        profile: Of all samples.
        entries: Of the same samples, in the same order.
    """

    def __init__(self, profile: Profile, entries: list[Entry]) -> None:
        self._entries = entries
        self._pitch = profile.pitch.tolist()
        self._tempo = profile.tempo.tolist()
        self._centre = profile.centre.tolist()
        self._bands = list(zip(*((band**2).tolist() for band in (profile.low, profile.mid, profile.high)), strict=True))

    def match(self, row: int, other: int, values: list[float]) -> Match:
        """A match of the sample in one row: the other's, with its score and its four parts (NaN where not judged)."""
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
        if harmonic >= _FITS:
            fits.append(relation(self._pitch[row], self._pitch[other], self._entries[row].pitch, self._entries[other].pitch))
        if rhythmic >= _FITS:
            fits.append(self._tempos(row, other))
        if spectral >= _FITS:
            fits.append(self._room(row, other))
        if energy >= _FITS:
            fits.append("similar energy")
        clash = _CLASHES.get((harmonic < _CLASH, rhythmic < _CLASH))
        return ", ".join([*fits, clash] if clash else fits)

    def _tempos(self, row: int, other: int) -> str:
        a, b = self._entries[row].bpm, self._entries[other].bpm
        octaves = self._tempo[other] - self._tempo[row]
        if abs(octaves) > _HALF_AN_OCTAVE:
            return f"tempo {b:.4g} is {'double' if octaves > 0 else 'half'} of {a:.4g}"
        return f"tempo {a:.4g} {'=' if abs(octaves) < _SAME_TEMPO else '≈'} {b:.4g}"

    def _room(self, row: int, other: int) -> str:
        low, mid, high = (mine - theirs for mine, theirs in zip(self._bands[row], self._bands[other], strict=True))
        most = max(low, mid, high)
        if most > _CLASH:
            return f"leaves room in the {'lows' if most == low else 'mids' if most == mid else 'highs'}"
        return f"sits {'higher' if self._centre[other] > self._centre[row] else 'lower'}"
