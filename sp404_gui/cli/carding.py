"""`card`: write samples for the sampler."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sp404_gui.cli import options as o
from sp404_gui.cli.exits import Exit

if TYPE_CHECKING:
    from sp404_gui.domain.card import CardPlan, LeftOut
    from sp404_gui.domain.kit import Kit
    from sp404_gui.export.card.plan import Placed
    from sp404_gui.store.job_folder import JobFolder

_HELP = """Write a job's samples for the SP-404MKII: WAV files of 48 kHz and 16 bits in the order of the pads, and a pad sheet.

Nothing that is on the card is replaced or deleted, and the sampler's own project files are never touched. Run it again to go on
after an interruption: what is there already, whole and with the same content, is passed over.

\b
Examples:
  sp404-batch card ./cache/job_123 --output /media/me/SP404 --dry-run
  sp404-batch card ./cache/job_123 --output /media/me/SP404 --kit "night bus 90"
  sp404-batch card ./cache/job_123 --output ./card --filter category:drums --filter -snare --order category
  sp404-batch card ./cache/job_123 --output ./card --favorites --level -16 --trim
"""

Output = Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="The card, or any folder; an IMPORT folder in it is found.")]
KitName = Annotated[str | None, typer.Option("--kit", metavar="NAME", help="A kit of the job: its samples, on its pads.")]
Terms = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="TERM",
        help='Only samples that meet this, such as "*.wav", kick, category:drums,fx, kind:loop, key:Am, vibe:dusty, tag:mine, '
        "bpm:85-95, length:<2, rating:>3; a minus in front excludes; may be repeated, all must hold.",
    ),
]
Favorites = Annotated[bool, typer.Option("--favorites", help="Only favourites.")]
Order = Annotated[str, typer.Option("--order", metavar="listed|name|category", help="What comes first, where no kit says it.")]
Name = Annotated[str | None, typer.Option("--name", metavar="NAME", help="Name of the folder. [default: that of the kit or the job]")]
Names = Annotated[str, typer.Option("--names", metavar="file|words", help="Files are named after the samples' files, or by their sound.")]
Level = Annotated[
    float | None,
    typer.Option("--level", metavar="LUFS", min=-40.0, max=-5.0, help="Bring all to this loudness, as near as their peaks allow."),
]
Trim = Annotated[bool, typer.Option("--trim", help="Cut silence at the ends; loops keep theirs.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be written.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("card", help=_HELP)(card)


def card(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job folder.")],
    output: Output,
    kit: KitName = None,
    terms: Terms = None,
    favorites: Favorites = False,
    order: Order = "listed",
    name: Name = None,
    names: Names = "file",
    level: Level = None,
    trim: Trim = False,
    dry_run: DryRun = False,
    quiet: o.Quiet = False,
    json: o.Json = False,
) -> int:
    """Plan a card, and write it."""
    from sp404_gui.cli.card_run import run_card
    from sp404_gui.domain.card import Recipe
    from sp404_gui.domain.errors import UsageError
    from sp404_gui.engine.choices import require_own_files
    from sp404_gui.export.card.place import look_at
    from sp404_gui.export.card.plan import CardWishes, plan_card
    from sp404_gui.export.card.there import still_there

    if names not in {"file", "words"}:
        raise UsageError(f"There is no way {names!r} to name files. The ways are file and words.")
    require_own_files(job)
    samples, lost, title = _samples(job, kit, terms or (), order, favorites=favorites)
    wishes = CardWishes(title=name or title, recipe=Recipe(level_lufs=level, trim=trim), by_words=names == "words")
    placed, gone = still_there(samples)
    plan = plan_card(placed, look_at(output), wishes, (*lost, *gone))
    if dry_run:
        return _show(plan, as_json=json)
    return run_card(plan, quiet=quiet, as_json=json)


def _samples(
    job: str, kit: str | None, terms: "Sequence[str]", order: str, *, favorites: bool
) -> tuple[list["Placed"], list["LeftOut"], str]:
    """The samples of the card in order, those of a kit that are no longer in the collection, and what the whole is called."""
    from itertools import chain

    from sp404_gui.domain.errors import NothingToDo
    from sp404_gui.engine.jobs.reading import read_records
    from sp404_gui.export.card.plan import Placed, of_kit
    from sp404_gui.export.card.selection import chosen, ordered
    from sp404_gui.store.job_folder import JobFolder

    folder = JobFolder.open(job)
    title = folder.read_manifest().name
    layout = _kit(folder, kit) if kit is not None else None
    everything = list(chain.from_iterable(read_records(job)))
    records = ordered(chosen(everything, terms, favorites=favorites), order)
    samples, lost = [Placed(record) for record in records], list["LeftOut"]()
    if layout is not None:
        wanted = {record.id for record in records}
        placed, lost = of_kit(layout, everything)
        samples = [one for one in placed if one.record.id in wanted]
    if not samples and not lost:
        raise NothingToDo("No sample of the job meets what was asked for. Leave a --filter out, or choose favourites first.")
    return samples, lost, title if layout is None else layout.name


def _kit(folder: "JobFolder", name: str) -> "Kit":
    from sp404_gui.domain.errors import UsageError
    from sp404_gui.store.kits import read_kits

    kits = read_kits(folder)
    found = kits.named(name)
    if found is None:
        there = ", ".join(kit.name for kit in kits.kits)
        raise UsageError(f"The job has no kit called {name}. " + (f"It has: {there}." if there else "Make one in the window, in Pads."))
    return found


def _show(plan: "CardPlan", *, as_json: bool) -> int:
    from sp404_gui.cli.says import clean, reader_may_leave
    from sp404_gui.export.card.words import plan_lines, plan_object
    from sp404_gui.store.codec import encode

    lines: Iterator[str] = iter([encode(plan_object(plan)).decode()]) if as_json else plan_lines(plan)
    with reader_may_leave():
        for line in lines:
            sys.stdout.write(clean(line) + "\n")
    if plan.obstacle:
        return Exit.USAGE
    return Exit.DONE if plan.fits else Exit.FATAL
