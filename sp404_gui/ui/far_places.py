"""Looks at places that may lie on a drive which does not answer: that holds up nothing but the look at it."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")

_PATIENCE_S = 1.0


class FarPlaces(Generic[T]):
    """Each place is looked at in a thread of its own, once at a time; nobody waits for that thread when the program ends.

    Args:
        look: Says what is at a place. Blocks.
    """

    def __init__(self, look: Callable[[str], T]) -> None:
        self._look = look
        self._looks: dict[str, Future[T]] = {}
        self._answers: dict[str, T] = {}

    async def found(self, places: Sequence[str]) -> list[T]:
        """What is at those places that answer within a second; of those that are slower, what they answered last."""
        looks = [self._begun(place) for place in places]
        if looks:
            await asyncio.wait([asyncio.wrap_future(look) for look in looks], timeout=_PATIENCE_S)
        self._answers |= {place: look.result() for place, look in zip(places, looks, strict=True) if look.done()}
        return [self._answers[place] for place in places if place in self._answers]

    async def at(self, place: str) -> T:
        """What is at a place, however long it takes to answer."""
        return await asyncio.shield(asyncio.wrap_future(self._begun(place)))

    def _begun(self, place: str) -> Future[T]:
        """The look at a place that goes on, or a new one."""
        look = self._looks.get(place)
        if look is not None and look.done() and look.exception() is None:
            self._answers[place] = look.result()  # it may have come too late for whoever asked
        if look is None or look.done():
            look = self._looks[place] = Future()
            threading.Thread(target=self._follow, args=(place, look), name="far place", daemon=True).start()
        return look

    def _follow(self, place: str, look: Future[T]) -> None:
        try:
            look.set_result(self._look(place))
        except Exception as error:  # noqa: BLE001 - whoever asked hears of it
            look.set_exception(error)
