"""Where things live on this machine."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from sp404_gui.domain.errors import FatalError

APP_NAME = "sp404-batch"
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Locations:
    """Files and folders of the program, all absolute; none need exist yet.

    Attributes:
        jobs_dir: Folder of job folders, where a job is given none of its own.
        cache: The result cache.
        pace_file: Pace and day's count of calls, shared by all jobs.
        config_file: The settings file.
        log_dir: Folder of the program's own logs.
        maps_dir: Folder of what maps look like; it can be worked out again.
    """

    jobs_dir: str
    cache: str
    pace_file: str
    config_file: str
    log_dir: str
    maps_dir: str


def locations(env: Mapping[str, str]) -> Locations:
    """The platform's places for data, settings and logs, as the environment moves them.

    The result cache counts as data, not as the platform's cache: it holds answers that were paid for, and cleaners empty caches.

    Args:
        env: The environment. SP404_HOME moves everything into one folder; SP404_JOBS_DIR, SP404_CACHE, SP404_PACE_FILE,
            SP404_CONFIG_FILE and SP404_LOG_DIR move one thing each. SP404_CACHE may be a `redis://` URL.
    """
    home = env.get("SP404_HOME")
    data = home or platformdirs.user_data_dir(APP_NAME, appauthor=False)
    config = home or platformdirs.user_config_dir(APP_NAME, appauthor=False)
    scratch = home or platformdirs.user_cache_dir(APP_NAME, appauthor=False)
    logs = os.path.join(home, "logs") if home else platformdirs.user_log_dir(APP_NAME, appauthor=False)
    return Locations(
        jobs_dir=absolute(env.get("SP404_JOBS_DIR") or os.path.join(data, "jobs")),
        cache=absolute(env.get("SP404_CACHE") or os.path.join(data, "cache.sqlite")),
        pace_file=absolute(env.get("SP404_PACE_FILE") or os.path.join(data, "pace.sqlite")),
        config_file=absolute(env.get("SP404_CONFIG_FILE") or os.path.join(config, "config.toml")),
        log_dir=absolute(env.get("SP404_LOG_DIR") or logs),
        maps_dir=absolute(os.path.join(scratch, "maps")),
    )


def cache_file(cache: str, env: Mapping[str, str]) -> str:
    """The result cache on this machine's disk: the file that is named, or the usual one where a shared cache is named.

    Args:
        cache: As the settings have it.
        env: The environment.
    """
    return locations({name: value for name, value in env.items() if name != "SP404_CACHE"}).cache if is_shared(cache) else cache


def is_shared(cache: str) -> bool:
    """Whether a result cache is a server that several machines share, rather than a file."""
    return "://" in cache


def absolute(place: str) -> str:
    """A path made absolute, `~` expanded; a URL stays as it is."""
    return place if "://" in place else os.path.abspath(os.path.expanduser(place))


def resource(*parts: str) -> Path:
    """A bundled file or folder, both in a source checkout and in an installed package.

    Args:
        parts: Path below the resources folder, as "demo", "kick.flac".

    Raises:
        FatalError: It is not there: the installation is incomplete.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = folder.joinpath(*parts)
        if path.exists():
            return path
    raise FatalError(f"The installation is incomplete: {'/'.join(parts)} is missing from its resources. Install the program again.")
