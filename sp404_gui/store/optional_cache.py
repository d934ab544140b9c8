"""The result cache as a running job has it: of use, but nothing that a job must have."""

from collections.abc import Callable, Iterable, Sequence

from sp404_gui.domain.errors import DiskFull, FatalError
from sp404_gui.store.cache import CacheKey, ResultCache


class OptionalCache:
    """A cache whose trouble is said once, and costs only what it would have known: results also live in the job folder.

    Each further try might wait as long as the first for a file that another process holds, so there is none. A full disk can be read.

    Args:
        tier: The cache.
        say: Takes a sentence for the user, from any thread.
    """

    def __init__(self, tier: ResultCache, say: Callable[[str], None]) -> None:
        self._tier = tier
        self._say = say
        self._reads = self._writes = True

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that are known."""
        if self._reads:
            try:
                return self._tier.get_many(keys)
            except FatalError as error:
                self._give_up(error)
        return {}

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember values, as long as that can be done."""
        if self._writes:
            try:
                self._tier.put_many(items)
            except FatalError as error:
                self._give_up(error)

    def close(self) -> None:
        """Close the cache behind it."""
        self._tier.close()

    def _give_up(self, error: FatalError) -> None:
        if self._writes:
            self._say(f"{error} The job goes on without remembering results for other jobs.")
        self._writes = False
        self._reads = self._reads and isinstance(error, DiskFull)
