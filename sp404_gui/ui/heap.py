"""How glibc keeps memory that was freed; other systems give it back by themselves."""

import ctypes
import sys
from collections.abc import Callable

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # as malloc.h numbers them
_LARGE_BYTES = 1 << 20
_SPARE_BYTES = 2 << 20


def arrange_heap() -> None:
    """Have large blocks, as the picture of a window, stand apart from small ones, and all threads share one room for the small ones.

    Large blocks go back to the system when they are freed. Left to itself, glibc no longer parts blocks of a size that was freed once: each
    change of the window's size leaves a hole. And it gives each thread a room of its own, with holes of its own, although Python lets
    only one thread at a time ask for small blocks.
    """
    if (choose := _of_libc("mallopt")) is not None:
        choose(_MMAP_THRESHOLD, _LARGE_BYTES)
        choose(_TRIM_THRESHOLD, _SPARE_BYTES)
        choose(_ARENA_MAX, 1)


def giver() -> Callable[[], None]:
    """What gives back all that is free between what is in use: it takes 2 ms, and 0.2 s among a gigabyte of small blocks."""
    trim = _of_libc("malloc_trim")

    def give() -> None:
        if trim is not None:
            trim(ctypes.c_size_t(0))

    return give


def _of_libc(name: str) -> Callable[..., int] | None:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
