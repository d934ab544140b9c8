"""`key`: the API key in the system keyring."""

import os
import sys
from typing import Annotated

import typer

Provider = Annotated[str, typer.Option(help="openrouter, or the base URL of another server.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    key = typer.Typer(help="The API key, kept in the system keyring.", no_args_is_help=True, rich_markup_mode=None)
    key.command("set", help="Keep a key. It is read from the terminal without being shown, or from stdin in a pipe.")(set_key)
    key.command("test", help="Ask the server what the key may do.")(try_key)
    key.command("clear", help="Forget the key.")(clear)
    app.add_typer(key, name="key")


def set_key(provider: Provider = "openrouter") -> int:
    """Keep a key in the keyring."""
    from sp404_gui.config.secrets import store_key, system_keyring
    from sp404_gui.engine.compose import base_url

    secret = typer.prompt("Key", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    key = store_key(base_url(provider), secret, system_keyring(os.environ))
    sys.stdout.write(f"The key for {key.host} is kept in the system keyring.\n")
    return 0


def try_key(provider: Provider = "openrouter") -> int:
    """Show what the key may do."""
    import asyncio

    from sp404_gui.cli.options import find_key
    from sp404_gui.domain.errors import KeyRejected
    from sp404_gui.engine.compose import base_url, key_report

    url = base_url(provider)
    key = find_key(url)
    if key is None and provider == "openrouter":
        raise KeyRejected("There is no key for OpenRouter: set OPENROUTER_API_KEY, or run `sp404-batch key set`.")
    for line in asyncio.run(key_report(url, key)):
        sys.stdout.write(line + "\n")
    return 0


def clear(provider: Provider = "openrouter") -> int:
    """Forget the key."""
    from sp404_gui.config.secrets import forget_key, system_keyring
    from sp404_gui.engine.compose import base_url

    found = forget_key(base_url(provider), system_keyring(os.environ))
    sys.stdout.write("The key is forgotten.\n" if found else "There was no key in the system keyring.\n")
    return 0
