"""`config` and `doctor`: what is set, and what this machine has."""

import os
import sys
from typing import Annotated

import typer

from sp404_gui.cli import options as o


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("config", help="Show every setting and where it comes from.\n\n\b\nExample:\n  sp404-batch config --show\n")(config)
    app.command("doctor", help="Check this installation: versions, decoders, places, keys.\n\n\b\nExample:\n  sp404-batch doctor\n")(doctor)


def config(
    show: Annotated[bool, typer.Option("--show", help="Show the settings (the default).")] = True,
    json: o.Json = False,
) -> int:
    """Show the settings."""
    from sp404_gui.engine.choices import settled
    from sp404_gui.store.codec import encode

    del show  # the only thing to do
    rows = list(settled().rows())
    if json:
        typer.echo(encode({name: {"value": value, "from": origin} for name, value, origin in rows}).decode())
        return 0
    width = max(len(name) for name, _, _ in rows)
    for name, value, origin in rows:
        shown = "not set" if value is None or value == () else value
        sys.stdout.write(f"{name:<{width}}  {shown}   ({origin})\n")
    return 0


def doctor(json: o.Json = False) -> int:
    """Check the installation."""
    from sp404_gui.cli.says import clean
    from sp404_gui.store.codec import encode

    facts = _facts()
    if json:
        typer.echo(encode(facts).decode())
        return 0
    width = max(map(len, facts))
    sys.stdout.write("".join(f"{name:<{width}}  {clean(str(fact))}\n" for name, fact in facts.items()))
    return 0


def _facts() -> dict[str, str]:
    import platform
    from importlib.metadata import version

    import soundfile

    from sp404_gui import __version__
    from sp404_gui.config.paths import locations
    from sp404_gui.config.secrets import system_keyring
    from sp404_gui.engine.choices import find_key
    from sp404_gui.engine.compose import OPENROUTER, base_url

    places = locations(os.environ)
    keyring = system_keyring(os.environ)
    return {
        "sp404-batch": __version__,
        "Python": platform.python_version(),
        "system": platform.platform(),
        "processors": str(os.cpu_count()),
        "libsndfile": soundfile.__libsndfile_version__,
        **{name: version(name) for name in ("numpy", "httpx", "pydantic", "pebble")},
        "settings file": _place(places.config_file),
        "jobs": _place(places.jobs_dir),
        "result cache": _place(places.cache),
        "keyring": type(keyring).__module__ if keyring else "none on this machine",
        "OpenRouter key": "found" if find_key(base_url(OPENROUTER)) else "none: offline work only",
    }


def _place(path: str) -> str:
    existing = path
    while not os.path.exists(existing):
        existing = os.path.dirname(existing)
    return path if os.access(existing, os.W_OK) else f"{path} (may not be written to)"
