"""Puts the parts of a run together from options, keys and places: shared by the command, the window and the library."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from sp404_gui.config.settings import OPENROUTER_MODELS
from sp404_gui.domain.clip import LONGEST_CLIP_S
from sp404_gui.domain.errors import KeyRejected, Sp404Error
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.key import Key
from sp404_gui.engine.agents import VibeAnalysisAgent
from sp404_gui.engine.asking.batch_size import BatchSize
from sp404_gui.engine.asking.hearing_models import require_hearing
from sp404_gui.engine.checks.acquaintance import require_known
from sp404_gui.engine.clock import Clock, SystemClock
from sp404_gui.engine.cluster.place import ClusterPlace
from sp404_gui.engine.measuring.caches import open_cache, require_usable
from sp404_gui.engine.measuring.clips import Clips
from sp404_gui.engine.outlook.experience import Experience
from sp404_gui.engine.outlook.price import asking_usd, prices_of
from sp404_gui.engine.pace.hours import NightHours
from sp404_gui.engine.pace.paces import claim_of, open_notes, shared_book
from sp404_gui.engine.plan import Plan
from sp404_gui.engine.stage_choice import plugins_of
from sp404_gui.engine.stages import LOCAL_FEATURES, LOCAL_WORDS, VIBE_ANALYSIS, Stage, selected
from sp404_gui.engine.table import stage_table
from sp404_gui.llm.forms import Manner
from sp404_gui.llm.limits import DEFAULT_INTERVAL_S, FREE_INTERVAL_S, OPENROUTER_BASE_URL, is_loopback, is_openrouter

if TYPE_CHECKING:
    from sp404_gui.llm.account import ModelInfo
    from sp404_gui.llm.client import OpenRouterClient

OFFLINE = "offline"
OPENROUTER = "openrouter"
ANY_MODEL = "default"
"""Asked for on servers that do not list their models: they take any name."""
_PATIENCE_S = 10.0
"""What a server lists is good to know before the first call, but not worth a longer wait."""

NO_KEY = "There is no key for OpenRouter: set OPENROUTER_API_KEY, or run `sp404-batch key set`, or use --provider offline."

FindKey = Callable[[str], Key | None]


@dataclass(frozen=True, slots=True)
class Places:
    """What jobs share on this machine.

    Attributes:
        cache: Result cache: a file, or the URL of a shared one.
        notes: Where the pace, the day's count of calls and what work took are remembered; None remembers nothing.
        hours: When jobs that work overnight may call; None for any time.
        cluster: Other machines that measure; None: this one alone.
    """

    cache: str
    notes: str | None = None
    hours: NightHours | None = None
    cluster: ClusterPlace | None = None


def names_openrouter(provider: str) -> bool:
    """Whether a provider is OpenRouter, by its name or by its address: either way it has the same models, limits and key."""
    return provider == OPENROUTER or (provider.lower().startswith("https://") and is_openrouter(provider))


def base_url(provider: str) -> str:
    """Where a provider other than "offline" is reached."""
    return OPENROUTER_BASE_URL if names_openrouter(provider) else provider


async def make_plan(
    options: JobOptions,
    find_key: FindKey,
    places: Places,
    *,
    clock: Clock | None = None,
    rescan: bool = False,
    is_named: bool = False,
) -> tuple[Plan, JobOptions]:
    """The parts of a run, and the options with what was left open filled in.

    Args:
        options: The job's options.
        find_key: Finds the key for a base URL.
        places: What this machine remembers, and when it works.
        clock: Source of time; the machine's when None.
        rescan: Whether to look for new files.
        is_named: Whether the user names the provider now, rather than the job folder alone.

    Raises:
        UsageError: A stage, a provider or a cache is not known, or only the job folder names the server.
        KeyRejected: OpenRouter is asked for and there is no key.
    """
    clock = clock or SystemClock()
    await asyncio.to_thread(require_usable, places.cache)
    agent = _agent(options)
    key = find_key(base_url(options.provider)) if agent is not None else None
    if agent is not None:
        await asyncio.to_thread(partial(require_known, options, places.notes, is_named=is_named))
    if agent is not None:
        await connect(agent, options, lambda _: key)
    try:
        return await _planned(options, agent, key, places, clock, rescan=rescan)
    except BaseException:
        if agent is not None and agent.client is not None:
            await agent.client.aclose()
        raise


async def _planned(
    options: JobOptions, agent: VibeAnalysisAgent | None, key: Key | None, places: Places, clock: Clock, *, rescan: bool
) -> tuple[Plan, JobOptions]:
    url = base_url(options.provider)
    if agent is not None and agent.client is not None:
        if options.listen:
            for info, model in zip(agent.models, (agent.client.model, *models_of(options)[1:]), strict=True):
                require_hearing(info, model)
        if options.models or agent.client.model != ANY_MODEL:  # a server that did not tell is asked again next time
            options = replace(options, models=(agent.client.model, *options.models[1:]))
    claim = claim_of(options, interval_of(options), is_free=is_free(options), hours=places.hours)
    plugins, notices = await plugins_of(options)
    notes = await asyncio.to_thread(open_notes, places.notes)
    plan = Plan(
        stages=_chosen(stage_table(agent, plugins), options.stages),
        plugins=plugins,
        notices=notices,
        agent=agent,
        claim=claim,
        cluster=places.cluster,
        book=shared_book(notes, url, key, claim),
        experience=Experience(notes) if notes is not None else None,
        notes=notes,
        open_cache=partial(open_cache, places.cache),
        clock=clock,
        rescan=rescan,
    )
    return plan, options


async def connect(agent: VibeAnalysisAgent, options: JobOptions, find_key: FindKey) -> bool:
    """Give an agent that has none the client that the options call for; whether it got one, for the caller to close.

    Raises:
        KeyRejected: OpenRouter is asked for and there is no key.
    """
    if agent.client is not None or options.provider == OFFLINE:
        return False
    agent.client, listed = await _client(options, find_key)
    known = {model.id: model for model in listed}
    agent.models = [known.get(name) for name in (agent.client.model, *models_of(options)[1:])]
    agent.manner = Manner([model for model in agent.models if model is not None])
    return True


def models_of(options: JobOptions) -> tuple[str, ...]:
    """The models to ask: the user's, or OpenRouter's free ones; empty where the server's first is taken."""
    return options.models or (OPENROUTER_MODELS if names_openrouter(options.provider) else ())


