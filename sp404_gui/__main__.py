"""`python -m sp404_gui`: the command; without arguments, a first try on the demo samples that costs nothing."""

import os
import sys


def first_try() -> list[str]:
    """The arguments of a job over the demo samples, without any model, whatever key there is."""
    from sp404_gui.config.paths import resource  # noqa: PLC0415 - worker processes import this module too, and need none of it

    return ["process", os.fspath(resource("demo")), "--provider", "offline"]


if __name__ == "__main__":
    from sp404_gui.cli.app import main

    main(sys.argv[1:] or first_try())
