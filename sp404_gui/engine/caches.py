"""The result cache seen from outside: how large it is, and making it smaller."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sp404_gui.config.secrets import without_password
from sp404_gui.domain.errors import UsageError
from sp404_gui.store.cache import CacheStats, DiskCache


def cache_stats(path: str) -> CacheStats:
    """How much a cache file remembers; nothing where there is none yet, and none is made. Blocks.

    Raises:
        UsageError: It is no cache of this program, or a shared one.
        FatalError: It cannot be read.
    """
    if not os.path.exists(_file(path)):
        return CacheStats(0, 0, {})
    with _opened(path) as cache:
        return cache.stats()


def prune_cache(path: str, max_mb: float) -> int:
    """Forget what was unused for longest until a cache file holds at most so much; the number of results forgotten. Blocks.

    Args:
        path: The cache file.
        max_mb: What may stay, from 0; 1 MB is 1,000,000 bytes.

    Raises:
        UsageError: It is no cache of this program, or a shared one.
        FatalError: It cannot be changed.
    """
    if not os.path.exists(_file(path)):
        return 0
    with _opened(path) as cache:
        return cache.prune(int(max_mb * 1e6))


def _file(path: str) -> str:
    if "://" in path:
        raise UsageError(f"The cache {without_password(path)} is shared with other machines: its size is known and limited there.")
    return path


@contextmanager
def _opened(path: str) -> Iterator[DiskCache]:
    cache = DiskCache(path)
    try:
        yield cache
    finally:
        cache.close()
