"""Which samples to ask about first: those whose answers tell most about the others.

Greedy facility location (G. Nemhauser, L. Wolsey and M. Fisher 1978) over near neighbours: the next sample is the one whose answer
would raise most the sum of what is known of all, where an answer counts for a neighbour as much as it can be trusted there.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.embedding import SIZE, decode_embeddings
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.kinship import LEAST_LIKENESS, trust

_NEIGHBOURS = 64
_FIRST_ROOM = 256
_MOST = 40_000
"""In one group: more are asked in the order of arrival, so that the time for each stays bounded."""

Floats = NDArray[np.float32]


@dataclass(slots=True)
class _Field:
    """The samples of one group, in arrays that double when they are full.

    Attributes:
        ids: In order of arrival.
        places: Embeddings.
        kinds: Number of the subcategory of each.
        near: Positions of up to 64 neighbours of each, -1 for none.
        trusted: How far an answer holds for each of them.
        known: How much is known of each: 1 when it was asked about, else the trust in the best answer of a neighbour.
        gains: What asking about each would add to the sum of `known`.
        waits: Whether each may be asked about.
    """

    ids: list[str] = field(default_factory=list)
    places: Floats = field(default_factory=lambda: np.zeros((_FIRST_ROOM, SIZE), np.float32))
    kinds: NDArray[np.int32] = field(default_factory=lambda: np.zeros(_FIRST_ROOM, np.int32))
    near: NDArray[np.int32] = field(default_factory=lambda: np.full((_FIRST_ROOM, _NEIGHBOURS), -1, np.int32))
    trusted: Floats = field(default_factory=lambda: np.zeros((_FIRST_ROOM, _NEIGHBOURS), np.float32))
    known: Floats = field(default_factory=lambda: np.zeros(_FIRST_ROOM, np.float32))
    gains: Floats = field(default_factory=lambda: np.zeros(_FIRST_ROOM, np.float32))
    waits: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(_FIRST_ROOM, np.bool_))

    def add(self, identifier: str, place: Floats, kind: int) -> int:
        """Take a sample up and find its neighbours; its position."""
        here = len(self.ids)
        if here == len(self.places):
            self._grow()
        self.ids.append(identifier)
        self.places[here], self.kinds[here] = place, kind
        likeness = self.places[:here] @ place
        others = np.flatnonzero(likeness >= LEAST_LIKENESS)
        if len(others):
            self._join(here, others, trust(likeness[others], self.kinds[others] == kind))
        self.gains[here] = 1.0 - self.known[here] + self._gain_elsewhere(here)
        return here

    def ask(self, here: int) -> None:
        """Count a sample as asked about."""
        self._know(here, 1.0)
        for other, share in zip(self.near[here].tolist(), self.trusted[here].tolist(), strict=True):
            if other >= 0:
                self._know(other, share)

    def _join(self, here: int, others: NDArray[np.intp], shares: Floats) -> None:
        kept = np.flatnonzero(shares > 0)
        best = kept[np.argsort(-shares[kept], kind="stable")[:_NEIGHBOURS]]
        others, shares = others[best], shares[best]
        self.near[here, : len(best)], self.trusted[here, : len(best)] = others, shares
        asked = self.known[others] >= 1.0
        self.known[here] = shares[asked].max(initial=0.0)
        for other, share in zip(others.tolist(), shares.tolist(), strict=True):
            free = np.flatnonzero(self.near[other] < 0)
            if len(free):
                self.near[other, free[0]], self.trusted[other, free[0]] = here, share
                self.gains[other] += max(0.0, share - self.known[here])

    def _gain_elsewhere(self, here: int) -> float:
        others = self.near[here]
        is_one = others >= 0
        return float(np.maximum(self.trusted[here][is_one] - self.known[others[is_one]], 0).sum())

    def _know(self, here: int, share: float) -> None:
        """Raise what is known of a sample, and take it from what asking its neighbours would still add."""
        before = float(self.known[here])
        if share <= before:
            return
        self.known[here] = share
        self.gains[here] -= share - before
        is_one = self.near[here] >= 0
        others, given = self.near[here][is_one], self.trusted[here][is_one]
        self.gains[others] -= np.maximum(given - before, 0) - np.maximum(given - share, 0)

    def _grow(self) -> None:
        for name in ("places", "kinds", "near", "trusted", "known", "gains", "waits"):
            part = getattr(self, name)
            wider = np.full((2 * len(part), *part.shape[1:]), -1 if name == "near" else 0, part.dtype)
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
        pairs = zip(of_group.near[here].tolist(), of_group.trusted[here].tolist(), strict=True)
        return {of_group.ids[other]: share for other, share in pairs if other >= 0}

    @staticmethod
    def _best(of_group: _Field) -> int | None:
        waiting = np.flatnonzero(of_group.waits[: len(of_group.ids)])
        return int(waiting[of_group.gains[waiting].argmax()]) if len(waiting) else None
