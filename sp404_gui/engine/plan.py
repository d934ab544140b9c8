"""What a run is made of, decided before it begins."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sp404_gui.engine.agents import VibeAnalysisAgent
from sp404_gui.engine.clock import Clock
from sp404_gui.engine.cluster.place import ClusterPlace
from sp404_gui.engine.outlook.experience import Experience
from sp404_gui.engine.outlook.strategy import Approach
from sp404_gui.engine.pace.pacing import Book
from sp404_gui.engine.pace.rules import Claim
from sp404_gui.engine.plugins.stage import PluginStage
from sp404_gui.engine.stages import Scope, Stage
from sp404_gui.store.cache import ResultCache
from sp404_gui.store.shared_notes import SharedNotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The parts that a composition root hands to a runner.

    Attributes:
        stages: The table of stages; the first measures in workers.
        agent: The agent of the stage that asks a model, so that its answers are kept; None offline.
        claim: What paced stages want of the pace.
        cluster: Other machines that measure; None: this one alone.
        book: Where the pace is shared with other jobs; None keeps it alone.
        experience: Remembers what work took; None forgets it.
        notes: Where both are kept, open as long as the plan is in use.
        open_cache: Opens the result cache that an approach calls for, and has it tell the user what happens to it; blocks.
        clock: Source of time.
        rescan: Whether to look for new files although an earlier scan was complete.
        retry: Ids of samples that the user wants taken up again: failed ones, whatever the reason; of done ones, the model is asked again.
        plugins: The functions of those stages that plugins brought; the run ends their processes.
        notices: What the user should know from the start, as sentences.
    """

    stages: Sequence[Stage]
    agent: VibeAnalysisAgent | None
    claim: Claim
    open_cache: Callable[[Approach, Callable[[str], None]], ResultCache]
    clock: Clock
    cluster: ClusterPlace | None = None
    book: Book | None = None
    experience: Experience | None = None
    notes: SharedNotes | None = None
    rescan: bool = False
    retry: frozenset[str] = frozenset()
    plugins: Sequence[PluginStage] = ()
    notices: Sequence[str] = ()

    @property
    def source(self) -> Stage:
        """The stage that measures."""
        return self.stages[0]

    @property
    def per_sample(self) -> list[Stage]:
        """The stages that every sample passes; the others look at all samples together."""
        return [stage for stage in self.stages if stage.scope is not Scope.JOB]

    async def aclose(self) -> None:
        """Close what was opened for it: the way to the server, and what this machine remembers."""
        try:
            if self.agent is not None and self.agent.client is not None:
                await self.agent.client.aclose()
        finally:
            if self.notes is not None:
                await asyncio.to_thread(self.notes.close)
