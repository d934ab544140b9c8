"""`export` and `status`: read a job folder."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from sp404_gui.cli import options as o

_HELP = """Write a job's results as JSON, JSON lines, CSV, Markdown, an HTML page or a playlist.

\b
Examples:
  sp404-batch export ./cache/job_123 --format json
  sp404-batch export ./cache/job_123 --format html --output samples.html
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export", help=_HELP)(export)
    app.command("status", help="Say how far a job is.\n\n\b\nExample:\n  sp404-batch status ./cache/job_123\n")(status)


def export(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job folder.")],
    format_name: Annotated[str, typer.Option("--format", metavar="json|jsonl|csv|markdown|html|m3u", help="What to write.")] = "json",
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="PATH", help="The file; stdout without it.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")] = False,
) -> int:
    """Export a job."""
    from sp404_gui.cli.says import reader_may_leave, say
    from sp404_gui.export.formats import FORMATS, export_to, write
    from sp404_gui.export.job import export_job

    if format_name not in FORMATS:
        from sp404_gui.domain.errors import UsageError

        raise UsageError(f"There is no format {format_name!r}. The formats are {', '.join(FORMATS)}.")
    source = export_job(job)
    if output is None:
        with reader_may_leave():
            write(format_name, source, _stdout())
    else:
        export_to(output, format_name, source, overwrite=overwrite)
        say(f"Written: {output}")
    return 0


def status(
    job: Annotated[str | None, typer.Argument(metavar="JOB", help="The job folder.")] = None,
    cache_dir: o.JobDir = None,
    json: o.Json = False,
) -> int:
    """Show the state of a job."""
    from sp404_gui.cli.dashboard import lines_of
    from sp404_gui.cli.processing import one_of
    from sp404_gui.cli.says import clean
    from sp404_gui.cli.views import line_of
    from sp404_gui.domain.events import Progressed
    from sp404_gui.engine.jobs.waits import current_wait
    from sp404_gui.store.codec import encode, plain
    from sp404_gui.store.job_folder import JobFolder
    from sp404_gui.store.lock import is_locked
    from sp404_gui.store.tally import as_it_is

    place = one_of(job, cache_dir)
    folder = JobFolder.open(place)
    manifest = as_it_is(folder, folder.read_manifest())
    running = is_locked(place)
    if json:
        typer.echo(encode({**plain(manifest), "running": running}).decode())
        return 0
    counts = manifest.counts
    left = 0 if manifest.options.provider == "offline" else -(-counts.pending // (manifest.options.batch_size or 5))
    lines = lines_of(manifest.name, Progressed(counts=counts, batch=counts.batches, batches=counts.batches + left))
    lines.append(f"Status: {'running in another process' if running else manifest.status}")
    if running and (wait := current_wait(place, datetime.now(UTC))) is not None:
        lines.append(clean(line_of(wait) or wait.reason))
    if manifest.reason:
        lines.append(f"Reason: {clean(manifest.reason)}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _stdout() -> "typer.FileTextWrite":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
    return sys.stdout  # type: ignore[return-value]
