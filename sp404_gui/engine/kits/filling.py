"""Proposes a kit that fits together: part by part, each the sample that suits its part and goes best with what is chosen already.

Pitched samples go with every other pitched one, loops with the kit's tempo, and no two sound almost the same. The same press of the button
gives the same proposal; the next press gives another one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sp404_gui.domain.features import Category
from sp404_gui.domain.kit import Kit, Pad, Place, places_in
from sp404_gui.engine.kits.material import HARMONY, RELATED_OCTAVES, Material, octaves_off
from sp404_gui.engine.kits.reasons import Reasons
from sp404_gui.engine.kits.roles import ORDER, ROLES
from sp404_gui.engine.matching.compatibility import judge, total

LEAST_HARMONY = 0.5
"""How well any two pitched samples of a proposal go together, of 0-1."""
ALMOST_THE_SAME = 0.12
"""Two samples that sound no further apart do not both come."""
HATS = 1
"""The choke group of hi-hats."""

_VARIETY, _FAR = 0.4, 0.6
_AGAIN = 0.35
"""What counts against a sample that the last proposal had."""
_CHANCE = 0.25
_HALF = 0.5

_BY_NAME = {role.name: n for n, role in enumerate(ROLES)}
_HAT = _BY_NAME["hi-hat"]
_LEADS = [n for n, role in enumerate(ROLES) if role.category in {Category.DRUMS, Category.MELODIC}]
"""Parts that a kit is built around where nobody says around what."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What filling a bank would do.

    Attributes:
        pads: What comes to lie where; None where what lies there has moved. Locked pads and those that nothing suits are not named.
    """

    pads: Mapping[Place, Pad | None]


def propose(material: Material, kit: Kit, bank: str, anchor: str = "", press: int = 0) -> Proposal:
    """Fill the pads of a bank that are not locked.

    Args:
        material: The samples.
        kit: As it is; locked pads stay, and what lies in its other banks does not come again.
        bank: "A" to "J".
        anchor: Id of the sample that the kit is built around; where it is empty or no use, the locked pads are, else the loop that most
            samples go with.
        press: Which proposal, from 0.
    """
    return _Filling(material, kit, bank, anchor, press).run()


class _Filling:
    """One proposal on its way."""

    def __init__(self, material: Material, kit: Kit, bank: str, anchor: str, press: int) -> None:
        self._material = material
        self._bank = places_in(bank)
        self._before = {place: kit.pads[place] for place in self._bank if place in kit.pads}
        self._locked = {place: pad for place, pad in self._before.items() if pad.locked}
        count = len(material)
        self._free = np.ones(count, np.bool_)
        self._going = np.ones(count, np.bool_)
        self._near: NDArray[np.float64] = np.full(count, np.inf)
        self._sum, self._chosen = np.zeros(count), 0
        self._tempo: float | None = None
        self._key: int | None = None
        self._noise = _CHANCE * np.random.default_rng(press).random(count) if press else np.zeros(count)
        for place in self._places(pad.sample for pad in self._before.values() if not pad.locked):
            self._noise[place] -= _AGAIN
        self._exclude(pad.sample for place, pad in kit.pads.items() if place not in self._before)
        self._anchor = material.place.get(anchor)

    def run(self) -> Proposal:
        material = self._material
        if not len(material) or not material.suits.any():
            return Proposal({})
        locked = list(self._places(pad.sample for pad in self._locked.values()))
        centre = self._centre(locked)
        roles = [name for name in ORDER if name not in self._taken(locked)]
        pads = self._pads_of(roles)
        if centre not in locked:
            first = self._role_of(centre, pads)
            roles.sort(key=lambda name: name != first)  # a stable sort: the others keep their order
            self._take(centre)
        for held in locked:
            self._take(held)
        reasons, proposed = Reasons(material, centre), dict[Place, Pad | None]()
        for name in roles:
            is_first = centre not in locked and name == roles[0]
            one: int | None = centre if is_first else self._best(_BY_NAME[name])
            if one is not None and name in pads:
                if not is_first:
                    self._take(one)
                why = reasons.why(name, one, self._key, self._tempo)
                proposed[pads[name]] = Pad(sample=material.ids[one], choke=HATS * bool(material.suits[_HAT, one]), why=why)
        return Proposal(self._without_doubles(proposed))

    def _places(self, identifiers: Iterable[str]) -> Iterable[int]:
        return (place for i in identifiers if (place := self._material.place.get(i)) is not None)

    def _exclude(self, identifiers: Iterable[str]) -> None:
        twins = self._material.profile.twin
        for place in self._places(identifiers):
            self._free &= twins != twins[place]

    def _centre(self, locked: list[int]) -> int:
        """The sample that the kit is built around."""
        suits = self._material.suits.max(axis=0) > 0
        if self._anchor is not None and (self._anchor in locked or suits[self._anchor]):
            return self._anchor
        if locked:
            return max(locked, key=lambda one: (bool(self._material.has_tempo[one]), bool(self._material.pitched[one])))
        leads = self._material.suits[_LEADS].max(axis=0) > 0
        connected = np.where(leads, self._connected(), 0.0)
        return int(np.argmax(np.where(suits & self._free, connected + self._noise, -np.inf)))

    def _connected(self) -> NDArray[np.float64]:
        """For each sample the share of the others that go with it: by tempo and, where it has one, by pitch; loops come before the rest."""
        material = self._material
        tempos = np.sort(material.profile.tempo[material.has_tempo] % 1)
        around = np.concatenate([tempos - 1, tempos, tempos + 1])
        own = material.profile.tempo % 1
        related = np.searchsorted(around, own + RELATED_OCTAVES, "right") - np.searchsorted(around, own - RELATED_OCTAVES)
        kinds = np.bincount(material.profile.pitch[material.pitched], minlength=len(HARMONY))
        in_key = ((HARMONY >= LEAST_HARMONY) @ kinds)[material.profile.pitch]
        by_tempo = np.where(material.has_tempo, 1 + related / max(1, len(tempos)), 0)
        return np.asarray(by_tempo + np.where(material.pitched, in_key / max(1, kinds.sum()), 0) * (_HALF + _HALF * material.is_loop))

    def _taken(self, locked: list[int]) -> set[str]:
        """The parts that locked pads have."""
        taken: set[str] = set()
        for one in locked:
            free = np.array([0.0 if role.name in taken else 1.0 for role in ROLES])
            best = int(np.argmax(self._material.suits[:, one] * free))
            if self._material.suits[best, one] * free[best] > 0:
                taken.add(ROLES[best].name)
        return taken

    def _pads_of(self, roles: list[str]) -> dict[str, Place]:
        """A pad for each part: its own, or one that is left."""
        own = {name: self._bank[_BY_NAME[name]] for name in roles}
        pads = {name: place for name, place in own.items() if place not in self._locked}
        left = [place for place in self._bank if place not in self._locked and place not in pads.values()]
        return pads | dict(zip((name for name in roles if name not in pads), left, strict=False))

    def _role_of(self, one: int, pads: Mapping[str, Place]) -> str:
        """The part of the sample that the kit is built around, of those that there are pads for."""
        return max(pads, key=lambda name: float(self._material.suits[_BY_NAME[name], one]), default="")

    def _take(self, one: int) -> None:
        """Everything else has to go with this one, too."""
        material = self._material
        self._free &= material.profile.twin != material.profile.twin[one]
        apart = material.apart(one)
        self._near = np.fmin(self._near, apart)
        self._going &= material.harmonic(one) >= LEAST_HARMONY
        self._sum += total(judge(material.profile, material.profile.take([one])))
        self._chosen += 1
        if self._tempo is None and material.has_tempo[one]:
            self._tempo = float(material.profile.tempo[one])
        if self._key is None and material.pitched[one]:
            self._key = one

    def _best(self, role: int) -> int | None:
        """The sample that suits a part best; None where nothing does that goes with the others."""
        material = self._material
        may = self._free & self._going & (material.suits[role] > 0) & (self._near > ALMOST_THE_SAME)
        if self._tempo is not None:
            may &= material.in_tempo(self._tempo)
        if not may.any():
            return None
        together = self._sum / max(1, self._chosen)
        variety = _VARIETY * np.minimum(self._near, _FAR)
        return int(np.argmax(np.where(may, material.suits[role] + together + variety + self._noise, -np.inf)))

    def _without_doubles(self, proposed: dict[Place, Pad | None]) -> dict[Place, Pad | None]:
        """What lay on a pad that gets nothing new stays, unless it lies elsewhere now."""
        now = {pad.sample for pad in proposed.values() if pad is not None}
        moved = {place: None for place, pad in self._before.items() if place not in proposed and not pad.locked and pad.sample in now}
        return {**proposed, **moved}


def related(one_bpm: float, other_bpm: float) -> bool:
    """Whether loops of two tempos can be played together."""
    return bool(octaves_off(np.log2(one_bpm), float(np.log2(other_bpm))) <= RELATED_OCTAVES)
