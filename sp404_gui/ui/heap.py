"""Memory that was freed, and that glibc would keep between what is still in use."""

import ctypes
import sys
from collections.abc import Callable


def giver() -> Callable[[], None]:
    """What gives free memory back to the system; it takes two milliseconds. Other systems than Linux do so by themselves."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is None:
        return lambda: None
    trim.argtypes, trim.restype = (ctypes.c_size_t,), ctypes.c_int

    def give() -> None:
        trim(0)

    return give
