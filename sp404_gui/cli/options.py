"""Options that several commands share."""

from typing import Annotated

import typer

Provider = Annotated[str | None, typer.Option(help="openrouter, offline, or the base URL of an OpenAI-compatible server.")]
Model = Annotated[list[str] | None, typer.Option(help="Model to ask; repeat it for fallbacks in order (OpenRouter only).")]
BatchSize = Annotated[str | None, typer.Option(metavar="N|auto", help="Samples a call. [default: 5]")]
Interval = Annotated[
    float | None, typer.Option(metavar="SECONDS", help="Seconds from one call to the next. [default: 12; on this machine 0]")
]
Prio = Annotated[
    str | None,
    typer.Option(
        "--priority", metavar="high|medium|low", help="Whose calls go first when several jobs run with the same key. [default: medium]"
    ),
]
Overnight = Annotated[
    bool | None,
    typer.Option("--overnight/--no-overnight", help="For nights on a free tier: spread the day's calls, wait through outages, keep awake."),
]
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
    str | None,
    typer.Option(
        metavar="a,b,c",
        help="Stages to run: local_features, vibe_analysis, groove_detection, compatibility, and those of plugins, which doctor lists.",
    ),
]
HideNames = Annotated[bool | None, typer.Option("--hide-names/--show-names", help="Send no file and folder names to the model.")]
Listen = Annotated[bool | None, typer.Option("--listen/--no-listen", help="Send a short clip of each sample to a model that can hear.")]
Compress = Annotated[bool | None, typer.Option("--compress-results/--plain-results", help="Keep results gzipped.")]
Cache = Annotated[str | None, typer.Option(metavar="FILE|URL", help="Result cache that all jobs share; redis://HOST for several machines.")]
Cluster = Annotated[
    str | None, typer.Option(metavar="URL", help="Scheduler of a dask cluster whose workers measure, as tcp://studio:8786. Trust it.")
]
ClusterMap = Annotated[
    list[str] | None,
    typer.Option("--cluster-map", metavar="LOCAL=REMOTE", help="A folder, and what the workers of the cluster call it; may be repeated."),
]
CacheDir = Annotated[str | None, typer.Option("--cache-dir", metavar="DIR", help="The job folder; made if absent.")]
JobDir = Annotated[str | None, typer.Option("--cache-dir", metavar="DIR", help="The job folder.")]
Root = Annotated[str | None, typer.Option(metavar="DIR", help="Where the samples are now, if they were moved.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only what went wrong.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on stdout.")]
