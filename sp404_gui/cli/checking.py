"""`validate` and `rebuild`: check a job folder, and repair it."""

import sys
from typing import Annotated

import typer

from sp404_gui.cli import options as o
from sp404_gui.cli.exits import Exit

Job = Annotated[str | None, typer.Argument(metavar="JOB", help="The job folder.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("validate", help="Check a job folder and say what is wrong.\n\n\b\nExample:\n  sp404-batch validate ./cache/job_123\n")(
        validate
    )
    app.command("rebuild", help="Repair a job folder from what is there.\n\n\b\nExample:\n  sp404-batch rebuild ./cache/job_123\n")(rebuild)


def validate(job: Job = None, cache_dir: o.CacheDir = None, json: o.Json = False) -> int:
    """Check a job folder; exit code 3 when something is wrong."""
    from sp404_gui.cli.processing import one_of
    from sp404_gui.cli.says import clean, plural
    from sp404_gui.store.codec import encode, plain
    from sp404_gui.store.repair import validate as check

    problems = check(one_of(job, cache_dir))
    if json:
        typer.echo(encode([plain(problem) for problem in problems]).decode())
    else:
        for problem in problems:
            sys.stdout.write(clean(f"{problem.file}: {problem.what} {problem.way_out}") + "\n")
        sys.stdout.write(f"{plural(len(problems), 'problem')} found.\n" if problems else "The job folder is sound.\n")
    return Exit.SOME_FAILED if problems else Exit.DONE


def rebuild(job: Job = None, cache_dir: o.CacheDir = None) -> int:
    """Repair a job folder."""
    from sp404_gui.cli.processing import one_of
    from sp404_gui.cli.says import clean
    from sp404_gui.engine.clock import SystemClock, timestamp
    from sp404_gui.store.job_folder import JobFolder
    from sp404_gui.store.lock import JobLock
    from sp404_gui.store.repair import rebuild as repair

    place = JobFolder.open(one_of(job, cache_dir)).path
    with JobLock(place):
        done = repair(place, timestamp(SystemClock()))
    for line in done:
        sys.stdout.write(clean(line) + "\n")
    sys.stdout.write("Repaired. Go on with `sp404-batch resume`.\n" if done else "There was nothing to repair.\n")
    return Exit.DONE
