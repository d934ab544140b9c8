"""Long reading beside an event loop."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_WORK_S = 0.004
_REST_S = 0.0005


def gently(items: Iterable[T], rest: Callable[[float], None] = time.sleep) -> Iterator[T]:
    """The items, with a moment of rest every few milliseconds: for a thread that makes many short calls to the system.

    Such a thread lets the interpreter's lock go and takes it back before anybody wakes up, so that the event loop may starve for
    a tenth of a second (D. Beazley, Understanding the Python GIL, PyCon 2010).

    Args:
        items: Anything.
        rest: Sleeps so many seconds.
    """
    begun = time.perf_counter()
    for item in items:
        yield item
        if time.perf_counter() - begun > _WORK_S:
            rest(_REST_S)
            begun = time.perf_counter()
