"""The table of stages. Adding one is one file and one line here."""

from collections.abc import Sequence

from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.vibe import Vibe
from sp404_gui.engine.agents import CompatibilityAgent, GrooveAgent, LocalWordsAgent, VibeAnalysisAgent
from sp404_gui.engine.measuring.local_features import extract_local_features
from sp404_gui.engine.plugins.stage import PluginStage
from sp404_gui.engine.stages import (
    COMPATIBILITY,
    GROOVE_DETECTION,
    GROOVE_VERSION,
    LOCAL_FEATURES,
    LOCAL_WORDS,
    MEASUREMENT_VERSION,
    VIBE_ANALYSIS,
    Scope,
    Stage,
    StageFunction,
)

_OWN = "own"
"""Stands for the model of a library user's own function: its results may have cost as much as a model's."""


def stage_table(agent: VibeAnalysisAgent | None, plugins: Sequence[PluginStage] = ()) -> list[Stage]:
    """All stages, in the order in which a sample meets them.

    Args:
        agent: Asks a model, local words standing in until it has answered; None means local words only.
        plugins: Stages that other packages brought along.
    """
    return [
        Stage(name=LOCAL_FEATURES, run=extract_local_features, field="features", scope=Scope.WORKER, version=MEASUREMENT_VERSION, needs=()),
        *([_vibe(VIBE_ANALYSIS, agent)] if agent else []),
        Stage(name=LOCAL_WORDS, run=LocalWordsAgent().analyze_batch, field="vibe", scope=Scope.SAMPLE, filtered=agent is None),
        Stage(name=GROOVE_DETECTION, run=GrooveAgent().analyze_batch, field="groove", scope=Scope.SAMPLE, version=GROOVE_VERSION),
        *(Stage(name=stage.plugin.name, run=stage, scope=Scope.SAMPLE, version=stage.plugin.version) for stage in plugins),
        _compatibility(CompatibilityAgent()),
    ]


def pipeline_stages(named: Sequence[tuple[str, StageFunction]], *, paced: bool, cached: bool) -> list[Stage]:
    """The stages of a library user's pipeline: the program's own as in the table, others over batches, after all before them.

    Args:
        named: Names and functions, in order.
        paced: Whether the user's own functions keep the pace.
        cached: Whether their results are remembered across jobs.

    Raises:
        UsageError: Two have one name: the results of one would be lost.
    """
    stages = [
        Stage(name=LOCAL_FEATURES, run=extract_local_features, field="features", scope=Scope.WORKER, version=MEASUREMENT_VERSION, needs=())
    ]
    for name, function in named:
        if function is not extract_local_features:
            if name in {stage.name for stage in stages}:
                raise UsageError(f"Two stages are called {name!r}: give each a name of its own.")
            before = tuple(stage.name for stage in stages if stage.scope is not Scope.JOB)
            stages.append(_own(name, function) or Stage(name=name, run=function, needs=before, paced=paced, cached=cached, model=_OWN))
    return stages


def _own(name: str, function: StageFunction) -> Stage | None:
    match getattr(function, "__self__", None):
        case VibeAnalysisAgent(client=None):
            return Stage(name=name, run=function, field="vibe", scope=Scope.SAMPLE, filtered=True)
        case VibeAnalysisAgent() as agent:
            return _vibe(name, agent)
        case GrooveAgent():
            return Stage(name=name, run=function, field="groove", scope=Scope.SAMPLE, version=GROOVE_VERSION)
        case CompatibilityAgent() as agent:
            return _compatibility(agent)
    return None


def _vibe(name: str, agent: VibeAnalysisAgent) -> Stage:
    return Stage(
        name=name,
        run=agent.analyze_batch,
        field="vibe",
        scope=Scope.BATCH,
        paced=True,
        cached=True,
        model=agent.client.model if agent.client else "",
        prompt_of=agent.prompt_of,
        result_type=Vibe,
        filtered=True,
    )


def _compatibility(agent: CompatibilityAgent) -> Stage:
    return Stage(name=COMPATIBILITY, run=agent.score_batch, field="matches", scope=Scope.JOB, one_by_one=agent.score)
