"""The result cache seen from outside: opening it for a job, how large it is, and making it smaller."""

import math
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from sp404_gui.config.paths import cache_file, is_shared
from sp404_gui.config.secrets import without_password
from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.text import printable
from sp404_gui.engine.outlook.strategy import Approach
from sp404_gui.store.cache import CacheStats, DiskCache, MemoryCache, PaidCache, ResultCache, TieredCache, refuse_foreign_cache
from sp404_gui.store.shared_cache import SharedCache


def open_cache(place: str, chosen: Approach, say: Callable[[str], None]) -> ResultCache:
    """The tiers of the result cache: memory, disk for large jobs (for paid answers always), and a shared one where it is named. Blocks.

    Args:
        place: The cache file, or the URL of a shared cache.
        chosen: The approach that the job calls for.
        say: Takes sentences for the user, from any thread.

    Raises:
        UsageError: It is no cache of this program, or no server of a shared one.
        FatalError: It cannot be opened.
    """
    shared = [_shared(place, say)] if is_shared(place) else []
    disk = DiskCache(cache_file(place, os.environ))
    if disk.set_aside is not None:
        say(f"The result cache was damaged: it was put aside as {printable(disk.set_aside)}, and a new one was begun.")
    return TieredCache(MemoryCache(), disk if chosen.disk_cache else PaidCache(disk), *shared)


def require_usable(place: str) -> None:
    """Find out before a job begins that a cache can be used, if not that a shared one answers. Blocks.

    Raises:
        UsageError: The file is something else, the URL is none of a cache, or what speaks to it is not installed.
    """
    refuse_foreign_cache(cache_file(place, os.environ))
    if is_shared(place):
        _shared(place, _nobody).close()


def cache_stats(place: str) -> CacheStats:
    """How much the cache file of this machine remembers; nothing where there is none yet, and none is made. Blocks.

    Args:
        place: The cache file, or the URL of a shared cache, which stands behind a file.

    Raises:
        UsageError: It is no cache of this program.
        FatalError: It cannot be read.
    """
    file = cache_file(place, os.environ)
    if not _holds_anything(file):
        return CacheStats(0, 0, {})
    with _opened(file) as cache:
        return cache.stats()


def shared_stats(place: str) -> CacheStats | None:
    """How much a shared cache remembers, packed as it is there, for all machines; None where the cache is a file alone. Blocks.

    Raises:
        UsageError: It is no server of a shared cache.
        RecoverableError: It does not answer.
    """
    if not is_shared(place):
        return None
    with closing(_shared(place, _nobody)) as cache:
        return cache.stats()


def prune_cache(place: str, max_mb: float) -> int:
    """Forget what was unused for longest until this machine's cache file holds at most so much; the number of results forgotten. Blocks.

    A shared cache limits itself.

    Args:
        place: The cache file, or the URL of a shared cache, which stands behind a file.
        max_mb: What may stay, from 0; 1 MB is 1,000,000 bytes.

    Raises:
        UsageError: It is no cache of this program, or the size is none.
        FatalError: It cannot be changed.
    """
    if not math.isfinite(max_mb):
        raise UsageError(f"{max_mb} is no number of megabytes. Name one from 0, as 500.")
    file = cache_file(place, os.environ)
    if not _holds_anything(file):
        return 0
    with _opened(file) as cache:
        return cache.prune(int(max_mb * 1e6))


def _holds_anything(file: str) -> bool:
    """An empty file may be anybody's, and what only looks at it must not make it a cache."""
    return os.path.exists(file) and (not os.path.isfile(file) or os.path.getsize(file) > 0)


def _shared(place: str, say: Callable[[str], None]) -> SharedCache:
    return SharedCache(place, without_password(place), say)


def _nobody(_: str) -> None:
    """Hears nothing."""


@contextmanager
def _opened(path: str) -> Iterator[DiskCache]:
    cache = DiskCache(path)
    try:
        yield cache
    finally:
        cache.close()
