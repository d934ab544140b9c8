"""`validate` and `rebuild`: check a job folder, and repair it."""

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sp404_gui.cli import options as o
from sp404_gui.cli.exits import Exit

if TYPE_CHECKING:
    from sp404_gui.store.inspection import Problem

_SHOWN = 5

Job = Annotated[str | None, typer.Argument(metavar="JOB", help="The job folder.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("validate", help="Check a job folder and say what is wrong.\n\n\b\nExample:\n  sp404-batch validate ./cache/job_123\n")(
        validate
    )
    app.command("rebuild", help="Repair a job folder from what is there.\n\n\b\nExample:\n  sp404-batch rebuild ./cache/job_123\n")(rebuild)


def validate(job: Job = None, cache_dir: o.JobDir = None, json: o.Json = False) -> int:
    """Check a job folder; exit code 3 when something is wrong."""
    from sp404_gui.cli.processing import one_of
    from sp404_gui.cli.says import clean, plural, reader_may_leave
    from sp404_gui.store.codec import encode, plain
    from sp404_gui.store.inspection import validate as check
    from sp404_gui.store.job_folder import JobFolder
    from sp404_gui.store.layout import RESULTS

    place = one_of(job, cache_dir)
    if not os.path.isdir(os.path.join(place, RESULTS)):
        JobFolder.open(place)
    problems = check(place)
    with reader_may_leave():
        if json:
            typer.echo(encode([plain(problem) for problem in problems]).decode())
        else:
            for line in _grouped(problems):
                sys.stdout.write(clean(line) + "\n")
            sys.stdout.write(f"{plural(len(problems), 'problem')} found.\n" if problems else "The job folder is sound.\n")
    return Exit.SOME_FAILED if problems else Exit.DONE


def _grouped(problems: Sequence["Problem"]) -> Iterator[str]:
    """Alike problems together: the first few by name, the others as a number, and the way out once."""
    alike: dict[str, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(problem.way_out, []).append(problem)
    for way_out, members in alike.items():
        yield from (f"{problem.file}: {problem.what}" for problem in members[:_SHOWN])
        if len(members) > _SHOWN:
            yield f"… and {len(members) - _SHOWN:,} more of this kind (all with --json)"
        yield f"    {way_out}"


def rebuild(job: Job = None, cache_dir: o.JobDir = None) -> int:
    """Repair a job folder."""
    from sp404_gui.cli.processing import one_of
    from sp404_gui.cli.says import called_as, clean
    from sp404_gui.engine.clock import SystemClock, timestamp
    from sp404_gui.store.job_folder import JobFolder
    from sp404_gui.store.layout import RESULTS
    from sp404_gui.store.lock import JobLock
    from sp404_gui.store.repair.rebuilding import rebuild as repair

    place = os.path.abspath(one_of(job, cache_dir))
    if not os.path.isdir(os.path.join(place, RESULTS)):
        JobFolder.open(place)
    with JobLock(place):
        done = repair(place, timestamp(SystemClock()))
    for line in done:
        sys.stdout.write(clean(line) + "\n")
    where = "" if JobFolder.open(place).read_manifest().root else " --root FOLDER"
    go_on = f"Repaired. Go on with: {called_as()} resume --cache-dir {shlex.quote(place)}{where}"
    sys.stdout.write(f"{go_on if done else 'There was nothing to repair.'}\n")
    return Exit.DONE
