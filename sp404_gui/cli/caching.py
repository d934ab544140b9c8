"""`cache`: the result cache that all jobs share."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sp404_gui.cli import options as o

if TYPE_CHECKING:
    from sp404_gui.store.cache import DiskCache


_HELP = """The result cache that all jobs share.

\b
Examples:
  sp404-batch cache stats
  sp404-batch cache prune --max-mb 500
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    cache = typer.Typer(help=_HELP, no_args_is_help=True, rich_markup_mode=None)
    cache.command("stats", help="Say how much is remembered.\n\n\b\nExample:\n  sp404-batch cache stats\n")(stats)
    cache.command("prune", help="Forget what was unused for longest.\n\n\b\nExample:\n  sp404-batch cache prune --max-mb 500\n")(prune)
    app.add_typer(cache, name="cache")


def stats(cache: o.Cache = None, json: o.Json = False) -> int:
    """Show the size of the cache."""
    from sp404_gui.store.codec import encode, plain

    disk = _open(cache)
    found = disk.stats()
    if json:
        typer.echo(encode({"path": disk.path, **plain(found)}).decode())
    else:
        stages = "".join(f"\n  {stage}: {number}" for stage, number in sorted(found.by_stage.items()))
        sys.stdout.write(f"{disk.path}\n{found.entries:,} results, {found.bytes / 1e6:,.1f} MB{stages}\n")
    disk.close()
    return 0


def prune(
    max_mb: Annotated[float, typer.Option("--max-mb", metavar="MB", min=0, help="What may stay.")] = 1000.0,
    cache: o.Cache = None,
) -> int:
    """Shrink the cache."""
    disk = _open(cache)
    forgotten = disk.prune(int(max_mb * 1e6))
    disk.close()
    sys.stdout.write(f"{forgotten:,} results forgotten.\n")
    return 0


def _open(cache: str | None) -> "DiskCache":
    from sp404_gui.store.cache import DiskCache

    return DiskCache(o.settled(cache=cache).settings.cache)
