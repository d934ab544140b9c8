"""Why a sample is proposed, in a sentence."""

import os

from sp404_gui.domain.kit import LONGEST_REASON
from sp404_gui.domain.text import printable
from sp404_gui.engine.kits.material import HARMONY, Material, octaves_off
from sp404_gui.engine.matching.compatibility import judge
from sp404_gui.engine.matching.harmony import relation

_LONGEST_STEM = 60
_FITS = 0.5
_MOST_OF_IT = 0.5
_HALF_AN_OCTAVE = 0.5


class Reasons:
    """Says why, for one proposal.

    Args:
        material: The samples.
        centre: The sample that the kit is built around.
    """

    def __init__(self, material: Material, centre: int) -> None:
        self._material = material
        self._centre = centre

    def why(self, role: str, one: int, key: int | None, tempo: float | None) -> str:
        """Why a sample has a part.

        Args:
            role: Name of the part.
            one: Position of the sample.
            key: Position of the sample whose pitch the kit goes by, if there is one.
            tempo: Tempo of the kit, as log2 of beats a minute, if it has one.
        """
        if one == self._centre:
            said = ["the kit is built around it"]
        else:
            said = [*self._pitch(one, key), *self._tempo(one, tempo), *self._energy(one), *self._room(one)]
        return f"As {role}: {', '.join(said or ['the one that suits best of those left'])}."[:LONGEST_REASON]

    def _pitch(self, one: int, key: int | None) -> list[str]:
        material, pitch = self._material, self._material.profile.pitch
        if key is None or key == one or not material.pitched[one]:
            return []
        names = material.names.pitches
        mine, others = int(pitch[one]), int(pitch[key])
        return [relation(others, mine, names[key], names[one])] if HARMONY[mine, others] >= _FITS else []

    def _tempo(self, one: int, tempo: float | None) -> list[str]:
        if tempo is None or not self._material.has_tempo[one]:
            return []
        bpm, kit = self._material.names.bpm[one], 2**tempo
        apart = float(self._material.profile.tempo[one]) - tempo
        if abs(apart) > _HALF_AN_OCTAVE:
            return [f"{bpm:.4g} BPM is {'twice' if apart > 0 else 'half'} the kit's {kit:.4g}"]
        return [f"{bpm:.4g} BPM like the kit" if not octaves_off(apart, 0.0) else f"{bpm:.4g} BPM is close to the kit's {kit:.4g}"]

    def _energy(self, one: int) -> list[str]:
        profile = self._material.profile
        parts = judge(profile.take([one]), profile.take([self._centre]))
        stem = printable(os.path.splitext(os.path.basename(self._material.names.paths[self._centre]))[0])
        named = stem if len(stem) <= _LONGEST_STEM else f"{stem[: _LONGEST_STEM - 1]}…"
        is_alike = float(parts.energy[0]) >= _FITS and float(parts.trusts[3][0]) > 0
        return [f"energy like {named}"] if is_alike else []

    def _room(self, one: int) -> list[str]:
        profile = self._material.profile
        if not profile.spectrum_trust[one]:
            return []
        shares = {
            "lives in the lows": profile.low[one] ** 2,
            "lives in the mids": profile.mid[one] ** 2,
            "lives in the highs": profile.high[one] ** 2,
        }
        said = max(shares, key=lambda name: float(shares[name]))
        return [said] if shares[said] >= _MOST_OF_IT else []
