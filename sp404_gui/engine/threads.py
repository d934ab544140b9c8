"""Blocking work off the event loop."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
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


def on_this_loop(function: Callable[[T], object]) -> Callable[[T], None]:
    """The function for use by any thread: it is called on the event loop that runs now."""
    loop = asyncio.get_running_loop()

    def call(value: T) -> None:
        loop.call_soon_threadsafe(function, value)

    return call


async def to_the_end(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a function in a thread and wait until it is through, even when cancelled: no write is ever left behind half done."""
    return await uncancelled(asyncio.to_thread(function, *args, **kwargs))


async def uncancelled(work: Coroutine[Any, Any, T] | asyncio.Future[T]) -> T:
    """Do something that is not given up when its caller is cancelled, not even before it has begun; the caller ends after it."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError as cancelled:
        await asyncio.wait({task})
        raise cancelled from task.exception()


@asynccontextmanager
async def entered(manager: AbstractContextManager[T]) -> AsyncIterator[T]:
    """Enter and leave a context manager in threads; an entering that is cancelled is taken back."""
    entering = asyncio.ensure_future(asyncio.to_thread(manager.__enter__))
    try:
        value = await asyncio.shield(entering)
    except asyncio.CancelledError:
        await asyncio.wait({entering})
        if entering.exception() is None:
            await to_the_end(manager.__exit__, None, None, None)
        raise
    try:
        yield value
    finally:
        await to_the_end(manager.__exit__, None, None, None)
