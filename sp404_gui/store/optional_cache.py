"""The result cache as a running job has it: of use, but nothing that a job must have."""

from collections.abc import Callable, Iterable, Sequence

from sp404_gui.domain.errors import FatalError
from sp404_gui.store.cache import CacheKey, ResultCache


class OptionalCache:
    """A cache whose trouble is said once, and costs only what it would have known: results also live in the job folder.

    Each further try might wait as long as the first for a file that another process holds, so there is none. What cannot be written, on
    a full disk or beside a writer, can still be read: what was paid for is not paid for again.

    Args:
        tier: The cache.
        say: Takes a sentence for the user, from any thread.
    """

    def __init__(self, tier: ResultCache, say: Callable[[str], None]) -> None:
        self._tier = tier
        self._say = say
        self._reads = self._writes = True

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that are known, as long as they can be read."""
        if self._reads:
            try:
                return self._tier.get_many(keys)
            except FatalError as error:
                first, self._reads = self._reads, False  # several may have waited for it
                if first:
                    self._say(f"{error} The job goes on without what was remembered.")
        return {}

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember values, as long as that can be done."""
        if self._writes:
            try:
                self._tier.put_many(items)
            except FatalError as error:
                first, self._writes = self._writes, False  # several may have waited for it
                if first:
                    self._say(f"{error} The job goes on without remembering further results for other jobs.")

    def close(self) -> None:
        """Close the cache behind it."""
        self._tier.close()
