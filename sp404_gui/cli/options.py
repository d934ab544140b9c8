"""Options that several commands share, and how flags become settings."""

import os
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sp404_gui.config.settings import ResolvedSettings
    from sp404_gui.domain.job import JobOptions
    from sp404_gui.domain.key import Key

Provider = Annotated[str | None, typer.Option(help="openrouter, offline, or the base URL of an OpenAI-compatible server.")]
Model = Annotated[list[str] | None, typer.Option(help="Model to ask; repeat it for fallbacks in order (OpenRouter only).")]
BatchSize = Annotated[str | None, typer.Option(metavar="N|auto", help="Samples a call. [default: 5]")]
Interval = Annotated[
    float | None, typer.Option(metavar="SECONDS", help="Seconds from one call to the next. [default: 12; on this machine 0]")
]
Prio = Annotated[
    str | None,
    typer.Option(
        "--priority", metavar="high|medium|low", help="Kept with the job, for when several share a pace; jobs do not share one yet."
    ),
]
Overnight = Annotated[bool | None, typer.Option("--overnight/--no-overnight", help="Wait through outages instead of failing samples.")]
Filter = Annotated[list[str] | None, typer.Option("--filter", metavar="GLOB", help='Take only files like "*.wav"; may be repeated.')]
Parallel = Annotated[
    int | None, typer.Option("--parallel-local", metavar="[N]", help="Worker processes; without N one for each processor.")
]
Checkpoint = Annotated[
    int | None, typer.Option("--checkpoint-interval", metavar="N", help="Samples between two checkpoints. [default: 50]")
]
Threshold = Annotated[
    float | None,
    typer.Option("--error-threshold", metavar="F", help="Stop when more than this share fails; damaged files do not count. [default: 0.1]"),
]
MaxCalls = Annotated[int | None, typer.Option("--max-calls", metavar="N", help="Most calls of the job.")]
MaxCost = Annotated[float | None, typer.Option("--max-cost", metavar="USD", help="Most money for the job.")]
Refresh = Annotated[str | None, typer.Option(metavar="never|failed|changed|all", help="What is done again. [default: changed]")]
Stages = Annotated[
    str | None, typer.Option(metavar="a,b,c", help="Stages to run: local_features, vibe_analysis, groove_detection, compatibility.")
]
HideNames = Annotated[bool | None, typer.Option("--hide-names/--show-names", help="Send no file and folder names to the model.")]
Compress = Annotated[bool | None, typer.Option("--compress-results/--plain-results", help="Keep results gzipped.")]
Cache = Annotated[str | None, typer.Option(metavar="FILE", help="Result cache that all jobs share.")]
CacheDir = Annotated[str | None, typer.Option("--cache-dir", metavar="DIR", help="The job folder; made if absent.")]
JobDir = Annotated[str | None, typer.Option("--cache-dir", metavar="DIR", help="The job folder.")]
Root = Annotated[str | None, typer.Option(metavar="DIR", help="Where the samples are now, if they were moved.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only what went wrong.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on stdout.")]


def settled(**flags: Any) -> "ResolvedSettings":
    """The settings, with these flags on top. Lists given as text are split at commas.

    Raises:
        UsageError: A value is not allowed.
    """
    from sp404_gui.config.paths import locations
    from sp404_gui.config.settings import resolve

    given: dict[str, object] = {name: value for name, value in flags.items() if value not in (None, [], ())}
    if isinstance(size := given.get("batch_size"), str) and size.isdigit():
        given["batch_size"] = int(size)
    if isinstance(stages := given.get("stages"), str):
        given["stages"] = [name.strip() for name in stages.split(",") if name.strip()]
    return resolve(given, os.environ, locations(os.environ).config_file)


def job_options(resolved: "ResolvedSettings", base: "JobOptions | None" = None) -> "JobOptions":
    """A job's options: all settings for a new job; for an existing one, what it had, changed by the flags of this call alone."""
    from dataclasses import replace

    from sp404_gui.domain.job import JobOptions, Priority
    from sp404_gui.domain.job import Refresh as RefreshChoice

    settings = resolved.settings
    names = [f.name for f in fields(JobOptions) if base is None or resolved.origin[f.name] == "flag"]
    values: dict[str, Any] = {name: getattr(settings, name) for name in names}
    if base is not None and values.get("provider", base.provider) != base.provider:
        values.setdefault("models", ())  # the other server's models
    if "batch_size" in values and values["batch_size"] == "auto":
        values["batch_size"] = None
    if "priority" in values:
        values["priority"] = Priority(values["priority"])
    values["refresh"] = RefreshChoice(settings.refresh)
    if values.get("provider") is None:
        values["provider"] = base.provider if base else chosen_provider()
    return replace(base or JobOptions(), **values)


def chosen_provider() -> str:
    """The provider when none is named: OpenRouter where there is a key for it, else offline."""
    from sp404_gui.engine.compose import OFFLINE, OPENROUTER, base_url

    return OPENROUTER if find_key(base_url(OPENROUTER)) else OFFLINE


def find_key(base_url: str) -> "Key | None":
    """The key for a server, from the environment or the system's keyring."""
    from sp404_gui.config.secrets import find_key as find
    from sp404_gui.config.secrets import system_keyring

    return find(base_url, os.environ, None) or find(base_url, os.environ, system_keyring(os.environ))
