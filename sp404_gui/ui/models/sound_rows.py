"""The rows of numbers by which samples are compared, kept in step with a collection, off the event loop."""

import asyncio

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.matching.similar import Sounds, rows_of
from sp404_gui.store.gently import gently
from sp404_gui.ui.models.store import SampleStore

_PORTION = 250


class SoundRows:
    """Follows one store at a time.

    Attributes:
        sounds: What is known of its samples, by position.
        store: The store.
    """

    def __init__(self) -> None:
        self.store = SampleStore()
        self.sounds = Sounds()
        self._seen: list[SampleRecord] = []
        self._turn = asyncio.Lock()

    async def follow(self, store: SampleStore) -> Sounds:
        """Take in what is new or other in a store since the last time."""
        async with self._turn:
            if store is not self.store:
                self.store, self.sounds, self._seen = store, Sounds(), []
            records = list(store.records)
            await asyncio.to_thread(_catch_up, self.sounds, self._seen, records)
            self._seen = records
            return self.sounds


def _catch_up(sounds: Sounds, seen: list[SampleRecord], records: list[SampleRecord]) -> None:
    """Read what changed; other work on the event loop goes on in between."""
    other = [place for place, (old, new) in enumerate(zip(seen, records, strict=False)) if old is not new]
    places = [*other, *range(len(seen), len(records))]
    sounds.put([], rows_of([]), len(records))
    for start in gently(range(0, len(places), _PORTION)):
        portion = places[start : start + _PORTION]
        sounds.put(portion, rows_of([records[place] for place in portion]), len(records))
