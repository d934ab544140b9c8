"""Filling batches with alike samples."""

import heapq
from collections import deque
from collections.abc import Callable, Hashable

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.batch_size import BatchSize


def by_category(record: SampleRecord) -> Hashable:
    """Samples of one category share a batch."""
    return record.features.category if record.features else None


class Batcher:
    """Waiting samples, grouped, most urgent first; hands out full batches, and the rest once nothing more comes.

    Args:
        size: Samples a batch; may change from one batch to the next.
        group: What the samples of a batch have in common.

    Attributes:
        size: As given.
    """

    def __init__(self, size: BatchSize, group: Callable[[SampleRecord], Hashable] = by_category) -> None:
        self.size = size
        self._group = group
        self._waiting: dict[Hashable, list[tuple[float, int, SampleRecord]]] = {}
        self._alone: deque[SampleRecord] = deque()
        self._count = 0
        self._order = 0

    def __len__(self) -> int:
        return self._count + len(self._alone)

    def add(self, record: SampleRecord, urgency: float = 0.0) -> None:
        """Let a sample wait; a higher urgency leaves earlier, equal ones leave in order of arrival."""
        self._order += 1
        heapq.heappush(self._waiting.setdefault(self._group(record), []), (-urgency, self._order, record))
        self._count += 1

    def add_alone(self, record: SampleRecord) -> None:
        """Let a sample go by itself: a call that held it with others left it out."""
        self._alone.append(record)

    def calls_left(self) -> int:
        """Batches that the waiting samples make."""
        return len(self._alone) + sum(-(-len(heap) // self.size.samples) for heap in self._waiting.values())

    def ready(self, *, partial: bool) -> bool:
        """Whether `take` has a batch to give."""
        return bool(self._alone) or any(self._leaves(heap, partial=partial) for heap in self._waiting.values())

    def take(self, *, partial: bool) -> list[SampleRecord]:
        """The next batch, or none.

        Args:
            partial: Whether a batch may leave that is not full, because nothing more comes.
        """
        if self._alone:
            return [self._alone.popleft()]
        heaps = [heap for heap in self._waiting.values() if self._leaves(heap, partial=partial)]
        if not heaps:
            return []
        heap = min(heaps, key=lambda h: h[0][:2])
        batch = [heapq.heappop(heap)[2] for _ in range(min(self.size.samples, len(heap)))]
        self._count -= len(batch)
        return batch

    def _leaves(self, heap: list[tuple[float, int, SampleRecord]], *, partial: bool) -> bool:
        return len(heap) >= (1 if partial else self.size.samples)
