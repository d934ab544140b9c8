"""Every setting, what it may be, its default, and who decided it. Imports pydantic: import it where settings are needed, not for help."""

import difflib
import os
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from sp404_gui.config.paths import absolute, locations
from sp404_gui.config.secrets import without_password
from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.key import require_bare, without_keys

OPENROUTER_MODELS = ("openrouter/free",)
"""Asked on OpenRouter when the user names no model: its Free Models Router picks, at each call, among the free models that support
what the request needs, structured output included (openrouter.ai/docs/guides/routing/routers/free-router). So no single model's end
breaks a fresh installation, and no default costs money."""

_PREFIX = "SP404_"


def _known_provider(provider: str) -> str:
    if provider not in ("openrouter", "offline"):
        require_bare(provider)
    return provider


_Words = tuple[Annotated[str, Field(min_length=1)], ...]
_ClockTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
_Limit = Annotated[float, Field(gt=0, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user settled. `resolve` validates; the words beside each type say what is allowed.

    Attributes:
        jobs_dir: Folder of job folders, where a job is given none of its own.
        cache: Result cache: a file, or the URL of a shared one.
        cluster: Scheduler of a dask cluster whose workers measure. None: this machine measures.
        cluster_map: Folders of this machine and what the workers of the cluster call them, as LOCAL=REMOTE.
        provider: "openrouter", "offline", or the base URL of an OpenAI-compatible server. None: OpenRouter if there is a key, else offline.
        models: Models to ask, fallbacks in order. Empty: the provider's own default.
        batch_size: Samples a call.
        interval_s: Seconds from one call to the next. None: 12 s, or what the server asks for; no pace on a loopback server.
        priority: Whose calls go first when several jobs run.
        overnight: Slow mode for free tiers: wait through outages.
        hide_names: Send no file and folder names to the model.
        listen: Send a short clip of each sample's sound to models that hear.
        filters: Globs for file names; any of them lets a file in. Empty: every audio file.
        stages: Names of the stages to run. Empty: all.
        parallel_local: Worker processes for measuring. None: the strategy chooses.
        checkpoint_interval: Samples from one checkpoint to the next.
        error_threshold: Share of failed samples above which the job stops.
        max_calls: Most API calls of the job. None: no limit.
        max_cost_usd: Most money for the job. None: no limit.
        refresh: What is done again although a result exists.
        min_duration_s: Shorter samples are not shown to the model.
        max_duration_s: Longer samples are not shown to the model.
        max_file_mb: Larger files are not read; 1 MB is 1,000,000 bytes.
        analysis_timeout_s: Time limit for measuring one file.
        compress_results: Write results compressed.
        theme: Colours of the window.
        language: Language of the window: the system's where the window speaks it, or one of its own. The command speaks English.
        go_on: Whether the window goes on with an unfinished job when it opens, or waits for the user.
        audio_device: Output device that samples are heard on, by its name. None: the system's own choice.
        level_match: Play samples equally loud.
        cache_max_mb: What the result cache is pruned to; 1 MB is 1,000,000 bytes.
        overnight_from: Local time at which the night begins, for jobs of the window, which then work at night alone. None: any time.
        overnight_to: Local time at which the night ends.
    """

    jobs_dir: Annotated[str, Field(min_length=1), "a folder"]
    cache: Annotated[str, Field(min_length=1), "a file, or the URL of a shared cache"]
    cluster: Annotated[Annotated[str, Field(pattern=r"^(tcp|tls)://[^\s/@?]+:[0-9]+$")] | None, "tcp://HOST:PORT or tls://HOST:PORT"] = None
    cluster_map: Annotated[tuple[Annotated[str, Field(pattern=r"^[^=]+=.+$")], ...], "a list of LOCAL=REMOTE"] = ()
    provider: Annotated[
        Annotated[str, AfterValidator(_known_provider)] | None,
        "openrouter, offline, or a base URL such as http://127.0.0.1:11434/v1, without user name or query",
    ] = None
    models: Annotated[_Words, "a list of model ids"] = ()
    batch_size: Annotated[Annotated[int, Field(ge=1, le=100)] | Literal["auto"], "a whole number from 1 to 100, or auto"] = 5
    interval_s: Annotated[Annotated[float, Field(ge=0, le=86_400)] | None, "seconds from 0 to 86400"] = None
    priority: Annotated[Literal["high", "medium", "low"], "high, medium or low"] = "medium"
    overnight: Annotated[bool, "true or false"] = False
    hide_names: Annotated[bool, "true or false"] = False
    listen: Annotated[bool, "true or false"] = False
    filters: Annotated[_Words, "a list of globs such as *.wav"] = ()
    stages: Annotated[_Words, "a list of names of stages"] = ()
    parallel_local: Annotated[Annotated[int, Field(ge=0, le=256)] | None, "a whole number from 0 (one for each processor) to 256"] = None
    checkpoint_interval: Annotated[int, Field(ge=1, le=10_000), "a whole number from 1 to 10000"] = 50
    error_threshold: Annotated[float, Field(ge=0, le=1), "a share from 0 to 1"] = 0.1
    max_calls: Annotated[Annotated[int, Field(ge=0)] | None, "a whole number from 0"] = None
    max_cost_usd: Annotated[Annotated[float, Field(ge=0, allow_inf_nan=False)] | None, "US dollars from 0"] = None
    refresh: Annotated[Literal["never", "failed", "changed", "all"], "never, failed, changed or all"] = "changed"
    min_duration_s: Annotated[float, Field(ge=0, allow_inf_nan=False), "seconds from 0"] = 0.02
    max_duration_s: Annotated[_Limit, "seconds above 0"] = 1_200.0
    max_file_mb: Annotated[_Limit, "megabytes above 0"] = 2_000.0
    analysis_timeout_s: Annotated[_Limit, "seconds above 0"] = 60.0
    compress_results: Annotated[bool, "true or false"] = False
    theme: Annotated[Literal["system", "dark", "light"], "system, dark or light"] = "system"
    language: Annotated[Literal["system", "en", "de"], "system, en or de"] = "system"
    go_on: Annotated[Literal["at_once", "wait"], "at_once or wait"] = "at_once"
    audio_device: Annotated[Annotated[str, Field(min_length=1)] | None, "the name of an output device"] = None
    level_match: Annotated[bool, "true or false"] = False
    cache_max_mb: Annotated[int, Field(ge=1), "megabytes from 1, as a whole number"] = 1_000
    overnight_from: Annotated[_ClockTime | None, 'a time such as "22:00"'] = None
    overnight_to: Annotated[_ClockTime | None, 'a time such as "06:30"'] = None


_NAMES = tuple(field.name for field in fields(Settings))
_TYPES = get_type_hints(Settings, include_extras=True)
_LISTS = frozenset(("models", "filters", "stages", "cluster_map"))
_PLACES = ("jobs_dir", "cache")
_OTHER_VARIABLES = frozenset(_PREFIX + name for name in ("API_KEY", "CONFIG_FILE", "HOME", "LOG_DIR", "PACE_FILE"))


@dataclass(frozen=True, slots=True)
class ResolvedSettings:
    """Settings, and for each the one who decided it.

    Attributes:
        settings: The values.
        origin: Setting to "flag", the name of an environment variable, the path of the settings file, or "default".
    """

    settings: Settings
    origin: Mapping[str, str]

    def rows(self) -> Iterator[tuple[str, object, str]]:
        """Name, value and origin of each setting, in the order of the class."""
        for name in _NAMES:
            yield name, getattr(self.settings, name), self.origin[name]


def resolve(flags: Mapping[str, object], env: Mapping[str, str], file: str | os.PathLike[str] | None = None) -> ResolvedSettings:
    """Settle each setting: a flag beats the environment, that beats the settings file, that beats the default.

    Args:
        flags: Setting names to values; None and empty lists count as not given.
        env: The environment: SP404_BATCH_SIZE for batch_size and so on, lists separated by commas; empty ones count as not given.
        file: The settings file, TOML with the names of the settings as keys. A missing file is an empty one, unless
            SP404_CONFIG_FILE asks for it.

    Raises:
        UsageError: A value is not allowed, a name is not known, or the file cannot be read; names the setting and its origin.
    """
    places = locations(env)
    values: dict[str, Any] = {"jobs_dir": places.jobs_dir, "cache": places.cache}
    origin = dict.fromkeys(_NAMES, "default")
    layers = ((_from_file(file, env), str(file)), (_from_env(env), None), (_from_flags(flags), "flag"))
    for layer, source in layers:
        values |= layer
        origin |= {name: source or _variable(name) for name in layer}
    for place in _PLACES:
        values[place] = absolute(values[place]) if isinstance(values[place], str) else values[place]
    try:
        return ResolvedSettings(TypeAdapter(Settings).validate_python(values), origin)
    except ValidationError as error:
        raise _explain(str(error.errors()[0]["loc"][0]), values, origin) from error


def checked(changes: Mapping[str, object]) -> dict[str, object]:
    """Settings as they may be kept: numbers, texts, booleans and tuples; None, which stands for "not set", is let through.

    Raises:
        UsageError: A name is not known, or a value is not allowed; names the setting.
    """
    for name in changes:
        _require_known(name, _NAMES, "setting")
    given = {name: value for name, value in changes.items() if value is not None}
    try:
        settings = TypeAdapter(Settings).validate_python({**dict.fromkeys(_PLACES, "-"), **given})
    except ValidationError as error:
        raise _explain(str(error.errors()[0]["loc"][0]), changes) from error
    return {name: getattr(settings, name) if name in given else None for name in changes}


def _from_flags(flags: Mapping[str, object]) -> dict[str, object]:
    for name in flags:
        _require_known(name, _NAMES, "option")
    return {name: value for name, value in flags.items() if value is not None and value not in ((), [])}


def _from_env(env: Mapping[str, str]) -> dict[str, object]:
    variables = [_variable(name) for name in _NAMES]
    for variable in env:
        # other variables with the prefix may have their own meaning, but a near miss is a setting that would be lost in silence
        if variable in _OTHER_VARIABLES:
            continue
        if variable.startswith(_PREFIX) and difflib.get_close_matches(variable, variables, n=1, cutoff=0.85):
            _require_known(variable, variables, "environment variable")
    given = {name: env[_variable(name)].strip() for name in _NAMES if env.get(_variable(name), "").strip()}
    return {name: [part.strip() for part in text.split(",")] if name in _LISTS else text for name, text in given.items()}


def _from_file(file: str | os.PathLike[str] | None, env: Mapping[str, str]) -> dict[str, object]:
    if file is None:
        return {}
    try:
        with open(file, "rb") as stream:
            values = tomllib.load(stream)
    except FileNotFoundError as error:
        if not env.get(f"{_PREFIX}CONFIG_FILE"):
            return {}
        raise UsageError(f"The settings file {file} does not exist, but SP404_CONFIG_FILE names it.") from error
    except OSError as error:
        raise UsageError(f"The settings file {file} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits and deep nesting are no TOML errors
        raise UsageError(f"The settings file {file} is not valid TOML: {error}.") from error
    for name in values:
        _require_known(name, _NAMES, "setting", f" in {file}")
    return values


def _variable(name: str) -> str:
    return _PREFIX + name.upper()


def _require_known(name: str, known: Collection[str], what: str, where: str = "") -> None:
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        advice = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
        raise UsageError(f"There is no {what} {name!r}{where}. {advice}")


def _explain(name: str, values: Mapping[str, object], origin: Mapping[str, str] | None = None) -> UsageError:
    sentence = next(note for note in reversed(_TYPES[name].__metadata__) if isinstance(note, str))
    source = f" (from {origin[name]})" if origin else ""
    return UsageError(f"{name} = {_shown(values[name])}{source} is not allowed: expected {sentence}.")


def _shown(value: object) -> str:
    """A value as it was written, without a key that was put into the wrong place, and without what a URL may hold that is secret."""
    plain = re.sub(r"([?#]).*", r"\1…", without_password(value)) if isinstance(value, str) and "://" in value else value
    return without_keys(repr(plain))[:100]