def is_free(options: JobOptions) -> bool:
    """Whether a job asks free models of OpenRouter alone, which have limits a minute and a day."""
    return names_openrouter(options.provider) and all(model.endswith((":free", "/free")) for model in models_of(options))


def call_usd(options: JobOptions, info: "ModelInfo | None") -> float | None:
    """What a full call is expected to cost, in US dollars; None where nobody knows.

    Args:
        options: The job's options.
        info: What the server tells of the model; None where it does not.
    """
    if is_free(options) or is_loopback(base_url(options.provider)):
        return 0.0
    batch = BatchSize(options.batch_size).samples
    return None if info is None else asking_usd(prices_of(info), batch, batch, clip_s=LONGEST_CLIP_S if options.listen else None)


def asks(options: JobOptions) -> bool:
    """Whether a job with these options asks a model."""
    return options.provider != OFFLINE and (not options.stages or VIBE_ANALYSIS in options.stages)


def stages_of(options: JobOptions) -> list[Stage]:
    """The stages that a job with these options has, not yet connected to a model.

    Those of plugins are not among them: they cost no calls, and little time.
    """
    return _chosen(stage_table(_agent(options)), options.stages)


def interval_of(options: JobOptions) -> float:
    """Seconds between two calls: the user's, or none on this machine, or the careful default."""
    if not asks(options):
        return 0.0
    if options.interval_s is not None:
        return max(options.interval_s, FREE_INTERVAL_S if is_free(options) else 0.0)
    return 0.0 if is_loopback(base_url(options.provider)) else DEFAULT_INTERVAL_S


def _agent(options: JobOptions) -> VibeAnalysisAgent | None:
    clips = Clips(int(options.max_file_mb * 1e6)) if options.listen else None
    return VibeAnalysisAgent(hide_names=options.hide_names, clips=clips) if asks(options) else None


async def _client(options: JobOptions, find_key: FindKey) -> "tuple[OpenRouterClient, Sequence[ModelInfo]]":
    """A client, and what its server lists where that is of use: OpenRouter tells what a model can do, another server which it has."""
    url = base_url(options.provider)
    key = find_key(url)
    if key is None and names_openrouter(options.provider):
        raise KeyRejected(NO_KEY)
    from sp404_gui.llm.client import OpenRouterClient  # noqa: PLC0415 - offline nobody needs it

    models = models_of(options)
    client = await asyncio.to_thread(OpenRouterClient, url, key, models[0] if models else "", fallbacks=models[1:])  # reads certificates
    listed = await _listed(client) if is_openrouter(url) or not models else ()
    if models:
        return client, listed
    await client.aclose()
    return await asyncio.to_thread(OpenRouterClient, url, key, listed[0].id if listed else ANY_MODEL), listed


async def _listed(client: "OpenRouterClient") -> "Sequence[ModelInfo]":
    """The server's models; none where it does not tell, or not soon: the job goes on without."""
    try:
        async with asyncio.timeout(_PATIENCE_S):
            return await client.fetch_models() or ()
    except (Sp404Error, TimeoutError):
        return ()
    except BaseException:
        await client.aclose()
        raise


def _chosen(table: Sequence[Stage], names: Sequence[str]) -> list[Stage]:
    present = {stage.name for stage in table}
    wanted = [name for name in names if name in present]
    if VIBE_ANALYSIS in names and LOCAL_WORDS in present:
        wanted.append(LOCAL_WORDS)
    return selected(table, wanted or ([LOCAL_FEATURES] if names else []))
