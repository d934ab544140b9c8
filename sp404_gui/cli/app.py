"""The command line: commands, the border where errors become sentences, and exit codes."""

import sys
from collections.abc import Sequence

import typer

from sp404_gui.cli import caching, carding, checking, configuring, diagnosing, duplicating, estimating, exporting, keys, processing
from sp404_gui.cli.exits import Exit, of_error
from sp404_gui.cli.outlets import ReaderLeft, close_outlets, flush_stdout, open_outlets
from sp404_gui.cli.says import say
from sp404_gui.cli.stopping import be_interruptible
from sp404_gui.domain.errors import Sp404Error

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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and end the process with its exit code."""
    given = with_bare_numbers(list(sys.argv[1:] if arguments is None else arguments))
    open_outlets()
    be_interruptible()
    try:
        app(given, prog_name="sp404-batch")
        code = Exit.DONE
    except Sp404Error as error:
        say(f"sp404-batch: {error}")
        code = of_error(error)
    except ReaderLeft:  # what was to be done is done: only the rest of the telling is left out
        code = Exit.DONE
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except Exception as error:  # the command's border
        import logging

        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        cause = innermost(error)
        say(f"sp404-batch: unexpected error: {type(cause).__name__}: {cause}. Nothing that was saved is lost. Run with -vv for details.")
        code = Exit.UNEXPECTED
    finally:
        close_outlets()
    sys.exit(int(code))


def innermost(error: BaseException) -> BaseException:
    """The first error inside groups of errors."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def with_bare_numbers(arguments: list[str]) -> list[str]:
    """The arguments, with a 0 put after a `--parallel-local` that stands without its number."""
    out = []
    for i, argument in enumerate(arguments):
        out.append(argument)
        following = arguments[i + 1] if i + 1 < len(arguments) else ""
        if argument == "--parallel-local" and not following.isdigit():
            out.append("0")
    return out
