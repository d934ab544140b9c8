"""From what the user settled to what a job does: settings, options, provider and key. Shared by the command and the window."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from importlib.util import find_spec
from typing import Any

from sp404_gui.config import secrets
from sp404_gui.config.paths import locations
from sp404_gui.config.saving import save_settings
from sp404_gui.config.settings import ResolvedSettings, Settings, resolve
from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.job import JobOptions, Priority, Refresh
from sp404_gui.domain.key import Key
from sp404_gui.engine.checks.origin import remember_folders, require_own, strange_folders
from sp404_gui.engine.cluster.place import ClusterPlace
from sp404_gui.engine.compose import OFFLINE, OPENROUTER, Places, base_url
from sp404_gui.engine.pace.hours import night_hours
from sp404_gui.store.folders import write_private
from sp404_gui.store.job_folder import JobFolder

_DIGITS = 9
"""Python reads no number of thousands of digits; one so long is as wrong as a word."""


def settled(*, env: Mapping[str, str] = os.environ, **flags: Any) -> ResolvedSettings:
    """The settings, with these flags on top.

    Args:
        env: The environment.
        flags: Setting names to values; None and empty lists count as not given, `stages` may be a text with commas.

    Raises:
        UsageError: A value is not allowed, or the settings file cannot be read.
    """
    given: dict[str, object] = {name: value for name, value in flags.items() if value not in (None, [], ())}
    if isinstance(size := given.get("batch_size"), str) and size.isdecimal() and size.isascii() and len(size) <= _DIGITS:
        given["batch_size"] = int(size)
    if isinstance(stages := given.get("stages"), str):
        given["stages"] = [name.strip() for name in stages.split(",") if name.strip()]
    return resolve(given, env, locations(env).config_file)


def keep_settings(changes: Mapping[str, object], *, env: Mapping[str, str] = os.environ) -> ResolvedSettings:
    """Write settings into the user's settings file, and settle everything anew. Blocks.

    Args:
        changes: Setting names to values; None brings back the default.
        env: The environment; what it sets stays stronger than the file.

    Raises:
        UsageError: A value is not allowed, or the file cannot be understood; nothing was written.
        FatalError: The file cannot be written.
    """
    save_settings(locations(env).config_file, changes, write_private)
    return settled(env=env)


def job_options(resolved: ResolvedSettings, base: JobOptions | None = None, *, env: Mapping[str, str] = os.environ) -> JobOptions:
    """A job's options: all settings for a new job; for an existing one, what it had, changed by the flags of this call alone.

    Args:
        resolved: The settings and who decided each.
        base: The options that an existing job has.
        env: The environment, where a key decides about the provider.

    Raises:
        UsageError: What the environment holds as a key is none.
    """
    settings = resolved.settings
    names = [f.name for f in fields(JobOptions) if base is None or resolved.origin[f.name] == "flag"]
    values: dict[str, Any] = {name: getattr(settings, name) for name in names}
    if base is not None and base_url(values.get("provider", base.provider)) != base_url(base.provider):
        values.setdefault("models", ())  # the other server's models
    if "batch_size" in values and values["batch_size"] == "auto":
        values["batch_size"] = None
    if "priority" in values:
        values["priority"] = Priority(values["priority"])
    values["refresh"] = Refresh(settings.refresh)
    if values.get("provider") is None:
        values["provider"] = base.provider if base else chosen_provider(env)
    return replace(base or JobOptions(), **values)


def places_of(resolved: ResolvedSettings, *, env: Mapping[str, str] = os.environ) -> Places:
    """What jobs share on this machine, as the settings and the environment have it.

    Raises:
        UsageError: There is a cluster to be used, and what speaks to it is not installed.
    """
    settings = resolved.settings
    hours = night_hours(settings.overnight_from, settings.overnight_to)
    return Places(settings.cache, locations(env).pace_file, hours, cluster_of(settings))


def cluster_of(settings: Settings) -> ClusterPlace | None:
    """The cluster that the user settled on; None without one.

    Raises:
        UsageError: What speaks to it is not installed.
    """
    if settings.cluster is None:
        return None
    if find_spec("distributed") is None:
        raise UsageError("A cluster needs an extra that is not installed: pip install 'sp404-batch[cluster]'.")
    pairs = [pair.partition("=") for pair in settings.cluster_map]
    return ClusterPlace(settings.cluster, tuple((os.path.abspath(os.path.expanduser(local)), remote) for local, _, remote in pairs))


def chosen_provider(env: Mapping[str, str] = os.environ) -> str:
    """The provider when none is named: OpenRouter where there is a key for it, else offline.

    Raises:
        UsageError: What the environment holds as a key is none.
    """
    return OPENROUTER if find_key(base_url(OPENROUTER), env) else OFFLINE


def find_key(base_url: str, env: Mapping[str, str] = os.environ) -> Key | None:
    """The key for a server, from the environment or the system's keyring. Blocks: the keyring may wait for the user.

    Raises:
        UsageError: The URL is none, or what is found cannot be a key.
    """
    return secrets.find_key(base_url, env, None) or secrets.find_key(base_url, env, secrets.system_keyring(env))


def strange_folders_of(place: str, folders: Sequence[str]) -> list[str]:
    """As `origin.strange_folders`, with what this machine remembers as the user's settings have it. Blocks."""
    return strange_folders(place, folders, locations(os.environ).pace_file)


def remember_as_own(folders: Sequence[str]) -> None:
    """The user names these folders: jobs may open what is in them. Blocks."""
    remember_folders(folders, locations(os.environ).pace_file)


def require_own_files(place: str) -> None:
    """See to it that a job is about files in folders that the user named on this machine. Blocks.

    Raises:
        NotAJobFolder: There is no job.
        UsageError: Only the job folder names them.
        FatalError: Its manifest cannot be used.
    """
    folder = JobFolder.open(place)
    require_own(folder.path, folder.read_manifest().folders, locations(os.environ).pace_file)
