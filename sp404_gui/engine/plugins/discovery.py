"""Stages that other packages bring along, by the entry point `sp404_batch.stages`. Their code is loaded in worker processes alone."""

import asyncio
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points

from sp404_gui.domain.errors import AnalysisTimedOut, FatalError, Sp404Error, WorkerDied
from sp404_gui.domain.text import printable
from sp404_gui.engine.measuring.workers import WorkerPool
from sp404_gui.engine.plugins.worker import try_out

GROUP = "sp404_batch.stages"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """A stage that a package brings along.

    Attributes:
        name: Name of the stage; its results go into `extra` under it.
        target: Where its function is, as "package.module:function".
        package: The package that brings it.
        version: That package's version.
        problem: Why it cannot be used, as a sentence; empty while nothing is known against it.
    """

    name: str
    target: str
    package: str
    version: str
    problem: str = ""

    def __str__(self) -> str:
        return printable(f"{self.name} ({self.package} {self.version})")


def find_plugins(built_in: Container[str]) -> list[Plugin]:
    """The plugins that are installed, by name and package. Blocks; none of their code is loaded.

    Args:
        built_in: Names of the program's own stages, which no plugin may take.
    """
    found = sorted(map(_plugin, entry_points(group=GROUP)), key=lambda plugin: (plugin.name, plugin.package))
    return list(_checked(found, built_in))


def _plugin(entry: EntryPoint) -> Plugin:
    package, version = (entry.dist.name, entry.dist.version) if entry.dist is not None else ("unknown package", "")
    return Plugin(name=entry.name, target=entry.value, package=package, version=version)


def _checked(found: Sequence[Plugin], built_in: Container[str]) -> Iterator[Plugin]:
    taken: dict[str, Plugin] = {}
    for plugin in found:
        if plugin.name in built_in:
            yield replace(plugin, problem="The program has a stage of its own by that name.")
        elif not _NAME.fullmatch(plugin.name):
            yield replace(plugin, problem="A stage's name is made of small letters, digits and underscores.")
        elif (first := taken.get(plugin.name)) is not None:
            yield replace(plugin, problem=f"{printable(first.package)} brings a stage by that name, too.")
        else:
            taken[plugin.name] = plugin
            yield plugin


async def tried(plugins: Sequence[Plugin]) -> list[Plugin]:
    """The plugins, with a problem where their code cannot be loaded. Each is loaded in a process of its own, which ends again."""
    return list(await asyncio.gather(*map(_tried, plugins)))


async def _tried(plugin: Plugin) -> Plugin:
    if plugin.problem:
        return plugin
    async with WorkerPool(1, 0, _PATIENCE_S) as pool:
        try:
            await pool.call(try_out, plugin.target)
        except Sp404Error as error:
            return replace(plugin, problem=trouble(error, _PATIENCE_S))
    return plugin


def trouble(error: Exception, time_limit_s: float) -> str:
    """What a plugin did to its process, as a sentence.

    Args:
        error: What became of a call to it.
        time_limit_s: The time that it had.
    """
    match error:
        case AnalysisTimedOut():
            return f"It was given up after {time_limit_s:g} s."
        case WorkerDied() | FatalError():
            return "Its process died."
    return f"{str(error).rstrip('.')}."
