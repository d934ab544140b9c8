"""`doctor`: what this installation is made of, where it keeps things, what it can hear through and what it allows. No secrets."""

import os
import shutil
import sys
from collections.abc import Callable
from typing import Any

import typer

from sp404_gui.cli import options as o

_PARTS = ("numpy", "soxr", "httpx", "pydantic", "pebble", "keyring", "PySide6_Essentials", "qasync", "sounddevice")
_WINDOW_LIMIT_S = 20.0

Facts = dict[str, str]


def register(app: typer.Typer) -> None:
    """Add the command."""
    what = "Check this installation: versions, plugins, places, sound devices, limits, keys."
    app.command("doctor", help=f"{what}\n\n\b\nExample:\n  sp404-batch doctor\n")(doctor)


def doctor(json: o.Json = False) -> int:
    """Check the installation."""
    from sp404_gui.cli.says import clean
    from sp404_gui.store.codec import encode

    facts = _versions() | _plugins() | _places() | {"sound devices": _sound_devices()} | _limits() | _keys()
    if json:
        typer.echo(encode(facts).decode())
        return 0
    width = max(map(len, facts))
    sys.stdout.write("".join(f"{name:<{width}}  {clean(fact)}\n" for name, fact in facts.items()))
    return 0


def _versions() -> Facts:
    import platform

    import soundfile

    from sp404_gui import __version__
    from sp404_gui.engine.measuring.spawning import secrets_withheld

    with secrets_withheld():  # Python asks a program of the system
        system = platform.platform()
    return {
        "sp404-batch": __version__,
        "Python": platform.python_version(),
        "system": system,
        "processors": str(os.cpu_count()),
        "libsndfile": soundfile.__libsndfile_version__,
        **{name: _version(name) for name in _PARTS},
    }


def _version(part: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(part)
    except PackageNotFoundError:
        return "not installed"


def _plugins() -> Facts:
    import asyncio

    from sp404_gui.engine.stage_choice import installed_plugins

    found = asyncio.run(installed_plugins())
    return {f"plugin {plugin}": f"cannot be used: {plugin.problem}" if plugin.problem else plugin.target for plugin in found}


def _places() -> Facts:
    from sp404_gui.config.paths import locations
    from sp404_gui.engine.choices import settled

    env = locations(os.environ)

    def configured() -> Facts:
        settings = settled().settings
        return {"jobs": _place(settings.jobs_dir), "result cache": _place(settings.cache)}

    own = {"settings file": _place(env.config_file), "pace": _place(env.pace_file), "log of the window": _place(env.log_dir)}
    return own | _tried("settings", configured)


def _place(path: str) -> str:
    from sp404_gui.config.secrets import without_password

    if "://" in path:
        return without_password(path)
    existing = path
    while not os.path.exists(existing) and os.path.dirname(existing) != existing:
        existing = os.path.dirname(existing)
    if not os.access(existing, os.W_OK):
        return f"{path} (may not be written to)"
    return f"{path} ({shutil.disk_usage(existing).free / 1e9:,.1f} GB free)"


def _sound_devices() -> str:
    """What the window could play on. It is asked in a process of its own: sound libraries may hang, crash and print."""
    import json
    import subprocess

    from sp404_gui.engine.measuring.spawning import secrets_withheld

    try:
        with secrets_withheld():
            asked = subprocess.Popen([*_window(), "--devices"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - this program
        with asked:
            try:
                said, _ = asked.communicate(timeout=_WINDOW_LIMIT_S)
            except subprocess.TimeoutExpired:
                asked.kill()
                return f"no answer within {_WINDOW_LIMIT_S:.0f} s: the system's sound service hangs"
        devices: list[dict[str, Any]] = json.loads(said)["devices"]
    except (OSError, ValueError, KeyError, TypeError):
        return "not known: the window is not installed, or cannot be started"
    return "; ".join(map(_device, devices)) or "none, or the PortAudio library is missing: nothing can be heard in the window"


def _window() -> list[str]:
    if getattr(sys, "frozen", False):
        return [os.path.join(os.path.dirname(sys.executable), "sp404-gui.exe" if os.name == "nt" else "sp404-gui")]
    return [sys.executable, "-m", "sp404_gui"]


def _device(row: dict[str, Any]) -> str:
    return f"{row['name']} ({row['rate_hz']} Hz{', default' if row['is_default'] else ''})"


def _limits() -> Facts:
    from sp404_gui.audio.decode import DecodeLimits
    from sp404_gui.engine.choices import settled

    def configured() -> Facts:
        settings = settled().settings
        pace = "as the server asks" if settings.interval_s is None else f"one each {settings.interval_s:g} s"
        longest = DecodeLimits().max_duration_s
        return {
            "largest file": f"{settings.max_file_mb:,.0f} MB, {longest / 3600:g} h",
            "time limit of a file": f"{settings.analysis_timeout_s:g} s",
            "calls": f"{pace}, {'no limit' if settings.max_calls is None else f'at most {settings.max_calls:,} a job'}",
            "cost": "no limit" if settings.max_cost_usd is None else f"at most ${settings.max_cost_usd:.2f} a job",
        }

    return _tried("limits", configured) | {"open files": _open_files()}


def _open_files() -> str:
    if sys.platform == "win32":
        return "as many as the system has room for"
    import resource

    return f"at most {resource.getrlimit(resource.RLIMIT_NOFILE)[0]:,} a process"


def _keys() -> Facts:
    from sp404_gui.config.secrets import system_keyring
    from sp404_gui.engine.compose import OPENROUTER
    from sp404_gui.engine.pace.account import has_key

    keyring = system_keyring(os.environ)

    def found() -> Facts:
        origin = has_key(OPENROUTER)
        return {"OpenRouter key": f"found in {origin}" if origin else "none: offline work only"}

    return {"keyring": type(keyring).__module__ if keyring else "none on this machine", **_tried("OpenRouter key", found)}


def _tried(name: str, facts: Callable[[], Facts]) -> Facts:
    """Facts, or why they cannot be known: what is broken is what a doctor is asked about."""
    from sp404_gui.domain.errors import Sp404Error

    try:
        return facts()
    except Sp404Error as error:
        return {name: str(error)}
