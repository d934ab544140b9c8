# ruff: noqa: INP001 - a script
"""Writes the pages of the guide that follow from the code: `python -m tools.reference`, from the top of the checkout."""

import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from sp404_gui.cli.commands import app
from sp404_gui.cli.exits import Exit
from sp404_gui.config.settings import Settings
from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.groove import Groove
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import SampleError, UserEdits
from sp404_gui.domain.vibe import Vibe

PLACE = Path(__file__).parents[1] / "docs" / "reference"
_MADE = "<!-- made by `python -m tools.reference`; what it says stands in the code -->\n"
_OF_ALL = ("--help", "-h", "--install-completion", "--show-completion")
_EXITS = {
    Exit.DONE: "all done",
    Exit.UNEXPECTED: "unexpected error; nothing that was saved is lost",
    Exit.USAGE: "wrong usage: nothing was begun",
    Exit.SOME_FAILED: "finished, but some samples failed",
    Exit.THRESHOLD: "stopped by the error threshold",
    Exit.FATAL: "fatal: key, credit, model or disk",
    Exit.LOCKED: "another process works on the job",
    Exit.INTERRUPTED: "interrupted, resumable",
}


def main() -> int:
    """Write the pages; the exit code."""
    PLACE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (PLACE / name).write_text(text, "utf-8")
    return 0


def pages() -> dict[str, str]:
    """File name to text of each page."""
    return {"command.md": _command_page(), "settings.md": _settings_page(), "results.md": _results_page()}


def _command_page() -> str:
    parts = [_MADE, "# The command\n", "`sp404-batch` is the engine of the window without the window, on the same job folders.\n"]
    parts += ["`sp404-batch COMMAND --help` says in the terminal what stands here.\n"]
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)  # noqa: S101 - it has commands
    parts.append(_options(root, ("sp404-batch",)))
    for path, command in _commands(root, ("sp404-batch",)):
        parts.append(_section(path, command))
    parts.append("## Exit codes\n\n| code | means |\n|---|---|\n" + "".join(f"| {int(code)} | {_EXITS[code]} |\n" for code in Exit))
    return "\n".join(parts)


def _commands(group: TyperGroup, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands(command, (*path, name))
        elif isinstance(command, TyperCommand):
            yield (*path, name), command


def _section(path: tuple[str, ...], command: TyperGroup | TyperCommand) -> str:
    words, _, examples = (command.help or "").partition("\n\b\n")
    says = " ".join(words.split())
    lines = [line.strip() for line in examples.splitlines() if line.strip() and not line.strip().startswith("Example")]
    shown = "\n```text\n" + "\n".join(lines) + "\n```\n" if lines else ""
    return f"## {' '.join(path[1:])}\n\n{_escaped(says)}\n{shown}\n{_options(command, path)}"


def _options(command: TyperGroup | TyperCommand, path: tuple[str, ...]) -> str:
    context = typer.Context(command, info_name=" ".join(path))
    usage = re.sub(r"\{(.+?)\}(?:\.{3})?|\[(\[.+?\])\]", r"\1\2", " ".join(command.collect_usage_pieces(context)))
    rows = [row for parameter in command.get_params(context) if (row := parameter.get_help_record(context)) is not None]
    told = [(name, text) for name, text in rows if not name.startswith(_OF_ALL)]
    table = "| | |\n|---|---|\n" + "".join(f"| {_cell(name)} | {_escaped(text)} |\n" for name, text in told)
    return f"```text\n{' '.join(path)} {usage}\n```\n" + (f"\n{table}" if told else "")


def _settings_page() -> str:
    notes = _attributes(Settings.__doc__ or "")
    head = (
        "# Settings and environment\n\n"
        "What a command is told holds first, then the environment, then the settings file (`config.toml`), then the default. "
        "`sp404-batch config` shows each setting and which of them decided; the window writes the file.\n\n"
        "| in the file | in the environment | default | what it is |\n|---|---|---|---|\n"
    )
    defaults = Settings(jobs_dir="~/.local/share/sp404-batch/jobs", cache="~/.local/share/sp404-batch/cache.sqlite")  # as on Linux
    rows = [
        f"| `{field.name}` | `SP404_{field.name.upper()}` | {_default(getattr(defaults, field.name))} | {_escaped(notes[field.name])} |\n"
        for field in fields(Settings)
    ]
    return _MADE + "\n" + head + "".join(rows) + _OTHERS


def _results_page() -> str:
    parts = [_MADE, "# Every field of a result\n", _OF_RESULTS]
    for name, title in _RESULTS.items():
        notes = _attributes(title.__doc__ or "")
        rows = "".join(f"| `{field.name}` | {_escaped(notes.get(field.name, ''))} |\n" for field in fields(title))
        parts.append(f"## `{name}`\n\n| field | content |\n|---|---|\n{rows}")
    return "\n".join(parts)


_RESULTS = {"features": LocalFeatures, "vibe": Vibe, "groove": Groove, "matches": Match, "user": UserEdits, "errors": SampleError}
_OF_RESULTS = """A value that could not be measured is absent, or null; `features.unmeasured` says why. Units stand in the names.

| field | content |
|---|---|
| `id`, `path` | of the sample; the path is relative to the job's root |
| `status` | `pending`, `done`, `failed` or `skipped`; with `skip_reason` |
| `stages` | the stages that are finished for it |
| `features`, `vibe`, `groove` | see below |
| `measured_file` | `size_bytes` and `mtime_ns` of what was measured, where the file is no longer the one that was listed |
| `matches` | up to ten of what stands below, the best first |
| `user` | your own words; no analysis overwrites them |
| `errors` | every failure, oldest first |
| `extra` | results of [plugins and of your own stages](../library.md), by name |
"""


_OTHERS = """
Besides these:

| in the environment | what it is |
|---|---|
| `OPENROUTER_API_KEY` | the key for OpenRouter; it is sent to OpenRouter's host alone |
| `SP404_API_KEY` | the key for the server that `provider` names |
| `SP404_HOME` | one folder for everything that the program keeps |
| `SP404_CONFIG_FILE` | the settings file |
| `SP404_LOG_DIR` | where the window's log goes |
| `NO_COLOR` | no colours in the terminal |
"""


def _attributes(docstring: str) -> dict[str, str]:
    """Name to text of what stands under "Attributes:"."""
    found = re.findall(r"^ {8}(\w+): (.+(?:\n {12}.+)*)", docstring.partition("Attributes:")[2], re.MULTILINE)
    return {name: re.sub(r"\s+", " ", text) for name, text in found}


def _default(value: object) -> str:
    return "" if value in (None, (), "") else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _cell(text: str) -> str:
    return "`" + re.sub(r" <.+?>", "", text).replace("|", "\\|").strip() + "`"


def _escaped(text: str) -> str:
    return " ".join(text.replace("[required]", "").split()).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    sys.exit(main())
