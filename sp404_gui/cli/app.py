"""The command line: the border where errors become sentences, and exit codes.

What takes long to load is loaded within it, so that Ctrl-C has its meaning from the first moment.
"""

import sys
from collections.abc import Sequence

from sp404_gui.cli.exits import Exit, of_error
from sp404_gui.cli.outlets import NotWritten, ReaderLeft, close_outlets, open_outlets
from sp404_gui.cli.says import say
from sp404_gui.cli.stopping import be_interruptible
from sp404_gui.domain.errors import Sp404Error


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and end the process with its exit code."""
    given = with_bare_numbers(list(sys.argv[1:] if arguments is None else arguments))
    open_outlets()
    be_interruptible()
    try:
        from sp404_gui.cli.commands import app

        app(given, prog_name="sp404-batch")
        code = Exit.DONE
    except Sp404Error as error:
        say(f"sp404-batch: {error}")
        code = of_error(error)
    except ReaderLeft:  # what was to be done is done: only the rest of the telling is left out
        code = Exit.DONE
    except NotWritten as error:
        say(f"sp404-batch: stdout takes no more: {error.strerror}. Write to another place; what was done is kept.")
        code = Exit.FATAL
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
