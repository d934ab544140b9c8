"""`process` and `resume`: run a job."""

from typing import Annotated, Any

import typer

from sp404_gui.cli import options as o

_PROCESS = """Measure and describe all samples in FOLDER…, or go on with the job that they already have.

\b
Examples:
  sp404-batch process "Wanns Wavs 1"
  sp404-batch process Kicks Loops --provider offline --filter "*.wav"
  sp404-batch process Samples --cache-dir ./cache/job_123 --batch-size 5
  sp404-batch process Samples --provider http://127.0.0.1:11434/v1 --model llama3
  sp404-batch process /mnt/samples --cluster tcp://studio:8786 --cluster-map /mnt/samples=/srv/samples
"""
_RESUME = """Go on with a job where it stopped.

\b
Examples:
  sp404-batch resume --cache-dir ./cache/job_123
  sp404-batch resume --cache-dir ./cache/job_123 --refresh failed
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("process", help=_PROCESS)(process)
    app.command("resume", help=_RESUME)(resume)


def process(
    folders: Annotated[list[str], typer.Argument(metavar="FOLDER...", help="Folders of samples, or single files.")],
    cache_dir: o.CacheDir = None,
    provider: o.Provider = None,
    model: o.Model = None,
    batch_size: o.BatchSize = None,
    interval: o.Interval = None,
    priority: o.Prio = None,
    overnight: o.Overnight = None,
    filters: o.Filter = None,
    parallel_local: o.Parallel = None,
    checkpoint_interval: o.Checkpoint = None,
    error_threshold: o.Threshold = None,
    max_calls: o.MaxCalls = None,
    max_cost: o.MaxCost = None,
    refresh: o.Refresh = None,
    stages: o.Stages = None,
    hide_names: o.HideNames = None,
    listen: o.Listen = None,
    compress_results: o.Compress = None,
    cache: o.Cache = None,
    cluster: o.Cluster = None,
    cluster_map: o.ClusterMap = None,
    quiet: o.Quiet = False,
    json: o.Json = False,
) -> int:
    """Run a job over folders."""
    from sp404_gui.cli.session import run_new

    flags = _flags(
        provider=provider,
        models=model,
        batch_size=batch_size,
        interval_s=interval,
        priority=priority,
        overnight=overnight,
        filters=filters,
        parallel_local=parallel_local,
        checkpoint_interval=checkpoint_interval,
        error_threshold=error_threshold,
        max_calls=max_calls,
        max_cost_usd=max_cost,
        refresh=refresh,
        stages=stages,
        hide_names=hide_names,
        listen=listen,
        compress_results=compress_results,
        cache=cache,
        cluster=cluster,
        cluster_map=cluster_map,
    )
    return run_new(folders, cache_dir, flags, quiet=quiet, as_json=json)


def resume(
    job: Annotated[str | None, typer.Argument(metavar="[JOB]", help="The job folder, instead of --cache-dir.")] = None,
    cache_dir: o.JobDir = None,
    root: o.Root = None,
    provider: o.Provider = None,
    model: o.Model = None,
    batch_size: o.BatchSize = None,
    interval: o.Interval = None,
    overnight: o.Overnight = None,
    filters: o.Filter = None,
    parallel_local: o.Parallel = None,
    error_threshold: o.Threshold = None,
    max_calls: o.MaxCalls = None,
    max_cost: o.MaxCost = None,
    refresh: o.Refresh = None,
    hide_names: o.HideNames = None,
    listen: o.Listen = None,
    cache: o.Cache = None,
    cluster: o.Cluster = None,
    cluster_map: o.ClusterMap = None,
    quiet: o.Quiet = False,
    json: o.Json = False,
) -> int:
    """Go on with a job."""
    from sp404_gui.cli.session import run_existing

    flags = _flags(
        provider=provider,
        models=model,
        batch_size=batch_size,
        interval_s=interval,
        overnight=overnight,
        filters=filters,
        parallel_local=parallel_local,
        error_threshold=error_threshold,
        max_calls=max_calls,
        max_cost_usd=max_cost,
        refresh=refresh,
        hide_names=hide_names,
        listen=listen,
        cache=cache,
        cluster=cluster,
        cluster_map=cluster_map,
    )
    return run_existing(one_of(job, cache_dir), root, flags, quiet=quiet, as_json=json)


def _flags(**flags: Any) -> dict[str, Any]:
    return {name: value for name, value in flags.items() if value is not None}


def one_of(job: str | None, cache_dir: str | None) -> str:
    """The job folder, however it was named.

    Raises:
        UsageError: It was not named.
    """
    from sp404_gui.domain.errors import UsageError

    place = cache_dir or job
    if place is None:
        raise UsageError("Which job? Name its folder, as in `sp404-batch status ./cache/job_123`.")
    return place
