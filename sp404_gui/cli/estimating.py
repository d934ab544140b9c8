"""`estimate`: what a job would take."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sp404_gui.cli import options as o
from sp404_gui.domain.text import size_text

if TYPE_CHECKING:
    from sp404_gui.domain.job import JobOptions
    from sp404_gui.engine.outlook.estimate import Estimate

_HELP = """Say what a job over FOLDER… would take: samples, calls, time, money, disk.

\b
Examples:
  sp404-batch estimate "My Samples" --show-plan
  sp404-batch estimate Kicks Loops --json
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("estimate", help=_HELP)(estimate)


def estimate(
    folders: Annotated[list[str], typer.Argument(metavar="FOLDER...", help="Folders of samples, or single files.")],
    show_plan: Annotated[bool, typer.Option("--show-plan", help="Also say how it would be done, step by step.")] = False,
    provider: o.Provider = None,
    model: o.Model = None,
    batch_size: o.BatchSize = None,
    interval: o.Interval = None,
    filters: o.Filter = None,
    parallel_local: o.Parallel = None,
    stages: o.Stages = None,
    listen: o.Listen = None,
    json: o.Json = False,
) -> int:
    """Estimate a job."""
    from sp404_gui.engine.choices import find_key, job_options, places_of, settled
    from sp404_gui.engine.compose import asks, base_url, interval_of
    from sp404_gui.engine.outlook.estimate import estimate as look
    from sp404_gui.engine.outlook.outlook import outlook_of, priced
    from sp404_gui.store.codec import encode, plain

    resolved = settled(
        provider=provider,
        models=model,
        batch_size=batch_size,
        interval_s=interval,
        filters=filters,
        parallel_local=parallel_local,
        stages=stages,
        listen=listen,
    )
    options = job_options(resolved)
    key = find_key(base_url(options.provider)) if asks(options) else None
    outlook = outlook_of(options, places_of(resolved), key)
    if asks(options):
        outlook = asyncio.run(priced(outlook, options, key))
    found = look(folders, options, interval_of(options), asks=asks(options), outlook=outlook)
    if json:
        typer.echo(encode(plain(found)).decode())
        return 0
    sys.stdout.write("\n".join(_lines(found, options, show_plan=show_plan)) + "\n")
    return 0


def _lines(found: "Estimate", options: "JobOptions", *, show_plan: bool) -> list[str]:
    from sp404_gui.cli.says import duration, plural

    formats = ", ".join(f"{number} {name or 'without extension'}" for name, number in found.formats.items())
    calls = str(found.calls_least) if found.calls_least == found.calls_most else f"{found.calls_least} to {found.calls_most}"
    cost = "not known" if found.cost_usd is None else f"${found.cost_usd:.2f}"
    lines = [
        f"Samples:    {plural(found.samples, 'file')} ({formats}), {size_text(found.bytes)}",
        f"Left out:   {_left_out(found)}",
        f"Strategy:   {found.strategy}, {plural(found.workers, 'worker process')}",
        f"Calls:      {calls} to {options.provider}, {found.batch_size} samples each, one every {found.interval_s:g} s"
        if found.asked
        else "Calls:      none",
        f"Time:       about {duration(found.total_s)} (measuring {duration(found.local_s)})",
        f"Cost:       {cost}",
        f"Job folder: about {size_text(found.disk_bytes)}",
    ]
    if found.days is not None:
        allowance = f"{found.allowance} calls a day, of which {found.used_today} are used"
        lines.append(f"Note:       free models allow {allowance}: {plural(found.days, 'day')} at the most")
    if found.overnight and found.asked:
        lines.append("Worth a thought: --overnight waits through outages.")
    return [*lines, *(_plan(found, options) if show_plan else [])]


def _left_out(found: "Estimate") -> str:
    parts = [f"{found.duplicates} duplicates take over their twin's answer"] if found.duplicates else []
    parts += [f"{found.unreadable} unreadable"] if found.unreadable else []
    parts += [f"{number} {reason}" for reason, number in found.passed_over.items()]
    return ", ".join(parts) or "nothing"


def _plan(found: "Estimate", options: "JobOptions") -> list[str]:
    from sp404_gui.cli.says import plural
    from sp404_gui.engine.outlook.estimate import what_leaves

    leaves = what_leaves(options, asks=found.asked > 0)
    describe = (
        "4. Describe from the measurements (local words)"
        if not found.asked
        else f"4. Ask {options.provider} in batches of {found.batch_size} alike samples"
    )
    return [
        "",
        "Plan:",
        f"  1. Measure {plural(found.samples, 'sample')} in {plural(found.workers, 'worker process')}; known ones come from the cache",
        "  2. Give every sample local words, and loops their groove",
        "  3. Skip for the model: silent, too short or long, duplicates",
        f"  {describe}",
        "  5. Find what goes together",
        f"  Saved after every answer, with a checkpoint every {options.checkpoint_interval} samples. {leaves}",
    ]
