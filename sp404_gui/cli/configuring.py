"""`config`: what is set, and by what."""

import sys
from typing import Annotated

import typer

from sp404_gui.cli import options as o


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("config", help="Show every setting and where it comes from.\n\n\b\nExample:\n  sp404-batch config --show\n")(config)


def config(
    show: Annotated[bool, typer.Option("--show", help="Show the settings (the default).")] = True,
    json: o.Json = False,
) -> int:
    """Show the settings."""
    from sp404_gui.config.secrets import without_password
    from sp404_gui.engine.choices import settled
    from sp404_gui.store.codec import encode

    del show  # the only thing to do
    rows = [(name, without_password(value) if isinstance(value, str) else value, origin) for name, value, origin in settled().rows()]
    if json:
        typer.echo(encode({name: {"value": value, "from": origin} for name, value, origin in rows}).decode())
        return 0
    width = max(len(name) for name, _, _ in rows)
    for name, value, origin in rows:
        shown = "not set" if value is None or value == () else value
        sys.stdout.write(f"{name:<{width}}  {shown}   ({origin})\n")
    return 0
