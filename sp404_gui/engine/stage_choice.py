"""Which stages a user may choose: the program's own, and those of plugins."""

import asyncio
from collections.abc import Sequence

from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.text import printable
from sp404_gui.engine.plugins.discovery import Plugin, find_plugins, tried
from sp404_gui.engine.plugins.stage import PluginStage
from sp404_gui.engine.stages import COMPATIBILITY, GROOVE_DETECTION, LOCAL_FEATURES, LOCAL_WORDS, VIBE_ANALYSIS

STAGES = (LOCAL_FEATURES, VIBE_ANALYSIS, GROOVE_DETECTION, COMPATIBILITY)
"""The program's own stages that a user may choose."""

_BUILT_IN = frozenset((*STAGES, LOCAL_WORDS))


def require_stages(names: Sequence[str]) -> None:
    """Refuse names that no stage has, neither the program's nor a plugin's. Blocks.

    Raises:
        UsageError: One of them is not known; it lists those that are.
    """
    if not set(names).difference(STAGES):
        return
    known = [*STAGES, *(plugin.name for plugin in find_plugins(_BUILT_IN) if not plugin.problem)]
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"There is no stage {unknown[0]!r}. The stages are {', '.join(known)}.")


async def installed_plugins() -> list[Plugin]:
    """The plugins that are installed, each with what is wrong with it. Their code is loaded, in processes of their own."""
    return await tried(await asyncio.to_thread(find_plugins, _BUILT_IN))


async def plugins_of(options: JobOptions) -> tuple[list[PluginStage], list[str]]:
    """The plugins of a job, and what is to be said of those that cannot be used or are gone.

    Args:
        options: The job's options; without any stages in them it takes every plugin.
    """
    installed = await asyncio.to_thread(find_plugins, _BUILT_IN)
    wanted = await tried([plugin for plugin in installed if not options.stages or plugin.name in options.stages])
    gone = [name for name in options.stages if name not in _BUILT_IN and name not in {plugin.name for plugin in wanted}]
    notices = [f"The plugin {plugin} cannot be used: {plugin.problem} The job goes on without it." for plugin in wanted if plugin.problem]
    notices += [f"The stage {printable(name)} is left out: the plugin that brought it is not installed any more." for name in gone]
    return [PluginStage(plugin, options.analysis_timeout_s) for plugin in wanted if not plugin.problem], notices
