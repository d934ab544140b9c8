"""A plugin as a stage of a job: it runs in a process of its own, and whatever it does there costs nobody but itself a result."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sp404_gui.domain.errors import AnalysisTimedOut, FatalError, Sp404Error, WorkerDied
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.measuring.workers import WorkerPool
from sp404_gui.engine.plugins.discovery import Plugin, trouble
from sp404_gui.engine.plugins.worker import ERROR, run
from sp404_gui.store.codec import decode

_MOST_LOST = 3
"""How often a plugin may hang or take its process down before the run does without it."""


class PluginStage:
    """The function of a plugin's stage.

    Args:
        plugin: The plugin.
        time_limit_s: A sample on which it spends longer is given up.

    Attributes:
        plugin: As given.
        tell: Hears the first trouble with it, as a sentence; the job that runs it sets it.
    """

    def __init__(self, plugin: Plugin, time_limit_s: float) -> None:
        self.plugin = plugin
        self.tell: Callable[[str], object] | None = None
        self._time_limit_s = time_limit_s
        self._pool = WorkerPool(1, 0, time_limit_s)
        self._lost = 0

    async def __call__(self, records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        """Its results by sample id; where it failed, one that says so under "error". Absent where it gave none. Never raises."""
        if self._lost >= _MOST_LOST:
            return {record.id: self._failed("It was given up in this run: it hung or crashed too often.") for record in records}
        try:
            return self._noted(decode(await self._pool.call(run, self.plugin.target, [replace(r, matches=None) for r in records])))
        except (Sp404Error, ValueError) as error:
            if len(records) > 1:
                return {identifier: value for record in records for identifier, value in (await self([record])).items()}
            self._lost += isinstance(error, AnalysisTimedOut | WorkerDied | FatalError)
            return {record.id: self._failed(trouble(error, self._time_limit_s)) for record in records}

    async def aclose(self) -> None:
        """End its process."""
        await self._pool.aclose()

    def _noted(self, results: dict[str, Any]) -> dict[str, Any]:
        bad = next((value[ERROR] for value in results.values() if has_failed(value)), None)
        if bad is not None:
            self._failed(str(bad))
        return results

    def _failed(self, reason: str) -> dict[str, str]:
        if self.tell is not None:
            tell, self.tell = self.tell, None  # once is enough
            tell(f"The plugin {self.plugin} failed: {reason} The job goes on; what it could not do stays absent.")
        return {ERROR: reason}


def has_failed(value: object) -> bool:
    """Whether a result says that the plugin failed."""
    return isinstance(value, dict) and value.keys() == {ERROR}


def without_failures(stages: Sequence[str], extra: Mapping[str, object]) -> tuple[str, ...]:
    """Finished stages, without those whose plugin failed."""
    return tuple(name for name in stages if not has_failed(extra.get(name)))
