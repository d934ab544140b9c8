"""Long work on the event loop, cut so that whoever shares the loop gets a turn in between."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

T = TypeVar("T")


async def in_slices(items: Sequence[T], size: int) -> AsyncIterator[Sequence[T]]:
    """The items, so many at a time; everybody else has a turn before each further slice.

    Args:
        items: Anything that can be cut.
        size: Items a slice.
    """
    for start in range(0, len(items), size):
        if start:
            await asyncio.sleep(0)
        yield items[start : start + size]
