"""Which samples to ask about first: those whose answers tell most about the others.

Greedy facility location (G. Nemhauser, L. Wolsey and M. Fisher 1978) over near neighbours: the next sample is the one whose answer
would raise most the sum of what is known of all, where an answer counts for a neighbour as much as it can be trusted there.
"""

from array import array
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.embedding import SIZE, decode_embeddings
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.asking.kinship import LEAST_LIKENESS, trust

_NEIGHBOURS = 32
"""So many that were there before are remembered for each sample; those that come later remember it, as many as they are."""
_FIRST_ROOM = 256
_MOST = 40_000
"""In one group: more are asked in the order of arrival, so that the time for each stays bounded."""

Floats = NDArray[np.float32]


@dataclass(slots=True)
class _Field:
    """The samples of one group; the arrays double when they are full.

    Attributes:
        ids: In order of arrival.
        places: Embeddings.
        kinds: Number of the subcategory of each.
        known: How much is known of each: 1 when it was asked about, else the trust in the best answer of a neighbour.
        gains: What asking about each would add to the sum of `known`.
        waits: Whether each may be asked about.
        near: Positions of the neighbours of each.
        trusted: How far an answer holds for each of them.
    """

    ids: list[str] = field(default_factory=list)
    places: Floats = field(default_factory=lambda: np.zeros((_FIRST_ROOM, SIZE), np.float32))
    kinds: NDArray[np.int32] = field(default_factory=lambda: np.zeros(_FIRST_ROOM, np.int32))
    known: Floats = field(default_factory=lambda: np.zeros(_FIRST_ROOM, np.float32))
    gains: Floats = field(default_factory=lambda: np.zeros(_FIRST_ROOM, np.float32))
    waits: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(_FIRST_ROOM, np.bool_))
    near: "list[array[int]]" = field(default_factory=list)
    trusted: "list[array[float]]" = field(default_factory=list)

    def add(self, identifier: str, place: Floats, kind: int) -> int:
        """Take a sample up and find its neighbours; its position."""
        here = len(self.ids)
        if here == len(self.places):
            self._grow()
        self.ids.append(identifier)
        self.places[here], self.kinds[here] = place, kind
        likeness = self.places[:here] @ place
        others = np.flatnonzero(likeness >= LEAST_LIKENESS)
        self._join(here, others, trust(likeness[others], self.kinds[others] == kind))
        return here

    def ask(self, here: int) -> None:
        """Count a sample as asked about."""
        others, shares = self.neighbours(here)
        self._know(here, 1.0)
        for other, share in zip(others.tolist(), shares.tolist(), strict=True):
            self._know(other, share)

    def neighbours(self, here: int) -> tuple[NDArray[np.int32], Floats]:
        """Positions of the neighbours of a sample, and how far an answer holds for each."""
        return np.array(self.near[here], np.int32), np.array(self.trusted[here], np.float32)

    def _join(self, here: int, others: NDArray[np.intp], shares: Floats) -> None:
        best = np.argsort(-shares, kind="stable")[:_NEIGHBOURS]
        others, shares = others[best][shares[best] > 0], shares[best][shares[best] > 0]
        self.near.append(array("i", others.tolist()))
        self.trusted.append(array("f", shares.tolist()))
        known = self.known[here] = shares[self.known[others] >= 1.0].max(initial=0.0)
        self.gains[here] = 1.0 - known + np.maximum(shares - self.known[others], 0).sum()
        self.gains[others] += np.maximum(shares - known, 0)
        for other, share in zip(others.tolist(), shares.tolist(), strict=True):
            self.near[other].append(here)
            self.trusted[other].append(share)

    def _know(self, here: int, share: float) -> None:
        """Raise what is known of a sample, and take it from what asking its neighbours would still add."""
        before = float(self.known[here])
        if share <= before:
            return
        self.known[here] = share
        self.gains[here] -= share - before
        others, given = self.neighbours(here)
        self.gains[others] -= np.maximum(given - before, 0) - np.maximum(given - share, 0)

    def _grow(self) -> None:
        for name in ("places", "kinds", "known", "gains", "waits"):
            part = getattr(self, name)
            wider = np.zeros((2 * len(part), *part.shape[1:]), part.dtype)
            wider[: len(part)] = part
            setattr(self, name, wider)


class Coverage:
    """Knows which measured samples are alike, and which of those that wait would tell most."""

    def __init__(self) -> None:
        self._fields: dict[Hashable, _Field] = {}
        self._places: dict[str, tuple[_Field, int]] = {}
        self._kinds: dict[tuple[object, object], int] = {}

    def learn(self, record: SampleRecord) -> None:
        """Know a measured sample, once; one without an embedding stays unknown."""
        features = record.features
        if record.id in self._places or features is None or features.embedding is None:
            return
        of_group = self._fields.setdefault(features.category, _Field())
        if len(of_group.ids) >= _MOST:
            return
        kind = self._kinds.setdefault((features.category, features.subcategory), len(self._kinds))
        place = decode_embeddings([features.embedding])[0]
        self._places[record.id] = of_group, of_group.add(record.id, place, kind)

    def wait(self, identifier: str, *, waits: bool) -> None:
        """Note whether a sample may be asked about."""
        if (place := self._places.get(identifier)) is not None:
            place[0].waits[place[1]] = waits

    def ask(self, identifier: str) -> None:
        """Count a sample as asked about."""
        if (place := self._places.get(identifier)) is not None:
            place[0].ask(place[1])

    def best(self, groups: Iterable[Hashable]) -> str | None:
        """The sample of these groups that waits and would tell most; None where none is known."""
        found = [(self._best(of_group), of_group) for group in groups if (of_group := self._fields.get(group)) is not None]
        known = [(float(of_group.gains[here]), of_group.ids[here]) for here, of_group in found if here is not None]
        return max(known, key=lambda one: one[0])[1] if known else None

    def neighbours(self, identifier: str) -> dict[str, float]:
        """The samples for which the answer about one holds as well, and how far it can be trusted there, 0-1."""
        if (place := self._places.get(identifier)) is None:
            return {}
        of_group, here = place
        return {of_group.ids[other]: share for other, share in zip(of_group.near[here], of_group.trusted[here], strict=True)}

    @staticmethod
    def _best(of_group: _Field) -> int | None:
        waiting = np.flatnonzero(of_group.waits[: len(of_group.ids)])
        return int(waiting[of_group.gains[waiting].argmax()]) if len(waiting) else None
