"""`cache`: the result cache that all jobs share."""

import sys
from typing import Annotated

import typer

from sp404_gui.cli import options as o
from sp404_gui.domain.text import size_text

_HELP = """The result cache that all jobs share.

\b
Examples:
  sp404-batch cache stats
  sp404-batch cache stats --cache redis://studio:6379/0
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
    import os

    from sp404_gui.config.paths import cache_file
    from sp404_gui.config.secrets import without_password
    from sp404_gui.engine.choices import settled
    from sp404_gui.engine.measuring.caches import cache_stats, shared_stats
    from sp404_gui.store.codec import encode, plain

    place = settled(cache=cache).settings.cache
    tiers = {cache_file(place, os.environ): cache_stats(place)}
    if (shared := shared_stats(place)) is not None:
        tiers[without_password(place)] = shared
    if json:
        rows = [{"path": path, **plain(found)} for path, found in tiers.items()]
        typer.echo(encode({**rows[0], **({"shared": rows[1]} if shared is not None else {})}).decode())
        return 0
    for path, found in tiers.items():
        stages = "".join(f"\n  {stage}: {number}" for stage, number in sorted(found.by_stage.items()))
        sys.stdout.write(f"{path}\n{found.entries:,} results, {size_text(found.bytes)}{stages}\n")
    return 0


def prune(
    max_mb: Annotated[float | None, typer.Option("--max-mb", metavar="MB", min=0, help="What may stay. [default: 1000]")] = None,
    cache: o.Cache = None,
) -> int:
    """Shrink the cache of this machine; a shared one limits itself."""
    from sp404_gui.engine.choices import settled
    from sp404_gui.engine.measuring.caches import prune_cache

    settings = settled(cache=cache).settings
    forgotten = prune_cache(settings.cache, settings.cache_max_mb if max_mb is None else max_mb)
    sys.stdout.write(f"{forgotten:,} results forgotten.\n")
    return 0
