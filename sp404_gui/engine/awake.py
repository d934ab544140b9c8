"""Keeping the machine awake while it works through the night."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager


@asynccontextmanager
async def kept_awake(*, wanted: bool) -> AsyncIterator[bool]:
    """Ask the system not to fall asleep by itself; the screen may.

    Args:
        wanted: Whether to ask at all.

    Yields:
        Whether it agreed, or nobody asked.
    """
    if not wanted:
        yield True
        return
    loop, asked = asyncio.get_running_loop(), ExitStack()
    with ThreadPoolExecutor(1) as thread:  # who asks must be who lets go, and the system may take its time
        try:
            yield await loop.run_in_executor(thread, _ask, asked)
        finally:
            await loop.run_in_executor(thread, asked.close)


def _ask(asked: ExitStack) -> bool:
    from wakepy import keep  # noqa: PLC0415 - only who works overnight needs it

    return asked.enter_context(keep.running(on_fail="pass")).active
