"""`key`: the API key in the system keyring."""

import os
import sys
from typing import Annotated

import typer

Provider = Annotated[str, typer.Option(help="openrouter, or the base URL of another server.")]


_HELP = """The API key, kept in the system keyring.

\b
Examples:
  sp404-batch key set
  sp404-batch key test
  sp404-batch key set --provider https://llm.example.org/v1
"""
_SET = """Keep a key. It is read from the terminal without being shown, or from stdin in a pipe.

\b
Example:
  sp404-batch key set
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    key = typer.Typer(help=_HELP, no_args_is_help=True, rich_markup_mode=None)
    key.command("set", help=_SET)(set_key)
    key.command("test", help="Ask the server what the key may do.\n\n\b\nExample:\n  sp404-batch key test\n")(try_key)
    key.command("clear", help="Forget the key.\n\n\b\nExample:\n  sp404-batch key clear\n")(clear)
    app.add_typer(key, name="key")


def set_key(provider: Provider = "openrouter") -> int:
    """Keep a key in the keyring."""
    from sp404_gui.config.secrets import require_keyring, system_keyring
    from sp404_gui.engine.pace.account import keep_key

    require_keyring(system_keyring(os.environ))  # before anything is typed
    secret = typer.prompt("Key", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    key = keep_key(provider, secret)
    sys.stdout.write(f"The key for {key.host} is kept in the system keyring.\n")
    return 0


def try_key(provider: Provider = "openrouter") -> int:
    """Show what the key may do."""
    import asyncio

    from sp404_gui.domain.errors import KeyRejected
    from sp404_gui.engine.choices import find_key
    from sp404_gui.engine.compose import NO_KEY, base_url, names_openrouter
    from sp404_gui.engine.pace.account import key_report

    url = base_url(provider)
    key = find_key(url)
    if key is None and names_openrouter(provider):
        raise KeyRejected(NO_KEY)
    for line in asyncio.run(key_report(url, key)):
        sys.stdout.write(line + "\n")
    return 0


def clear(provider: Provider = "openrouter") -> int:
    """Forget the key."""
    from sp404_gui.engine.pace.account import forget_key

    found = forget_key(provider)
    sys.stdout.write("The key is forgotten.\n" if found else "There was no key in the system keyring.\n")
    return 0
