"""The list with 100,000 rows: frames of scrolling, sorting, filtering, taking rows in, memory."""

import os
from pathlib import Path

_ROWS = 100_000


def measure(folder: Path) -> None:  # noqa: ARG001 - every benchmark is given one
    """Print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.benchmarks.long_list import LongList  # noqa: PLC0415 - worker processes import what the main module imports, and need no Qt

    LongList(_ROWS).measure()
