"""Blocking work off the event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


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
