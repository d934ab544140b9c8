"""Makes the runner of a job for the window: the same parts as the command uses, with everything that blocks kept off the event loop."""

import asyncio
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.choices import find_key, places_of, settled
from sp404_gui.engine.compose import asks, base_url, make_plan
from sp404_gui.engine.jobs.folders import take_up_job
from sp404_gui.engine.runner import Runner

_HEAVY = ("pebble", "sp404_gui.engine.table", "sp404_gui.engine.matching.compatibility")


@dataclass(frozen=True, slots=True)
class JobStart:
    """How a run is begun.

    Attributes:
        again: Ids of samples that are done again, whatever is known of them.
        is_named: Whether the user has seen and accepted who is asked.
    """

    again: frozenset[str] = frozenset()
    is_named: bool = False

    @asynccontextmanager
    async def runner(self, place: str, options: JobOptions) -> AsyncIterator[Runner]:
        """A runner for the job; the caller holds its lock. Leaving closes what it had open.

        Raises:
            Sp404Error: The job or its options cannot be used.
        """
        await asyncio.to_thread(warm_up, online=asks(options))
        key = await asyncio.to_thread(find_key, base_url(options.provider)) if asks(options) else None
        resolved = await asyncio.to_thread(settled)
        places = replace(places_of(resolved), hours=None)  # the window rests as a whole
        is_named = self.is_named or options.provider == resolved.settings.provider
        plan, options = await make_plan(options, lambda _: key, places, is_named=is_named)
        try:
            folder, manifest = await asyncio.to_thread(take_up_job, place)
            yield Runner(folder, replace(manifest, options=options), replace(plan, retry=self.again))
        finally:
            await plan.aclose()


def warm_up(*, online: bool) -> None:
    """Import what a run needs before it is needed on the event loop. Blocks."""
    for name in _HEAVY:
        importlib.import_module(name)
    if online:
        from sp404_gui.llm.client import load  # noqa: PLC0415 - offline nobody needs it

        load()
