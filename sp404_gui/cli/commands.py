"""The commands, and the options that all of them have."""

import typer

from sp404_gui.cli import caching, carding, checking, configuring, diagnosing, duplicating, estimating, exporting, keys, processing
from sp404_gui.cli.outlets import flush_stdout

_HELP = """Measure, describe and export audio samples for the Roland SP-404MKII.

\b
Examples:
  sp404-batch process "Wanns Wavs 1"             measure and describe a folder
  sp404-batch process Kicks Loops --provider offline
  sp404-batch resume --cache-dir ./cache/job_123 go on where it stopped
  sp404-batch estimate "My Samples" --show-plan  what it would take
  sp404-batch export ./cache/job_123 --format csv --output samples.csv
  sp404-batch card ./cache/job_123 --output /media/me/SP404 --dry-run
"""


def _end(code: int | None, **_: object) -> None:
    """What a command returns is the exit code, once its words are written."""
    flush_stdout()
    raise typer.Exit(int(code or 0))


app = typer.Typer(
    result_callback=_end,
    help=_HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (processing, estimating, exporting, carding, duplicating, checking, caching, keys, configuring, diagnosing):
    module.register(app)


def _say_version(value: bool) -> None:
    if value:
        from sp404_gui import __version__

        typer.echo(f"sp404-batch {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: bool = typer.Option(False, "--version", help="Print the version and end.", is_eager=True, callback=_say_version),
    verbose: int = typer.Option(0, "--verbose", "-v", count=True, help="Say more; twice for everything."),
) -> None:
    """Options of every command."""
    import logging

    del version  # it has ended the command already
    levels = (logging.WARNING, logging.INFO, logging.DEBUG)
    logging.basicConfig(level=levels[min(verbose, 2)], format="%(levelname)s %(name)s: %(message)s")
    for name in ("httpx", "httpcore"):  # they log headers, and with them keys
        logging.getLogger(name).setLevel(logging.WARNING)
