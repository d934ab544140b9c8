"""Filling batches with alike samples."""

import heapq
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.asking.batch_size import BatchSize

_Entry = tuple[float, int, SampleRecord]
"""A place in a queue: urgency, negative, then order of arrival."""
_STALE = 64
"""So many entries that moved or left may stay in a queue beside as many again as wait in it."""


class Order(Protocol):
    """Says which of the waiting samples is worth most."""

    def wait(self, identifier: str, *, waits: bool) -> None:
        """Note whether a sample waits."""

    def ask(self, identifier: str) -> None:
        """Count a sample as asked about."""

    def best(self, groups: Iterable[Hashable]) -> str | None:
        """The most valuable sample of these groups that waits; None where none is known."""


def by_category(record: SampleRecord) -> Hashable:
    """Samples of one category share a batch."""
    return record.features.category if record.features else None


class Batcher:
    """Waiting samples, grouped; hands out full batches, and the rest once nothing more comes: urgent ones first, then the most valuable.

    Args:
        size: Samples a batch; may change from one batch to the next.
        group: What the samples of a batch have in common.
        order: Which of them are worth most; None: those that came first.

    Attributes:
        size: As given.
    """

    def __init__(self, size: BatchSize, group: Callable[[SampleRecord], Hashable] = by_category, order: Order | None = None) -> None:
        self.size = size
        self._order = order
        self._group = group
        self._queues: dict[Hashable, list[_Entry]] = {}
        self._entries: dict[str, _Entry] = {}  # what stands in a queue and not here has moved or left
        self._waiting: Counter[Hashable] = Counter()
        self._alone: deque[SampleRecord] = deque()
        self._wanted: dict[str, float] = {}
        self._highest = 0.0
        self._arrivals = 0

    def __len__(self) -> int:
        return len(self._entries) + len(self._alone)

    def add(self, record: SampleRecord, urgency: float = 0.0) -> None:
        """Let a sample wait; a higher urgency leaves earlier, equal ones leave in order of arrival."""
        urgency = max(urgency, self._wanted.get(record.id, 0.0))
        self._highest = max(self._highest, urgency)
        self._waiting[self._group(record)] += 1
        self._push(record, urgency)

    def add_alone(self, record: SampleRecord) -> None:
        """Let a sample go by itself: a call that held it with others left it out."""
        self._alone.append(record)

    def bring_forward(self, ids: Iterable[str]) -> None:
        """Let these samples leave before all others, those that wait and those that come later, until others are brought forward."""
        self._highest += 1.0
        self._wanted = dict.fromkeys(ids, self._highest)
        for identifier in self._wanted:
            if (entry := self._entries.get(identifier)) is not None:
                self._push(entry[2], self._highest)

    def withdraw(self, ids: Iterable[str]) -> list[str]:
        """Let these samples wait no longer; those that did."""
        wanted = set(ids)
        alone = [record.id for record in self._alone if record.id in wanted]
        if alone:
            self._alone = deque(record for record in self._alone if record.id not in wanted)
        return alone + [identifier for identifier in wanted if self._leave(identifier)]

    def calls_left(self) -> int:
        """Batches that the waiting samples make."""
        return len(self._alone) + sum(-(-waiting // self.size.samples) for waiting in self._waiting.values())

    def ready(self, *, partial: bool) -> bool:
        """Whether `take` has a batch to give."""
        return bool(self._alone) or any(self._leaves(group, partial=partial) for group in self._waiting)

    def take(self, *, partial: bool) -> list[SampleRecord]:
        """The next batch, or none.

        Args:
            partial: Whether a batch may leave that is not full, because nothing more comes.
        """
        if self._alone:
            return [self._alone.popleft()]
        groups = [group for group in self._waiting if self._leaves(group, partial=partial)]
        if not groups:
            return []
        group = min(groups, key=lambda g: self._first(g)[:2])
        if (best := self._best(groups)) is not None and not self._is_urgent(group):
            group = self._group(best)
        return [self._next(group) for _ in range(min(self.size.samples, self._waiting[group]))]

    def _leaves(self, group: Hashable, *, partial: bool) -> bool:
        return self._waiting[group] >= (1 if partial else self.size.samples)

    def _push(self, record: SampleRecord, urgency: float) -> None:
        self._arrivals += 1
        entry = self._entries[record.id] = (-urgency, self._arrivals, record)
        if self._order is not None:
            self._order.wait(record.id, waits=True)
        group = self._group(record)
        queue = self._queues.setdefault(group, [])
        heapq.heappush(queue, entry)
        if len(queue) > 2 * self._waiting[group] + _STALE:
            queue[:] = [entry for entry in queue if self._stands(entry)]
            heapq.heapify(queue)

    def _stands(self, entry: _Entry) -> bool:
        return self._entries.get(entry[2].id) is entry

    def _first(self, group: Hashable) -> _Entry:
        queue = self._queues[group]
        while not self._stands(queue[0]):
            heapq.heappop(queue)
        return queue[0]

    def _next(self, group: Hashable) -> SampleRecord:
        best = None if self._is_urgent(group) else self._best([group])
        record = self._first(group)[2] if best is None else best
        self._leave(record.id)
        if self._order is not None:
            self._order.ask(record.id)
        return record

    def _is_urgent(self, group: Hashable) -> bool:
        return self._first(group)[0] < 0

    def _best(self, groups: Sequence[Hashable]) -> SampleRecord | None:
        best = self._order.best(groups) if self._order is not None else None
        return self._entries[best][2] if best is not None else None

    def _leave(self, identifier: str) -> bool:
        entry = self._entries.pop(identifier, None)
        if entry is not None:
            self._waiting[self._group(entry[2])] -= 1
            if self._order is not None:
                self._order.wait(identifier, waits=False)
        return entry is not None
