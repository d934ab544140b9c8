"""What is done with a collection before anybody starts its job: its files are listed, and measured."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

from sp404_gui.domain.events import Noticed
from sp404_gui.ui.bridge import Gathering
from sp404_gui.ui.collection.hold import Hold
from sp404_gui.ui.collection.samples import ShownSamples
from sp404_gui.ui.stage import Stage

if TYPE_CHECKING:
    from sp404_gui.engine.jobs.intake import IsReady


class WorkAhead:
    """Lists and measures without a run; no model hears of it.

    Args:
        place: The job folder.
        hold: The job's lock.
        samples: The collection's samples.
        gathering: Takes the events.
        say: Takes a sentence for the user and its tone.
    """

    def __init__(self, place: str, hold: Hold, samples: ShownSamples, gathering: Gathering, say: Callable[[str, str], None]) -> None:
        self._place = place
        self._hold = hold
        self._samples = samples
        self._gathering = gathering
        self._say = say

    async def list_files(self, folders: Sequence[str] = (), is_ready: "IsReady | None" = None, files: Sequence[str] | None = None) -> bool:
        """Find the samples, and show them as they are found.

        Args:
            folders: Places that the user adds to the collection.
            is_ready: Says which files are taken in now; nobody asked for it then, and what is passed over is not told again.
            files: Files to look at alone; None: all that the folders hold.

        Returns:
            Whether all were found; if not, it was said why.
        """
        from sp404_gui.engine.choices import remember_as_own
        from sp404_gui.engine.clock import SystemClock
        from sp404_gui.engine.jobs.intake import anything
        from sp404_gui.engine.jobs.listing import list_samples

        async def work() -> None:
            ready = is_ready or anything
            if folders:
                await asyncio.to_thread(remember_as_own, folders)
            async with aclosing(list_samples(self._place, folders, clock=SystemClock(), is_ready=ready, files=files)) as events:
                async for event in events:
                    if is_ready is None or not isinstance(event, Noticed):
                        self._gathering.take(event)
            await self._gathering.drain()

        return await self._hold.during(Stage.LISTING, work)

    async def measure(self, identifiers: Sequence[str]) -> None:
        """Measure samples. `Collection.stop` ends it early."""
        from sp404_gui.engine.choices import settled
        from sp404_gui.engine.measuring.ahead import measure_ahead
        from sp404_gui.engine.threads import on_this_loop

        async def work() -> None:
            cache = (await asyncio.to_thread(settled)).settings.cache
            say = on_this_loop(self._note)
            records = self._samples.found(identifiers)
            async with aclosing(measure_ahead(self._place, records, cache, say, lambda: self._hold.stop_wanted)) as events:
                async for event in events:
                    self._gathering.take(event)
            await self._gathering.drain()

        await self._hold.during(Stage.MEASURING, work)

    def _note(self, sentence: str) -> None:
        self._say(sentence, "info")
